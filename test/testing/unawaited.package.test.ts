import { basename, join } from 'node:path';
import { type RunTest, runJest } from './run-jest';
import { runVitest } from './run-vitest';

const folder = join(__dirname, 'fixtures/unawaited');

interface RunFile {
  readonly name: string;
  readonly status: string;
  readonly message: string;
  readonly assertionResults: readonly RunTest[];
}

/** The tests of each file, by its name. */
function testsIn(run: { readonly stdout: string }): (file: string) => readonly RunTest[] {
  const files = filesOf(run);
  return (file) => files.find(({ name }) => basename(name) === file)?.assertionResults ?? [];
}

function filesOf({ stdout }: { readonly stdout: string }): readonly RunFile[] {
  return (JSON.parse(stdout.slice(stdout.indexOf('{'))) as { testResults: readonly RunFile[] }).testResults;
}

const jestRun = runJest(folder, ['--json']);
const inJest = testsIn(jestRun);
const inVitest = testsIn(runVitest(folder));

describe.each([
  ['jest', inJest('started.spec.ts'), 35],
  ['vitest', inVitest('started.spec.mts'), 35],
])('A started execution that hits a task nobody mocked, in %s', (_runner, tests, count) => {
  test('fails the test that started it, awaited or not, and no other', () => {
    expect(tests.map(({ title, status }) => `${status === 'failed' ? 'fails' : 'passes'}: ${title}`)).toEqual(
      tests.map(({ title }) => `${title.split(' ')[0]}: ${title}`),
    );
    expect(tests).toHaveLength(count);
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

describe('An execution whose promise nobody awaits, in jest', () => {
  const tests = inJest('executed.spec.ts');

  test('fails its own test, and does not end the process with all others', () => {
    expect(tests.map(({ title, status }) => `${status === 'failed' ? 'fails' : 'passes'}: ${title}`)).toEqual(
      tests.map(({ title }) => `${title.split(' ')[0]}: ${title}`),
    );
    expect(tests).toHaveLength(13);
  });
});

describe('A concurrent test of jest', () => {
  test('sets no mock of a machine that other tests share', () => {
    expect(inJest('concurrent.spec.ts').map(({ status, failureMessages }) => [status, ...failureMessages])).toEqual(
      new Array(9).fill(['passed']),
    );
  });
});

describe('A concurrent test of vitest', () => {
  test('keeps what it mocks while others begin and end, and sets no mock of a machine that they share', () => {
    expect(inVitest('concurrent.spec.mts').map(({ status, failureMessages }) => [status, ...failureMessages])).toEqual(
      new Array(8).fill(['passed']),
    );
  });
});

describe('A concurrent test of jest that forgets to await', () => {
  test('fails with the error, and does not end the process', () => {
    const tests = inJest('concurrent-forgotten.spec.ts');

    expect(tests.map(({ title }) => title)).toEqual(['forgets', 'sets a mock']);
    expect(tests.flatMap(({ failureMessages }) => failureMessages).join('\n')).toContain('nobody mocked it');
  });

  test.each(['concurrent-alone.spec.ts', 'concurrent-started.spec.ts'])('fails its file where all tests are concurrent: %s', (spec) => {
    const file = filesOf(jestRun).find(({ name }) => basename(name) === spec);

    expect(file).toMatchObject({ status: 'failed', message: expect.stringContaining('nobody mocked it') });
  });
});

describe('An execution outside of all tests', () => {
  test.each(['started', 'after-all', 'before-all', 'body', 'inner', 'caught'])(
    'fails its file when it hits a task nobody mocked: %s',
    (spec) => {
      const file = filesOf(jestRun).find(({ name }) => basename(name) === `outside-${spec}.spec.ts`);

      expect(file).toMatchObject({ status: 'failed', message: expect.stringContaining('nobody mocked it') });
      expect(file?.assertionResults.map(({ status }) => status)).not.toContain('failed');
    },
  );
});

describe('The watch on handlers, under the fake timers of jest', () => {
  test('runs in real time, and says so where fake timers are why', () => {
    const tests = inJest('slow.spec.ts');

    expect(tests.filter(({ status }) => status !== 'passed')).toEqual([]);
    expect(tests).toHaveLength(12);
  });
});
