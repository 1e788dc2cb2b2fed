import 'drystep/jest';
import { testMachine } from '../../../src/testing';
import { call, chain } from '../fixtures/asl';

const machine = testMachine(chain({ Ask: call('ask') }), 'Asking');
const unmocked = testMachine(chain({ Ask: call('ask') }), 'Unmocked');

/** What the machine answers at this moment. */
async function answered(): Promise<unknown> {
  return (await machine.execute()).output;
}

describe('A mock that the beforeAll of a describe sets', () => {
  machine.mock('Ask').returns('describe body');
  let inHook: unknown;
  beforeAll(async () => {
    machine.mock('Ask').returns('outer');
    unmocked.mock('Ask').returns('mocked');
    inHook = await answered();
  });

  test('answers its tests, and in the hook itself', async () => {
    expect([inHook, await answered()]).toEqual(['outer', 'outer']);
  });

  describe('with another describe inside', () => {
    beforeAll((done) => {
      machine.mock('Ask').returns('replaced');
      machine.mock('Ask').returns('inner');
      done();
    });

    test('makes way for one of the beforeAll there', async () => {
      expect(await answered()).toBe('inner');
      expect((await machine.with({}).execute()).output).toBe('inner');
    });
  });

  describe('with a describe inside that has hooks of another machine', () => {
    beforeAll(async () => {
      inHook = await answered();
    });

    test('answers the tests and hooks there', async () => {
      expect([inHook, await answered()]).toEqual(['outer', 'outer']);
    });
  });

  test('answers again behind the describe inside', async () => {
    expect(await answered()).toBe('outer');
  });

  test('makes way for one of the test', async () => {
    machine.mock('Ask').returns('test');

    expect(await answered()).toBe('test');
  });

  afterAll(async () => {
    expect(await answered()).toBe('outer');
  });
});

describe('In a describe beside it', () => {
  test('it does not answer, and what was there before does', async () => {
    expect(await answered()).toBe('describe body');
  });

  test('fails where nothing else is mocked, with the describe that did it', async () => {
    await expect(unmocked.execute()).rejects.toThrow(
      'Hint: mock("Ask") in the beforeAll of "A mock that the beforeAll of a describe sets" is for the tests of that describe. Mock it outside of all describes, or in each of them.',
    );
  });
});

describe('A describe whose body mocks the task', () => {
  machine.mock('Ask').returns('body');

  test('is answered by that', async () => {
    expect(await answered()).toBe('body');
  });
});
