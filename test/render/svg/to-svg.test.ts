import { type Overlay, toSvg } from 'drystep/render';
import { graphOf } from '../../../src/render/graph/to-graph';
import { layOut } from '../../../src/render/layout/lay-out';
import { NO_MARKS } from '../../../src/render/marks/marks';
import { DARK, LIGHT, type Palette } from '../../../src/render/svg/palette';
import { generated, nested } from '../generated';
import { NASTY, nastyDefinition } from '../nasty';
import { ORDERS } from '../orders';
import { misplaced } from './misplaced';
import { type ParsedDocument, parsedSvg } from './well-formed';

const shown = (document: ParsedDocument, selector: string) =>
  [...document.querySelectorAll(selector)].map((element) => element.textContent);

describe('toSvg', () => {
  test('draws every state once, with what it is and does', () => {
    const document = parsedSvg(toSvg(ORDERS));

    expect(shown(document, '[data-state] > title')).toEqual([
      'Task: Charge\nlambda:invoke charge-card',
      'Choice: Large?',
      'Wait: Cool Down\n1 hour 30 minutes',
      'Parallel: Prepare',
      'Pass: Pack',
      'Task: Label\necs:runTask, waits for the job',
      'Map: Ship Items\nup to 5 items at a time',
      'Task: Ship\nsqs:sendMessage, waits for a token',
      'Fail: Give Up\nOrderRejected',
      'Succeed: Done',
    ]);
    expect(shown(document, 'svg > title')).toEqual(['Takes orders, and ships them']);
    expect(shown(document, 'svg > desc')).toEqual(['A state machine of 10 states that starts with "Charge".']);
  });

  test('draws every way with its place in the definition, dashed where it catches', () => {
    const document = parsedSvg(toSvg(ORDERS));
    const catchers = document.querySelectorAll('[data-pointer="/States/Charge/Catch/0/Next"] .ds-catch');

    expect(document.querySelectorAll('.ds-way[data-pointer]').length).toBe(7);
    expect(catchers.length).toBe(1);
    expect(document.querySelectorAll('.ds-catch').length).toBe(1);
    expect(shown(document, '.ds-text text')).toEqual(expect.arrayContaining(['CardDeclined', 'total > 1000', 'otherwise']));
  });

  test('gives the same bytes for the same definition', () => {
    expect(toSvg(JSON.stringify(ORDERS))).toBe(toSvg(ORDERS));
  });

  test('loads nothing and runs nothing', () => {
    const document = parsedSvg(toSvg(nastyDefinition()));

    expect(document.querySelectorAll('script, image, use, foreignObject, a, link').length).toBe(0);
    expect(
      [...document.querySelectorAll('*')]
        .flatMap(({ attributes }) => [...attributes].map(({ name }) => name))
        .filter((name) => /^on|href/.test(name)),
    ).toEqual([]);
    expect(document.querySelector('style')?.textContent).not.toMatch(/url\(|@import/);
  });

  test('shows nasty names as text, and as attributes that say the same', () => {
    const document = parsedSvg(toSvg(nastyDefinition()));
    const names = [...document.querySelectorAll('[data-state]')].map((element) => element.getAttribute('data-state'));

    expect(names).toEqual(
      expect.arrayContaining([
        '<script>alert(1)</script>',
        ']]> <!-- -->',
        'say "hi" & \'bye\'',
        '\\u001b[31mred\\u001b[0m',
        'a\\u202eb\\u2066c',
      ]),
    );
    expect(names.length).toBeGreaterThan(NASTY.length);
  });

  test('is light, dark, or what its reader likes', () => {
    expect(toSvg(ORDERS)).toContain('@media (prefers-color-scheme:dark)');
    for (const theme of ['light', 'dark'] as const) expect(toSvg(ORDERS, undefined, { theme })).not.toContain('@media');
    expect(toSvg(ORDERS, undefined, { theme: 'dark' })).toContain(DARK.page);
  });

  test('folds groups, and says how many states they have', () => {
    const document = parsedSvg(toSvg(ORDERS, undefined, { fold: 0 }));

    expect(shown(document, '[data-state="Prepare"] text')).toEqual(['Prepare', '2 states inside']);
    expect(document.querySelector('[data-state="Pack"]')).toBeNull();
    expect(() => toSvg(ORDERS, undefined, { fold: ['Prepar'] })).toThrow(/toSvg\(\): .*did you mean "Prepare"\?/);
  });

  test('draws an execution over it, with words and signs beside the colours', () => {
    const overlay: Overlay = {
      kind: 'execution',
      status: 'FAILED',
      states: {
        Charge: { status: 'CAUGHT', retries: 2, delays: [1000, 2000], duration: 3000, error: 'Busy', data: 'input: {"a":"<b>"}' },
        'Give Up': { status: 'FAILED', error: 'OrderRejected' },
      },
      transitions: { '/States/Charge/Catch/0/Next': 1 },
    };
    const document = parsedSvg(toSvg(ORDERS, overlay));

    expect(shown(document, 'svg > text')).toEqual(['An execution: FAILED: 2 of 10 states visited.']);
    expect(shown(document, '.ds-caught[data-state="Charge"] .ds-note').join(' ')).toBe(
      'failed and was caught: Busy ↻ 2 retries after 1 second, 2 seconds took 3 seconds',
    );
    expect(shown(document, '[data-state="Charge"] > .ds-name')).toEqual(['⚠ Charge']);
    expect(shown(document, '[data-state="Charge"] > title')[0]).toContain('input: {"a":"<b>"}');
    expect(document.querySelectorAll('.ds-unvisited[data-state]').length).toBe(8);
    expect(document.querySelectorAll('.ds-way.ds-caught').length).toBe(1);
  });

  test('tells which ways into groups and out of them an execution took', () => {
    const states = {
      Charge: { status: 'SUCCEEDED' },
      Prepare: { status: 'FAILED' },
      Pack: { status: 'SUCCEEDED' },
      Label: { status: 'FAILED' },
    };
    const svg = toSvg(ORDERS, { kind: 'execution', states, transitions: {} } as Overlay);
    // Start, Pack in and out, Label in; then Label out, and Ship in and out.
    const bare = [...parsedSvg(svg).querySelectorAll('.ds-way:not([data-pointer])')].map((way) => way.getAttribute('class'));

    expect(bare.sort()).toEqual([...Array(4).fill('ds-way ds-succeeded ds-strong'), ...Array(3).fill('ds-way ds-unvisited')]);
  });

  test('leaves the way out open where one of several visits failed', () => {
    const draw = (visits: number) =>
      toSvg(ORDERS, { kind: 'execution', states: { Ship: { status: 'FAILED', visits } }, transitions: {} } as Overlay);
    const neutral = (visits: number) => draw(visits).match(/class="ds-way"/g)?.length ?? 0;

    expect([neutral(1), neutral(2)]).toEqual([0, 1]);
  });

  test('draws coverage over it: what tests never reached, took or decided', () => {
    const point = (kind: string, pointer: string, hits: number, rest: object = {}) => ({ kind, pointer, hits, ...rest });
    const overlay: Overlay = {
      kind: 'coverage',
      points: [
        point('states', '/States/Charge', 3),
        point('retriers', '/States/Charge/Retry/0', 0, { label: 'Retry/0 (Busy)' }),
        point('transitions', '/States/Charge/Next', 2),
        point('transitions', '/States/Charge/Catch/0/Next', 0),
        point('states', '/States/Large?', 2),
        point('transitions', '/States/Large?/Choices/0/Next', 2),
        point('rules', '/States/Large?/Choices/0', 2, { outcome: 'true' }),
        point('rules', '/States/Large?/Choices/0', 0, { outcome: 'false' }),
        point('states', '/States/Give Up', 0),
      ],
    };
    const document = parsedSvg(toSvg(ORDERS, overlay));
    const toneOf = (pointer: string) => document.querySelector(`.ds-way[data-pointer="${pointer}"]`)?.getAttribute('class');

    expect(shown(document, 'svg > text')).toEqual(['Coverage: 5 of 9 points reached.']);
    expect(shown(document, '.ds-covered[data-state="Charge"] .ds-note')).toEqual(['never: Retry/0 (Busy)']);
    expect(shown(document, '.ds-missed[data-state="Give Up"] .ds-note')).toEqual(['not covered']);
    expect(shown(document, '.ds-missed[data-state="Give Up"] > .ds-name')).toEqual(['✗ Give Up']);
    expect(toneOf('/States/Charge/Next')).toBe('ds-way ds-way-next ds-covered');
    expect(toneOf('/States/Charge/Catch/0/Next')).toBe('ds-way ds-way-catch ds-missed ds-strong');
    expect(shown(document, '.ds-text text').join('; ')).toMatch(/✗ CardDeclined \(never taken\).*✓ total > 1000 \(never false\)/);
    // What was not counted is drawn as it is.
    expect(document.querySelector('[data-state="Done"]')?.getAttribute('class')).toBe('ds-node ds-Succeed');
  });

  test.each([5, 50, 300, 1000])('places %i generated states without an overlap, and leads no line through one', (size) => {
    expect(misplaced(layOut(graphOf(generated(size)).group, NO_MARKS))).toEqual([]);
  });

  test('places ten levels of groups inside of each other', () => {
    expect(misplaced(layOut(graphOf(nested(10)).group, NO_MARKS))).toEqual([]);
    expect(shown(parsedSvg(toSvg(nested(10))), '[data-state] > title').length).toBe(16);
  });

  test('names the target in the state where lines would run through the whole picture', () => {
    const svg = toSvg(generated(300));

    expect(svg).toMatch(/<text class="ds-detail"[^>]*>⇢ Give Up: States\.ALL<\/text>/);
    expect(svg.match(/data-state="Give Up"/g)).toHaveLength(1);
  });

  test('draws a way back to the same state as a loop beside it', () => {
    const again = {
      StartAt: 'Ask',
      States: {
        Ask: { Type: 'Choice', Choices: [{ Variable: '$.again', BooleanEquals: true, Next: 'Ask' }], Default: 'Done' },
        Done: { Type: 'Succeed' },
      },
    };

    expect(misplaced(layOut(graphOf(again).group, NO_MARKS))).toEqual([]);
    expect(shown(parsedSvg(toSvg(again)), '.ds-text text')).toEqual(expect.arrayContaining(['again', 'otherwise']));
  });
});

describe.each([
  ['light', LIGHT],
  ['dark', DARK],
])('the %s colours', (_, palette: Palette) => {
  test('have a contrast of 4.5:1 between every text and what stands behind it', () => {
    const paints = [...Object.values(palette.kinds), ...Object.values(palette.tones)].map(({ fill }) => fill);
    const pairs = [palette.page, palette.inside, ...paints].flatMap((behind) =>
      [palette.text, palette.muted].map((text) => [text, behind] as const),
    );

    expect(pairs.filter(([text, behind]) => contrast(text, behind) < 4.5)).toEqual([]);
    expect(pairs.length).toBeGreaterThan(30);
  });

  test('have a contrast of 3:1 between lines and outlines that mean something, and the page', () => {
    const strokes = [
      ...Object.values(palette.kinds),
      ...Object.entries(palette.tones)
        .filter(([tone]) => tone !== 'unvisited')
        .map(([, paint]) => paint),
    ];

    expect(
      [palette.line, palette.catchLine, ...strokes.map(({ stroke }) => stroke)].filter((line) => contrast(line, palette.page) < 3),
    ).toEqual([]);
  });
});

/** Contrast of two colours as WCAG 2 counts it. */
function contrast(one: string, other: string): number {
  const [high, low] = [luminance(one), luminance(other)].sort((first, second) => second - first) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

function luminance(colour: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
