import 'drystep/jest';
import { testMachine, visitsOf } from 'drystep/testing';
import { execute } from '../../src/interpreter';
import { call, chain } from './fixtures/asl';

const machine = testMachine(
  chain({
    Start: { Type: 'Pass', Assign: { total: 1, 'id.$': '$.id' } },
    Charge: call('charge', {
      Retry: [{ ErrorEquals: ['Busy'], IntervalSeconds: 2, BackoffRate: 3 }],
      ResultPath: '$.receipt',
      Assign: { 'receipt.$': '$.number' },
    }),
    Each: {
      Type: 'Map',
      ItemsPath: '$.items',
      ResultPath: '$.picked',
      ItemProcessor: chain({
        Note: { Type: 'Pass', Assign: { 'item.$': '$' } },
        Pick: call('pick', { Parameters: { 'item.$': '$item', 'total.$': '$total' } }),
      }),
    },
    Wait: { Type: 'Wait', Seconds: 60 },
  }),
);
machine.mock('Charge').fails('Busy').times(2).returns({ number: 7 });
machine.mock('Pick').returns((task) => task.input as object);

const executed = () => machine.execute({ id: 'o-1', items: ['a', 'b'] });

describe('execution.state', () => {
  test('gives the attempts of a visit: requests, results, errors and the delays between them', async () => {
    const [visit] = (await executed()).state('Charge');
    const start = Date.UTC(2024, 0, 1);
    const input = { id: 'o-1', items: ['a', 'b'] };

    // Delays by the specification: IntervalSeconds, then times BackoffRate.
    expect(visit?.tries).toEqual([
      { startedAt: start, endedAt: start, delay: 0, input, result: undefined, failure: { error: 'Busy', cause: undefined, at: start } },
      {
        startedAt: start + 2000,
        endedAt: start + 2000,
        delay: 2000,
        input,
        result: undefined,
        failure: expect.objectContaining({ error: 'Busy' }),
      },
      { startedAt: start + 8000, endedAt: start + 8000, delay: 6000, input, result: { number: 7 }, failure: undefined },
    ]);
    expect(visit?.duration).toBe(8000);
  });

  test('gives the variables that a state could read and those it assigned', async () => {
    const execution = await executed();
    const [charge] = execution.state('Charge');

    expect(execution.state('Start')[0]?.variables).toEqual({});
    expect(charge?.variables).toEqual({ total: 1, id: 'o-1' });
    expect(charge?.assigned).toEqual({ receipt: 7 });
    expect(execution.state('Pick').map((visit) => visit.variables)).toEqual([
      { total: 1, id: 'o-1', receipt: 7, item: 'a' },
      { total: 1, id: 'o-1', receipt: 7, item: 'b' },
    ]);
    expect(execution.state('Wait')[0]?.variables).toEqual({ total: 1, id: 'o-1', receipt: 7 });
  });

  test('a retried Map gives its attempts, and a running state no duration', async () => {
    const retried = testMachine(
      chain({
        Each: {
          Type: 'Map',
          Retry: [{ ErrorEquals: ['Broken'], IntervalSeconds: 5 }],
          ItemProcessor: chain({ Pick: call('pick') }),
        },
      }),
    );
    retried.mock('Pick').fails('Broken').returns(1);
    const execution = retried.start([1]);
    expect(execution.state('Each')[0]?.duration).toBeUndefined();
    const [visit] = (await execution.result()).state('Each');

    expect(visit?.tries.map(({ delay, failure }) => [delay, failure?.error])).toEqual([
      [0, 'Broken'],
      [5000, undefined],
    ]);
  });

  test('children of a distributed Map see no variables from outside', async () => {
    const distributed = testMachine(
      chain({
        Start: { Type: 'Pass', Assign: { outer: 1 }, Result: [1] },
        Each: {
          Type: 'Map',
          ItemProcessor: { ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' }, ...chain({ Pick: call('pick') }) },
        },
      }),
    );
    distributed.mock('Pick').returns(1);
    const execution = await distributed.execute();

    expect(execution.state('Pick')[0]?.variables).toEqual({});
    expect(execution.state('Each')[0]?.variables).toEqual({ outer: 1 });
  });

  test('plain histories are read as well', async () => {
    const result = await execute(chain({ A: { Type: 'Pass', Assign: { a: 1 } }, B: { Type: 'Pass' } }));

    expect(visitsOf(result.history).map((visit) => visit.variables)).toEqual([{}, { a: 1 }]);
  });
});

describe('execution.at', () => {
  test('gives data, variables and visits as they stood at an event', async () => {
    const execution = await executed();
    const idOf = (type: string, number = 0) => execution.history.filter((event) => event.type === type)[number]?.id as number;

    expect(execution.at(1)).toMatchObject({ visit: undefined, data: { id: 'o-1', items: ['a', 'b'] }, variables: {}, visits: [] });
    const failed = execution.at(idOf('LambdaFunctionFailed', 1));
    expect(failed).toMatchObject({ at: new Date('2024-01-01T00:00:02Z'), variables: { total: 1 }, data: { id: 'o-1' } });
    expect(failed.visit?.failures).toHaveLength(2);
    expect(execution.at(idOf('LambdaFunctionSucceeded')).data).toEqual({ number: 7 });
    expect(execution.at(idOf('TaskStateExited'))).toMatchObject({
      data: { receipt: { number: 7 } },
      variables: { total: 1, id: 'o-1', receipt: 7 },
      visit: { state: 'Charge', status: 'SUCCEEDED' },
    });
    expect(execution.at(idOf('WaitStateEntered')).visits.at(-1)?.status).toBe('WAITING');
    expect(execution.at(execution.history.length).data).toEqual(execution.output);
  });

  test('inside of an iteration it gives the data of the iteration', async () => {
    const execution = await executed();
    const scheduled = execution.history.filter((event) => event.type === 'LambdaFunctionScheduled').at(-1);

    expect(execution.at(scheduled?.id as number)).toMatchObject({ data: 'b', variables: { item: 'b', total: 1 } });
  });

  test('fails for an event that is not there', async () => {
    const execution = await executed();

    expect(() => execution.at(999)).toThrow(
      `at() found no event 999: the history has the events 1 to ${execution.history.length}. Hint: look for the id in execution.history.`,
    );
  });
});
