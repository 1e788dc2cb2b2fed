import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ReportRun } from 'drystep/render';
import { compiledEntries } from '../../compiled-package';
import { pageData } from '../../render/page/page-data';
import { runJestAgain } from '../run-jest';
import { runVitestAgain } from '../run-vitest';

const folder = mkdtempSync(join(tmpdir(), 'drystep-report-'));
const page = join(folder, 'drystep-report', 'index.html');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

// A runner takes seconds, more on a busy machine.
jest.setTimeout(180_000);

const MACHINE = `
const task = { Type: 'Task', Resource: 'arn:aws:lambda:us-east-1:111111111111:function:ship', End: true };
const machine = testMachine({ StartAt: 'Ship', States: { Ship: task } }, 'Orders');
`;
const TESTS = `${MACHINE}
describe('orders', () => {
  test('are shipped', async () => {
    machine.mock('Ship').returns({ parcel: 'p-1' });
    expect(await machine.execute({ order: 1 })).toSucceedWith({ parcel: 'p-1' });
  });

  test('are refused', async () => {
    machine.mock('Ship').fails('NoCarrier', 'nobody </script><b>');
    expect(await machine.execute({ order: 2 })).toSucceed();
  });
});
`;
const OTHER = `${MACHINE}
test('wait for a week', async () => {
  machine.mock('Ship').returns('late');
  const execution = machine.start({ order: 3 });
  expect(await execution.result()).toMatchObject({ status: 'SUCCEEDED' });
});
`;

const dataIn = (file: string) => pageData(readFileSync(file, 'utf8'));

const named = (runs: readonly ReportRun[]) => runs.map(({ id, status, test }) => [id, test?.file, test?.name, test?.status, status]);

/** Two test files, with `drystep/jest` as setup file and reporter. */
function jestRun(options: object) {
  const { 'drystep/jest': entry = '' } = compiledEntries();
  writeFileSync(join(folder, 'orders.test.ts'), `import { testMachine } from 'drystep/testing';\n${TESTS}`);
  writeFileSync(join(folder, 'waiting.test.ts'), `import { testMachine } from 'drystep/testing';\n${OTHER}`);
  return runJestAgain(folder, ['--ci'], {
    setupFilesAfterEnv: [entry],
    reporters: [[entry, { folder: 'coverage', text: false, ...options }]],
  });
}

describe('The page of drystep/jest', () => {
  test('shows the executions of all test files with their tests, and each failed test is told its address', async () => {
    const { stderr } = await jestRun({});

    const { machines, runs, createdAt } = dataIn(page);
    expect(named(runs)).toEqual([
      ['1', 'orders.test.ts', 'orders are shipped', 'passed', 'SUCCEEDED'],
      ['2', 'orders.test.ts', 'orders are refused', 'failed', 'FAILED'],
      ['3', 'waiting.test.ts', 'wait for a week', 'passed', 'SUCCEEDED'],
    ]);
    expect(runs[1]?.test?.message).toContain('NoCarrier');
    expect(runs[0]?.asTest).toContain("Ship: answer.returns({ parcel: 'p-1' }),");
    expect(machines).toHaveLength(1);
    expect(machines[0]?.name).toBe('Orders');
    expect(machines[0]?.coverage?.find(({ pointer }) => pointer === '/States/Ship')?.hits).toBe(3);
    expect(new Date(createdAt ?? '').getTime()).toBeGreaterThan(Date.UTC(2024, 0));
    expect(stderr).toContain('Report of 3 executions, of failed tests here: drystep-report/index.html\n');
    expect(stderr).toContain('  orders.test.ts › orders are refused\n    drystep-report/index.html#/run/2');
    expect(readdirSync(join(folder, 'drystep-report'))).toEqual(['index.html']);
  });

  test('shows the executions of failed tests alone where CI is set, unless it is asked to keep all', async () => {
    await jestRun({ report: 'few', keep: 'failures' });
    await jestRun({ report: 'all', keep: 'all' });

    expect(named(dataIn(join(folder, 'few', 'index.html')).runs)).toEqual([
      ['1', 'orders.test.ts', 'orders are refused', 'failed', 'FAILED'],
    ]);
    expect(dataIn(join(folder, 'all', 'index.html')).runs).toHaveLength(3);
  });

  test('is neither written nor collected for with report: false', async () => {
    rmSync(join(folder, 'drystep-report'), { recursive: true, force: true });

    const { stderr } = await jestRun({ report: false });

    expect(stderr).not.toContain('Report of');
    expect(existsSync(join(folder, 'drystep-report'))).toBe(false);
  });

  test('writes over no file of somebody else, and removes none', async () => {
    mkdirSync(join(folder, 'site'), { recursive: true });
    writeFileSync(join(folder, 'site', 'index.html'), '<h1>mine</h1>');

    const { stderr } = await jestRun({ report: 'site' });

    expect(stderr).toContain(
      'Report: site/index.html is not a page of drystep. Hint: give the reporter another folder with the option report.',
    );
    expect(readFileSync(join(folder, 'site', 'index.html'), 'utf8')).toBe('<h1>mine</h1>');
  });
});

describe('The page of drystep/vitest', () => {
  const fixture = join(__dirname, '../fixtures/vitest-coverage');

  test('is not written where CI is set and no test failed', async () => {
    const report = join(folder, 'passed');

    const { stderr, status } = await runVitestAgain(fixture, {
      WORKERS: '1',
      REPORTER_OPTIONS: JSON.stringify({ folder: join(folder, 'coverage'), text: false, report }),
    });

    expect([status, stderr, existsSync(join(report, 'index.html'))]).toEqual([0, expect.not.stringContaining('Report of'), false]);
  });

  test('shows the executions with their tests', async () => {
    const report = join(folder, 'vitest');

    const { stderr, status } = await runVitestAgain(fixture, {
      REPORTER_OPTIONS: JSON.stringify({ folder: join(folder, 'coverage'), text: false, report, keep: 'all' }),
    });

    expect(status).toBe(0);
    expect(stderr).toContain('Report of 2 executions: ');
    const { runs } = dataIn(join(report, 'index.html'));
    expect(runs.map(({ test }) => [test?.file, test?.status])).toEqual([
      ['large.spec.mts', 'passed'],
      ['small.spec.mts', 'passed'],
    ]);
    expect(readdirSync(report)).toEqual(['index.html']);
  });
});
