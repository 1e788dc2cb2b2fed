import 'drystep/jest';
import { answer, testMachine } from 'drystep/testing';
import { call, chain } from '../fixtures/asl';

const machine = (timeout?: number) =>
  testMachine(chain({ Charge: call('charge', timeout === undefined ? {} : { TimeoutSeconds: timeout }) }));

describe('a bare number of .after()', () => {
  test('fails when as many seconds would time the state out', async () => {
    const orders = machine(20);
    orders.mock('Charge').returns({}).after(30);
    await expect(orders.execute({})).rejects.toThrow(
      'mock("Charge").returns(…).after(30) takes 30 milliseconds, and by 30 seconds its attempt ends with a timeout, which comes at 20 s. ' +
        'Hint: write .after({ seconds: 30 }), or .after({ milliseconds: 30 }) if that is meant.',
    );
  });

  test('fails for an answer of one execution', async () => {
    await expect(machine(20).execute({}, { mocks: { Charge: answer.returns({}).after(20) } })).rejects.toThrow(
      'write .after({ seconds: 20 })',
    );
  });

  test('is milliseconds where the state has no timeout, ends sooner as seconds, or times out either way', async () => {
    for (const [timeout, after, status] of [
      [undefined, 30, 'SUCCEEDED'],
      [60, 30, 'SUCCEEDED'],
      [20, 500, 'SUCCEEDED'],
      [20, 30_000, 'FAILED'],
    ] as const) {
      const orders = machine(timeout);
      orders
        .mock('Charge')
        .returns({})
        .after(after === 500 ? { milliseconds: after } : after);
      expect((await orders.execute({})).status).toBe(status);
    }
  });

  test('says what is meant with its unit', async () => {
    const orders = machine(20);
    orders.mock('Charge').returns({}).after({ milliseconds: 30 });
    expect(await orders.execute({})).toSucceed();
    const late = machine(20);
    late.mock('Charge').returns({}).after({ seconds: 30 });
    expect(await late.execute({})).toFailWith('States.Timeout');
  });
});
