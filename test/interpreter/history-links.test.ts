import { execute } from '../../src/interpreter';

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
