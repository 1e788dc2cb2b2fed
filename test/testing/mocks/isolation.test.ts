import 'drystep/jest';
import { answer, testMachine } from '../../../src/testing';
import { call, chain } from '../fixtures/asl';

describe('isolation', () => {
  const shared = testMachine(chain({ Ship: call('ship') }));
  const once = testMachine(chain({ Ship: call('ship') }));
  shared.mock('Ship').returns('baseline');
  once.mock('Ship').returns('first').returns('second').times(1);

  beforeEach(() => {
    if (expect.getState().currentTestName?.includes('beforeEach') === true) shared.mock('Ship').returns('from beforeEach');
  });

  test('a mock set in a test goes before the baseline', async () => {
    shared.mock('Ship').returns('from the test');

    expect(await shared.execute()).toSucceedWith('from the test');
  });

  test('the baseline is back in the next test', async () => {
    expect(await shared.execute()).toSucceedWith('baseline');
  });

  test('a mock set in beforeEach belongs to the test', async () => {
    expect(await shared.execute()).toSucceedWith('from beforeEach');
  });

  test('reset drops what a test has set', async () => {
    shared.mock('Ship').returns('from the test');
    shared.reset();

    expect(await shared.execute()).toSucceedWith('baseline');
  });

  test.each([1, 2])('answers of the baseline start over in each test (%i)', async () => {
    expect(await once.execute()).toSucceedWith('first');
    expect(await once.execute()).toSucceedWith('second');
    await expect(once.execute()).rejects.toThrow('are used up');
  });

  test('with gives a machine with mocks of its own', async () => {
    const failing = shared.with({ Ship: answer.fails('Busy') });

    expect(await failing.execute()).toFailWith('Busy');
    expect(await shared.execute()).toSucceedWith('baseline');
  });

  test('mocks of one execution are seen by no other', async () => {
    expect(await shared.execute({}, { mocks: { Ship: 'only here' } })).toSucceedWith('only here');
    expect(await shared.execute()).toSucceedWith('baseline');
  });

  test('fails on a mock for a state that does not exist, wherever it is given', async () => {
    expect(() => shared.with({ Shipp: 1 })).toThrow('did you mean "Ship"?');
    await expect(shared.execute({}, { mocks: { Shipp: 1 } })).rejects.toThrow('did you mean "Ship"?');
  });

  test.concurrent.each([1, 2, 3])('concurrent tests do not see each other (%i)', async (number) => {
    const execution = await shared.with({ Ship: number }).execute();

    expect(execution.output).toBe(number);
  });
});

describe('bodies of describe that mock the same task', () => {
  const orders = testMachine(chain({ Ship: call('ship') }), 'Orders');
  const starting = testMachine(chain({ Ship: call('ship') }), 'Starting');
  starting.mock('Ship').returns('outermost');

  describe('the first', () => {
    orders.mock('Ship').returns('first');

    test('has its own answer', async () => {
      expect(await orders.execute()).toSucceedWith('first');
    });
  });

  describe('the second', () => {
    orders.mock('*').returns('pattern');
    orders.mock('Ship').returns('second');
    starting.mock('Ship').onInput({ special: true }).returns('special').otherwise().returns('inner');

    test('has its own answer', async () => {
      expect(await orders.execute()).toSucceedWith('second');
      expect(await starting.execute({ special: true })).toSucceedWith('special');
    });

    describe('inside of it', () => {
      starting.mock('Ship').returns('innermost');

      test('the innermost answers', async () => {
        expect(await orders.execute()).toSucceedWith('second');
        expect(await starting.execute()).toSucceedWith('innermost');
      });
    });

    test('with and the mocks of a test go before it', async () => {
      orders.mock('Ship').returns('of the test');

      expect(await orders.execute()).toSucceedWith('of the test');
      expect(await orders.with({ Ship: 'with' }).execute()).toSucceedWith('with');
    });
  });

  describe.each(['third', 'fourth'])('the %s', (name) => {
    orders.mock('Ship').returns(name);

    test('has its own answer', async () => {
      expect(await orders.execute()).toSucceedWith(name);
    });
  });

  test('has the answer of the outer one outside of them', async () => {
    expect(await starting.execute()).toSucceedWith('outermost');
  });
});
