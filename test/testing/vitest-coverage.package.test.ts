import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runVitest, runVitestAgain } from './run-vitest';

const folder = mkdtempSync(join(tmpdir(), 'drystep-vitest-coverage-'));

const fixture = join(__dirname, 'fixtures/vitest-coverage');
const environmentOf = (options: object) => ({ REPORTER_OPTIONS: JSON.stringify({ folder, report: false, ...options }) });

/** Runs vitest on the two test files of the fixture, with `drystep/vitest` as setup file and reporter, in a process that other runs share. */
function runReporter(options: object, environment: Record<string, string> = {}, flags: string[] = []) {
  return runVitestAgain(fixture, { ...environmentOf(options), ...environment }, flags);
}

/** Does the same in a process of its own, which the exit code is of. */
function runOnce(options: object, environment: Record<string, string>) {
  return runVitest(fixture, { ...environmentOf(options), ...environment });
}

// Vitest takes seconds, more on a busy machine.
jest.setTimeout(120_000);

describe('drystep/vitest as a reporter', () => {
  afterAll(() => rmSync(folder, { recursive: true }));

  test('adds up two test files of two processes, prints the table and writes the reports', async () => {
    const { status, stderr } = await runReporter({ thresholds: { global: { transitions: 100 } } });

    const report = JSON.parse(readFileSync(join(folder, 'coverage.json'), 'utf8')) as {
      machines: { executions: number; summary: object }[];
    };
    expect(stderr).toContain('Not covered in StateMachine:\n  Ask: Retry/0 (Busy)');
    expect(stderr).toMatch(/^StateMachine \| 100\.0 % \| {5}100\.0 %/m);
    expect(status).toBe(0);
    expect(report.machines).toHaveLength(1);
    expect(report.machines[0]).toMatchObject({ executions: 2, summary: { transitions: { covered: 3, total: 3 } } });
    expect(readFileSync(join(folder, 'lcov.info'), 'utf8')).toContain(`SF:${join(folder, 'StateMachine.asl.json')}`);
    expect(existsSync(join(folder, '.parts'))).toBe(false);
  });

  test('says where the coverage of shards is to be named when vitest merges their reports', async () => {
    const blobs = join(folder, 'blobs');
    await runReporter({}, { WORKERS: '1' }, ['--reporter=blob', `--outputFile.blob=${join(blobs, 'blob.json')}`]);

    const merging = await runReporter({ thresholds: { global: { transitions: 100 } } }, {}, [`--mergeReports=${blobs}`]);

    expect(merging.stderr).toContain(
      `vitest --merge-reports runs no tests, and the reports that it merges hold no coverage of machines. Hint: give the reporter the files that the shards wrote, { merge: ['${folder}/shards/*.json'] }.`,
    );
    expect(merging.status).toBe(1);
  });

  test('writes a file for each shard, which a run without tests merges and judges', async () => {
    const shards = join(folder, 'shards');
    const thresholds = { StateMachine: { transitions: 100 } };

    const first = await runReporter({ thresholds }, {}, ['--shard=1/2']);
    const second = await runReporter({ thresholds }, {}, ['--shard=2/2']);
    const whole = await runReporter({ thresholds, text: false, merge: [join(shards, '*.json')] }, { MERGES: '1' });

    expect(first.stderr).toContain('Coverage of shard 1 of 2 (1 execution): written to ');
    expect(readdirSync(shards)).toEqual(['1-of-2.json', '2-of-2.json']);
    expect([first.status, second.status, whole.status]).toEqual([0, 0, 0]);
    const { machines } = JSON.parse(readFileSync(join(folder, 'coverage.json'), 'utf8')) as { machines: object[] };
    expect(machines).toMatchObject([{ executions: 2, summary: { transitions: { covered: 3, total: 3 } } }]);
  });

  test('adds up threads, and fails the run below a threshold', () => {
    const { status, stderr } = runOnce({ text: false, thresholds: { StateMachine: { retriers: 100, states: 100 } } }, { POOL: 'threads' });

    expect(stderr.trim()).toBe('Coverage of retriers in StateMachine: expected at least 100 %, received 0 % (0 of 1).');
    expect(status).toBe(1);
  });

  test('fails the run for a threshold of a state that does not exist', async () => {
    const { status, stderr } = await runReporter(
      { text: false, thresholds: { 'StateMachine/Ship it': { states: 100 } } },
      { WORKERS: '1' },
    );

    expect(stderr).toContain('no machine or state of the run is called "StateMachine/Ship it". Hint: did you mean "StateMachine/Ship"?');
    expect(status).toBe(1);
  });
});
