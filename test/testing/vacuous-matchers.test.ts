import 'drystep/jest';
import { execute } from 'drystep/interpreter';
import { answer, testMachine } from 'drystep/testing';
import { call, callback, chain } from './fixtures/asl';

const orders = testMachine(
  chain({
    Begin: { Type: 'Pass', Assign: { total: 40, currency: 'EUR' }, Next: 'Charge' },
    Charge: call('charge', { Retry: [{ ErrorEquals: ['Busy'], MaxAttempts: 2 }], Catch: [{ ErrorEquals: ['Declined'], Next: 'Reject' }] }),
    Ask: callback({ TimeoutSeconds: 60, Next: 'Cool Down' }),
    'Cool Down': { Type: 'Wait', Seconds: 5, Next: 'Done' },
    Reject: { Type: 'Fail', Error: 'OrderRejected', Cause: 'declined' },
    Done: { Type: 'Pass', End: true },
  }),
  'Orders',
);
orders.mock('Charge').returns({ receiptId: 'r-1' });

const ended = () => orders.execute({ id: 'o-1' }, { mocks: { Ask: answer.returns({ yes: true }) } });
const rejected = () => orders.execute({ id: 'o-1' }, { mocks: { Charge: answer.fails('Declined', 'no money') } });
async function asking() {
  const execution = orders.start({ id: 'o-1' });
  await execution.waitingFor('Ask');
  return execution;
}

/** What a matcher says, with and without `.not`: the matcher is called wrongly in both. */
type Wrong = readonly [title: string, judge: (matchers: jest.JestMatchers<unknown>) => unknown, says: string];

const WRONG: readonly Wrong[] = [
  [
    'an argument too many',
    (it) => (it.toSucceed as (output: object) => void)({ id: 'o-1' }),
    'toSucceed() expected no arguments, received 1',
  ],
  ['an error that only matches', (it) => it.toFailWith('States.ALL'), 'received "States.ALL", which only matches errors'],
  ['an execution in place of a machine', (it) => it.toBeValid(), 'toBeValid() expected a state machine, received an execution'],
  ['no output', (it) => (it.toSucceedWith as () => void)(), 'toSucceedWith() expected an output, received nothing'],
  ['an output of undefined', (it) => it.toSucceedWith(undefined), 'toSucceedWith() expected an output, received undefined'],
  ['a regular expression inside of an output', (it) => it.toSucceedWith({ id: /o-1/ }), 'write expect.stringMatching(/o-1/)'],
  ['a Date inside of an output', (it) => it.toSucceedWith({ at: [new Date(0)] }), 'received an object of Date at /at/0'],
  ['a function inside of an output', (it) => it.toSucceedWith({ id: () => 'o-1' }), 'at /id'],
  ['NaN as output', (it) => it.toSucceedWith(Number.NaN), 'received NaN'],
  ['a promise as output', (it) => it.toSucceedWith(Promise.resolve({})), 'await the promise'],
  ['no error', (it) => (it.toFailWith as () => void)(), 'toFailWith() expected the name of an error, received nothing'],
  ['an Error', (it) => it.toFailWith(new Error('Declined')), "write .toFailWith('Error'), or what it is called there"],
  ['an object as error name', (it) => it.toFailWith({ Error: 'Declined' }), 'expected the name of an error as text'],
  ['a number as error name', (it) => it.toFailWith(42 as never), 'received 42'],
  ['a number as cause', (it) => it.toFailWith('Declined', 42 as never), 'expected a cause'],
  ['no states', (it) => it.toHaveVisited(), 'toHaveVisited() expected the names of states, received none'],
  ['states as a list', (it) => it.toHaveVisited(['Charge'] as never), 'pass them one by one'],
  ['an empty list of states', (it) => it.toHaveVisited([] as never), 'received an empty array'],
  ['states as a pattern', (it) => it.toHaveVisited(/Charge/ as never), 'received an object of RegExp'],
  ['an unknown state', (it) => it.toHaveVisited('Chrage'), 'did you mean "Charge"?'],
  ['no exact states', (it) => it.toHaveVisitedExactly(), 'expected the names of states, received none'],
  ['one state of a transition', (it) => it.toHaveTransitioned('Charge'), 'expected two states or more'],
  ['calls of a state that is not a task', (it) => it.toHaveCalled('Done'), 'received "Done", a Pass state: it calls nothing'],
  ['payloads of a state that is not a task', (it) => it.toHaveCalledWith('Cool Down', {}), 'a Wait state: it calls nothing'],
  ['no payload', (it) => (it.toHaveCalledWith as (state: string) => void)('Charge'), 'expected a payload, received nothing'],
  ['no state', (it) => it.toHaveCalled(undefined as never), 'expected the name of a state, received undefined'],
  ['calls by half', (it) => it.toHaveCalled('Charge', 1.5), 'received 1.5'],
  ['calls below zero', (it) => it.toHaveCalled('Charge', -1), 'received -1'],
  ['calls of NaN', (it) => it.toHaveCalled('Charge', Number.NaN), 'received NaN'],
  ['calls as text', (it) => it.toHaveCalled('Charge', '1' as never), 'received "1"'],
  ['retries of a state that has none', (it) => it.toHaveRetried('Done'), 'a Pass state: a state of its type is never retried'],
  ['retries of NaN', (it) => it.toHaveRetried('Charge', Number.NaN), 'received NaN'],
  ['a misspelt option of retries', (it) => it.toHaveRetried('Charge', 2, { delay: [1] } as never), 'did you mean "delays"?'],
  ['no delays', (it) => it.toHaveRetried('Charge', 2, { delays: [] }), 'expected delays, received none'],
  ['delays that are none', (it) => it.toHaveRetried('Charge', 2, { delays: ['1 s' as never] }), 'received "1 s"'],
  ['a catcher of a state that has none', (it) => it.toHaveCaught('Cool Down'), 'a state of its type has no catchers'],
  ['a misspelt option of a catcher', (it) => it.toHaveCaught('Charge', 'X', { Next: 'Reject' } as never), 'did you mean "next"?'],
  ['a catcher that goes nowhere', (it) => it.toHaveCaught('Charge', 'X', { next: 'Rejct' }), 'did you mean "Reject"?'],
  ['an output of a Fail state', (it) => it.toHaveStateOutput('Reject', {}), 'it ends the execution without an output'],
  ['an output of undefined of a state', (it) => it.toHaveStateOutput('Charge', undefined), 'received undefined'],
  ['an input of undefined', (it) => it.toHaveStateInput('Charge', undefined), 'received undefined'],
  ['no variables', (it) => it.toHaveVariables({}), 'expected variables, received {}'],
  ['a variable that no state assigns', (it) => it.toHaveVariables({ totl: 40 }), 'assigns a variable "totl". Hint: did you mean "total"?'],
  ['a variable of no state, at a state', (it) => it.toHaveVariables({ sum: 40 }, 'Charge'), 'its variables are "total", "currency".'],
  ['variables as a list', (it) => it.toHaveVariables(['total'] as never), 'received an array'],
  ['variables of an unknown state', (it) => it.toHaveVariables({ total: 40 }, 'Chrage'), 'did you mean "Charge"?'],
  ['no duration', (it) => (it.toHaveTaken as () => void)(), 'toHaveTaken() expected a duration, received nothing'],
  ['a duration of no parts', (it) => it.toHaveTaken({}), 'expected a duration of 0 or more, received {}'],
  ['a duration below zero', (it) => it.toHaveWaited('Cool Down', -5), 'received -5'],
  ['a duration of NaN', (it) => it.toHaveWaited('Cool Down', { seconds: Number.NaN }), 'expected a duration'],
  ['events of NaN', (it) => it.toStayWithin({ events: Number.NaN }), 'expected a whole number of 0 or more for events, received NaN'],
  ['a misspelt limit', (it) => it.toStayWithin({ event: 3 } as never), 'did you mean "events"?'],
  ['no limits', (it) => it.toStayWithin({}), 'expected a limit, received none'],
  ['limits as a number', (it) => it.toStayWithin(25 as never), 'received 25'],
];

describe('a matcher that could only pass or only fail', () => {
  test.each(WRONG)('fails when it gets %s, with .not and without', async (_title, judge, says) => {
    const execution = await ended();

    expect(() => judge(expect(execution))).toThrow(says);
    expect(() => judge(expect(execution).not as never)).toThrow(says);
  });

  test.each<readonly [title: string, judge: (matchers: jest.JestMatchers<unknown>['not']) => unknown, says: string]>([
    [
      'a transition that the definition lacks',
      (it) => it.toHaveTransitioned('Begin', 'Done'),
      '.not.toHaveTransitioned() can only pass: the definition lets "Charge" follow "Begin".',
    ],
    ['a state that follows itself nowhere', (it) => it.toHaveTransitioned('Charge', 'Charge'), 'lets "Ask" or "Reject" follow "Charge"'],
    ['a transition from an end', (it) => it.toHaveTransitioned('Done', 'Begin'), 'lets nothing follow "Done"'],
    [
      'more retries than the retriers allow',
      (it) => it.toHaveRetried('Charge', 3),
      '.not.toHaveRetried() can only pass: the retriers of "Charge" allow 2 retries in all. Hint: write a number up to 2.',
    ],
    ['more delays than the retriers allow', (it) => it.toHaveRetried('Charge', 2, { delays: [1, 2, 4] }), 'allow 2 retries in all'],
    ['a retry of a state without retriers', (it) => it.toHaveRetried('Ask', 1), '"Ask" has no retrier'],
    [
      'any retry of a state without retriers',
      (it) => it.toHaveRetried('Ask'),
      '.not.toHaveRetried() can only pass: "Ask" has no retrier. Hint: leave it out, or write .toHaveVisited("Ask") if that is meant',
    ],
    [
      'a failure caught by a state without catchers',
      (it) => it.toHaveCaught('Ask'),
      '.not.toHaveCaught() can only pass: "Ask" has no catcher. Hint: leave it out',
    ],
    ['an error caught by a state without catchers', (it) => it.toHaveCaught('Ask', /Busy/), '"Ask" has no catcher'],
    [
      'an error that no catcher takes',
      (it) => it.toHaveCaught('Charge', 'Busy'),
      '.not.toHaveCaught() can only pass: no catcher of "Charge" takes "Busy". Hint: they take "Declined".',
    ],
    [
      'a catcher that goes elsewhere',
      (it) => it.toHaveCaught('Charge', undefined, { next: 'Done' }),
      '.not.toHaveCaught() can only pass: the catchers of "Charge" go to "Reject".',
    ],
    [
      'a catcher of an error that goes elsewhere',
      (it) => it.toHaveCaught('Charge', 'Declined', { next: 'Done' }),
      'the catchers of "Charge" that take "Declined" go to "Reject"',
    ],
    ['waiting of a Pass state', (it) => it.toHaveWaited('Begin'), 'received "Begin", a Pass state: a state of its type takes no time'],
    ['waiting of a Fail state', (it) => it.toHaveWaited('Reject', 5), 'a Fail state: a state of its type takes no time'],
  ])('fails when .not is asked of %s', async (_title, judge, says) => {
    const execution = await ended();

    expect(() => judge(expect(execution).not)).toThrow(says);
  });

  test('fails when .not is asked of the output of a state that gave none', async () => {
    const failed = await orders.execute({ id: 'o-1' }, { mocks: { Charge: answer.fails('Busy', 'come again') } });
    const stopped = await asking();
    stopped.stop();

    expect(() => expect(failed).not.toHaveStateOutput('Charge', { receiptId: 'r-2' })).toThrow(
      'Expected an output of "Charge" to look at, but it gave none: it failed with "Busy". Hint: write .toFailWith(…) or .toHaveCaught(…) if that is meant.',
    );
    expect(() => expect(stopped).not.toHaveStateOutput('Ask', {})).toThrow('it gave none: no visit of it ended');
    expect(failed).not.toHaveStateInput('Charge', {});
  });

  test('what the definition allows may be denied', async () => {
    const execution = await ended();

    expect(execution).not.toHaveTransitioned('Charge', 'Reject');
    expect(execution).not.toHaveRetried('Charge', 2);
    expect(execution).not.toHaveRetried('Charge');
    expect(execution).toHaveRetried('Ask', 0);
    expect(execution).not.toHaveCaught('Charge');
    expect(execution).not.toHaveCaught('Charge', /Dec/);
    expect(execution).not.toHaveCaught('Charge', 'Declined', { next: 'Reject' });
    expect(execution).not.toHaveWaited('Charge');
  });

  test('what a wildcard takes may be denied', async () => {
    const catching = (errors: string[]) =>
      testMachine(
        chain({ Ask: callback({ HeartbeatSeconds: 5, Catch: [{ ErrorEquals: errors, Next: 'End' }] }), End: { Type: 'Pass' } }),
      ).execute({}, { mocks: { Ask: {} } });

    for (const errors of [['States.ALL'], ['States.TaskFailed'], ['Busy']]) expect(await catching(errors)).not.toHaveCaught('Ask', 'Busy');
    for (const errors of [['States.ALL'], ['States.HeartbeatTimeout'], ['States.Timeout']])
      expect(await catching(errors)).not.toHaveCaught('Ask', 'States.Timeout');
    const failing = await catching(['States.TaskFailed']);
    expect(() => expect(failing).not.toHaveCaught('Ask', 'States.Timeout')).toThrow('no catcher of "Ask" takes "States.Timeout"');
  });

  test('a plain result of the interpreter tells no definition, and may deny anything', async () => {
    const result = await execute(orders.definition, { tasks: { Charge: {}, Ask: {} } });

    expect(result).not.toHaveTransitioned('Begin', 'Done');
    expect(result).not.toHaveRetried('Ask', 7);
    expect(result).not.toHaveRetried('Ask');
    expect(result).not.toHaveCaught('Ask');
  });

  test('fails when a promise was not awaited, with .not as well', async () => {
    const promise = ended();

    expect(() => expect(promise).toSucceed()).toThrow('await it: expect(await machine.execute(input)).toSucceed(…)');
    expect(() => expect(promise).not.toHaveVisited('Reject')).toThrow('await it: expect(await machine.execute(input)).toHaveVisited(…)');
    await promise;
  });

  test.each([
    ['a visit', (execution: Awaited<ReturnType<typeof ended>>) => execution.state('Charge')[0]],
    ['an output', (execution: Awaited<ReturnType<typeof ended>>) => execution.output],
    ['a list', (execution: Awaited<ReturnType<typeof ended>>) => execution.visits],
    ['a status of no execution', () => ({ status: 'OK', history: [] })],
    ['nothing', () => undefined],
  ])('fails when it judges %s', async (_title, subject) => {
    const judged = subject(await ended());

    expect(() => expect(judged).not.toSucceed()).toThrow('toSucceed() expected an execution');
  });
});

describe('an execution that still runs', () => {
  test.each<readonly [title: string, judge: (matchers: jest.JestMatchers<unknown>) => unknown]>([
    ['not.toSucceed', (it) => it.not.toSucceed()],
    ['not.toSucceedWith', (it) => it.not.toSucceedWith({})],
    ['not.toFailWith', (it) => it.not.toFailWith('OrderRejected')],
    ['not.toHaveVisitedExactly', (it) => it.not.toHaveVisitedExactly('Begin', 'Charge', 'Done')],
    ['toHaveTaken', (it) => it.toHaveTaken(0)],
    ['not.toHaveTaken', (it) => it.not.toHaveTaken({ days: 1 })],
    ['toStayWithin', (it) => it.toStayWithin()],
    ['not.toHaveStateOutput of the state it waits in', (it) => it.not.toHaveStateOutput('Ask', { yes: true })],
    ['not.toHaveWaited of the state it waits in', (it) => it.not.toHaveWaited('Ask', { days: 1 })],
    ['not.toHaveCaught of the state it waits in', (it) => it.not.toHaveCaught('Ask')],
    ['not.toHaveRetried of the state it waits in', (it) => it.not.toHaveRetried('Ask')],
    ['not.toHaveTransitioned from the state it waits in', (it) => it.not.toHaveTransitioned('Ask', 'Cool Down')],
  ])('fails when it is judged by %s', async (_title, judge) => {
    const execution = await asking();

    expect(() => judge(expect(execution))).toThrow('cannot be judged yet');
    execution.stop();
  });

  test('tells what has happened so far, and what has not', async () => {
    const execution = await asking();

    expect(execution).toHaveVisited('Charge');
    expect(execution).not.toHaveVisited('Done');
    expect(execution).toHaveVisitedExactly('Begin', 'Charge', 'Ask');
    expect(execution).toHaveCalled('Charge', 1);
    expect(execution).not.toHaveRetried('Charge');
    expect(execution).toHaveStateOutput('Charge', { receiptId: 'r-1' });
    expect(execution).not.toStayWithin({ events: 2 });
    expect(() => expect(execution).toSucceed()).toThrow('but it is still running in "Ask"');
    execution.stop();
  });
});

describe('.not of several claims', () => {
  test.each<readonly [title: string, judge: (matchers: jest.JestMatchers<unknown>) => unknown, hint: string]>([
    ['states', (it) => it.not.toHaveVisited('Reject', 'Ask'), '.not.toHaveVisited("Reject") and .not.toHaveVisited("Ask")'],
    ['transitions', (it) => it.not.toHaveTransitioned('Charge', 'Reject', 'Done'), '.not.toHaveTransitioned("Reject", "Done")'],
    ['variables', (it) => it.not.toHaveVariables({ total: 1, currency: 'USD' }), 'for each of total, currency'],
    ['limits', (it) => it.not.toStayWithin({ events: 1, transitions: 1 }), 'name the limit that is exceeded'],
    ['the limits of the service', (it) => it.not.toStayWithin(), 'one of events, payloadBytes'],
  ])('fails when it is given several %s', async (_title, judge, hint) => {
    const execution = await ended();

    expect(() => judge(expect(execution))).toThrow('expected one claim, received several');
    expect(() => judge(expect(execution))).toThrow(hint);
  });

  test('takes what describes one event, or one state several times', async () => {
    expect(await rejected()).not.toFailWith('OrderRejected', 'no money');
    expect(await ended()).not.toHaveCaught('Charge', 'Declined', { next: 'Reject' });
    expect(await ended()).not.toHaveVisited('Charge', 'Charge');
  });
});

describe('.not of what would fail, had it been written as it was meant', () => {
  const busy = async () => {
    const execution = await orders.execute({ id: 'o-1' }, { mocks: { Charge: answer.fails('Busy').returns({ id: 'r-1' }), Ask: {} } });
    expect(execution).toHaveRetried('Charge', 1, { delays: [{ seconds: 1 }] });
    return execution;
  };

  test.each<readonly [title: string, judge: (matchers: jest.JestMatchers<unknown>['not']) => unknown, says: string]>([
    [
      'seconds of a wait',
      (it) => it.toHaveWaited('Cool Down', 5),
      '.not.toHaveWaited() passes because 5 is milliseconds; as 5 s, the check fails. Hint: write { seconds: 5 }, or { milliseconds: 5 } if that is meant.',
    ],
    ['seconds of an execution', (it) => it.toHaveTaken(6), '.not.toHaveTaken() passes because 6 is milliseconds'],
    ['seconds of a delay', (it) => it.toHaveRetried('Charge', 1, { delays: [1] }), 'Hint: write { seconds: 1 }'],
    ['seconds of a limit', (it) => it.toStayWithin({ duration: 6 }), 'Hint: write { seconds: 6 }'],
    [
      'the text of an input',
      (it) => it.toHaveStateInput('Charge', '{"id":"o-1"}'),
      '.not.toHaveStateInput() passes because it is JSON text; with the data in that text, the check fails. Hint: leave JSON.stringify() and the quotes out.',
    ],
    ['the text of a payload', (it) => it.toHaveCalledWith('Charge', JSON.stringify({ id: 'o-1' })), 'JSON text'],
    ['the text of an output', (it) => it.toSucceedWith('{}'), 'JSON text'],
  ])('fails for %s', async (_title, judge, says) => {
    const execution = await busy();

    expect(() => judge(expect(execution).not)).toThrow(says);
  });

  test('another time, another text, and what is said in parts may be denied', async () => {
    const execution = await busy();

    expect(execution).not.toHaveWaited('Cool Down', 4);
    expect(execution).not.toHaveWaited('Cool Down', { milliseconds: 5 });
    expect(execution).not.toHaveTaken({ milliseconds: 6 });
    expect(execution).not.toHaveRetried('Charge', 1, { delays: [{ milliseconds: 1 }] });
    expect(execution).not.toStayWithin({ duration: 5000 });
    expect(execution).not.toSucceedWith('{"id":1}');
    expect(execution).not.toSucceedWith('{}}');
  });
});

describe('.not of the data of a state', () => {
  test.each<readonly [title: string, judge: (matchers: jest.JestMatchers<unknown>) => unknown]>([
    ['output', (it) => it.not.toHaveStateOutput('Ask', {})],
    ['input', (it) => it.not.toHaveStateInput('Ask', {})],
    ['time', (it) => it.not.toHaveWaited('Ask', { hours: 1 })],
    ['variables', (it) => it.not.toHaveVariables({ total: 1 }, 'Ask')],
  ])('fails when the state was never visited and has no %s', async (_title, judge) => {
    const execution = await rejected();

    expect(() => judge(expect(execution))).toThrow('Expected a visit of "Ask" to look at, but it was never visited');
  });

  test('of what never happened it holds', async () => {
    const execution = await rejected();

    expect(execution).not.toHaveCalled('Ask');
    expect(execution).not.toHaveRetried('Charge');
    expect(execution).not.toHaveTransitioned('Ask', 'Cool Down');
  });
});

describe('a regular expression with a memory', () => {
  test.each([/Rejected/g, /Order/y, /rejected/gi])('%p is judged afresh each time', async (pattern) => {
    const execution = await rejected();

    for (let time = 0; time < 3; time++) expect(execution).toFailWith(pattern);
    expect(pattern.lastIndex).toBe(0);
  });

  test('is judged afresh in asymmetric matchers, in data and in conditions of mocks, too', async () => {
    const machine = testMachine(chain({ Charge: call('charge', {}) }), 'Orders');
    const id = { id: expect.stringMatching(/o-/g) };
    machine.mock('Charge').returns({ known: false }).onInput(id).returns({ known: true });

    for (let time = 0; time < 3; time++) {
      const execution = await machine.execute({ id: 'o-1' });
      expect(execution).toSucceedWith({ known: true });
      expect(execution).toHaveStateInput('Charge', id);
    }
  });

  test('names states for mocks afresh each time', async () => {
    const machine = testMachine(chain({ Charge: call('charge', {}), 'Charge Again': call('charge', {}) }), 'Orders');
    machine.mock(/^Charge/gy).returns({ paid: true });

    for (let time = 0; time < 2; time++) expect(await machine.execute({})).toSucceedWith({ paid: true });
    expect(machine.calls(/Charge/g)).toHaveLength(4);
  });
});

test('a plain result of the interpreter is judged as strictly', async () => {
  const result = await execute(chain({ Begin: { Type: 'Pass', End: true } }), {});

  expect(() => expect(result).not.toHaveCalled('Begin')).toThrow('a Pass state: it calls nothing');
  expect(() => expect(result).not.toSucceedWith(undefined)).toThrow('received undefined');
});
