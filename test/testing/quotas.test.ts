import 'drystep/jest';
import { testMachine } from 'drystep/testing';
import { chain } from './fixtures/asl';

const large = { ...chain({ Pass: { Type: 'Pass', Result: 'x'.repeat(262_143) } }), Comment: 'x'.repeat(1_048_576) };
const larger = chain({ Pass: { Type: 'Pass', Result: 'x'.repeat(262_143) } });

describe('Quotas of a machine under test', () => {
  test('hold for all its executions, unless switched off', async () => {
    expect(await testMachine(larger).execute()).toFailWith('States.DataLimitExceeded');
    expect(await testMachine(larger, undefined, { quotas: { payloadBytes: false } }).execute()).toSucceed();
  });

  test('give way to those of an execution', async () => {
    const machine = testMachine(larger, undefined, { quotas: { payloadBytes: false } });

    expect(await machine.execute({}, { quotas: { payloadBytes: true } })).toFailWith('States.DataLimitExceeded');
    expect(await machine.execute({}, { quotas: { historyEvents: false } })).toSucceed();
  });

  test('hold for its definition as well', async () => {
    expect(() => testMachine(large)).toThrow('expected a definition of at most 1048576 bytes');
    expect(await testMachine(large, undefined, { quotas: { definitionBytes: false, payloadBytes: false } }).execute()).toSucceed();
  });

  test('fail for a switch that does not exist', () => {
    expect(() => testMachine(larger, undefined, { quotas: { payloadByte: false } as never })).toThrow('did you mean "payloadBytes"?');
  });
});
