import 'drystep/jest';
import { isUsageError, testMachine } from '../../src/testing';
import { call, chain } from './fixtures/asl';

const pass = testMachine(chain({ A: { Type: 'Pass' } }));

describe('bad input', () => {
  test('fails when the input is over 256 KiB, unless the quota is off', async () => {
    const input = { text: 'x'.repeat(262_144) };

    await expect(pass.execute(input)).rejects.toThrow('expected at most 262144 bytes');
    expect(await pass.execute(input, { quotas: { payloadBytes: false } })).toSucceed();
  });

  test('fails when the input is not JSON', async () => {
    await expect(pass.execute({ n: 1n })).rejects.toThrow('the input of the execution expected a JSON value, received the BigInt 1n at /n');
  });

  test('an endless loop ends at the event quota, as on AWS', async () => {
    const loop = testMachine({ StartAt: 'A', States: { A: { Type: 'Pass', Next: 'B' }, B: { Type: 'Pass', Next: 'A' } } });

    const execution = await loop.execute();

    expect(execution).toFailWith('States.Runtime', /25,?000|history/i);
    expect(execution.history).toHaveLength(25_000);
    expect(String(execution)).toContain('more visits');
  });

  test('a path into nothing ends the execution with the error of AWS, uncaught', async () => {
    const machine = testMachine(
      chain({
        Ship: call('ship', { InputPath: '$.nothing', Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Done' }] }),
        Done: { Type: 'Pass' },
      }),
    );

    expect(await machine.execute()).toFailWith('States.Runtime');
  });

  test('a mock key that is neither name nor construct is refused', () => {
    expect(() => pass.mock(7 as never)).toThrow(
      'mock() expected the name of a state, the name or ARN of what it calls, a construct or a step, received 7.',
    );
    expect(() => pass.mock(undefined as never)).toThrow('mock() expected');
  });

  test('a misspelt option is refused with the nearest one', async () => {
    expect(() => testMachine(chain({ A: { Type: 'Pass' } }), { object: {} } as never)).toThrow(
      'testMachine(): expected options among strict, answers, objects, quotas, parameters, target, aws, received "object". Hint: did you mean "objects"?',
    );
    expect(() => testMachine(chain({ A: { Type: 'Pass' } }), undefined, { mocks: {} } as never)).toThrow(
      'received "mocks". Hint: what belongs to one execution goes to execute or start.',
    );
    await expect(pass.execute({}, { mock: {} } as never)).rejects.toThrow('received "mock". Hint: did you mean "mocks"?');
    expect(() => pass.start({}, { strict: true } as never)).toThrow(
      'received "strict". Hint: what holds for all executions goes to testMachine.',
    );
  });

  test('usage errors are told from others', async () => {
    const error: unknown = await pass.execute({ n: 1n }).catch((thrown: unknown) => thrown);

    expect(isUsageError(error)).toBe(true);
    expect(isUsageError(new Error('x'))).toBe(false);
    expect(isUsageError(undefined)).toBe(false);
  });
});
