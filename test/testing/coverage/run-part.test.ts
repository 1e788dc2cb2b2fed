import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CoveragePart } from '../../../src/testing/coverage/parts';
import { jestPart, type RunPart, vitestPart } from '../../../src/testing/coverage/run-part';
import { type CoverageReporterOptions, coverageRun } from '../../../src/testing/report/coverage-run';

const definition = { StartAt: 'Ship', States: { Ship: { Type: 'Wait', Seconds: 1, Next: 'Done' }, Done: { Type: 'Succeed' } } };
const ship: CoveragePart = { name: 'Orders', definition, hits: { 'states /States/Ship': 1 }, executions: 1 };

const before = process.env.DRYSTEP_COVERAGE;
let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'drystep-part-'));
});

afterEach(() => {
  rmSync(root, { recursive: true });
  if (before === undefined) delete process.env.DRYSTEP_COVERAGE;
  else process.env.DRYSTEP_COVERAGE = before;
});

function ended(options: CoverageReporterOptions, part: RunPart | undefined, ...reached: readonly CoveragePart[]) {
  const run = coverageRun(root, { text: false, report: false, ...options });
  const parts = process.env.DRYSTEP_COVERAGE as string;
  run.begin(part);
  mkdirSync(parts, { recursive: true });
  if (reached.length > 0) writeFileSync(join(parts, 'part.json'), JSON.stringify(reached));
  return run.end();
}

describe('A run of a part of the tests', () => {
  test('says that thresholds which hold judged no more than the part', () => {
    const outcome = ended({ thresholds: { global: { states: 50 } } }, jestPart({ testNamePattern: 'ships' }), ship);

    expect(outcome.failure).toBeUndefined();
    expect(outcome.texts).toEqual([
      'Coverage of a part of the tests (-t "ships"): the thresholds judged nothing of the others. A run of all tests judges the whole.',
    ]);
  });

  test('fails below a threshold, and says that a part ran', () => {
    const outcome = ended({ thresholds: { global: { states: 100 } } }, jestPart({ nonFlagArgs: ['test/ship.test.ts'] }), ship);

    expect(outcome.failure).toContain('expected at least 100 %, received 50 %');
    expect(outcome.texts.join('\n')).toContain('Coverage of a part of the tests (test/ship.test.ts)');
  });

  test.each<[string, readonly CoveragePart[]]>([
    ['no machine', []],
    ['one of the machines', [ship]],
  ])('judges no threshold where changed files decided what ran: %s', (_what, reached) => {
    const thresholds = { global: { states: 100 }, Bills: { states: 100 } };
    const { texts, failure } = ended({ thresholds }, jestPart({ onlyChanged: true }), ...reached);

    expect(failure).toBeUndefined();
    expect(texts.at(-1)).toBe('Coverage of a part of the tests (--onlyChanged): no threshold was judged. A run of all tests judges them.');
  });

  test('says without thresholds that the reports hold nothing of the others', () => {
    expect(ended({}, vitestPart({ config: { changed: 'main' } }), ship).texts).toEqual([
      'Coverage of a part of the tests (--changed): the reports hold nothing of the others.',
    ]);
  });
});

describe('The part that a runner was asked for', () => {
  test.each([
    [jestPart({ onlyChanged: false, findRelatedTests: false, testNamePattern: '', nonFlagArgs: [] }), undefined],
    [jestPart({ findRelatedTests: true, nonFlagArgs: ['src/a.ts'] }), { asked: '--findRelatedTests', byChange: true }],
    [jestPart({ testNamePattern: 'a', nonFlagArgs: ['b'] }), { asked: '-t "a" b', byChange: false }],
    [jestPart({ testPathPatterns: { patterns: [] } }, ['--coverage', 'x']), undefined],
    [jestPart({ testPathPatterns: { patterns: ['orders'] } }), { asked: 'orders', byChange: false }],
    [jestPart({ nonFlagArgs: ['orders'], testPathPatterns: { patterns: ['orders'] } }), { asked: 'orders', byChange: false }],
    [jestPart({ testPathPattern: 'orders' }), { asked: 'orders', byChange: false }],
    [jestPart({ filter: 'only.js' }), { asked: '--filter', byChange: false }],
    [
      jestPart({}, ['--selectProjects', 'unit', 'types', '--ci', '--testPathIgnorePatterns=slow']),
      { asked: '--selectProjects unit types --testPathIgnorePatterns=slow', byChange: false },
    ],
    [vitestPart({ config: {} }), undefined],
    [vitestPart({ config: { project: [], cliExclude: [], tagsFilter: [] } }, ['run']), undefined],
    [vitestPart({ config: { project: ['unit'] } }), { asked: '--project unit', byChange: false }],
    [vitestPart({ config: { project: 'unit' } }), { asked: '--project unit', byChange: false }],
    [
      vitestPart({ config: { cliExclude: ['slow/**'], tagsFilter: ['fast'] } }, ['run', '--dir', 'test']),
      { asked: '--dir test --exclude slow/** --tagsFilter fast', byChange: false },
    ],
    // Vitest sets `related` for changed files as well.
    [vitestPart({ config: { changed: true, related: ['src/a.ts'] } }), { asked: '--changed', byChange: true }],
    [vitestPart({ config: { related: ['src/a.ts'] } }), { asked: 'related', byChange: true }],
    [vitestPart({ filenamePattern: ['b'], config: { changed: false, testNamePattern: /a|c/ } }), { asked: '-t "a|c" b', byChange: false }],
  ])('%j', (part, expected) => {
    expect(part).toEqual(expected);
  });
});
