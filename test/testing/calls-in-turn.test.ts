import 'drystep/jest';
import { testMachine } from 'drystep/testing';
import { call, chain } from './fixtures/asl';

const MINUTES = 60_000;
const START = Date.UTC(2024, 0, 1);
const waiting = chain({ Pause: { Type: 'Wait', Seconds: 600 }, Rest: { Type: 'Wait', Seconds: 600 }, Done: { Type: 'Succeed' } });

describe('Calls that move time', () => {
  test('queue: no span of Promise.all is lost', async () => {
    const execution = testMachine(waiting).start();

    await Promise.all([execution.advance({ minutes: 5 }), execution.advance({ minutes: 5 }), execution.advance({ minutes: 1 })]);

    expect(execution.now.getTime() - START).toBe(11 * MINUTES);
    expect(execution).toHaveVisited('Pause', 'Rest');
  });

  test('queue behind one that nobody awaits', async () => {
    const execution = testMachine(waiting).start();

    void execution.advance({ minutes: 5 });
    void execution.waitingFor('Rest');
    await execution.advance({ minutes: 5 });

    expect(execution.now.getTime() - START).toBe(15 * MINUTES);
  });

  test('queue while handlers take their time', async () => {
    const machine = testMachine(chain({ Ship: call('ship'), Pause: { Type: 'Wait', Seconds: 600 }, Bill: call('bill') }));
    machine.mock('Ship').run(async () => {
      await new Promise((resolve) => setImmediate(resolve));
      return {};
    });
    machine.mock('Bill').returnsPayload({ billed: true });
    const execution = machine.start();

    const [, , result] = await Promise.all([execution.advance({ minutes: 5 }), execution.advance({ minutes: 4 }), execution.result()]);

    expect(result).toSucceedWith({ billed: true });
    expect(execution.now.getTime() - START).toBe(10 * MINUTES);
  });

  test('go on behind one that cannot be fulfilled', async () => {
    const execution = testMachine(waiting).start();

    const never = execution.until(() => false);
    const advanced = execution.advance({ minutes: 5 });

    await expect(never).rejects.toThrow('before it fulfilled the predicate of until()');
    await advanced;
    expect(execution).toSucceed();
  });

  test('may be made in the predicate of until, which is a part of its call', async () => {
    const execution = testMachine(waiting).start();

    await execution.until(async (current) => {
      await current.advance({ minutes: 1 });
      return current.now.getTime() >= START + 3 * MINUTES;
    });

    expect(execution.now.getTime() - START).toBe(10 * MINUTES + 1 * MINUTES);
  });

  test('take the duration as it was when they were made', async () => {
    const execution = testMachine(waiting).start();
    const span = { minutes: 5 };

    const first = execution.advance(span);
    const second = execution.advance(span);
    span.minutes = 60;
    await Promise.all([first, second]);

    expect(execution.now.getTime() - START).toBe(10 * MINUTES);
  });

  test('fails when the predicate of until does not answer', async () => {
    const execution = testMachine(waiting).start({}, { settleWithin: 20 });

    await expect(execution.until(() => new Promise<boolean>(() => undefined))).rejects.toThrow(
      'The predicate of until() did not answer within 20 ms of real time.',
    );
    await execution.advance(1);
    expect(execution.status).toBe('RUNNING');
  });
});

describe('A started execution', () => {
  test('goes on by itself when the promise of a handler settles', async () => {
    const machine = testMachine(chain({ Ship: call('ship'), Pause: { Type: 'Wait', Seconds: 600 } }));
    machine.mock('Ship').run(async () => ({}));
    const execution = machine.start();

    await new Promise((resolve) => setImmediate(resolve));

    expect(execution).toHaveVisited('Ship', 'Pause');
    expect(execution.now.getTime()).toBe(START);
  });
});
