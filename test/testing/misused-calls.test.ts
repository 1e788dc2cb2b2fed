import 'drystep/jest';
import { readFileSync } from 'node:fs';
import { testApp, testMachine } from 'drystep/testing';
import { call, chain } from './fixtures/asl';

const shipping = () => testMachine(chain({ Ship: call('ship', { Retry: [{ ErrorEquals: ['Busy'] }] }) }), 'Shipping');

/** What a call says that types would refuse. */
function told(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    return (error as Error).message;
  }
  return 'nothing';
}

/** A type that JavaScript does not have. */
const as = (value: unknown): never => value as never;

describe('.fails() takes the name of an error, and says what is meant by', () => {
  test.each([
    ['an Error', new Error('nobody ships'), 'received an object of Error. Hint: write .fails(\'Error\', "nobody ships").'],
    ['an Error of a class, without a message', new TypeError(), "received an object of TypeError. Hint: write .fails('TypeError')."],
    ['a class of errors', TypeError, "received the function TypeError. Hint: write .fails('TypeError')."],
    ['a status of HTTP', 404, "received 404. Hint: write .fails('States.Http.StatusCode.404')."],
    ['any other number', 7, "received 7. Hint: write .fails('OrderRejected')."],
    ['an empty text', '', `received "". Hint: write .fails('OrderRejected').`],
    ['nothing', undefined, "received nothing. Hint: write .fails('OrderRejected')."],
  ])('%s', (_, error, rest) => {
    expect(told(() => shipping().mock('Ship').fails(as(error)))).toBe(`State "Ship": .fails() expected the name of an error, ${rest}`);
  });
});

describe('Counts', () => {
  test.each([
    ['.throttles()', () => shipping().mock('Ship').throttles(as('2')), 'received "2". Hint: write .throttles(2).'],
    ['.times()', () => shipping().mock('Ship').returns(1).times(as('2')), 'received "2". Hint: write .times(2).'],
    ['.times()', () => shipping().mock('Ship').returns(1).times(0), 'received 0. Hint: leave the answer out if it is never to be given.'],
  ])('%s says what it expected, what came, and one hint', (method, work, rest) => {
    expect(told(work)).toBe(`State "Ship": ${method} expected a whole number of 1 or more, ${rest}`);
  });

  test('a matcher tells a number in quotes', async () => {
    const machine = shipping();
    machine.mock('Ship').fails('Busy').returns({});
    const execution = await machine.execute();

    expect(told(() => expect(execution).toHaveRetried('Ship', as('1')))).toBe(
      'toHaveRetried() expected a whole number of retries, received "1". Hint: write 1, without quotes.',
    );
    expect(told(() => expect(execution).toHaveRetried('Ship', as('once')))).toContain('Hint: two retries are three attempts.');
  });
});

describe('Matchers that take the name of an error', () => {
  test.each([
    [
      'an Error',
      new RangeError('E'),
      "an object of RangeError. Hint: a workflow fails with a name: write .toFailWith('RangeError'), or what it is called there.",
    ],
    ['a class', TypeError, "the function TypeError. Hint: a workflow fails with a name: write .toFailWith('TypeError')."],
  ])('say how a workflow calls %s', async (_, error, rest) => {
    const machine = shipping();
    machine.mock('Ship').fails('RangeError');
    const execution = await machine.execute();

    expect(told(() => expect(execution).toFailWith(as(error)))).toBe(
      `toFailWith() expected the name of an error as text, regular expression or asymmetric matcher, received ${rest}`,
    );
  });

  test('a misspelt option of toHaveCaught is told, wherever it stands', async () => {
    const machine = testMachine(
      chain({ Ship: call('ship', { Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Done' }] }), Done: { Type: 'Pass' } }),
    );
    machine.mock('Ship').fails('Busy');
    const execution = await machine.execute();

    expect(told(() => expect(execution).toHaveCaught('Ship', 'Busy', as({ nxt: 'Done' })))).toBe(
      'toHaveCaught(): expected options among next, received "nxt". Hint: did you mean "next"?',
    );
    expect(told(() => expect(execution).toHaveCaught('Ship', as({ next: 'Done' })))).toContain(
      "received an object with next. Hint: write .toHaveCaught('Ship', 'NoCarrier', { next: 'Refund' }).",
    );
  });
});

describe('A function of a mock that throws by mistake', () => {
  const mistake = () => {
    throw new TypeError('no such field');
  };
  const message = 'no such field\n\nThrown by the mock of state "Ship".';

  test.each([
    ['returns', () => shipping().with({ Ship: mistake })],
    ['is a mock function', () => shipping().with({ Ship: jest.fn(mistake) })],
    ['gives a promise', () => shipping().with({ Ship: async () => mistake() })],
  ])('is named by its state where it %s', async (_, machine) => {
    const error: unknown = await machine()
      .execute()
      .catch((thrown: unknown) => thrown);

    expect(error).toBeInstanceOf(TypeError);
    expect(error).toHaveProperty('message', message);
    expect((error as Error).stack).toMatch(`TypeError: ${message}\n    at `);
  });

  test('is named once, however often it throws the same error', async () => {
    const error = new Error('again');
    const machine = shipping().with({
      Ship: () => {
        throw error;
      },
    });

    await expect(machine.execute()).rejects.toBe(error);
    await expect(machine.execute()).rejects.toHaveProperty('message', 'again\n\nThrown by the mock of state "Ship".');
  });

  test("is named where Node throws, whose errors are of another realm than jest's", async () => {
    const machine = shipping().with({ Ship: () => readFileSync('/no/such/file', 'utf8') });

    await expect(machine.execute()).rejects.toThrow(/ENOENT[\s\S]*Thrown by the mock of state "Ship"\.$/);
  });

  test('is named where it throws what is not an error', async () => {
    const machine = shipping().with({
      Ship: () => {
        throw 'boom';
      },
    });

    await expect(machine.execute()).rejects.toThrow('Task "Ship" at /States/Ship: its handler threw "boom", which is not an Error.');
  });
});

describe('A number of 400 digits', () => {
  const digits = '9'.repeat(400);

  test('is one problem of a definition, at its place', () => {
    const text = JSON.stringify(chain({ Ship: call('ship', { TimeoutSeconds: 60 }) })).replace('60', digits);

    expect(told(() => testMachine(text))).toBe(
      `Definition at /States/Ship/TimeoutSeconds (line 1, column ${text.indexOf(digits) + 1}): expected integers that a JavaScript number holds exactly, received "${'9'.repeat(78)}…. Hint: AWS passes it on as it is, and here it would become Infinity: make it a text, or use fewer digits.`,
    );
  });

  test.each([
    [
      'an answer',
      () =>
        shipping()
          .mock('Ship')
          .returns(as(10n ** 400n)),
    ],
    [
      'an answer in text',
      () =>
        shipping()
          .mock('Ship')
          .returns({ n: Number(digits) }),
    ],
    [
      'a duration',
      () =>
        shipping()
          .mock('Ship')
          .returns(1)
          .after({ seconds: Number(digits) }),
    ],
  ])('as %s is refused in a sentence of bounded length', (_, work) => {
    const message = told(work);

    expect(message).toMatch(/ expected .*received .*Hint: /);
    expect(message.length).toBeLessThan(200);
  });
});

test('a list of names is bounded, in machines of 3,000 states as well', async () => {
  const names = Array.from({ length: 3_000 }, (_, index) => `State ${index}`);
  const machine = testMachine(chain(Object.fromEntries(names.map((name) => [name, call(name.replace(' ', ''))]))));
  const execution = await machine.with({ '*': 1 }).execute();

  const messages = [
    () => machine.mock('Nope'),
    () => machine.mock('Nope*'),
    () => machine.mock(/Nope/),
    () => machine.mock('arn:aws:lambda:us-east-1:111111111111:function:nope'),
    () => machine.mock(as(7)),
    () => machine.with({ Nope: 1 }),
    () => machine.calls('Nope'),
    () => execution.state('Nope'),
    () => expect(execution).toHaveVisited('Nope'),
    () => expect(execution).toHaveCalled('Nope'),
  ].map(told);

  for (const message of messages) {
    expect(message).toContain('Hint: ');
    expect(message.length).toBeLessThan(2_500);
  }
});

test('what is wrong with the value of an option is not said to be an option of another call', async () => {
  const machine = testMachine({ StartAt: 'Done', States: { Done: { Type: 'Succeed' } } }, 'Orders');

  await expect(machine.execute({}, { childHistories: -1 })).rejects.toThrow(/^execute\(\) and start\(\): .*received -1\.$/);
  await expect(machine.execute({}, { strict: true } as never)).rejects.toThrow('Hint: what holds for all executions goes to testMachine.');
  expect(() => expect(machine).toBeValid({ severities: { NOPE: 'off' } } as never)).toThrow(
    /received "NOPE"\. Hint: choose from [A-Z_]+, .* and \d+ more\.$/,
  );
});

test('testApp takes an assertions Template, and refuses a definition', () => {
  const definition = { StartAt: 'Done', States: { Done: { Type: 'Succeed' } } };
  const template = { Resources: { Orders: { Type: 'AWS::StepFunctions::StateMachine', Properties: { Definition: definition } } } };

  expect(testApp({ toJSON: () => template }).names).toEqual(['Orders']);
  expect(() => testApp(definition as never)).toThrow(
    'testApp() expected an application, received a definition. Hint: write testMachine(definition).',
  );
});
