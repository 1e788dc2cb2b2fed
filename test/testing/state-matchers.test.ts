import 'drystep/jest';
import { answer, estimate, testMachine } from 'drystep/testing';
import { execute } from '../../src/interpreter';
import { call, chain, invoke } from './fixtures/asl';

const definition = chain({
  Start: { Type: 'Pass', Assign: { 'id.$': '$.id' } },
  Charge: invoke('charge', {
    Retry: [{ ErrorEquals: ['Busy'], IntervalSeconds: 2, BackoffRate: 3 }],
    Catch: [
      { ErrorEquals: ['NoCarrier'], Next: 'Refund' },
      { ErrorEquals: ['States.ALL'], Next: 'Done' },
    ],
    Assign: { 'receipt.$': '$.Payload' },
  }),
  'Cool Down': { Type: 'Wait', Seconds: 3600, Next: 'Done' },
  Refund: call('refund'),
  Done: { Type: 'Pass', End: true },
});
const machine = testMachine(definition, 'Orders');
machine.mock('Charge').fails('Busy').times(2).returnsPayload('r-1');
machine.mock('Refund').returns(true);
const charged = () => machine.with({}).execute({ id: 'o-1' });
const refunded = () => machine.with({ Charge: answer.fails('NoCarrier') }).execute({ id: 'o-1' });

describe('matchers of states', () => {
  test('toHaveTransitioned tells direct transitions', async () => {
    expect(await charged()).toHaveTransitioned('Start', 'Charge', 'Cool Down', 'Done');
    expect(await charged()).not.toHaveTransitioned('Charge', 'Refund');
    expect(await refunded()).toHaveTransitioned('Charge', 'Refund');
    await expect(async () => expect(await charged()).toHaveTransitioned('Start')).rejects.toThrow('expected two states or more');
    await expect(async () => expect(await charged()).toHaveTransitioned('Start', 'Chargé')).rejects.toThrow('did you mean "Charge"?');
  });

  test('toHaveRetried compares the delays between attempts', async () => {
    expect(await charged()).toHaveRetried('Charge', 2, { delays: [{ seconds: 2 }, 6000] });
    expect(await charged()).not.toHaveRetried('Charge', 2, { delays: [2000] });
  });

  test('toHaveCaught tells which catcher took it', async () => {
    expect(await refunded()).toHaveCaught('Charge', 'NoCarrier', { next: 'Refund' });
    expect(await refunded()).toHaveCaught('Charge', undefined, { next: 'Refund' });
    expect(await charged()).not.toHaveCaught('Charge', 'NoCarrier', { next: 'Refund' });
  });

  test('toHaveCalled counts every attempt', async () => {
    expect(await charged()).toHaveCalled('Charge');
    expect(await charged()).toHaveCalled('Charge', 3);
    expect(await charged()).not.toHaveCalled('Refund');
  });

  test('toHaveCalledWith takes the payload of a function or the whole request, asymmetric matchers inside', async () => {
    expect(await charged()).toHaveCalledWith('Charge', { id: 'o-1' });
    expect(await charged()).toHaveCalledWith('Charge', expect.objectContaining({ FunctionName: expect.stringMatching(/charge$/) }));
    expect(await charged()).not.toHaveCalledWith('Charge', { id: 'o-2' });
    expect(await refunded()).toHaveCalledWith('Refund', { Error: 'NoCarrier', Cause: null });
  });

  test('toHaveWaited and toHaveTaken compare virtual time', async () => {
    expect(await charged()).toHaveWaited('Cool Down', { hours: 1 });
    expect(await charged()).toHaveWaited('Charge');
    expect(await refunded()).not.toHaveWaited('Refund');
    expect(await charged()).toHaveTaken({ hours: 1, seconds: 8 });
    expect(await refunded()).toHaveTaken(0);
  });

  test('toHaveStateInput, toHaveStateOutput and toHaveVariables look at data', async () => {
    expect(await charged()).toHaveStateInput('Charge', { id: 'o-1' });
    expect(await charged()).toHaveStateOutput('Charge', 'r-1');
    expect(await charged()).toHaveStateOutput('Charge', expect.any(String));
    expect(await charged()).toHaveVariables({ receipt: 'r-1' });
    expect(await charged()).toHaveVariables({ id: 'o-1' }, 'Charge');
    expect(await charged()).not.toHaveVariables({ receipt: expect.anything() }, 'Charge');
  });

  test('toStayWithin compares with limits, those of the service by default', async () => {
    expect(await charged()).toStayWithin();
    expect(await charged()).toStayWithin({ events: 30, transitions: 6, duration: { hours: 2 }, cost: 0.001 });
    expect(await charged()).not.toStayWithin({ transitions: 5 });
    await expect(async () => expect(await charged()).toStayWithin({ event: 3 } as never)).rejects.toThrow('did you mean "events"?');
    await expect(async () => expect(await charged()).toStayWithin({})).rejects.toThrow('expected a limit');
  });

  test('results of the interpreter can be judged as well', async () => {
    const result = await execute(definition, { input: { id: 'o-1' }, tasks: { Charge: { Payload: 'r-1' } } });

    expect(result).toHaveCalledWith('Charge', { id: 'o-1' });
    expect(result).toHaveTransitioned('Cool Down', 'Done');
    expect(result).toHaveVariables({ receipt: 'r-1' });
    expect(result).toStayWithin();
  });
});

describe('estimate', () => {
  test('counts states and retries as transitions, at the price given', async () => {
    const execution = await charged();

    // Start, Charge and its two retries, Cool Down, Done.
    expect(estimate(execution)).toMatchObject({ type: 'STANDARD', transitions: 6, events: execution.history.length, duration: 3_608_000 });
    expect(estimate(execution).cost).toBeCloseTo((6 * 0.025) / 1000, 10);
    expect(estimate(execution, { prices: { perTransition: 1 } }).cost).toBe(6);
    expect(estimate(execution).eventShare).toBe(execution.history.length / 25_000);
  });

  test('gives the largest payload and where it was', async () => {
    const large = testMachine(chain({ A: { Type: 'Pass' }, Grow: call('grow', { ResultPath: '$.text' }), B: { Type: 'Pass', Result: 1 } }));
    large.mock('Grow').returns('ü'.repeat(1000));
    const { largestPayload } = estimate(await large.execute());

    // {"text":"…"} is 11 bytes around two bytes for each letter.
    expect(largestPayload).toEqual({ bytes: 2011, share: 2011 / 262_144, state: 'Grow', unread: 0 });
  });

  test('an Express execution costs a request and its memory over time', async () => {
    const execution = await charged();
    const { cost, billedMegabytes } = estimate(execution, { type: 'EXPRESS' });

    expect(billedMegabytes).toBe(64);
    // The service's own example: 64 MB for 10 seconds are 0.625 GB-seconds; here it is 3608 seconds.
    expect(cost).toBeCloseTo(1 / 1_000_000 + 3608 * (64 / 1024) * (0.06 / 3600), 10);
  });

  test('fails for what is not an execution', () => {
    expect(() => estimate(charged() as never)).toThrow('estimate() expected an execution. Hint: await it');
  });
});
