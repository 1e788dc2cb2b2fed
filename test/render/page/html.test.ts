import { createHash } from 'node:crypto';
import { toGraph, toHtml, toReport } from 'drystep/render';
import { packed, unpacked } from '../../../src/render/html/packed';
import { NASTY, nastyDefinition } from '../nasty';
import { ORDERS } from '../orders';
import { pageData } from './page-data';
import { ATTACK, nastyReport, tripReport } from './reports';

describe('A page', () => {
  test('holds a definition and its graph, and loads nothing', () => {
    const html = toHtml(ORDERS);

    const { title, machines } = pageData(html);
    expect(title).toBe(ORDERS.Comment);
    expect(JSON.parse(machines[0]?.definition ?? '')).toEqual(ORDERS);
    expect(machines[0]?.graph).toEqual(JSON.parse(JSON.stringify(toGraph(ORDERS))));
    expect(html.match(/<(?:link|img|iframe|object|embed|base)\b|\bsrc=|@import|url\(/g)).toBeNull();
  });

  test('allows its own script by its hash, and no other and no network', () => {
    const html = toHtml(ORDERS);

    const [script = ''] = [...html.matchAll(/<script>(.*?)<\/script>/gs)].map(([, text]) => text);
    const hash = createHash('sha256').update(script).digest('base64');
    expect(html).toContain(
      `content="default-src 'none'; script-src 'sha256-${hash}'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"`,
    );
  });

  test.each([
    ['a definition', () => toHtml(nastyDefinition(), undefined, { title: ATTACK })],
    ['a report', async () => toReport(await nastyReport())],
  ])('of %s with names that mean something to HTML has two scripts and no element of theirs', async (_, page) => {
    const html = await page();

    expect(html.match(/<\/?script/gi)).toHaveLength(4);
    // Before the program, whose own text may hold any word.
    expect(/<img|<svg|<!--/i.exec(html.slice(0, html.lastIndexOf('<script>')))).toBeNull();
    expect(html).toContain(`<title>${ATTACK.replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')}</title>`);
  });

  test('is the same text for the same definition', () => {
    expect(toHtml(ORDERS)).toBe(toHtml(JSON.parse(JSON.stringify(ORDERS))));
  });

  test('shows what an overlay says', () => {
    const html = toHtml(ORDERS, { kind: 'execution', status: 'FAILED', states: { Charge: { status: 'FAILED', error: 'CardDeclined' } } });

    expect(html).toContain('failed: CardDeclined');
  });
});

describe('Packed data', () => {
  test('comes back as it was, whatever its keys and texts are', () => {
    const long = 'a text that is long enough to be kept once';
    const data = { list: [long, long, { $: long, ['__proto__']: { deep: long } }], short: 'a', nasty: NASTY, number: 1, none: null };

    const { texts, data: small } = packed(data);

    expect(texts).toEqual([long]);
    expect(JSON.stringify(small)).not.toContain(long);
    expect(unpacked(JSON.parse(JSON.stringify({ texts, data: small })))).toEqual(data);
  });
});

describe('toReport', () => {
  test('fails when two runs have one id', async () => {
    const data = await tripReport();
    const [run] = data.runs;

    expect(() => toReport({ ...data, runs: [...data.runs, { ...run!, machine: 0 }] })).toThrow(
      'toReport(): expected an id of its own for runs[2], received "1" again.',
    );
  });

  test('fails when a run names a machine or a run that is not there', async () => {
    const data = await tripReport();
    const [run] = data.runs;

    expect(() => toReport({ ...data, runs: [{ ...run!, machine: 7 }] })).toThrow(
      'toReport(): expected the index of one of 1 machines for runs[0].machine, received 7.',
    );
    expect(() => toReport({ ...data, runs: [{ ...run!, startedBy: { run: 'none' } }] })).toThrow(
      'toReport(): expected the id of a run for runs[0].startedBy.run, received "none".',
    );
  });

  test('fails when the data is of another version, naming the one that it writes', async () => {
    const data = await tripReport();

    expect(() => toReport({ ...data, version: 2 } as never)).toThrow(
      /expected 1, the version of the format that this drystep writes.*received 2/,
    );
  });

  test('fails when a member is missing or misspelt, with its place', async () => {
    const data = await tripReport();
    const [run] = data.runs;
    const { status: _, ...without } = run!;

    expect(() => toReport({ ...data, runs: [without] } as never)).toThrow(/expected status in .*runs\[0\], received none/);
    expect(() => toReport({ ...data, runs: [{ ...run, evnts: [] }] } as never)).toThrow(/evnts.*did you mean "?events/s);
  });
});
