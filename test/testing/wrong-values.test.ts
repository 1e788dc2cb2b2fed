import 'drystep/jest';
import { start } from 'drystep/interpreter';
import {
  alwaysCompensates,
  answer,
  delayed,
  explore,
  neverFails,
  outputMatches,
  parked,
  property,
  submitted,
  TaskError,
  terminates,
  testApp,
  testMachine,
} from 'drystep/testing';
import * as fc from 'fast-check';
import { worked } from '../../src/interpreter';
import { call, callback, chain } from './fixtures/asl';

const orders = testMachine(chain({ Charge: call('charge'), Ask: callback({ TimeoutSeconds: 60 }) }), 'Orders');
const asking = async () => {
  const execution = orders.start({}, { mocks: { Charge: {} } });
  await execution.waitingFor('Ask');
  return execution;
};

const tokenOf = (execution: Awaited<ReturnType<typeof asking>>): string => execution.pending[0]?.taskToken as string;
const shop = () =>
  testApp({
    Resources: {
      Orders: {
        Type: 'AWS::StepFunctions::StateMachine',
        Properties: { RoleArn: 'arn:aws:iam::111111111111:role/r', DefinitionString: JSON.stringify(orders.definition) },
      },
    },
  });

/** A value that the types refuse. */
const wrong = (value: unknown): never => value as never;

describe('values of another kind', () => {
  test.each<[string, () => unknown, string]>([
    ['a failure with a number', () => orders.mock('Charge').fails(wrong(42)), '.fails() expected the name of an error, received 42'],
    ['a failure with an Error', () => orders.mock('Charge').fails(wrong(new Error('no'))), 'Hint: write .fails(\'Error\', "no").'],
    ['a failure with a wildcard', () => orders.mock('Charge').fails('States.ALL'), 'received "States.ALL", which only matches errors'],
    ['a failure with an empty name', () => orders.mock('Charge').fails(''), 'received ""'],
    [
      'a misspelt name of AWS',
      () => orders.mock('Charge').fails('States.Timeot'),
      'AWS has no error of that name. Hint: did you mean "States.Timeout"?',
    ],
    [
      'no fields of an input',
      () => orders.mock('Charge').onInput({}),
      '.onInput() expected fields, received none: it would fit every call',
    ],
    ['a misspelt prop of an App', () => testApp(wrong({ contxt: {} })), 'an App has no prop "contxt". Hint: did you mean "context"?'],
    ['a cause as object', () => orders.mock('Charge').fails('Declined', wrong({ why: 1 })), 'Hint: write JSON.stringify(…).'],
    ['a throttling error as number', () => orders.mock('Charge').throttles(1, wrong(3)), '.throttles(), the error: expected a text'],
    ['times said twice', () => orders.mock('Charge').returns({}).times(2).times(3), 'says .times() twice: 2 and 3'],
    ['a delay said twice', () => orders.mock('Charge').returns({}).after(1).after(2), 'says .after() twice'],
    ['a TaskError with a number', () => new TaskError(wrong(5)), 'TaskError: the error: expected a text, received 5'],
    ['a TaskError with a cause as object', () => new TaskError('X', wrong({})), 'TaskError: the cause: expected a text, received {}'],
    ['a TaskError at no stage', () => new TaskError('X', 'why', wrong('later')), 'expected the stage "submit" or "run", received "later"'],
    ['a delay below zero', () => delayed(-5, () => 1), 'delayed(): expected seconds of 0 or more, received -5'],
    ['a delay of NaN', () => delayed(Number.NaN, () => 1), 'received NaN'],
    ['a delayed value', () => delayed(5, wrong(1)), 'delayed(): the answer: expected a function that gives it, received 1'],
    ['an outcome that is not a function', () => submitted({}, wrong(5)), 'submitted(): the outcome: expected a function'],
    [
      'a property without a name',
      () =>
        property(
          wrong(() => true),
          wrong(undefined),
        ),
      'property() expected a name and a function',
    ],
    ['a law about no number of events', () => terminates(wrong('many')), 'terminates(): expected a whole number of 1 or more'],
    ['a law about NaN events', () => terminates(Number.NaN), 'received NaN'],
    ['a law about an error that is a number', () => neverFails(wrong(5)), 'neverFails(): expected a text that is not empty'],
    ['a law about a misspelt error', () => neverFails('States.Timeot'), 'did you mean "States.Timeout"?'],
    ['a state that undoes itself', () => alwaysCompensates('Charge', 'Charge'), 'expected a different state to undo "Charge"'],
    ['a worker with a number as name', () => worked(wrong(5)), "worked(), the worker's name: expected a text, received 5"],
    ['a worker whose outcome is not a function', () => worked('w', wrong(5)), 'worked(): the outcome: expected a function'],
    ['a response that is not JSON', () => parked(wrong(new Date(0))), 'parked(), the response: expected a JSON value'],
    ['mocks that are a list', () => orders.with(wrong([{}])), 'with(): expected an object, or a Map, of mocks by state'],
    ['mocks that are a Date', () => orders.with(wrong(new Date(0))), 'with(): expected an object, or a Map, of mocks by state'],
    ['a machine by number', () => shop().machine(wrong(5)), 'expected its name, logical id, construct id, construct path or construct'],
    ['a starter by nothing', () => shop().starter(wrong(undefined)), 'starter(): expected its construct, path, id or logical id'],
    ['a source without text', () => testMachine(' '), 'expected a folder, file or definition, received empty text'],
  ])('fails for %s', (_title, run, says) => {
    expect(run).toThrow(says);
    expect(run).toThrow(expect.objectContaining({ name: 'UsageError' }));
    orders.reset();
  });

  test.each<[string, (execution: Awaited<ReturnType<typeof asking>>) => unknown, string]>([
    ['pending.fail(5)', (execution) => execution.pending[0]?.fail(wrong(5)), 'fail(), the error: expected a text, received 5'],
    ['stop(5)', (execution) => execution.stop(wrong(5)), 'stop(), the error: expected a text, received 5'],
    ['until(text)', (execution) => execution.until(wrong('Ask')), 'until() expected a function of the execution, received "Ask"'],
    ['waitingFor()', (execution) => execution.waitingFor(wrong(undefined)), 'Orders: expected the name of a state, received undefined'],
    ['state()', (execution) => execution.state(wrong(undefined)), 'Orders: expected the name of a state, received undefined'],
    [
      'sendTaskFailure(token, 5)',
      (execution) => execution.sendTaskFailure(tokenOf(execution), wrong(5)),
      'sendTaskFailure(), the error: expected a text',
    ],
    [
      'sendTaskFailure(token, error, {})',
      (execution) => execution.sendTaskFailure(tokenOf(execution), 'Declined', wrong({ why: 1 })),
      'sendTaskFailure(), the cause: expected a text, received an object with why. Hint: write JSON.stringify(…).',
    ],
    ['pending.start(5)', (execution) => execution.pending[0]?.start(wrong(5)), "start(), the worker's name: expected a text, received 5"],
    [
      'pending.start() of a callback',
      (execution) => execution.pending[0]?.start(),
      'State "Ask": start() is for the task of an activity, and it calls arn:aws:states:::',
    ],
    ['activity()', (execution) => execution.activity(wrong(undefined)), 'activity(): expected its ARN or name'],
    ["at('1')", (execution) => execution.at(wrong('1')), 'at() found no event "1"'],
  ])('fails for %s of a started execution', async (_title, run, says) => {
    const execution = await asking();

    await expect((async () => run(execution))()).rejects.toThrow(says);
  });
});

describe('what would be taken, and mean something else', () => {
  const waiting = testMachine(
    chain({
      Cool: { Type: 'Wait', Seconds: 5 },
      Ask: callback({ TimeoutSeconds: 60, Catch: [{ ErrorEquals: ['No'], Next: 'Done' }] }),
      Done: { Type: 'Pass' },
    }),
    'Waiting',
  );
  const answering = async () => {
    const execution = waiting.start({});
    await execution.waitingFor('Ask');
    return execution;
  };

  test.each<[string, (execution: Awaited<ReturnType<typeof answering>>) => unknown, string]>([
    [
      'the text of an output',
      (execution) => execution.pending[0]?.succeed(JSON.stringify({ yes: true })),
      'State "Ask": succeed() expected the output itself, received JSON text: the state would get a text. Hint: leave JSON.stringify() out; if a text is meant, give it by a mock: .returns(text).',
    ],
    [
      'the text of an output by token',
      (execution) => execution.sendTaskSuccess(execution.pending[0]?.taskToken as string, '[1]'),
      'sendTaskSuccess() expected the output itself',
    ],
    [
      'a failure that only matches',
      (execution) => execution.pending[0]?.fail('States.ALL'),
      'fail() expected the name of an error, received "States.ALL", which only matches errors',
    ],
    [
      'a misspelt failure by token',
      (execution) => execution.sendTaskFailure(execution.pending[0]?.taskToken as string, 'States.Timeot'),
      'sendTaskFailure() expected the name of an error, received "States.Timeot", and AWS has no error of that name. Hint: did you mean "States.Timeout"?',
    ],
    [
      'a predicate that gives a list',
      (execution) => execution.until(wrong(() => execution.state('Done'))),
      "until() expected its predicate to return true or false, received an empty array. Hint: compare what it looks at: until((execution) => execution.state('Ship').length > 0).",
    ],
    ['a predicate that gives a number', (execution) => execution.until(wrong(async () => 1)), 'received 1'],
    ['a predicate that gives nothing', (execution) => execution.until(wrong(() => undefined)), 'received undefined'],
    [
      'seconds of a timeout',
      (execution) => execution.advance(60),
      'advance(60) lets 60 milliseconds pass, and state "Ask" is due in 60 seconds. Hint: write advance({ seconds: 60 }), or advance({ milliseconds: 60 }) if that is meant.',
    ],
  ])('fails for %s, and the execution goes on', async (_title, run, says) => {
    const execution = await answering();

    await expect((async () => run(execution))()).rejects.toThrow(says);
    execution.pending[0]?.succeed('yes');
    expect(await execution.result()).toSucceedWith('yes');
  });

  test('fails for seconds of a wait, and passes for milliseconds', async () => {
    const execution = waiting.start({});

    await expect(execution.advance(5)).rejects.toThrow('advance(5) lets 5 milliseconds pass, and state "Cool" is due in 5 seconds.');
    await execution.advance({ milliseconds: 5 });
    await execution.advance(4);
    await execution.advance(4991);
    expect(execution.pending).toHaveLength(1);
  });

  test('fails for the text of an input, unless a state reads such a text', async () => {
    await expect(waiting.execute('{"id":1}')).rejects.toThrow(
      'Waiting: expected the input itself, received JSON text, which no state of the machine reads. Hint: leave JSON.stringify() out.',
    );
    expect(() => waiting.start(' [1]')).toThrow('leave JSON.stringify() out');

    const reading = testMachine(chain({ Read: { Type: 'Pass', Parameters: { 'order.$': 'States.StringToJson($)' } } }));
    expect(await reading.execute('{"id":1}')).toSucceedWith({ order: { id: 1 } });
    const plain = testMachine(chain({ Keep: { Type: 'Pass' } }));
    for (const text of ['', '{', '[draft] hello', '5', 'true', '"quoted"']) expect(await plain.execute(text)).toSucceedWith(text);
  });
});

describe('a TaskError of a handler', () => {
  test.each(['States.Timeot', 'States.ALL'])('fails the test for %s, as .fails() does', async (error) => {
    const broken = orders.with({
      Charge: () => {
        throw new TaskError(error);
      },
      Ask: {},
    });

    await expect(broken.execute({})).rejects.toThrow(`State "Charge": its mock expected the name of an error, received "${error}"`);
  });
});

describe('a schema that is a function', () => {
  test.each<[string, unknown]>([
    ['false', false],
    ['what safeParse of zod gives', { success: false, error: {} }],
    ['what validate of joi gives', { error: new Error('no'), value: 1 }],
    ['what Standard Schema gives', { issues: [{ message: 'no' }] }],
  ])('says by %s that an output does not fit', async (_title, answer) => {
    const execution = await orders.execute({}, { mocks: { Charge: {}, Ask: {} } });

    expect(await outputMatches(() => answer).broken(execution)).toBe('in its output, {} does not fit');
  });

  test.each<[string, unknown]>([
    ['true', true],
    ['nothing', undefined],
    ['what parse of zod gives', {}],
    ['what safeParse of zod gives', { success: true, data: {} }],
    ['what validate of joi gives', { value: {}, error: undefined }],
  ])('says by %s that it does', async (_title, answer) => {
    const execution = await orders.execute({}, { mocks: { Charge: {}, Ask: {} } });

    expect(await outputMatches(() => answer).broken(execution)).toBeUndefined();
  });

  test('is a law that explore refuses to have kept where no run succeeded', async () => {
    const failing = testMachine(chain({ Reject: { Type: 'Fail', Error: 'No' } }));
    const properties = [outputMatches({ type: 'object' })];

    await expect(explore(failing, fc.constant({}), { properties, seed: 1 })).rejects.toThrow(
      'explore(): none of 100 runs succeeded (seed 1), so "output matches its schema" was never checked. Hint: look at one',
    );
    expect(await explore(orders.with({ Charge: {}, Ask: {} }), fc.constant({}), { properties, seed: 1 })).toMatchObject({ runs: 100 });
  });
});

describe('machine.calls()', () => {
  const machine = testMachine(chain({ Charge: call('charge') }), 'Calls').with({ Charge: {} });
  beforeAll(async () => {
    expect(await machine.execute({})).toSucceed();
  });

  test('fails where no execution has begun in the test, so that no call could be told', () => {
    expect(() => machine.calls('Charge')).toThrow(
      'machine.calls() lists the calls of the running test, and no execution has begun in it. Hint: execute in the test or in its beforeEach; of an execution of beforeAll ask execution.state(name).',
    );
  });

  test('tells of no calls where another machine ran', async () => {
    expect(await orders.execute({}, { mocks: { Charge: {}, Ask: {} } })).toSucceed();

    expect(machine.calls('Charge')).toEqual([]);
  });
});

describe('the worker of an activity', () => {
  const picking = testMachine(
    chain({ Pick: { Type: 'Task', Resource: 'arn:aws:states:us-east-1:111111111111:activity:Pick' } }),
    'Picking',
  );
  const worker = async () => {
    const execution = picking.start();
    await execution.waitingFor('Pick');
    return execution.activity('Pick');
  };

  test.each<[string, (activity: Awaited<ReturnType<typeof worker>>) => unknown, string]>([
    ['fail(5)', (activity) => activity.poll()?.fail(wrong(5)), 'fail(), the error: expected a text, received 5'],
    ['fail with an Error', (activity) => activity.poll()?.fail(wrong(new Error('no'))), 'Hint: give its name.'],
    ['fail with a misspelt name', (activity) => activity.poll()?.fail('States.Timeot'), 'did you mean "States.Timeout"?'],
    ['succeed with the text of JSON', (activity) => activity.poll()?.succeed('{}'), 'sendTaskSuccess() expected the output itself'],
    ['fail with a cause as object', (activity) => activity.poll()?.fail('Broken', wrong({})), 'fail(), the cause: expected a text'],
    ['poll(text)', (activity) => activity.poll(wrong('robot 3')), 'poll(): expected options as an object, received "robot 3"'],
    ['poll with a misspelt option', (activity) => activity.poll(wrong({ worker: 'robot' })), 'poll(): expected options among workerName'],
    ['poll with a number as name', (activity) => activity.poll(wrong({ workerName: 5 })), 'for workerName, received 5'],
  ])('fails for %s', async (_title, run, says) => {
    const activity = await worker();

    expect(() => run(activity)).toThrow(says);
  });
});

describe('a law that says nothing', () => {
  test.each<[string, () => unknown, string]>([
    ['undefined', () => undefined, 'received undefined. Hint: return what is compared, or true after the expectations.'],
    ['a promise of undefined', async () => undefined, 'received undefined'],
    ['a number', () => 0, 'received 0. Hint: compare it with what it should be.'],
    ['a text', () => 'yes', 'received "yes"'],
    ['null', () => null, 'received null'],
    ['an object', () => ({}), 'received {}'],
  ])('fails for %s', async (_title, holds, says) => {
    const execution = await orders.execute({}, { mocks: { Charge: {}, Ask: {} } });
    const law = property('ships', wrong(holds));

    await expect(law.broken(execution)).rejects.toThrow(`The law "ships" expected its function to return true or false, ${says}`);
    await expect(explore(orders.with({ Charge: {}, Ask: {} }), fc.constant({}), { properties: [law], runs: 1 })).rejects.toThrow(says);
  });

  test('is one about states that the machine does not have, whether or not an execution fails', async () => {
    const execution = await orders.execute({}, { mocks: { Charge: {}, Ask: {} } });

    expect(() => alwaysCompensates('Chrage', 'Ask').broken(execution)).toThrow('did you mean "Charge"?');
    expect(() => alwaysCompensates('Charge', 'Aks').broken(execution)).toThrow('did you mean "Ask"?');
    expect(alwaysCompensates('Charge', 'Ask').broken(execution)).toBeUndefined();
  });

  test('true and false, and what an expectation throws, are answers', async () => {
    const execution = await orders.execute({}, { mocks: { Charge: {}, Ask: {} } });

    expect(await property('p', () => true).broken(execution)).toBeUndefined();
    expect(await property('p', async () => false).broken(execution)).toBe('it does not hold');
    expect(
      await property('p', (it) => {
        expect(it).not.toSucceed();
        return true;
      }).broken(execution),
    ).toContain('Expected the execution not to succeed');
  });
});

describe('a start time', () => {
  const at = (startTime: unknown) =>
    orders.start({}, { startTime: wrong(startTime), mocks: { Charge: {} } }).history[0]?.timestamp.toISOString();

  test.each<[string, unknown, string]>([
    ['seconds of today', 1_700_000_000, 'received 1700000000, which are seconds since 1970. Hint: write new Date(1700000000 * 1000).'],
    ['seconds with a fraction', 1_700_000_000.5, 'which are seconds since 1970'],
    ['the first second of 2000', 946_684_800, 'which are seconds since 1970'],
    ['NaN', Number.NaN, 'received NaN'],
    ['Infinity', Number.POSITIVE_INFINITY, 'received Infinity'],
    ['nanoseconds', 1.7e18, 'received 1700000000000000000'],
    ['an invalid Date', new Date('tomorrow'), 'received an invalid Date'],
    ['text that is not a date', 'tomorrow', 'received "tomorrow"'],
    ['seconds as text', '1700000000', 'received "1700000000"'],
    ['a day that does not exist', '2024-13-45', 'received "2024-13-45"'],
    [
      'a day that February does not have',
      '2023-02-29',
      'received "2023-02-29", a day that does not exist. Hint: count the days of the month.',
    ],
    ['a moment of a day that April does not have', '2024-04-31T09:00:00Z', 'a day that does not exist'],
  ])('fails for %s', (_title, startTime, says) => {
    expect(() => at(startTime)).toThrow(says);
    expect(() => at(startTime)).toThrow('expected a Date, ISO 8601 text or milliseconds for startTime');
    expect(() => start({ StartAt: 'A', States: { A: { Type: 'Succeed' } } }, { startTime: wrong(startTime) })).toThrow(says);
  });

  test.each<[string, unknown, string]>([
    ['milliseconds', 1_700_000_000_000, '2023-11-14T22:13:20.000Z'],
    ['the epoch', 0, '1970-01-01T00:00:00.000Z'],
    ['a small number', 1000, '1970-01-01T00:00:01.000Z'],
    ['a moment of 1969', -1, '1969-12-31T23:59:59.999Z'],
    ['a Date', new Date('2024-02-29T00:00:00Z'), '2024-02-29T00:00:00.000Z'],
    ['the last day of a long February', '2024-02-29T09:00:00+02:00', '2024-02-29T07:00:00.000Z'],
    ['the end of a day', '2024-02-29T24:00:00Z', '2024-03-01T00:00:00.000Z'],
    ['a Date of January 1970', new Date(1_700_000_000), '1970-01-20T16:13:20.000Z'],
  ])('takes %s', (_title, startTime, wanted) => {
    expect(at(startTime)).toBe(wanted);
  });
});

describe('what JSON cannot hold', () => {
  class Order {
    id = 1;
  }
  const values: readonly (readonly [string, unknown, string])[] = [
    ['a Date', new Date(0), 'write date.toISOString().'],
    ['a Map', new Map(), 'write Object.fromEntries(map).'],
    ['a Set', new Set(), 'write [...set].'],
    ['an object of a class', new Order(), 'write a plain object: { ...value }.'],
    ['a BigInt', 1n, 'JSON has no BigInt: write it as text, or as a number.'],
    ['NaN', Number.NaN, 'JSON has no such number: write null or a text.'],
    ['a function', () => 1, 'call it, or give its result.'],
    ['a regular expression', /x/, 'write its text: pattern.source.'],
    ['an Error', new Error('x'), 'write what matters of it: { message: error.message }.'],
    ['bytes', Buffer.from('x'), "write text, such as Buffer.from(bytes).toString('base64')."],
    ['a symbol', Symbol('x'), 'write a text.'],
  ];

  test.each([...values, ['undefined', undefined, 'write null, or leave it out.'] as const])(
    '%s in an input says what to write',
    async (_title, value, hint) => {
      await expect(orders.execute({ list: [value] })).rejects.toThrow(`at /list/0. Hint: ${hint}`);
      await expect(orders.execute({ list: [value] }, { deliverTwice: true, type: 'EXPRESS' })).rejects.toThrow(`Hint: ${hint}`);
      expect(() => start({ StartAt: 'A', States: { A: { Type: 'Succeed' } } }, { input: { list: [value] } as never })).toThrow(
        `Hint: ${hint}`,
      );
    },
  );

  test.each(values)('%s in an answer says what to answer', (_title, value, hint) => {
    const says = `at /list/0. Hint: ${hint.replace('write', 'answer')}`;

    expect(() => orders.mock('Charge').returns({ list: [value] })).toThrow(says);
    orders.reset();
  });

  test.each(values)('%s in a field of onInput is refused when it is written', (_title, value, hint) => {
    // A condition may be a pattern, which an answer is not.
    const says = value instanceof RegExp ? 'write expect.stringMatching(/x/).' : hint;

    expect(() => orders.mock('Charge').onInput({ field: value })).toThrow(`Hint: ${says}`);
    orders.reset();
  });

  test('a promise is to be awaited, wherever it stands', async () => {
    await expect(orders.execute({ at: Promise.resolve(1) })).rejects.toThrow('received a promise at /at. Hint: await it');
    await expect(orders.execute(Promise.resolve({}))).rejects.toThrow('received a promise. Hint: await it');
  });
});

describe('a misspelt name of AWS in a matcher', () => {
  test.each([
    ['.not.toFailWith()', 'States.Timeot', 'States.Timeout'],
    ['.not.toFailWith()', 'State.TaskFailed', 'States.TaskFailed'],
  ])('%s fails for "%s"', async (_, name, meant) => {
    const execution = await orders.execute({}, { mocks: { Charge: {}, Ask: {} } });

    expect(() => expect(execution).not.toFailWith(name)).toThrow(`AWS has no error of that name. Hint: did you mean "${meant}"?`);
  });

  test('is none where the workflow itself fails with it', async () => {
    const machine = testMachine({ StartAt: 'F', States: { F: { Type: 'Fail', Error: 'States.Timeot' } } });

    expect(await machine.execute({})).toFailWith('States.Timeot');
  });
});

test('a chain is taken when it is handed over: what is added later changes nothing', async () => {
  const chain = answer.returns({ ok: true });
  const machine = orders.with({ Charge: chain, Ask: {} });
  chain.times(1).fails('Declined');

  expect(await machine.execute({})).toSucceed();
  expect(await machine.execute({})).toSucceed();
});
