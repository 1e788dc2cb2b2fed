import 'drystep/jest';
import { testMachine } from '../../../src/testing';
import { call, chain } from '../fixtures/asl';

function shipping() {
  return testMachine(chain({ Ship: call('ship'), Bill: call('bill') }), 'Shipping');
}

describe('A jest.fn() whose implementation is taken away', () => {
  test.each<[string, (mock: jest.Mock) => unknown]>([
    ['jest.resetAllMocks()', () => jest.resetAllMocks()],
    ['mockReset()', (mock) => mock.mockReset()],
  ])('fails as the handler of .run(), which would answer null: %s', async (_title, reset) => {
    const machine = shipping();
    const handler = jest.fn(async () => ({ shipped: true }));
    machine.mock('Ship').run(handler);
    machine.mock('Bill').returns({});

    reset(handler);

    await expect(machine.execute()).rejects.toThrow(
      'State "Ship": the mock function in .run() has no implementation, and would answer undefined. Hint: give it one where it is made, jest.fn(() => ({ … })). jest.resetAllMocks(), mockReset() and resetMocks: true take it away; jest.clearAllMocks() does not.',
    );
  });

  test('fails as the function of .returns() with the same hint', async () => {
    const machine = shipping();
    const answers = jest.fn(() => ({ shipped: true }));
    machine.mock('Ship').returns(answers);

    jest.resetAllMocks();

    await expect(machine.execute()).rejects.toThrow(
      'State "Ship": the mock function in .returns() has no implementation, and would answer undefined.',
    );
  });

  test('fails when an answer for one call is asked for a second one', async () => {
    const machine = shipping();
    const handler = jest.fn().mockResolvedValueOnce({ shipped: true });
    machine.mock('Ship').run(handler);
    machine.mock('Bill').run(handler);

    await expect(machine.execute()).rejects.toThrow(
      'State "Bill": the answers of the mock function in .run() are used up, and it would answer undefined. Hint: add .mockResolvedValue({ … }) for the calls that follow.',
    );
  });

  test('is one that returns nothing, where it never had any, or gives undefined itself', async () => {
    const machine = shipping();
    machine.mock('Ship').run(jest.fn());
    machine.mock('Bill').run(jest.fn(() => undefined));

    expect(await machine.execute()).toSucceedWith(null);
  });

  test('is one that returns nothing, where all it had was a failure for the first call', async () => {
    const machine = testMachine(chain({ Ship: { ...call('ship'), Retry: [{ ErrorEquals: ['States.ALL'] }] } }));
    machine.mock('Ship').run(jest.fn().mockRejectedValueOnce(new Error('busy')));

    expect(await machine.execute()).toSucceedWith(null);
  });
});
