import 'drystep/jest';
import { testMachine } from 'drystep/testing';
import { fileHints } from '../../../src/testing/mocks/file-hints';
import { call, chain } from '../fixtures/asl';

const definition = chain({ Ship: call('ship') });

const replaced = testMachine(definition, 'Replaced');
replaced.mock('Ship').onInput({ id: 1 }).returns({ first: true });
replaced.mock('Ship').returns({ second: true });
const plain = testMachine(definition, 'Plain');
plain.mock('Ship').returns({ first: true });
plain.mock('Ship').returns({ second: true });
const OUTSIDE = fileHints.leaveFile();

describe('A baseline that is set twice', () => {
  test('loses its conditions, which is told', async () => {
    expect(await replaced.execute({ id: 1 })).toSucceedWith({ second: true });
    expect(OUTSIDE).toEqual([
      'mock("Ship") of Replaced is set twice outside of tests: the second takes the place of the first, conditions included. Hint: write one chain, mock("Ship").onInput({ … }).returns(…).otherwise().returns(…).',
    ]);
  });

  test('is no mistake where there are none, nor where a test sets its own', async () => {
    expect(await plain.execute({ id: 1 })).toSucceedWith({ second: true });
    replaced.mock('Ship').returns({ third: true });
    expect(await replaced.execute({ id: 1 })).toSucceedWith({ third: true });

    expect(fileHints.leaveFile()).toEqual([]);
  });
});

describe('Options in the place of the input', () => {
  test.each([[{ mocks: { Ship: { fourth: true } } }], [{ settleWithin: 100, name: 'one' }]])('are told: %j', async (input) => {
    await plain.execute(input);
    await plain.start(input).result();

    expect(fileHints.leaveFile()).toEqual([
      expect.stringMatching(/^An execution was given "\w+".* as its input, and as options nothing\. Hint: write execute\(input, \{/),
    ]);
  });

  test.each<[unknown]>([
    [{ name: 'Ada', type: 'EXPRESS' }],
    [{ mocks: 1, orderId: 'o-1' }],
    [{ startTime: '2026-01-01' }],
    [null],
    ['mocks'],
    [['mocks']],
  ])('are not seen in data: %j', async (input) => {
    await plain.execute(input);

    expect(fileHints.leaveFile()).toEqual([]);
  });

  test('are not meant where options are given as well', async () => {
    await plain.execute({ mocks: 1 }, { name: 'one' });

    expect(fileHints.leaveFile()).toEqual([]);
  });
});
