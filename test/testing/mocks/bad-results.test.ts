import 'drystep/jest';
import { testMachine } from '../../../src/testing';
import { call, chain, invoke } from '../fixtures/asl';

const RETRY = { Retry: [{ ErrorEquals: ['Busy'], MaxAttempts: 5 }] };

function shipping() {
  return testMachine(chain({ Ship: invoke('ship', RETRY) }), 'Shipping');
}

describe('bad results', () => {
  const cycle: Record<string, unknown> = {};
  cycle.self = cycle;

  test.each<[string, unknown, string]>([
    ['undefined', undefined, 'received undefined'],
    ['a function inside', { f: () => 1 }, 'received the function f at /f'],
    ['a cycle', cycle, 'received an object that contains itself at /self'],
    ['a BigInt', { n: 1n }, 'received the BigInt 1n at /n'],
    ['NaN', [Number.NaN], 'received NaN at /0'],
    ['a Date', { at: new Date(0) }, 'received an object of Date at /at'],
    ['a Map', new Map(), 'received an object of Map'],
    ['a symbol', Symbol('s'), 'received Symbol(s)'],
  ])('fails when a mock returns %s', async (_title, value, message) => {
    const machine = shipping();

    expect(() => machine.mock('Ship').returns(value as object)).toThrow(`State "Ship": .returns() expected a JSON value, ${message}`);

    machine.mock('Ship').returns(() => value);
    await expect(machine.execute()).rejects.toThrow(`State "Ship": the function in .returns() expected a JSON value, ${message}`);
    machine.mock('Ship').returns(async () => value);
    await expect(machine.execute()).rejects.toThrow(message);
  });

  test('fails when the name of an error has white space around it, which no retrier and no catcher names', () => {
    expect(() => shipping().mock('Ship').fails(' Busy')).toThrow(
      'State "Ship": .fails() expected the name of an error, received " Busy" with white space around it. Hint: write .fails("Busy").',
    );
  });

  test('a property that is undefined is left out', async () => {
    const machine = testMachine(chain({ Ship: call('ship') }));
    machine.mock('Ship').returns({ a: 1, b: undefined });

    expect(await machine.execute()).toSucceedWith({ a: 1 });
  });

  test('__proto__ in a result is only a key', async () => {
    const machine = testMachine(chain({ Ship: call('ship') }));
    machine.mock('Ship').returns(JSON.parse('{"__proto__": {"polluted": true}}') as object);

    const execution = await machine.execute();

    expect(JSON.stringify(execution.output)).toBe('{"__proto__":{"polluted":true}}');
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });
});
