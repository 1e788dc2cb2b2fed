import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CoverageReporter } from '../../src/testing/vitest/coverage-reporter';

const definition = { StartAt: 'Ship', States: { Ship: { Type: 'Wait', Seconds: 1, Next: 'Done' }, Done: { Type: 'Succeed' } } };
const before = { folder: process.env.DRYSTEP_COVERAGE, exitCode: process.exitCode };
let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'drystep-watch-'));
});

afterEach(() => {
  rmSync(root, { recursive: true });
  process.exitCode = before.exitCode;
  if (before.folder === undefined) delete process.env.DRYSTEP_COVERAGE;
  else process.env.DRYSTEP_COVERAGE = before.folder;
});

/** What a run of one state prints, and the exit code that it asks for. */
function ran(reporter: CoverageReporter) {
  const write = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  process.exitCode = 0;
  reporter.onTestRunStart();
  const parts = process.env.DRYSTEP_COVERAGE as string;
  mkdirSync(parts, { recursive: true });
  writeFileSync(
    join(parts, 'part.json'),
    JSON.stringify([{ name: 'Orders', definition, hits: { 'states /States/Ship': 1 }, executions: 1 }]),
  );
  reporter.onTestRunEnd();
  const printed = write.mock.calls.map(([text]) => String(text)).join('');
  write.mockRestore();
  return { printed, exitCode: process.exitCode };
}

describe('The reporter in the watch mode of vitest', () => {
  test('judges the first run and one of all tests, and no rerun of some, which a change or a key asks for', () => {
    const reporter = new CoverageReporter({ text: false, report: false, thresholds: { global: { states: 100 } } });
    reporter.onInit({ config: { root } });
    const judged = { printed: expect.stringContaining('expected at least 100 %, received 50 %'), exitCode: 1 };
    const part = 'Coverage of a part of the tests (a rerun in watch mode): no threshold was judged. A run of all tests judges them.';

    expect(ran(reporter)).toEqual(judged);
    reporter.onWatcherRerun(['a.test.ts'], 'a.test.ts');
    expect(ran(reporter)).toEqual({ printed: `\n${part}\n`, exitCode: 0 });
    reporter.onWatcherRerun(['a.test.ts'], 'change pattern');
    expect(ran(reporter)).toEqual({ printed: `\n${part}\n`, exitCode: 0 });
    reporter.onWatcherRerun(['a.test.ts', 'b.test.ts'], 'rerun all tests');
    expect(ran(reporter)).toEqual(judged);
  });
});
