import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { bareEnvironment } from '../bare-environment';
import { type RunTest, runJest } from './run-jest';

const folder = join(__dirname, 'fixtures/unawaited');

function testsIn(stdout: string): readonly RunTest[] {
  const report = JSON.parse(stdout.slice(stdout.indexOf('{'))) as { testResults: { assertionResults: RunTest[] }[] };
  return report.testResults.flatMap((file) => file.assertionResults);
}
const inJest = (file: string): readonly RunTest[] => testsIn(runJest(folder, '--json', `--testMatch=**/${file}`).stdout);
const inVitest = (): readonly RunTest[] =>
  testsIn(
    spawnSync(process.execPath, [join(__dirname, '../../node_modules/vitest/vitest.mjs'), 'run', '--root', folder], {
      encoding: 'utf8',
      env: bareEnvironment({ CI: '1' }),
    }).stdout,
  );

describe.each([
  ['jest', () => inJest('started.spec.ts')],
  ['vitest', inVitest],
])('A started execution that hits a task nobody mocked, in %s', (_runner, run) => {
  const tests = run();

  test('fails the test that started it, awaited or not, and no other', () => {
    expect(tests.map(({ title, status }) => `${status === 'failed' ? 'fails' : 'passes'}: ${title}`)).toEqual(
      tests.map(({ title }) => `${title.split(' ')[0]}: ${title}`),
    );
    expect(tests).toHaveLength(15);
  });

  test('says which state and which line to write', () => {
    const texts = tests
      .filter(({ title }) => title.startsWith('fails when the first task'))
      .map(({ failureMessages }) => failureMessages[0]);

    expect(texts).toEqual([
      expect.stringContaining(
        'State "Charge" at /States/Charge called arn:aws:lambda:us-east-1:111111111111:function:charge, and nobody mocked it.',
      ),
    ]);
  });
});

describe('The watch on handlers, under the fake timers of jest', () => {
  test('runs in real time, and says so where fake timers are why', () => {
    const tests = inJest('slow.spec.ts');

    expect(tests.filter(({ status }) => status !== 'passed')).toEqual([]);
    expect(tests).toHaveLength(12);
  });
});
