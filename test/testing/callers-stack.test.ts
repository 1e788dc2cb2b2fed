import { Stack } from 'aws-cdk-lib';
import { steps, Workflow } from '../../src/builders';
import { testMachine } from '../../src/testing';

const FUNCTION = 'arn:aws:lambda:us-east-1:111111111111:function:a';
const orders = { StartAt: 'Charge', States: { Charge: { Type: 'Task', Resource: FUNCTION, TimeoutSeconds: 5, End: true } } };

/** The frames of what is thrown, as a process has them that asks for so many. */
async function framesOf(run: () => unknown, limit = 10): Promise<string[]> {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = limit;
  try {
    await run();
  } catch (error) {
    return ((error as Error).stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
  throw new Error('nothing was thrown');
}

test.each<[string, () => unknown]>([
  ['a task that nobody mocked', () => testMachine(orders).execute({})],
  ['a mock of no state', () => testMachine(orders).mock('Change')],
  ['a file that is not there', () => testMachine('no/such.asl.json')],
  [
    'an option of no step',
    () => new Workflow(new Stack(), 'W', { definition: steps().wait('Cool Down', { second: 5 } as never) } as never),
  ],
])('the stack of a mistake begins with the line of the program, not of this package: %s', async (_what, run) => {
  // The CDK, which calls back, is not of this package.
  const [first] = (await framesOf(run)).filter((frame) => !frame.includes('aws-cdk-lib'));

  expect(first).toContain('callers-stack.test.ts');
});

test('the stack holds the whole message, which may have grown, and no more frames than asked for', async () => {
  const error = await testMachine(orders)
    .execute({})
    .then(
      () => undefined,
      (thrown: Error) => thrown,
    );

  expect(error?.stack).toMatch(/^UsageError: State "Charge" at \/States\/Charge called .*nobody mocked it\. Hint: [^\n]*\n\s+at /);
  expect(Object.keys(error ?? {})).toEqual(['name']);
});

test('an error has no frames where nobody wants any', async () => {
  expect(await framesOf(() => testMachine('no/such.asl.json'), 0)).toEqual([]);
  expect(await framesOf(() => testMachine('no/such.asl.json'), 1)).toHaveLength(1);
});
