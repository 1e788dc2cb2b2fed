import { equal } from 'node:assert';
import 'drystep/jest';
import { answer, delayed, TaskError, testMachine } from 'drystep/testing';
import { call, chain, invoke } from '../fixtures/asl';

const RETRY = { Retry: [{ ErrorEquals: ['Busy'], MaxAttempts: 5 }] };

function shipping() {
  return testMachine(chain({ Ship: invoke('ship', RETRY) }), 'Shipping');
}

describe('real handlers', () => {
  class NoCarrier extends Error {
    override name = 'NoCarrier';
  }

  test.each([
    ['sync', (event: { id: string }) => ({ shipped: event.id })],
    ['async', async (event: { id: string }) => ({ shipped: event.id })],
    [
      'by callback',
      (event: { id: string }, _context: object, done: (error: null, result: object) => void): void => {
        done(null, { shipped: event.id });
      },
    ],
    [
      'by callback, later',
      (event: { id: string }, _context: object, done: (error: null, result: object) => void): void => {
        setImmediate(() => done(null, { shipped: event.id }));
      },
    ],
  ])('run calls a handler that answers %s', async (_title, handler) => {
    const machine = shipping();
    machine.mock('Ship').run(handler);

    expect(await machine.execute({ id: 'o-1' })).toSucceedWith({ shipped: 'o-1' });
  });

  test('a handler may change its event without changing the workflow', async () => {
    const machine = testMachine(chain({ Ship: call('ship', { ResultPath: '$.result' }) }));
    machine.mock('Ship').run((event: { id: string }) => {
      event.id = 'changed';
      return 1;
    });

    expect(await machine.execute({ id: 'o-1' })).toSucceedWith({ id: 'o-1', result: 1 });
  });

  test('a result is what JSON leaves of it', async () => {
    const machine = shipping();
    machine.mock('Ship').run(() => ({ at: new Date(0), nothing: undefined }));

    expect(await machine.execute()).toSucceedWith({ at: '1970-01-01T00:00:00.000Z' });
  });

  test('a handler that gives nothing gives null', async () => {
    const machine = testMachine(chain({ Ship: call('ship') }));
    machine.mock('Ship').run(async () => undefined);

    expect(await machine.execute()).toSucceedWith(null);
  });

  test.each([
    [
      'throws',
      () => {
        throw new NoCarrier('nobody');
      },
    ],
    [
      'rejects',
      async () => {
        throw new NoCarrier('nobody');
      },
    ],
    ['calls back with an error', (_event: object, _context: object, done: (error: Error) => void) => done(new NoCarrier('nobody'))],
  ])('a handler that %s fails the attempt as Lambda does', async (_title, handler) => {
    const machine = shipping();
    machine.mock('Ship').run(handler);

    const execution = await machine.execute();

    expect(execution).toFailWith('NoCarrier', {
      errorType: 'NoCarrier',
      errorMessage: 'nobody',
      trace: expect.arrayContaining(['NoCarrier: nobody']),
    });
    expect(Object.keys(JSON.parse(execution.cause as string) as object)).toEqual(['errorType', 'errorMessage', 'trace']);
  });

  test('a thrown non-Error has its type as error name', async () => {
    const machine = shipping();
    machine.mock('Ship').run(() => {
      throw 'boom';
    });

    expect(await machine.execute()).toFailWith('string', { errorType: 'string', errorMessage: 'boom', trace: [] });
  });

  test.each([
    ['', (event: { id: string }) => expect(event.id).toBe('o-2')],
    ['async ', async (event: { id: string }) => expect(event).toEqual({ id: 'o-2' })],
  ])('fails when an %shandler expects what does not hold: no catcher takes that', async (_title, handler) => {
    const machine = testMachine(
      chain({ Ship: { ...invoke('ship'), Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Done' }] }, Done: { Type: 'Succeed' } }),
    );
    machine.mock('Ship').run(handler);

    await expect(machine.execute({ id: 'o-1' })).rejects.toThrow(/Expected: .*\n.*"o-1"|\+\s+"id": "o-1"/);
    await expect(machine.execute({ id: 'o-1' })).rejects.toThrow('Thrown by the mock of state "Ship".');
  });

  test.each([
    ['vitest', Object.assign(new Error('expected 1 to be 2'), { name: 'AssertionError', operator: 'strictEqual', showDiff: true })],
    ['a matcher that was added to vitest', Object.assign(new Error('not valid'), { __vitest_error_context__: {} })],
  ])('fails when the expectation is one of %s', async (_title, error) => {
    const machine = shipping();
    machine.mock('Ship').run(() => {
      throw error;
    });

    await expect(machine.execute()).rejects.toThrow('Thrown by the mock of state "Ship".');
  });

  test('an assertion of node:assert is an error of the function, which may be deployed with it', async () => {
    const machine = shipping();
    machine.mock('Ship').run(() => equal(1, 2));

    expect(await machine.execute()).toFailWith('AssertionError');
  });

  test('the context names the function and equal executions see equal request ids', async () => {
    const machine = testMachine(chain({ Ship: call('ship') }));
    machine
      .mock('Ship')
      .run((_event: object, context: { functionName: string; awsRequestId: string }) => [context.functionName, context.awsRequestId]);

    const first = await machine.execute();
    const second = await machine.execute();

    expect(first.output).toEqual(['ship', expect.stringMatching(/^[0-9a-f-]{36}$/)]);
    expect(second.output).toEqual(first.output);
  });

  test('fails when the state calls no function', () => {
    const machine = testMachine(chain({ Put: { Type: 'Task', Resource: 'arn:aws:states:::dynamodb:putItem', Parameters: {} } }));

    expect(() => machine.mock('Put').run(() => 1)).toThrow('State "Put": .run() is for Lambda functions');
    expect(() => machine.mock('Put').returnsPayload(1)).toThrow('State "Put": .returnsPayload() is for Lambda functions');
  });

  test.each([
    ['a chain of answers', () => answer.returns({}).after({ seconds: 20 })],
    ['delayed(…)', async () => delayed(20, () => null)],
    ['an execution', async () => shipping().execute({ id: 'o-2' }, { mocks: { Ship: { Payload: 1 } } })],
  ])('fails when a handler gives %s: a function cannot send it', async (what, handler) => {
    const machine = shipping();
    machine.mock('Ship').run(handler);
    await expect(machine.execute({ id: 'o-1' })).rejects.toThrow(
      `State "Ship": the handler in .run() gave ${what}, which a Lambda function cannot send.`,
    );
  });

  test.each([
    ['', () => new TaskError('Declined', 'no money')],
    ['async ', async () => new TaskError('Declined', 'no money')],
  ])('fails when an %shandler gives a TaskError that it means to throw', async (_title, handler) => {
    const machine = shipping();
    machine.mock('Ship').run(handler);

    await expect(machine.execute({ id: 'o-1' })).rejects.toThrow(
      'State "Ship": the handler in .run() gave a TaskError as its result, so that the task would succeed. Hint: throw it',
    );
  });
});
