import { toMermaid } from 'drystep/render';
import { executionOverlay, testMachine } from 'drystep/testing';
import { call, chain } from './fixtures/asl';

const definition = chain({
  Charge: call('charge', {
    Retry: [{ ErrorEquals: ['Busy'], IntervalSeconds: 2, MaxAttempts: 2 }],
    Catch: [{ ErrorEquals: ['Declined'], Next: 'Refuse' }],
  }),
  'Large?': { Type: 'Choice', Choices: [{ Variable: '$.total', NumericGreaterThan: 100, Next: 'Each' }], Default: 'Stop' },
  Each: { Type: 'Map', ItemsPath: '$.items', ItemProcessor: chain({ Ship: call('ship') }), Next: 'Stop' },
  Refuse: { Type: 'Fail', Error: 'Refused' },
  Stop: { Type: 'Succeed' },
});
const orders = testMachine(definition, 'Orders');

describe('executionOverlay', () => {
  test('tells what was visited, retried after which delays, and which way it went', async () => {
    const result = { total: 200, items: [1, 2, 3] };
    orders.mock('Charge').fails('Busy').times(2).returns(result);
    orders.mock('Ship').returns({});
    const overlay = executionOverlay(orders, await orders.execute({}));

    expect(overlay.status).toBe('SUCCEEDED');
    expect(Object.keys(overlay.states)).toEqual(['Charge', 'Large?', 'Each', 'Ship', 'Stop']);
    // IntervalSeconds 2 and BackoffRate 2.0: after 2 and 4 seconds.
    expect(overlay.states['Charge']).toMatchObject({ status: 'SUCCEEDED', visits: 1, retries: 2, delays: [2000, 4000], duration: 6000 });
    expect(overlay.states['Charge']?.data).toBe(`input: {}, output: ${JSON.stringify(result)}`);
    expect(overlay.states['Ship']).toMatchObject({ visits: 3, retries: 0 });
    expect(overlay.transitions).toEqual({ '/States/Charge/Next': 1, '/States/Large?/Choices/0/Next': 1, '/States/Each/Next': 1 });
  });

  test('tells what failed and what a catcher took', async () => {
    orders.mock('Charge').fails('Declined', 'no money');
    const overlay = executionOverlay(orders, await orders.execute({}));

    expect(overlay.states).toMatchObject({
      Charge: { status: 'CAUGHT', error: 'Declined' },
      Refuse: { status: 'FAILED', error: 'Refused' },
    });
    expect(overlay.transitions).toEqual({ '/States/Charge/Catch/0/Next': 1 });
  });

  test('knows the variables of child executions at any depth', async () => {
    const inner = {
      Keep: { Type: 'Pass', QueryLanguage: 'JSONata', Assign: { size: '{% $states.input %}' }, Next: 'Large?' },
      'Large?': { Type: 'Choice', Choices: [{ Variable: '$size', NumericGreaterThan: 10, Next: 'Large' }], Default: 'Small' },
      Large: { Type: 'Succeed' },
      Small: { Type: 'Succeed' },
    };
    const group = { StartAt: 'Keep', States: inner };
    const processor = { ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' } };
    const machine = testMachine(
      chain({
        Orders: {
          Type: 'Map',
          ItemProcessor: { ...processor, ...chain({ Lines: { Type: 'Map', ItemProcessor: { ...processor, ...group } } }) },
        },
      }),
    );

    const { transitions } = executionOverlay(machine, await machine.execute([[1, 20], [30]]));

    const inside = '/States/Orders/ItemProcessor/States/Lines/ItemProcessor/States/Large?';
    expect(transitions).toMatchObject({ [`${inside}/Choices/0/Next`]: 2, [`${inside}/Default`]: 1 });
  });

  test('tells where an execution that still runs waits', async () => {
    const waiting = testMachine(chain({ Pause: { Type: 'Wait', Seconds: 60 }, Stop: { Type: 'Succeed' } })).start();
    await waiting.waitingFor('Pause');

    const overlay = executionOverlay(chain({ Pause: { Type: 'Wait', Seconds: 60 }, Stop: { Type: 'Succeed' } }), waiting);

    expect(overlay.states).toMatchObject({ Pause: { status: 'WAITING' } });
    await waiting.result();
  });

  test('is what a picture takes', async () => {
    orders.mock('Charge').fails('Busy').returns({ total: 1 });
    const text = toMermaid(orders, executionOverlay(orders, await orders.execute({})));

    expect(text).toContain('%% An execution: SUCCEEDED: 3 of 6 states visited.');
    expect(text).toContain('↻ 1 retry after 2 seconds<br/>took 2 seconds');
  });

  test('fails for an execution of another machine, naming the state', async () => {
    const other = testMachine(chain({ Pick: call('pick') }), 'Picking');
    other.mock('Pick').returns({});
    const execution = await other.execute({});
    expect(() => executionOverlay(orders, execution)).toThrow('received one that visited "Pick", which the definition does not have.');
  });
});
