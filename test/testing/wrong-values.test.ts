import 'drystep/jest';
import { answer, delayed, property, submitted, TaskError, testApp, testMachine } from 'drystep/testing';
import { call, callback, chain } from './fixtures/asl';

const orders = testMachine(chain({ Charge: call('charge'), Ask: callback({ TimeoutSeconds: 60 }) }), 'Orders');
const asking = async () => {
  const execution = orders.start({}, { mocks: { Charge: {} } });
  await execution.waitingFor('Ask');
  return execution;
};

/** A value that the types refuse. */
const wrong = (value: unknown): never => value as never;

describe('values of another kind', () => {
  test.each<[string, () => unknown, string]>([
    ['a failure with a number', () => orders.mock('Charge').fails(wrong(42)), '.fails(), the error: expected a text, received 42'],
    ['a failure with an Error', () => orders.mock('Charge').fails(wrong(new Error('no'))), 'Hint: give its name.'],
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
    ['an outcome that is no function', () => submitted({}, wrong(5)), 'submitted(): the outcome: expected a function'],
    [
      'a property without a name',
      () =>
        property(
          wrong(() => true),
          wrong(undefined),
        ),
      'property() expected a name and a function',
    ],
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
  ])('fails for %s of a started execution', async (_title, run, says) => {
    const execution = await asking();

    await expect((async () => run(execution))()).rejects.toThrow(says);
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
