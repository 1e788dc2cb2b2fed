import 'drystep/jest';
import { inspect } from 'node:util';
import { expect as importedExpect } from '@jest/globals';
import { separateMessageFromStack } from 'jest-message-util';
import { type ExecutionResult, execute } from '../../src/interpreter';
import { answer, testMachine } from '../../src/testing';
import { call, callback, chain } from './fixtures/asl';

// Texts are compared as they are without a terminal, wherever the tests run.
process.env.NO_COLOR = '1';

const machine = testMachine(
  chain({
    Charge: call('charge', { Retry: [{ ErrorEquals: ['Busy'], MaxAttempts: 2 }], ResultPath: '$.receipt' }),
    Ship: call('ship', {
      Catch: [{ ErrorEquals: ['NoCarrier'], Next: 'Refund', ResultPath: '$.failure' }],
      ResultPath: '$.parcel',
      Next: 'Done',
    }),
    Refund: call('refund', { ResultPath: '$.refund' }),
    Reject: { Type: 'Fail', Error: 'OrderRejected', Cause: '{"reason":"nobody ships"}' },
    Done: { Type: 'Pass', End: true },
  }),
  'Orders',
);
machine.mock('Charge').returns('r-1');
machine.mock('Ship').returns({ id: 'p-1' });
machine.mock('Refund').returns(true);

const rejected = () =>
  machine.with({ Ship: answer.fails('NoCarrier', 'nobody'), Charge: answer.fails('Busy').times(2).returns('r-2') }).execute({ id: 'o-1' });
const shipped = () => machine.execute({ id: 'o-1' });

/** What a failing matcher throws. */
function errorOf(assertion: () => unknown): Error {
  try {
    assertion();
  } catch (error) {
    return error as Error;
  }
  throw new Error('the matcher passed');
}

const messageOf = (assertion: () => unknown): string => errorOf(assertion).message;

/** What a failing matcher says first. */
async function reasonOf(assertion: () => unknown): Promise<string> {
  try {
    await assertion();
  } catch (error) {
    return (error as Error).message.split('\n')[0] as string;
  }
  throw new Error('the matcher passed');
}

describe('toSucceed and toSucceedWith', () => {
  test('tell success', async () => {
    expect(await shipped()).toSucceed();
    expect(await rejected()).not.toSucceed();
  });

  test('compare the output, asymmetric matchers inside', async () => {
    expect(await shipped()).toSucceedWith({ id: 'o-1', receipt: 'r-1', parcel: { id: expect.stringMatching(/^p-/) } });
    expect(await shipped()).toSucceedWith(expect.objectContaining({ id: 'o-1' }));
    expect(await shipped()).not.toSucceedWith({ id: 'o-1' });
  });

  test('fail with how it ended', async () => {
    const execution = await rejected();

    expect(await reasonOf(() => expect(execution).toSucceed())).toBe(
      'Expected the execution to succeed, but it failed with OrderRejected: {"reason":"nobody ships"}.',
    );
    expect(await reasonOf(() => expect(execution).toSucceedWith({}))).toContain('to succeed with {}, but it failed with OrderRejected');
  });

  test('fail with the places that differ', async () => {
    const execution = await shipped();
    const failing = () => expect(execution).toSucceedWith({ id: 'o-2', parcel: { id: 'p-1', weight: 3 }, receipt: 'r-1' });

    expect(failing).toThrow('  /id: expected "o-2", received "o-1"\n  /parcel/weight: expected 3, received nothing\n');
  });

  test('hint at what compares fewer fields when the only difference is that there are more', async () => {
    const execution = await shipped();

    const more = messageOf(() => expect(execution).toSucceedWith({ id: 'o-1', receipt: 'r-1' }));
    const other = messageOf(() => expect(execution).toSucceedWith({ id: 'o-2', receipt: 'r-1' }));

    expect(more).toContain('  /parcel: expected nothing, received {"id":"p-1"}\n  Hint: expect.objectContaining({ … })');
    expect(other).toContain('/parcel: expected nothing');
    expect(other).not.toContain('objectContaining');
  });

  test.each([
    ['an ARN', { id: 'arn:aws:states:::lambda:invoke' }],
    ['a time', { id: '2024-03-01T10:00:00Z' }],
    ['the text of a stack', { id: 'Error\n    at handler (/var/task/index.js:1:2)' }],
  ])('fail with a message that jest prints whole when it holds %s', async (_what, input) => {
    const execution = await machine.with({ Ship: answer.fails('NoCarrier', input.id) }).execute(input);
    const matchers = [
      () => expect(execution).toSucceed(),
      () => expect(execution).toFailWith('Gone'),
      () => expect(execution).toHaveStateInput('Charge', {}),
    ];

    for (const matcher of matchers) {
      const error = errorOf(matcher);

      expect(separateMessageFromStack(error.stack as string).message.trim()).toBe(error.message.trim());
    }
  });

  test('.not fails when it did', async () => {
    const execution = await shipped();

    expect(await reasonOf(() => expect(execution).not.toSucceed())).toBe('Expected the execution not to succeed, but it did.');
  });
});

describe('toFailWith', () => {
  test('compares error and cause', async () => {
    const execution = await rejected();

    expect(execution).toFailWith('OrderRejected');
    expect(execution).toFailWith(/^Order/, expect.stringContaining('nobody'));
    expect(execution).toFailWith('OrderRejected', { reason: 'nobody ships' });
    expect(execution).toFailWith('OrderRejected', expect.objectContaining({ reason: expect.any(String) }));
    expect(execution).not.toFailWith('NoCarrier');
    expect(execution).not.toFailWith('OrderRejected', 'something else');
    expect(await shipped()).not.toFailWith('OrderRejected');
  });

  test('fails with what came instead', async () => {
    const failed = await rejected();
    const succeeded = await shipped();

    expect(await reasonOf(() => expect(failed).toFailWith('Other'))).toBe(
      'Expected the execution to fail with "Other", but it failed with OrderRejected: {"reason":"nobody ships"}.',
    );
    expect(await reasonOf(() => expect(succeeded).toFailWith('Other'))).toBe(
      'Expected the execution to fail with "Other", but it succeeded.',
    );
    expect(() => expect(failed).toFailWith('OrderRejected', { reason: 'x' })).toThrow('  /reason: expected "x", received "nobody ships"');
  });

  test('tells an execution that still runs', async () => {
    const execution = testMachine(chain({ Ask: callback() })).start();

    expect(await reasonOf(() => expect(execution).toFailWith('Other'))).toBe(
      'Expected the execution to fail with "Other", but it is still running in "Ask".',
    );
  });
});

describe('toHaveVisited', () => {
  test('wants the order and allows gaps', async () => {
    const execution = await rejected();

    expect(execution).toHaveVisited('Charge', 'Refund');
    expect(execution).toHaveVisited('Charge', 'Ship', 'Refund', 'Reject');
    expect(() => expect(execution).not.toHaveVisited('Refund', 'Charge')).toThrow('expected one claim, received several');
    expect(() => expect(execution).toHaveVisited('Refund', 'Charge')).toThrow('not after "Refund"');
    expect(execution).not.toHaveVisited('Done');
  });

  test('toHaveVisitedExactly wants every visit', async () => {
    const execution = await shipped();

    expect(execution).toHaveVisitedExactly('Charge', 'Ship', 'Done');
    expect(execution).not.toHaveVisitedExactly('Charge', 'Done');
    expect(execution).not.toHaveVisitedExactly('Charge', 'Ship', 'Done', 'Done');
  });

  test('sees into Map items and branches', async () => {
    const inner = chain({ Pick: { Type: 'Pass' }, Pack: { Type: 'Pass' } });
    const nested = testMachine(
      chain({
        Each: { Type: 'Map', MaxConcurrency: 1, ItemProcessor: inner },
        Both: { Type: 'Parallel', Branches: [chain({ Left: { Type: 'Pass' } }), chain({ Right: { Type: 'Pass' } })] },
      }),
    );

    const execution = await nested.execute(['a', 'b']);

    expect(execution).toHaveVisitedExactly('Each', 'Pick', 'Pack', 'Pick', 'Pack', 'Both', 'Left', 'Right');
    expect(execution).toHaveVisited('Pick', 'Pick', 'Right');
    expect(execution).not.toHaveVisited('Pick', 'Pick', 'Pick');
  });

  test.each<[string, string[], string]>([
    ['never visited', ['Charge', 'Refund'], 'it did not visit "Refund" after "Charge" (visit 1)'],
    ['visited in another order', ['Ship', 'Charge'], '"Charge" came only at visit 1, not after "Ship" (visit 2)'],
    ['visited once only', ['Done', 'Done'], '"Done" came only at visit 3, not after "Done" (visit 3)'],
  ])('fails when a state was %s', async (_title, states, why) => {
    const execution = await shipped();

    expect(await reasonOf(() => expect(execution).toHaveVisited(...states))).toContain(`, but ${why}.`);
  });

  test.each<[string, string[], string]>([
    ['ended early', ['Charge', 'Ship', 'Done', 'Refund'], 'it ended after visit 3, before "Refund"'],
    ['went on', ['Charge', 'Ship'], 'it went on to "Done" (visit 3)'],
    ['went elsewhere', ['Charge', 'Refund', 'Done'], 'visit 2 was "Ship" instead of "Refund"'],
  ])('toHaveVisitedExactly fails when the execution %s', async (_title, states, why) => {
    const execution = await shipped();

    expect(await reasonOf(() => expect(execution).toHaveVisitedExactly(...states))).toContain(`, but ${why}.`);
  });
});

describe('toHaveRetried and toHaveCaught', () => {
  test('count the retries of a visit', async () => {
    expect(await rejected()).toHaveRetried('Charge', 2);
    expect(await rejected()).toHaveRetried('Charge');
    expect(await rejected()).not.toHaveRetried('Charge', 1);
    expect(await shipped()).not.toHaveRetried('Charge');
    expect(await shipped()).toHaveRetried('Charge', 0);
  });

  test('tell what a catcher took', async () => {
    expect(await rejected()).toHaveCaught('Ship');
    expect(await rejected()).toHaveCaught('Ship', 'NoCarrier');
    expect(await rejected()).toHaveCaught('Ship', /Carrier$/);
    expect(await rejected()).not.toHaveCaught('Ship', /Busy/);
    expect(await shipped()).not.toHaveCaught('Ship');
  });

  test('fail with what happened instead', async () => {
    const failed = await rejected();
    const fine = await shipped();

    expect(await reasonOf(() => expect(failed).toHaveRetried('Charge', 3))).toBe(
      'Expected "Charge" to be retried 3 times, but it was retried 2 times (3 attempts; it failed with Busy, Busy).',
    );
    expect(await reasonOf(() => expect(fine).toHaveRetried('Refund'))).toBe('Expected "Refund" to be retried, but it was never visited.');
    expect(await reasonOf(() => expect(failed).toHaveCaught('Ship', 'Busy'))).toBe(
      'Expected "Ship" to catch "Busy", but it caught NoCarrier: nobody.',
    );
    expect(await reasonOf(() => expect(fine).toHaveCaught('Ship'))).toBe('Expected "Ship" to catch a failure, but it did not fail.');
  });

  test('a Map state that is retried counts, and its failure is told', async () => {
    const retried = testMachine(
      chain({
        Each: {
          Type: 'Map',
          ItemProcessor: chain({ Pick: call('pick') }),
          Retry: [{ ErrorEquals: ['Busy'], MaxAttempts: 2 }],
          Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Done' }],
        },
        Done: { Type: 'Pass' },
      }),
    );
    retried.mock('Pick').fails('Busy', 'later');

    const execution = await retried.execute([1]);

    expect(execution).toHaveRetried('Each', 2);
    expect(execution).toHaveCaught('Each', 'Busy');
    expect(execution).toHaveVisitedExactly('Each', 'Pick', 'Pick', 'Pick', 'Done');
  });

  test('a Parallel state that is retried counts', async () => {
    const retried = testMachine(
      chain({
        Both: {
          Type: 'Parallel',
          Branches: [chain({ Left: call('left') }), chain({ Right: { Type: 'Pass' } })],
          Retry: [{ ErrorEquals: ['Busy'], MaxAttempts: 2 }],
        },
      }),
    );
    retried.mock('Left').fails('Busy').times(2).returns(1);

    const execution = await retried.execute();

    expect(execution).toSucceedWith([1, {}]);
    expect(execution).toHaveRetried('Both', 2);
  });

  test('an error in an expression is caught like any other', async () => {
    const jsonata = testMachine(
      chain({
        Ship: call('ship', {
          QueryLanguage: 'JSONata',
          Arguments: '{% $no %}',
          Catch: [{ ErrorEquals: ['States.QueryEvaluationError'], Next: 'Done' }],
        }),
        Done: { Type: 'Pass' },
      }),
    );

    const execution = await jsonata.execute();

    expect(execution).toHaveCaught('Ship', 'States.QueryEvaluationError');
    expect(execution).toHaveRetried('Ship', 0);
  });
});

describe('what matchers take', () => {
  test('a plain result of the interpreter', async () => {
    const result: ExecutionResult = await execute(chain({ A: { Type: 'Pass' }, B: { Type: 'Fail', Error: 'E' } }));

    expect(result).toFailWith('E');
    expect(result).toHaveVisited('A', 'B');
    expect(() => expect(result).toSucceed()).toThrow('execution FAILED after 0 s of virtual time');
  });

  test('a started execution', async () => {
    const execution = testMachine(chain({ Pause: { Type: 'Wait', Seconds: 5 }, Done: { Type: 'Succeed' } })).start();

    expect(execution).toHaveVisited('Pause');
    expect(execution).not.toHaveVisited('Done');
    await execution.advance({ seconds: 5 });
    expect(execution).toSucceed();
  });

  test('the expect of @jest/globals, and .resolves', async () => {
    importedExpect(await shipped()).toHaveVisited('Charge');
    await importedExpect(shipped()).resolves.toSucceed();
    await expect(rejected()).resolves.toFailWith('OrderRejected');
  });

  test.each<[string, () => unknown, string]>([
    ['a promise', () => shipped(), 'received a promise. Hint: await it: expect(await machine.execute(input)).toSucceed(…).'],
    ['a machine', () => machine, 'received a state machine. Hint: execute it'],
    ['undefined', () => undefined, 'received undefined'],
    ['a number', () => 7, 'received number 7'],
    ['an array', () => [], 'received an array'],
    ['another object', () => ({ a: 1 }), 'received an object with the keys a'],
  ])('fails on %s, with .not as well', (_title, received, message) => {
    expect(() => expect(received()).toSucceed()).toThrow(`toSucceed() expected an execution, ${message}`);
    expect(() => expect(received()).not.toSucceed()).toThrow(message);
  });

  test('fails on a state that the machine does not have, with .not as well', async () => {
    const execution = await shipped();

    expect(() => expect(execution).toHaveVisited('Shipp')).toThrow('Orders has no state "Shipp". Hint: did you mean "Ship"?');
    expect(() => expect(execution).not.toHaveVisited('Shipp')).toThrow('did you mean "Ship"?');
    expect(() => expect(execution).not.toHaveRetried('Shipp')).toThrow('did you mean "Ship"?');
    expect(() => expect(execution).not.toHaveCaught('Shipp')).toThrow('did you mean "Ship"?');
    expect(() => execution.state('Shipp')).toThrow('did you mean "Ship"?');
  });

  test('fails when it is called wrongly', async () => {
    const execution = await shipped();

    expect(() => expect(execution).toHaveVisited()).toThrow('toHaveVisited() expected the names of states, received none.');
    expect(() => expect(execution).toHaveRetried('Ship', -1)).toThrow('expected a whole number of retries, received -1');
    // @ts-expect-error: names are given one by one
    expect(() => expect(execution).toHaveVisited(['Charge', 'Ship'])).toThrow('pass them one by one');
  });

  test('types: the arguments of matchers are checked', async () => {
    const execution = await rejected();

    // @ts-expect-error: an error name is text or a pattern
    expect(() => expect(execution).toFailWith(7)).toThrow(
      'expected the name of an error as text, regular expression or asymmetric matcher, received 7',
    );
    // @ts-expect-error: the number of retries is a number
    expect(() => importedExpect(execution).toHaveRetried('Charge', '2')).toThrow('received "2"');
  });
});

test('an execution equals its outcome', async () => {
  expect(await shipped()).toEqual({ status: 'SUCCEEDED', output: { id: 'o-1', receipt: 'r-1', parcel: { id: 'p-1' } } });
});

test('colours are for terminals only', async () => {
  const execution = await rejected();
  const message = async () => {
    try {
      expect(execution).toSucceed();
    } catch (error) {
      return (error as Error).message;
    }
    return '';
  };
  const plain = await message();
  delete process.env.NO_COLOR;
  process.env.FORCE_COLOR = '1';
  const coloured = await message();
  delete process.env.FORCE_COLOR;
  process.env.NO_COLOR = '1';

  expect(plain).not.toContain('\u001b');
  expect(coloured).toContain('\u001b[31mFAILED\u001b[39m');
  expect(inspect(execution, { colors: true })).toContain('\u001b[31m');
  expect(inspect(execution)).toBe(String(execution));
});
