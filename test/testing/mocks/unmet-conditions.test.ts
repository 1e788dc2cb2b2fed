// Runs alone: it reads what is told when the file ends.
import 'drystep/jest';
import { answer, testMachine } from 'drystep/testing';
import { unusedMocks } from '../../../src/testing/mocks/unused-mocks';
import { call, chain } from '../fixtures/asl';

const definition = chain({
  Each: { Type: 'Map', ItemProcessor: chain({ Ship: call('ship', { Retry: [{ ErrorEquals: ['Busy'], MaxAttempts: 2 }] }) }) },
});
const lenient = () => testMachine(definition, 'Orders');
const strict = () => testMachine(definition, 'Orders', { strict: true });

afterEach(() => unusedMocks.leaveFile());

describe('a condition that no call meets', () => {
  test('is told when the file ends', async () => {
    const machine = lenient();
    machine.mock('Ship').onItem(7).fails('Lost').onInput({ id: 9 }).fails('Lost').onAttempt(1).returns({}).otherwise().returns({});

    expect(await machine.execute([{ id: 1 }, { id: 2 }])).toSucceed();

    expect(unusedMocks.leaveFile()).toBe(
      'drystep: no test that set mock("Ship").onItem(7) of Orders, mock("Ship").onInput({"id":9}) of Orders, mock("Ship").onAttempt(1) of Orders asked it for an answer. Hint: remove it, or check that the execution gets there.',
    );
  });

  test('fails the test of a strict machine', async () => {
    const machine = strict();
    machine.mock('Ship').onItem(7).fails('Lost').otherwise().returns({});

    expect(await machine.execute([1, 2])).toSucceed();

    expect(() => unusedMocks.leaveTest()).toThrow(
      'mock("Ship").onItem(7) of Orders: no task asked for an answer in this test. Hint: remove the mock, or check that the execution gets there.',
    );
  });

  test('is none when a call meets it, in any execution of the test', async () => {
    const machine = strict();
    machine.mock('Ship').onItem(1).fails('Lost').otherwise().returns({});

    expect(await machine.execute([1])).toSucceed();
    expect(await machine.execute([1, 2])).toFailWith('Lost');

    expect(() => unusedMocks.leaveTest()).not.toThrow();
  });

  test('is none when a call of another test of the file meets it, of a mock that each test sets', async () => {
    for (const items of [[1], [1, 2]]) {
      const machine = lenient();
      machine.mock('Ship').onItem(1).returns({ second: true }).otherwise().returns({});
      await machine.execute(items);
      unusedMocks.leaveTest();
    }

    expect(unusedMocks.leaveFile()).toBeUndefined();
  });

  test('is not asked of .otherwise(), nor of a mock that nobody asks at all', async () => {
    const machine = lenient();
    machine.mock('Ship').onItem(0).returns({}).otherwise().fails('Lost');
    await machine.execute([1]);
    expect(unusedMocks.leaveFile()).toBeUndefined();

    machine.mock('Ship').onItem(0).returns({});
    expect(unusedMocks.leaveFile()).toContain('no test that set mock("Ship") of Orders asked');
  });

  test('is told of mocks that a test hands to an execution or to with(), but for those that nobody asks', async () => {
    const machine = strict();
    const mocks = { Ship: answer.onItem(7).fails('Lost').onItem(0).returns({}).otherwise().returns({}) };

    expect(await machine.execute([1, 2], { mocks })).toSucceed();
    expect(await machine.with(mocks).execute([1, 2])).toSucceed();
    await machine.execute([], { mocks: { Ship: answer.onItem(3).fails('Lost') } });

    expect(() => unusedMocks.leaveTest()).not.toThrow();
    expect(unusedMocks.leaveFile()).toBe(
      'drystep: no test that set "Ship": answer.onItem(7) of Orders, "Ship": answer.onItem(3) of Orders asked it for an answer. Hint: remove it, or check that the execution gets there.',
    );
  });

  test('is none when one of several executions meets it', async () => {
    const mocks = { Ship: answer.onItem(1).fails('Lost').otherwise().returns({}) };

    expect(await lenient().execute([1], { mocks })).toSucceed();
    expect(await lenient().execute([1, 2], { mocks })).toFailWith('Lost');

    expect(unusedMocks.leaveFile()).toBeUndefined();
  });
});

describe('conditions of an input', () => {
  test('are told apart by what they say, though another is met', async () => {
    const machine = lenient();
    machine.mock('Ship').onInput({ id: 1 }).returns({}).onInput({ id: 9 }).fails('Lost').otherwise().returns({});

    expect(await machine.execute([{ id: 1 }, { id: 2 }])).toSucceed();

    expect(unusedMocks.leaveFile()).toContain('no test that set mock("Ship").onInput({"id":9}) of Orders asked');
  });

  test('are told apart by their predicates', async () => {
    const machine = strict();
    const isFirst = (item: unknown) => (item as { id: number }).id === 1;
    const isNinth = (item: unknown) => (item as { id: number }).id === 9;
    machine.mock('Ship').onInput(isFirst).returns({}).onInput(isNinth).fails('Lost').otherwise().returns({});

    expect(await machine.execute([{ id: 1 }, { id: 2 }])).toSucceed();

    expect(() => unusedMocks.leaveTest()).toThrow('mock("Ship").onInput(…) of Orders: no task asked');
  });

  test('fails when one contains itself', () => {
    const fields: Record<string, unknown> = {};
    fields.order = { fields };

    expect(() => lenient().mock('Ship').onInput(fields)).toThrow('received an object that contains itself');
  });
});

describe('an answer behind others that no call gets', () => {
  test('is told when the file ends, the first of each chain', async () => {
    const machine = lenient();
    machine.mock('Ship').fails('Lost').returns({}).returns({ again: true });

    expect(await machine.execute([1])).toFailWith('Lost');

    expect(unusedMocks.leaveFile()).toBe(
      'drystep: no test that set answer 2 (.returns(…)) of mock("Ship") of Orders asked it for an answer. Hint: remove it, or check that the execution gets there.',
    );
  });

  test('fails the test of a strict machine', async () => {
    const machine = strict();
    machine.mock('Ship').onItem(0).fails('Busy').times(3).returns({}).otherwise().returns({});

    expect(await machine.execute([1])).toFailWith('Busy');

    machine.mock('Ship').onItem(0).fails('Busy').times(2).returns({}).otherwise().returns({});
    expect(await machine.execute([1])).toSucceed();
    expect(() => unusedMocks.leaveTest()).toThrow('answer 2 (.returns(…)) of mock("Ship").onItem(0) of Orders: no task asked');
  });

  test('is none when a call of another test of the file gets it, of a mock that each test sets', async () => {
    for (const items of [[1], [1, 2]]) {
      const machine = lenient();
      machine.mock('Ship').returns({ first: true }).returns({ second: true });
      await machine.execute(items);
      unusedMocks.leaveTest();
    }

    expect(unusedMocks.leaveFile()).toBeUndefined();
  });

  test('is told of mocks that a test hands to an execution', async () => {
    const mocks = { Ship: answer.returns({ first: true }).returns({ second: true }) };

    expect(await lenient().execute([1], { mocks })).toSucceed();

    expect(unusedMocks.leaveFile()).toContain('answer 2 (.returns(…)) of "Ship": answer of Orders');
  });

  test('is told although a mock of another test, which answers otherwise, gets so far', async () => {
    for (const error of ['Busy', 'Lost']) {
      const machine = lenient();
      machine.mock('Ship').fails(error).returns({});
      await machine.execute([1]);
      unusedMocks.leaveTest();
    }

    expect(unusedMocks.leaveFile()).toContain('set answer 2 (.returns(…)) of mock("Ship") of Orders asked');
  });

  test('is the last of so many, where fewer calls come', async () => {
    const machine = lenient();
    machine.mock('Ship').fails('Busy').times(2).returns({}).times(3);

    expect(await machine.execute([1, 2])).toSucceed();

    expect(unusedMocks.leaveFile()).toContain('no test that set turn 3 of answer 2 (.returns(…)) of mock("Ship") of Orders asked');
  });

  test('is none where as many calls come, in one test of the file', async () => {
    for (const items of [[1], [1, 2]]) {
      const machine = lenient();
      machine.mock('Ship').returns({}).times(2);
      expect(await machine.execute(items)).toSucceed();
      unusedMocks.leaveTest();
    }

    expect(unusedMocks.leaveFile()).toBeUndefined();
  });

  test('fails the test of a strict machine where fewer calls come than .times() says', async () => {
    const machine = strict();
    machine.mock('Ship').returns({}).times(3);

    expect(await machine.execute([1, 2])).toSucceed();

    expect(() => unusedMocks.leaveTest()).toThrow('turn 3 of answer 1 (.returns(…)) of mock("Ship") of Orders: no task asked');
  });
});
