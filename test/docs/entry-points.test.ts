// Runs alone: it looks at what the import of an entry adds.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const page = readFileSync(join(__dirname, '../../docs/entry-points.md'), 'utf8');
const { exports: published } = JSON.parse(readFileSync(join(__dirname, '../../package.json'), 'utf8')) as { exports: object };
const ENTRIES = Object.keys(published)
  .filter((name) => name !== './package.json')
  .map((name) => name.replace('.', 'drystep'));

/** Those whose exports a program calls: setup files have matchers, and `drystep/inferred` has types alone. */
const PROGRAMS = ENTRIES.filter((name) => !['drystep/jest', 'drystep/vitest', 'drystep/inferred'].includes(name));

/** What pages say of names: the other pages, and this one without its lists. */
const said = [
  ...readdirSync(join(__dirname, '../../docs'))
    .filter((name) => name.endsWith('.md') && name !== 'entry-points.md')
    .map((name) => readFileSync(join(__dirname, '../../docs', name), 'utf8')),
  page.replaceAll(/^(?:`\w+`(?:, |,?\n|$))+/gm, ''),
].join('\n');

/** Names in code marks under a heading, behind its first paragraph. */
function listed(heading: string): readonly string[] {
  const section = page.split(`## \`${heading}\``)[1]?.split('\n## ')[0] ?? '';
  const [, , list = ''] = section.split('\n\n');
  return [...list.matchAll(/`(\w+)`/g)].map(([, name]) => name as string);
}

/** Names of the matchers that a setup file brings: it has hooks, so it is loaded before there are tests. */
const brought = matchersOf('drystep/jest');

function matchersOf(entry: string): readonly string[] {
  const extend = jest.spyOn(expect, 'extend');
  require(entry);
  const names = extend.mock.calls.flatMap(([matchers]) => Object.keys(matchers));
  extend.mockRestore();
  return names;
}

describe('docs/entry-points.md', () => {
  test.each(PROGRAMS)('lists what %s exports', (entry) => {
    const exported = Object.keys(require(entry)).filter((name) => name !== '__esModule');

    expect([...listed(entry)].sort()).toEqual(exported.sort());
  });

  test('names nothing of which no page says what it is for', () => {
    const names = [...page.matchAll(/`(\w+)`/g)].map(([, name]) => name as string);

    expect(names.length).toBeGreaterThan(150);
    expect(names.filter((name) => !new RegExp(`\\b${name}\\b`).test(said))).toEqual([]);
  });

  test('lists the matchers that drystep/jest brings', () => {
    expect(brought).toContain('toSucceedWith');
    expect([...listed('drystep/jest` and `drystep/vitest')].sort()).toEqual([...brought].sort());
  });

  test('has a section for each entry point', () => {
    expect(ENTRIES.filter((name) => !page.includes(`\`${name}\``))).toEqual([]);
  });
});
