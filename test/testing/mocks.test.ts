import 'drystep/jest';
import { TaskError } from '../../src/interpreter';
import { answer, testMachine } from '../../src/testing';
import { call, callback, chain, functionArn, invoke } from './fixtures/asl';

const RETRY = { Retry: [{ ErrorEquals: ['Busy'], MaxAttempts: 5 }] };

function shipping() {
  return testMachine(chain({ Ship: invoke('ship', RETRY) }), 'Shipping');
}

describe('answers', () => {
  test('returns gives the raw result, as the service would', async () => {
    const machine = shipping();
    machine.mock('Ship').returns({ Payload: { shipped: true }, StatusCode: 200 });

    expect(await machine.execute()).toSucceedWith({ shipped: true });
  });

  test('returnsPayload wraps the payload of lambda:invoke', async () => {
    const machine = testMachine(chain({ Ship: invoke('ship', { OutputPath: '$' }) }));
    machine.mock('Ship').returnsPayload({ shipped: true });

    expect(await machine.execute()).toSucceedWith({ ExecutedVersion: '$LATEST', Payload: { shipped: true }, StatusCode: 200 });
  });

  test('returnsPayload is the result itself behind the ARN of a function', async () => {
    const machine = testMachine(chain({ Ship: call('ship') }));
    machine.mock('Ship').returnsPayload({ shipped: true });

    expect(await machine.execute()).toSucceedWith({ shipped: true });
  });

  test('answers come in order and the last one repeats', async () => {
    const machine = testMachine(
      chain({ A: call('f', { ResultPath: '$.a' }), B: call('f', { ResultPath: '$.b' }), C: call('f', { ResultPath: '$.c' }) }),
    );
    machine.mock(functionArn('f')).returns(1).returns(2);

    expect(await machine.execute()).toSucceedWith({ a: 1, b: 2, c: 2 });
  });

  test('times says how often an answer is given', async () => {
    const machine = shipping();
    machine.mock('Ship').fails('Busy').times(2).returnsPayload({ shipped: true });

    const execution = await machine.execute();

    expect(execution).toSucceedWith({ shipped: true });
    expect(execution).toHaveRetried('Ship', 2);
  });

  test('fails when the answers are used up behind a last times(n)', async () => {
    const machine = shipping();
    machine.mock('Ship').fails('Busy').times(2);

    await expect(machine.execute()).rejects.toThrow(
      'State "Ship": the answers of mock("Ship").fails("Busy").times(2) are used up; this is call 3.',
    );
  });

  test('fails when a mock has no answer', async () => {
    const machine = shipping();
    machine.mock('Ship');

    await expect(machine.execute()).rejects.toThrow('State "Ship": mock("Ship") has no answer.');
  });

  test('a function of the call sees state, input, attempt and context', async () => {
    const machine = testMachine(chain({ Ship: call('ship', RETRY) }));
    machine.mock('Ship').returns((task) => {
      if (task.attempt === 0) throw new TaskError('Busy');
      return { state: task.state, input: task.input, attempt: task.attempt, resource: task.resource };
    });

    expect(await machine.execute({ a: 1 })).toSucceedWith({ state: 'Ship', input: { a: 1 }, attempt: 1, resource: functionArn('ship') });
  });

  test('a jest.fn() is called with the input and the call', async () => {
    const machine = testMachine(chain({ Ship: call('ship') }));
    const ship = jest.fn((order: { id: string }) => ({ shipped: order.id }));
    machine.mock('Ship', ship);

    expect(await machine.execute({ id: 'o-1' })).toSucceedWith({ shipped: 'o-1' });
    expect(ship).toHaveBeenCalledWith({ id: 'o-1' }, expect.objectContaining({ state: 'Ship', attempt: 0 }));
  });

  test('a jest.fn() answers a payload and may be async', async () => {
    const machine = shipping();
    machine.mock('Ship').returnsPayload(jest.fn().mockResolvedValueOnce({ n: 1 }));

    expect(await machine.execute()).toSucceedWith({ n: 1 });
  });

  test('timesOut fails the attempt with States.Timeout', async () => {
    const machine = shipping();
    machine.mock('Ship').timesOut();

    expect(await machine.execute()).toFailWith('States.Timeout');
  });

  test('fails on an error thrown by a function that is no TaskError: it rejects the run unchanged', async () => {
    const machine = shipping();
    const defect = new RangeError('my own mistake');
    machine.mock('Ship').returns(() => {
      throw defect;
    });

    await expect(machine.execute()).rejects.toBe(defect);
  });

  test('fails on something thrown that is no Error, naming the state', async () => {
    const machine = shipping();
    machine.mock('Ship').returns(() => {
      throw 'boom';
    });

    await expect(machine.execute()).rejects.toThrow(/(?:State|Task) "Ship".*"boom"/);
  });

  test('times needs an answer before it and a whole number', () => {
    const machine = shipping();

    expect(() => machine.mock('Ship').times(2)).toThrow('.times() stands behind no answer');
    expect(() => machine.mock('Ship').returns(1).times(0)).toThrow('expected a whole number of 1 or more, received 0');
  });
});

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
});

describe('bad results', () => {
  const cycle: Record<string, unknown> = {};
  cycle.self = cycle;

  test.each<[string, unknown, string]>([
    ['undefined', undefined, 'received undefined'],
    ['a function inside', { f: () => 1 }, 'received the function f at /f'],
    ['a cycle', cycle, 'received an object that contains itself at /self'],
    ['a BigInt', { n: 1n }, 'received the BigInt 1n at /n'],
    ['NaN', [Number.NaN], 'received NaN at /0'],
    ['a Date', { at: new Date(0) }, 'received an object of Date at /at'],
    ['a Map', new Map(), 'received an object of Map'],
    ['a symbol', Symbol('s'), 'received Symbol(s)'],
  ])('fails when a mock returns %s', async (_title, value, message) => {
    const machine = shipping();

    expect(() => machine.mock('Ship').returns(value as object)).toThrow(`State "Ship": .returns() expected a JSON value, ${message}`);

    machine.mock('Ship').returns(() => value);
    await expect(machine.execute()).rejects.toThrow(`State "Ship": the function in .returns() expected a JSON value, ${message}`);
    machine.mock('Ship').returns(async () => value);
    await expect(machine.execute()).rejects.toThrow(message);
  });

  test('a property that is undefined is left out', async () => {
    const machine = testMachine(chain({ Ship: call('ship') }));
    machine.mock('Ship').returns({ a: 1, b: undefined });

    expect(await machine.execute()).toSucceedWith({ a: 1 });
  });

  test('__proto__ in a result is only a key', async () => {
    const machine = testMachine(chain({ Ship: call('ship') }));
    machine.mock('Ship').returns(JSON.parse('{"__proto__": {"polluted": true}}') as object);

    const execution = await machine.execute();

    expect(JSON.stringify(execution.output)).toBe('{"__proto__":{"polluted":true}}');
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });
});

describe('targets', () => {
  const twoCalls = chain({ First: invoke('f'), Second: call('f'), Third: invoke('g') });

  test('a resource ARN answers every state that calls it', async () => {
    const machine = testMachine(twoCalls);
    const f = jest.fn((_input: unknown, task: { state: string }) => (task.state === 'First' ? { Payload: 1 } : 2));
    machine.mock(functionArn('f'), f);
    machine.mock('Third').returnsPayload(3);

    expect(await machine.execute()).toSucceedWith(3);
    expect(f).toHaveBeenCalledTimes(2);
  });

  test('a state name goes before a resource', async () => {
    const machine = testMachine(twoCalls);
    machine.mock('First').returnsPayload('by name');
    machine.mock(functionArn('f')).returns({ Payload: 'by resource' });
    machine.mock('Third').returnsPayload((task: { input: { Payload: unknown } }) => task.input.Payload);

    expect(await machine.execute()).toSucceedWith({ Payload: 'by resource' });
  });

  test('a service integration is a resource', async () => {
    const machine = testMachine(
      chain({ Put: { Type: 'Task', Resource: 'arn:aws:states:::dynamodb:putItem', Parameters: { TableName: 't' } } }),
    );
    machine.mock('arn:aws:states:::dynamodb:putItem').returns({});

    expect(await machine.execute()).toSucceedWith({});
  });

  test('fails at once on an unknown state, with the nearest name', () => {
    expect(() => shipping().mock('Shipp')).toThrow('Shipping has no state "Shipp". Hint: did you mean "Ship"?');
  });

  test('fails at once on a resource that no task calls', () => {
    expect(() => shipping().mock(functionArn('other'))).toThrow(`No task of Shipping calls ${functionArn('other')}.`);
  });

  test('fails at once on a state that calls nothing', () => {
    const machine = testMachine(chain({ Pause: { Type: 'Wait', Seconds: 1 }, Ship: call('ship') }));

    expect(() => machine.mock('Pause')).toThrow('State "Pause" at /States/Pause is a Wait state: it calls nothing that could be mocked.');
  });

  test('a function chosen at run time is mocked by its ARN', async () => {
    const machine = testMachine(chain({ Dynamic: invoke('x', { Parameters: { 'FunctionName.$': '$.target', Payload: {} } }) }));
    machine.mock(functionArn('chosen')).returnsPayload('yes');

    expect(await machine.execute({ target: functionArn('chosen') })).toSucceedWith('yes');
    await expect(machine.execute({ target: functionArn('another') })).rejects.toThrow('nobody mocked it');
  });
});

describe('tasks without a mock', () => {
  test('fails naming the state, the resource and the line to write', async () => {
    await expect(shipping().execute()).rejects.toThrow(
      `State "Ship" at /States/Ship called arn:aws:states:::lambda:invoke for ${functionArn('ship')}, and nobody mocked it. ` +
        'Hint: write machine.mock("Ship").returnsPayload({ … });',
    );
  });

  test('an unmocked task is no outcome: nothing catches it', async () => {
    const machine = testMachine(
      chain({ Ship: call('ship', { Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Done' }] }), Done: { Type: 'Succeed' } }),
    );

    await expect(machine.execute()).rejects.toThrow('nobody mocked it');
  });

  test('an unmocked callback parks until its timeout', async () => {
    const machine = testMachine(chain({ Ask: callback({ TimeoutSeconds: 60 }) }));

    expect(await machine.execute()).toFailWith('States.Timeout');
  });

  test('fails when an unmocked callback has no timeout', async () => {
    const machine = testMachine(chain({ Ask: callback() }));

    await expect(machine.execute()).rejects.toThrow('State "Ask" waits for its task token');
  });

  test('fails when an unmocked activity has no timeout', async () => {
    const machine = testMachine(chain({ Work: { Type: 'Task', Resource: 'arn:aws:states:us-east-1:111111111111:activity:work' } }));

    await expect(machine.execute()).rejects.toThrow('State "Work" waits for a worker of its activity');
  });

  test('a mocked callback answers what SendTaskSuccess would send', async () => {
    const machine = testMachine(chain({ Ask: callback() }));
    machine.mock('Ask').returnsPayload({ approved: true });

    expect(await machine.execute()).toSucceedWith({ approved: true });
  });
});

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
