import type { JsonValue } from '../../src/asl';
import { execute, parked } from '../../src/interpreter';

const BRANCH = { StartAt: 'Ok', States: { Ok: { Type: 'Pass', End: true } } };

/** `previousEventId` of every event. */
async function linksOf(state: object, top: object = {}): Promise<number[]> {
  const definition = { ...top, StartAt: 'S', States: { S: { ...state, End: true } } };
  const { history } = await execute(definition, { input: { x: 'a' } });
  return history.map(({ previousEventId }) => previousEventId ?? -1);
}

// Measured in us-east-1 by floci-io/floci #3167; the exit of a Map is recorded by AWS in the same way.
describe('links between events', () => {
  test('the exit of a Parallel points past ParallelStateSucceeded', async () => {
    expect(await linksOf({ Type: 'Parallel', Branches: [BRANCH] })).toEqual([0, 0, 2, 3, 4, 5, 5, 7]);
  });

  test('what fails after the branches of a Parallel points at ParallelStateSucceeded', async () => {
    const state = { Type: 'Parallel', Branches: [BRANCH], ResultSelector: { 'm.$': '$.nope' } };

    expect(await linksOf(state)).toEqual([0, 0, 2, 3, 4, 5, 6]);
  });

  test('what fails after the iterations of a Map points at MapStateSucceeded', async () => {
    const state = { Type: 'Map', Items: [1], ItemProcessor: BRANCH, Output: '{% $states.result.nope %}' };

    expect(await linksOf(state, { QueryLanguage: 'JSONata' })).toEqual([0, 0, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  });

  test('a catcher that fails leaves an EvaluationFailed that points past the first failure of its state', async () => {
    const boom = { StartAt: 'Boom', States: { Boom: { Type: 'Fail', Error: 'E' } } };
    const state = { Type: 'Parallel', Branches: [boom], Catch: [{ ErrorEquals: ['States.ALL'], Output: '{% $nope %}', Next: 'S' }] };

    expect(await linksOf(state, { QueryLanguage: 'JSONata' })).toEqual([0, 0, 2, 3, 4, 4, 6, 7]);
  });
});

const FAILING = { Pause: { Type: 'Wait', Seconds: 1, Next: 'Boom' }, Boom: { Type: 'Fail', Error: 'E' } };
const CALL = { Type: 'Task', Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken', Parameters: {}, End: true };
const LONG = { Type: 'Wait', Seconds: 20, End: true };

/** Type and `previousEventId` of what is behind the entry of the Fail state, where 0 is that entry and 1 the next event. */
async function tailOf(state: object, input: JsonValue, top: object = {}): Promise<string[]> {
  const definition = { ...top, StartAt: 'S', States: { S: { ...state, End: true } } };
  const { history } = await execute(definition, { input, tasks: () => parked() });
  const boom = history.findIndex(({ type }) => type === 'FailStateEntered');
  return history.slice(boom + 1).map(({ type, previousEventId }) => `${type} ${previousEventId - boom - 1}`);
}

// Measured on AWS by floci-io/floci (its tests of branches that are cut short): each event points at the last one of what failed, and the failure itself is told last.
describe('what a failure cuts short', () => {
  const branch = (name: string, state: object) => ({ StartAt: name, States: { [name]: state } });
  const route = {
    Type: 'Choice',
    Choices: [
      { Variable: '$', StringEquals: 'fail', Next: 'Pause' },
      { Variable: '$', StringEquals: 'wait', Next: 'Long' },
    ],
    Default: 'Call',
  };
  const ItemProcessor = { StartAt: 'Route', States: { Route: route, ...FAILING, Long: LONG, Call: CALL } };

  test('branches of a Parallel are told in their order before its failure', async () => {
    const Branches = [{ StartAt: 'Pause', States: FAILING }, branch('Call', CALL), branch('Long', LONG)];

    expect(await tailOf({ Type: 'Parallel', Branches }, {})).toEqual([
      'TaskStateAborted 0',
      'WaitStateAborted 0',
      'ParallelStateFailed 0',
      'ExecutionFailed 3',
    ]);
  });

  test('iterations of a Map are told each with its state, before the one that failed', async () => {
    expect(await tailOf({ Type: 'Map', ItemProcessor }, ['call', 'fail', 'wait'])).toEqual([
      'MapIterationAborted 0',
      'TaskStateAborted 0',
      'MapIterationAborted 0',
      'WaitStateAborted 0',
      'MapIterationFailed 0',
      'MapStateFailed 0',
      'ExecutionFailed 6',
    ]);
  });

  test('a Map inside of a branch is told before its iterations', async () => {
    const Branches = [
      { StartAt: 'Pause', States: FAILING },
      branch('Each', { Type: 'Map', ItemProcessor: branch('Long', LONG), End: true }),
    ];

    expect(await tailOf({ Type: 'Parallel', Branches }, [1])).toEqual([
      'MapStateAborted 0',
      'MapIterationAborted 0',
      'WaitStateAborted 0',
      'ParallelStateFailed 0',
      'ExecutionFailed 4',
    ]);
  });

  test('States.Runtime in an iteration tells nothing of the others', async () => {
    const processor = {
      StartAt: 'Route',
      States: { Route: { ...route, Default: 'Wrong' }, ...FAILING, Long: LONG, Wrong: { Type: 'Pass', InputPath: '$.no', End: true } },
    };
    const { history } = await execute(
      { StartAt: 'S', States: { S: { Type: 'Map', ItemProcessor: processor, End: true } } },
      { input: ['wait', 'wrong'] },
    );

    expect(history.filter(({ type }) => /Aborted|Failed$/.test(type)).map(({ type }) => type)).toEqual(['ExecutionFailed']);
  });

  test.each([
    [
      'in JSONata',
      { QueryLanguage: 'JSONata', ItemSelector: '{% $states.context.Map.Item.Value.v %}' },
      ['MapIterationAborted', 'MapStateFailed'],
    ],
    ['in JSONPath, which is States.Runtime', { ItemSelector: { 'v.$': '$$.Map.Item.Value.v' } }, []],
  ])(
    'an ItemSelector that fails %s',
    async (_title, { QueryLanguage, ...state }: { QueryLanguage?: string; ItemSelector: unknown }, told) => {
      const definition = { StartAt: 'S', States: { S: { Type: 'Map', ...state, ItemProcessor: branch('Long', LONG), End: true } } };
      const { history } = await execute(QueryLanguage === undefined ? definition : { QueryLanguage, ...definition }, {
        input: [{ v: 1 }, {}],
      });

      expect(history.map(({ type }) => type).filter((type) => /Aborted$|MapStateFailed/.test(type))).toEqual(told);
    },
  );
});
