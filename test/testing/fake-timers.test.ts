import 'drystep/jest';
import { execute, replay, testState } from 'drystep/interpreter';
import { explore, mutate, recordFrom, terminates, testApp, testMachine } from 'drystep/testing';
import fc from 'fast-check';
import { call, callback, chain } from './fixtures/asl';

const definition = chain({
  Charge: call('charge', { TimeoutSeconds: 30, Retry: [{ ErrorEquals: ['Busy'], MaxAttempts: 2 }], Next: 'Ask' }),
  Ask: callback({ TimeoutSeconds: 60, Next: 'Pause' }),
  Pause: { Type: 'Wait', Seconds: 5, Next: 'Work' },
  Work: { Type: 'Task', Resource: 'arn:aws:states:us-east-1:111111111111:activity:work', TimeoutSeconds: 100, HeartbeatSeconds: 50 },
});
const small = chain({ Ship: call('ship', { Catch: [{ ErrorEquals: ['Busy'], Next: 'Later' }] }), Later: { Type: 'Pass' } });

/** Answers after some turns of the process, without a timer. */
const slow = () => Promise.resolve().then(() => Promise.resolve({ id: 1 }));
const never = () => new Promise<never>(() => undefined);
const slowly = { Charge: slow, Ask: slow, Work: slow };
const machine = () => testMachine(definition).with({ Charge: slow });

describe.each([
  ['modern', () => jest.useFakeTimers()],
  ['modern, with a clock of 1970', () => jest.useFakeTimers({ now: 0 })],
  ['legacy', () => jest.useFakeTimers({ legacyFakeTimers: true })],
])('under %s fake timers', (_, fake) => {
  beforeEach(() => {
    fake();
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  test('an execution waits for the promises of its mocks', async () => {
    expect(await machine().execute({}, { mocks: slowly })).toSucceed();
    expect(await execute(definition, { tasks: slowly })).toMatchObject({ status: 'SUCCEEDED' });
  });

  test('a started one is moved, answered and worked for', async () => {
    const execution = machine().start({});
    await execution.waitingFor('Ask');
    await execution.pending[0]?.heartbeat();
    await execution.pending[0]?.succeed({ yes: true });
    await execution.until(() => execution.state('Pause').length > 0);
    await execution.advance({ seconds: 5 });
    const task = execution.activity('Work').poll();
    await task?.heartbeat();
    await task?.succeed({ done: true });

    expect(await execution.result()).toSucceedWith({ done: true });
  });

  test('a stopped one is redriven', async () => {
    const execution = machine().start({});
    await execution.waitingFor('Ask');
    await execution.stop('Halt', 'enough');
    const { status } = await execution.result();
    await execution.redrive();
    await execution.waitingFor('Ask');
    await execution.pending[0]?.fail('No', 'never');

    expect(status).toBe('ABORTED');
    expect(await execution.result()).toFailWith('No');
  });

  test('virtual delays and timeouts of mocks pass', async () => {
    const ordered = testMachine(definition);
    ordered.mock('Charge').run(slow).after({ seconds: 10 });
    ordered.mock('Ask').timesOut();

    const execution = await ordered.execute({});

    expect(execution).toFailWith('States.Timeout');
    expect(execution).toHaveTaken({ seconds: 70 });
  });

  test('machines of an application wait for each other', async () => {
    const resource = (name: string, made: object) => ({
      Type: 'AWS::StepFunctions::StateMachine',
      Properties: { StateMachineName: name, RoleArn: 'arn:aws:iam::111111111111:role/r', DefinitionString: JSON.stringify(made) },
    });
    const StateMachineArn = 'arn:aws:states:us-east-1:111111111111:stateMachine:Child';
    const parent = chain({
      Start: { Type: 'Task', Resource: 'arn:aws:states:::states:startExecution.sync:2', Parameters: { StateMachineArn } },
    });
    const app = testApp({ Resources: { Parent: resource('Parent', parent), Child: resource('Child', small) } });
    app.machine('Child').mock('Ship').run(slow);

    expect(await app.machine('Parent').execute({})).toMatchObject({ status: 'SUCCEEDED', output: { Status: 'SUCCEEDED' } });
  });

  test('histories are replayed, states tested, executions recorded', async () => {
    const { history } = await execute(definition, { tasks: slowly });
    const state = { definition: JSON.stringify({ Type: 'Pass', End: true }), input: '{}', roleArn: 'arn:aws:iam::111111111111:role/r' };

    expect(await replay(definition, history)).toMatchObject({ matches: true });
    expect(await testState(state)).toMatchObject({ status: 'SUCCEEDED' });
    expect(await recordFrom({ definition, history: { events: history as never } })).toHaveProperty('mocks');
  });

  test('explorations and mutations end', async () => {
    const shipped = testMachine(small).with({ Ship: slow });

    expect(await explore(shipped, fc.constant({}), { runs: 3, properties: [terminates()] })).toMatchObject({ runs: 3 });
    const { noticed, survived } = await mutate(shipped, async (mutant) =>
      expect(await mutant.execute({}, { mocks: { Ship: slow } })).toSucceed(),
    );
    expect(noticed.length + survived.length).toBeGreaterThan(0);
  });

  test('until fails when the promise of its predicate never settles, and names the fake timers', async () => {
    const execution = testMachine(definition).start({}, { settleWithin: 20, mocks: { Charge: {} } });

    await expect(execution.until(() => new Promise<boolean>(() => undefined))).rejects.toThrow(
      /The predicate of until\(\) did not answer within 20 ms of real time\. Fake timers are in use/,
    );
  });

  test.each<[string, (execution: ReturnType<ReturnType<typeof machine>['start']>) => Promise<unknown>]>([
    ['waitingFor', (execution) => execution.waitingFor('Ask')],
    ['until', (execution) => execution.until(() => false)],
    ['advance', (execution) => execution.advance({ seconds: 1 })],
    ['result', (execution) => execution.result()],
  ])('%s fails when a promise never settles, and names the fake timers', async (_name, wait) => {
    const execution = testMachine(definition).start({}, { settleWithin: 20, mocks: { Charge: never } });

    await expect(wait(execution)).rejects.toThrow(
      /State "Charge": the promise .* did not settle within 20 ms of real time\..*Fake timers are in use/,
    );
  });
});

describe('an execution whose time a test moves by fake timers', () => {
  const waiting = testMachine(chain({ Rest: { Type: 'Wait', Seconds: 600, Next: 'Ship' }, Ship: call('ship') }));
  const says =
    'State "Rest" still waits, and would be due by the fake timers, which the test has moved by 10 min: they move no virtual time of an execution. Hint: write await execution.advance({ milliseconds: 600000 })';
  beforeEach(() => {
    waiting.mock('Ship').returns({});
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  test('fails when a matcher is asked, with .not as well', () => {
    jest.useFakeTimers();
    const execution = waiting.start({});
    jest.advanceTimersByTime(600_000);

    expect(() => expect(execution).toHaveVisited('Ship')).toThrow(says);
    expect(() => expect(execution).not.toHaveVisited('Ship')).toThrow(says);
  });

  test('fails when the timers are faked after its start', () => {
    const execution = waiting.start({});
    jest.useFakeTimers();
    jest.advanceTimersByTime(600_000);

    expect(() => expect(execution).not.toHaveVisited('Ship')).toThrow(says);
  });

  test('may be asked where it would not be due, or both clocks were moved', async () => {
    jest.useFakeTimers();
    jest.advanceTimersByTime(3_600_000);
    const execution = waiting.start({});
    jest.advanceTimersByTime(599_999);
    jest.setSystemTime(0);
    expect(execution).not.toHaveVisited('Ship');

    await execution.advance({ minutes: 9 });
    expect(execution).not.toHaveVisited('Ship');

    jest.advanceTimersByTime(1);
    await execution.advance({ minutes: 1 });
    expect(execution).toHaveVisited('Ship');
  });

  test('may be looked at when it has ended', async () => {
    jest.useFakeTimers();
    const execution = waiting.start({});
    jest.advanceTimersByTime(600_000);

    expect(await execution.result()).toHaveVisited('Ship');
    expect(execution.status).toBe('SUCCEEDED');
  });

  test('is told of by a failing matcher and by a wait for ever', async () => {
    jest.useFakeTimers();
    const execution = waiting.start({});
    const asking = testMachine(chain({ Ask: callback() })).start({});
    setTimeout(() => asking.pending[0]?.succeed({}), 1000);

    expect(() => expect(execution).toHaveVisited('Ship')).toThrow('Fake timers are in use');
    await expect(asking.result()).rejects.toThrow(/nobody answers it\. Fake timers are in use: setTimeout/);
  });
});
