import 'drystep/jest';
import { TaskError } from '../../../src/interpreter';
import { testMachine } from '../../../src/testing';
import { call, chain, functionArn, invoke } from '../fixtures/asl';

const RETRY = { Retry: [{ ErrorEquals: ['Busy'], MaxAttempts: 5 }] };

function shipping() {
  return testMachine(chain({ Ship: invoke('ship', RETRY) }), 'Shipping');
}

describe('answers', () => {
  test('returns gives the raw result, as the service would', async () => {
    const machine = shipping();
    machine.mock('Ship').returns({ Payload: { shipped: true }, StatusCode: 200 });

    expect(await machine.execute()).toSucceedWith({ shipped: true });
  });

  test('returnsPayload wraps the payload of lambda:invoke', async () => {
    const machine = testMachine(chain({ Ship: invoke('ship', { OutputPath: '$' }) }));
    machine.mock('Ship').returnsPayload({ shipped: true });

    expect(await machine.execute()).toSucceedWith({ ExecutedVersion: '$LATEST', Payload: { shipped: true }, StatusCode: 200 });
  });

  test('returnsPayload is the result itself behind the ARN of a function', async () => {
    const machine = testMachine(chain({ Ship: call('ship') }));
    machine.mock('Ship').returnsPayload({ shipped: true });

    expect(await machine.execute()).toSucceedWith({ shipped: true });
  });

  test('answers come in order and the last one repeats', async () => {
    const machine = testMachine(
      chain({ A: call('f', { ResultPath: '$.a' }), B: call('f', { ResultPath: '$.b' }), C: call('f', { ResultPath: '$.c' }) }),
    );
    machine.mock(functionArn('f')).returns(1).returns(2);

    expect(await machine.execute()).toSucceedWith({ a: 1, b: 2, c: 2 });
  });

  test('times says how often an answer is given', async () => {
    const machine = shipping();
    machine.mock('Ship').fails('Busy').times(2).returnsPayload({ shipped: true });

    const execution = await machine.execute();

    expect(execution).toSucceedWith({ shipped: true });
    expect(execution).toHaveRetried('Ship', 2);
  });

  test('fails when the answers are used up behind a last times(n)', async () => {
    const machine = shipping();
    machine.mock('Ship').fails('Busy').times(2);

    await expect(machine.execute()).rejects.toThrow(
      'State "Ship": the answers of mock("Ship").fails("Busy").times(2) are used up; this is call 3.',
    );
  });

  test('fails when a mock has no answer', async () => {
    const machine = shipping();
    machine.mock('Ship');

    await expect(machine.execute()).rejects.toThrow('State "Ship": mock("Ship") has no answer.');
  });

  test('a function of the call sees state, input, attempt and context', async () => {
    const machine = testMachine(chain({ Ship: call('ship', RETRY) }));
    machine.mock('Ship').returns((task) => {
      if (task.attempt === 0) throw new TaskError('Busy');
      return { state: task.state, input: task.input, attempt: task.attempt, resource: task.resource };
    });

    expect(await machine.execute({ a: 1 })).toSucceedWith({ state: 'Ship', input: { a: 1 }, attempt: 1, resource: functionArn('ship') });
  });

  test('a jest.fn() is called with the input and the call', async () => {
    const machine = testMachine(chain({ Ship: call('ship') }));
    const ship = jest.fn((order: { id: string }) => ({ shipped: order.id }));
    machine.mock('Ship', ship);

    expect(await machine.execute({ id: 'o-1' })).toSucceedWith({ shipped: 'o-1' });
    expect(ship).toHaveBeenCalledWith({ id: 'o-1' }, expect.objectContaining({ state: 'Ship', attempt: 0 }));
  });

  test('a jest.fn() answers a payload and may be async', async () => {
    const machine = shipping();
    machine.mock('Ship').returnsPayload(jest.fn().mockResolvedValueOnce({ n: 1 }));

    expect(await machine.execute()).toSucceedWith({ n: 1 });
  });

  test('timesOut fails the attempt with States.Timeout', async () => {
    const machine = shipping();
    machine.mock('Ship').timesOut();

    expect(await machine.execute()).toFailWith('States.Timeout');
  });

  test('fails on an error thrown by a function that is not a TaskError: it rejects the run unchanged', async () => {
    const machine = shipping();
    const defect = new RangeError('my own mistake');
    machine.mock('Ship').returns(() => {
      throw defect;
    });

    await expect(machine.execute()).rejects.toBe(defect);
  });

  test('fails on something thrown that is not an Error, naming the state', async () => {
    const machine = shipping();
    machine.mock('Ship').returns(() => {
      throw 'boom';
    });

    await expect(machine.execute()).rejects.toThrow(/(?:State|Task) "Ship".*"boom"/);
  });

  test('times needs an answer before it and a whole number', () => {
    const machine = shipping();

    expect(() => machine.mock('Ship').times(2)).toThrow('.times() has no answer before it');
    expect(() => machine.mock('Ship').returns(1).times(0)).toThrow('expected a whole number of 1 or more, received 0');
  });
});
