import { TaskError } from '../../../src/interpreter';
import { ask, FUNCTION } from './ask';

const PROCESSOR = { StartAt: 'T', States: { T: { Type: 'Task', Resource: FUNCTION, Next: 'P' }, P: { Type: 'Pass', End: true } } };
const DISTRIBUTED = { ...PROCESSOR, ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' } };
const RETRY = [
  { ErrorEquals: ['Other'] },
  { ErrorEquals: ['Busy'], IntervalSeconds: 2, MaxAttempts: 3, BackoffRate: 3, MaxDelaySeconds: 10 },
];
const CATCH = [
  { ErrorEquals: ['Other'], Next: 'A' },
  { ErrorEquals: ['States.TaskFailed'], ResultPath: '$.e', Next: 'B' },
];
const TASK = { Type: 'Task', Resource: FUNCTION, End: true };
const BUSY = { error: 'Busy', cause: 'come back' };

describe('A mocked error', () => {
  test.each<[string, number, object]>([
    ['at once', 0, { status: 'RETRIABLE', inspectionData: { errorDetails: { retryIndex: 1, retryBackoffIntervalSeconds: 2 } } }],
    [
      'later, after more of a break',
      1,
      { status: 'RETRIABLE', inspectionData: { errorDetails: { retryIndex: 1, retryBackoffIntervalSeconds: 6 } } },
    ],
    [
      'later, after the longest break',
      2,
      { status: 'RETRIABLE', inspectionData: { errorDetails: { retryIndex: 1, retryBackoffIntervalSeconds: 10 } } },
    ],
    ['no more when the attempts are used up', 3, { status: 'FAILED', inspectionData: { errorDetails: { retryIndex: 1 } } }],
  ])('is retried %s', async (_, retrierRetryCount, expected) => {
    const answer = await ask({
      definition: { ...TASK, Retry: RETRY },
      error: BUSY,
      stateConfiguration: { retrierRetryCount },
      inspectionLevel: 'DEBUG',
    });

    expect(answer).toMatchObject({ ...expected, ...BUSY });
    expect(answer).not.toHaveProperty('output');
    expect(answer).not.toHaveProperty('nextState');
  });

  test('is caught, and put where the catcher says', async () => {
    expect(await ask({ definition: { ...TASK, Catch: CATCH }, input: { a: 1 }, error: BUSY, inspectionLevel: 'DEBUG' })).toEqual({
      status: 'CAUGHT_ERROR',
      ...BUSY,
      nextState: 'B',
      output: { a: 1, e: { Error: 'Busy', Cause: 'come back' } },
      inspectionData: { input: { a: 1 }, afterInputPath: { a: 1 }, afterParameters: { a: 1 }, errorDetails: { catchIndex: 1 } },
    });
  });

  test('is caught once its retrier is used up', async () => {
    const question = { definition: { ...TASK, Retry: RETRY, Catch: CATCH }, error: BUSY, stateConfiguration: { retrierRetryCount: 3 } };

    expect(await ask(question)).toMatchObject({ status: 'CAUGHT_ERROR', nextState: 'B' });
  });

  test('fails the state when nobody takes it', async () => {
    expect(await ask({ definition: TASK, error: BUSY })).toEqual({ status: 'FAILED', ...BUSY });
  });

  test('is never taken when it is States.Runtime', async () => {
    const taken = [{ ErrorEquals: ['States.ALL'], Next: 'A' }];

    expect(await ask({ definition: { ...TASK, Catch: taken }, error: { error: 'States.Runtime' } })).toEqual({
      status: 'FAILED',
      error: 'States.Runtime',
    });
  });

  test('reaches the handlers around the state', async () => {
    const parallel = { Type: 'Parallel', Branches: [PROCESSOR], Catch: CATCH, End: true };
    const ends = { A: { Type: 'Succeed' }, B: { Type: 'Succeed' } };

    expect(await ask({ definition: { StartAt: 'S', States: { S: parallel, ...ends } }, stateName: 'T', error: BUSY })).toMatchObject({
      status: 'CAUGHT_ERROR',
      nextState: 'B',
    });
  });

  test('of a state inside is handled by the Map around it', async () => {
    const definition = { Type: 'Map', ItemsPath: '$.list', ItemProcessor: PROCESSOR, Catch: CATCH, End: true };
    const question = { definition, input: { list: [] }, error: BUSY, stateConfiguration: { errorCausedByState: 'T' } };

    expect(await ask(question)).toMatchObject({ status: 'CAUGHT_ERROR', ...BUSY, nextState: 'B' });
  });
});

describe('Failed iterations', () => {
  const map = (fields: object) => ({ Type: 'Map', ItemProcessor: DISTRIBUTED, End: true, ...fields });
  const fourItems = { input: [1, 2, 3, 4], result: [1, 2, 3, 4] };

  test.each<[string, object, number, string]>([
    ['are the business of the mock without a tolerance', {}, 4, 'SUCCEEDED'],
    ['are tolerated up to the count', { ToleratedFailureCount: 2 }, 2, 'SUCCEEDED'],
    ['are too many over the count', { ToleratedFailureCount: 2 }, 3, 'FAILED'],
    ['are tolerated up to the percentage', { ToleratedFailurePercentage: 50 }, 2, 'SUCCEEDED'],
    ['are too many over the percentage', { ToleratedFailurePercentage: 49.5 }, 2, 'FAILED'],
  ])('%s', async (_, fields, mapIterationFailureCount, status) => {
    expect(await ask({ definition: map(fields), ...fourItems, stateConfiguration: { mapIterationFailureCount } })).toMatchObject({
      status,
    });
  });

  test('over the tolerance are an error to retry and to catch', async () => {
    const Retry = [{ ErrorEquals: ['States.ExceedToleratedFailureThreshold'], MaxAttempts: 1 }];
    const definition = map({ ToleratedFailureCount: 0, Retry, Catch: [{ ErrorEquals: ['States.ALL'], Next: 'A' }] });
    const answerAfter = (retrierRetryCount: number) =>
      ask({ definition, ...fourItems, stateConfiguration: { mapIterationFailureCount: 1, retrierRetryCount } });
    const failure = { error: 'States.ExceedToleratedFailureThreshold', cause: 'The specified tolerated failure threshold was exceeded' };

    expect(await answerAfter(0)).toEqual({ status: 'RETRIABLE', ...failure });
    expect(await answerAfter(1)).toMatchObject({ status: 'CAUGHT_ERROR', ...failure, nextState: 'A' });
  });
});

describe('A Task without a mock', () => {
  const question = { definition: { ...TASK, Catch: CATCH }, roleArn: 'arn:aws:iam::111111111111:role/r', input: { a: 1 } };

  test('is answered by its handler, which may take its time', async () => {
    expect(await ask(question, { tasks: async ({ input }) => ({ got: input }) })).toMatchObject({
      status: 'SUCCEEDED',
      output: { got: { a: 1 } },
    });
  });

  test('fails as its handler says', async () => {
    const tasks = () => {
      throw new TaskError('Busy', 'come back');
    };

    expect(await ask(question, { tasks })).toMatchObject({ status: 'CAUGHT_ERROR', ...BUSY, nextState: 'B' });
  });

  test("rejects with the handler's own defect", async () => {
    const tasks = async () => {
      throw new RangeError('a bug');
    };

    await expect(ask(question, { tasks })).rejects.toThrow(new RangeError('a bug'));
  });
});

describe('A Wait', () => {
  const wait = (Seconds: number) => ({ Type: 'Wait', Seconds, Next: 'N' });

  test('is over at once, whatever it waits for', async () => {
    expect(await ask({ definition: wait(300) })).toEqual({ status: 'SUCCEEDED', output: {}, nextState: 'N' });
  });

  test('fails when it takes more than the five minutes of a test', async () => {
    expect(await ask({ definition: wait(301) })).toEqual({ status: 'FAILED', error: 'States.Timeout' });
  });
});
