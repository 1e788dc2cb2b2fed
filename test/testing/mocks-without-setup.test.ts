import { testMachine } from '../../src/testing';
import { call, chain } from './fixtures/asl';

// No drystep/jest here: mocks are dropped by hand.
describe('mocks without the setup file', () => {
  const machine = testMachine(chain({ Ship: call('ship') }));
  machine.mock('Ship').returns('baseline').times(3);

  afterEach(() => machine.reset());

  test('a mock set in a test goes before the baseline', async () => {
    machine.mock('Ship').returns('from the test');

    expect(await machine.execute()).toMatchObject({ status: 'SUCCEEDED', output: 'from the test' });
  });

  test.each([1, 2, 3, 4])('reset drops it, and the answers of the baseline start over (%i)', async () => {
    expect(await machine.execute()).toMatchObject({ output: 'baseline' });
  });

  test('a machine with mocks of its own keeps the baseline', async () => {
    machine.mock('Ship').returns('from the test');

    expect(await machine.with({}).execute()).toMatchObject({ output: 'baseline' });
  });
});
