import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CoveragePart } from '../../src/testing/coverage/parts';
import { CoverageReporter } from '../../src/testing/jest/coverage-reporter';
import { bareEnvironment } from '../bare-environment';
import { compiledEntries } from '../compiled-package';
import { jestCache } from './run-jest';
import { runners } from './runner-process';

const root = join(__dirname, '../..');
// A root of few files: jest looks at all that are below it first, with processes of their own where they are many.
const fixture = join(__dirname, 'fixtures/coverage');
const transform = [
  require.resolve('@swc/jest'),
  { jsc: { target: 'es2022', parser: { syntax: 'typescript' } }, module: { type: 'commonjs' } },
];

const newFolder = () => mkdtempSync(join(tmpdir(), 'drystep-coverage-'));

interface Setting {
  readonly setup?: boolean;
  readonly folder?: string;
  readonly flags?: readonly string[];
}

/** The words for jest to run the two test files of the fixture, with `drystep/jest` as setup file and reporter. */
function wordsFor(options: object, { setup = true, folder = newFolder(), flags = ['--runInBand'] }: Setting) {
  const { 'drystep/jest': entry, 'drystep/testing': testing } = compiledEntries() as Record<string, string>;
  const config = {
    rootDir: fixture,
    cacheDirectory: jestCache,
    testMatch: [`<rootDir>/${setup ? '*.spec.ts' : 'bare.ts'}`],
    setupFilesAfterEnv: setup ? [entry] : [],
    reporters: [[entry, { folder, report: false, ...options }]],
    moduleNameMapper: { '^drystep/testing$': testing },
    transform: { '^.+\\.ts$': transform },
  };
  return { folder, words: ['--config', JSON.stringify(config), '--ci', ...flags] };
}

/** Runs jest in a process of its own, which the exit code is of: with a worker for each test file, unless it is told otherwise. */
function runJest(options: object, setting: Setting = { flags: ['--maxWorkers=2'] }) {
  const { folder, words } = wordsFor(options, setting);
  const { stderr, status } = spawnSync(process.execPath, [join(root, 'node_modules/jest/bin/jest.js'), ...words], {
    encoding: 'utf8',
    cwd: fixture,
    env: bareEnvironment(),
  });
  return { folder, status, stderr };
}

/** Runs jest in a process that other runs share. */
async function runAgain(options: object, setting: Setting) {
  const { folder, words } = wordsFor(options, setting);
  return { folder, ...(await runners.jest.run(words, fixture, bareEnvironment())) };
}

describe('drystep/jest as a reporter', () => {
  test('adds up two test files of two workers, prints the table and writes the reports', () => {
    const { folder, status, stderr } = runJest({ thresholds: { global: { transitions: 100 }, 'StateMachine/Ask': { states: 100 } } });

    const report = JSON.parse(readFileSync(join(folder, 'coverage.json'), 'utf8')) as {
      machines: { executions: number; summary: object }[];
    };
    expect(stderr).toContain('Not covered in StateMachine:\n  Ask: Retry/0 (Busy)');
    expect(status).toBe(0);
    expect(report.machines).toHaveLength(1);
    expect(report.machines[0]).toMatchObject({
      executions: 2,
      summary: { transitions: { covered: 3, total: 3 }, retriers: { covered: 0, total: 1 } },
    });
    expect(readFileSync(join(folder, 'lcov.info'), 'utf8')).toContain(`SF:${join(folder, 'StateMachine.asl.json')}`);
    expect(existsSync(join(folder, '.parts'))).toBe(false);
    rmSync(folder, { recursive: true });
  }, 60_000);

  test('counts a test file that uses the harness without the setup file', async () => {
    const { folder, status, stderr } = await runAgain({ text: false, thresholds: { global: { states: 100 } } }, { setup: false });

    const report = JSON.parse(readFileSync(join(folder, 'coverage.json'), 'utf8')) as { machines: { executions: number }[] };
    expect(report.machines.map((machine) => machine.executions)).toEqual([2]);
    expect(stderr).not.toContain('Coverage of state machines');
    expect(status).toBe(0);
    rmSync(folder, { recursive: true });
  }, 60_000);
});

describe('shards of jest', () => {
  test('write files of their own, which a run without tests merges and judges', async () => {
    const folder = newFolder();
    const thresholds = { global: { transitions: 100 } };
    const shard = (flag: string) => runAgain({ thresholds }, { folder, flags: ['--runInBand', `--shard=${flag}`] });
    const merging = { thresholds, merge: [join(folder, 'shards/*.json')] };
    const noTests = { folder, flags: ['--passWithNoTests', '--testPathPatterns=^$'] };

    const first = await shard('1/2');
    const early = runJest(merging, noTests);
    const second = await shard('2/2');
    const whole = await runAgain(merging, noTests);

    expect(first.stderr).toContain('Coverage of shard 1 of 2 (1 execution): written to ');
    expect([first.status, second.status]).toEqual([0, 0]);
    expect(early.stderr).toContain('Merging coverage: shard 2 of 2 is missing. Hint: run it, then merge again.');
    expect(early.status).toBe(1);
    expect(whole.stderr).toContain('Merged coverage of 2 shards: shard 1 of 2 (ended ');
    expect(whole.status).toBe(0);
    const { machines } = JSON.parse(readFileSync(join(folder, 'coverage.json'), 'utf8')) as { machines: object[] };
    expect(machines).toMatchObject([{ executions: 2, summary: { transitions: { covered: 3, total: 3 } } }]);
    rmSync(folder, { recursive: true });
  }, 120_000);
});

describe('the reporter by itself', () => {
  const stderr = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  const before = process.env.DRYSTEP_COVERAGE;
  const folder = mkdtempSync(join(tmpdir(), 'drystep-coverage-'));

  afterAll(() => {
    rmSync(folder, { recursive: true });
    stderr.mockRestore();
    if (before === undefined) delete process.env.DRYSTEP_COVERAGE;
    else process.env.DRYSTEP_COVERAGE = before;
  });

  function report(options: object, parts: readonly CoveragePart[]): Error | undefined {
    const reporter = new CoverageReporter({ rootDir: folder }, { text: false, report: false, ...options });
    reporter.onRunStart();
    mkdirSync(process.env.DRYSTEP_COVERAGE as string, { recursive: true });
    if (parts.length > 0) writeFileSync(join(process.env.DRYSTEP_COVERAGE as string, 'part.json'), JSON.stringify(parts));
    reporter.onRunComplete();
    return reporter.getLastError();
  }

  const definition = { StartAt: 'Ship', States: { Ship: { Type: 'Wait', Seconds: 1, Next: 'Done' }, Done: { Type: 'Succeed' } } };
  const part: CoveragePart = { name: 'Orders', definition, hits: { 'states /States/Ship': 1 }, executions: 1 };

  test('passes without thresholds, and at them', () => {
    expect(report({}, [part])).toBeUndefined();
    expect(report({ thresholds: { global: { states: 50 } } }, [part])).toBeUndefined();
    expect(existsSync(join(folder, 'coverage/drystep/lcov.info'))).toBe(true);
  });

  test('fails the run below a threshold', () => {
    expect(report({ thresholds: { Orders: { states: 60 } } }, [part])?.message).toBe(
      'Coverage of states in Orders: expected at least 60 %, received 50 % (1 of 2).',
    );
  });

  test('fails the run for a threshold of a state that does not exist', () => {
    expect(report({ thresholds: { 'Orders/Shop': { states: 1 } } }, [part])?.message).toContain('Hint: did you mean "Orders/Ship"?');
  });

  test('fails the run when there are thresholds and no execution was recorded', () => {
    expect(report({ thresholds: { global: { states: 1 } } }, [])?.message).toContain(
      'no test file of this run executed a machine of testMachine()',
    );
    expect(report({}, [])).toBeUndefined();
  });
});
