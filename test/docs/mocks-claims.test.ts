import 'drystep/jest';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TaskCall } from 'drystep/interpreter';
import { exportMockConfig, importMockConfig, testApp, testMachine } from 'drystep/testing';
import type { JsonObject } from '../../src/asl';
import { call, callback, chain, distributedMap } from '../testing/fixtures/asl';

const ACCOUNT = 'us-east-1:111111111111';
const service = (resource: string, more: JsonObject = {}): JsonObject => ({
  Type: 'Task',
  Resource: `arn:aws:states:::${resource}`,
  ...more,
});
const invoke = (name: string, more: JsonObject = {}) =>
  service('lambda:invoke', { Parameters: { FunctionName: name, 'Payload.$': '$' }, ...more });
/** Its mock is set outside of tests. */
const BASELINE = testMachine(chain({ Charge: call('charge'), Ship: call('ship') }), 'Baseline');
BASELINE.mock('Charge').returns('baseline');
const one = (state: JsonObject) => testMachine(chain({ Ship: state }), 'Orders');

/** Sentences of docs/mocks.md that its snippets do not show. */
describe('docs/mocks.md: in short', () => {
  test('a pattern names states; where no state is called so, what states call', async () => {
    const machine = testMachine(chain({ 'Cancel Car': invoke('undo-car'), 'Cancel Hotel': invoke('undo-hotel') }), 'Orders');
    machine.mock('Cancel*').returnsPayload('by state');
    expect(await machine.execute({})).toSucceedWith(expect.objectContaining({ Payload: 'by state' }));
    machine.reset();

    machine.mock('undo-*').returnsPayload('by function');
    expect(await machine.execute({})).toSucceedWith(expect.objectContaining({ Payload: 'by function' }));
    expect(machine.calls(/^undo-/)).toHaveLength(2);
  });

  test('the last answer repeats, and what ends in times(n) does not', async () => {
    const machine = testMachine(chain({ One: call('f'), Two: call('f'), Three: call('f') }), 'Orders');
    machine.mock('f').returns('first').times(1).returns('last');
    expect(await machine.execute()).toSucceedWith('last');
    machine.reset();
    machine.mock('f').returns('first').times(2);
    await expect(machine.execute()).rejects.toThrow(/"Three".*third|3/);
  });

  test('a function receives the whole call, and a jest.fn() the input before it', async () => {
    const machine = one(
      service('sqs:sendMessage.waitForTaskToken', { Parameters: { 'MessageBody.$': '$$.Task.Token' }, TimeoutSeconds: 5 }),
    );
    const seen: TaskCall[] = [];
    machine.mock('Ship').returns((given: TaskCall) => {
      seen.push(given);
      return {};
    });
    await machine.execute();
    const fields = ['state', 'resource', 'input', 'attempt', 'branch', 'context', 'taskToken'];
    for (const field of fields) expect(seen[0]?.[field as keyof TaskCall]).toBeDefined();
    expect(seen[0]).toMatchObject({ state: 'Ship', attempt: 0, branch: [] });

    const mock = jest.fn(() => ({}));
    machine.mock('Ship').returns(mock);
    await machine.execute();
    expect(mock).toHaveBeenCalledWith({ MessageBody: expect.any(String) }, expect.objectContaining({ state: 'Ship', attempt: 0 }));
  });

  test('throttles(n) fails n times with the error of the service', async () => {
    const table = service('dynamodb:getItem', { Parameters: { TableName: 't', Key: {} }, Retry: [{ ErrorEquals: ['States.ALL'] }] });
    const machine = one(table);
    machine.mock('Ship').throttles(2).returns({});
    const execution = await machine.execute();

    expect(execution).toHaveRetried('Ship', 2);
    expect(execution.state('Ship')[0]?.failures.map(({ error }) => error)).toEqual([
      expect.stringMatching(/^DynamoDB\./),
      expect.stringMatching(/^DynamoDB\./),
    ]);
  });

  test.each<[string, (machine: ReturnType<typeof one>) => unknown]>([
    ['repeats one before it', (m) => m.mock('Ship').onInput({ a: 1 }).returns(1).onInput({ a: 1 }).returns(2)],
    ['is a special case of one before it', (m) => m.mock('Ship').onInput({ a: 1 }).returns(1).onInput({ a: 1, b: 2 }).returns(2)],
    ['contradicts the one beside it', (m) => m.mock('Ship').onAttempt(0).onAttempt(1).returns(1)],
  ])('a condition that %s is refused', (_why, write) => {
    expect(() => write(one(call('f')))).toThrow(/Hint:/);
  });

  test('with() has the baseline and nothing of the test, and mocks of one execution come on top of both', async () => {
    const machine = testMachine(chain({ Charge: call('charge'), Ship: call('ship') }), 'Orders');
    machine.mock('Charge').returns('mocked by the test');
    await expect(machine.with({ Ship: 'sent' }).execute()).rejects.toThrow('with() does not keep what the test has mocked');

    expect(await machine.execute({}, { mocks: { Ship: 'sent' } })).toSucceedWith('sent');
    expect(machine.calls('Ship')[0]?.input).toBe('mocked by the test');

    expect(await BASELINE.with({ Ship: 'sent' }).execute()).toSucceedWith('sent');
  });

  test('answers of the machine, of with() and of one execution are apart', async () => {
    const machine = one(call('f'));
    machine.mock('Ship').returns('machine');
    const other = machine.with({ Ship: 'with' });

    expect(await machine.execute({}, { mocks: { Ship: 'execution' } })).toSucceedWith('execution');
    expect(await other.execute()).toSucceedWith('with');
    expect(await machine.execute()).toSucceedWith('machine');
  });
});

describe('docs/mocks.md: services', () => {
  test('a job that failed is States.TaskFailed, and an error of its service means that none was started', async () => {
    const machine = one(service('glue:startJobRun.sync', { Parameters: { JobName: 'j' }, TimeoutSeconds: 5 }));
    machine.mock('Ship').fails('States.TaskFailed', '{"JobRunState":"FAILED"}');
    const failed = await machine.execute();
    expect(failed).toFailWith('States.TaskFailed', '{"JobRunState":"FAILED"}');
    expect(failed.history.map(({ type }) => type)).toContain('TaskSubmitted');

    machine.mock('Ship').fails('Glue.ConcurrentRunsExceededException');
    const types = (await machine.execute()).history.map(({ type }) => type);
    expect(types).toContain('TaskSubmitFailed');
    expect(types).not.toContain('TaskSubmitted');
  });

  test('a callback without a timeout is an error that names its state', async () => {
    await expect(testMachine(chain({ Ask: callback() }), 'Orders').execute()).rejects.toThrow('"Ask"');
    expect(await testMachine(chain({ Ask: callback({ TimeoutSeconds: 5 }) }), 'Orders').execute()).toFailWith('States.Timeout');
  });
});

describe('docs/mocks.md: activities and tokens', () => {
  const pick = { Type: 'Task', Resource: `arn:aws:states:${ACCOUNT}:activity:Picking`, TimeoutSeconds: 3600 };
  const each = testMachine(chain({ Each: { Type: 'Map', ItemProcessor: chain({ Pick: pick }) } }), 'Orders');

  test.each(['Pick', 'Picking', pick.Resource])('activity(%j) polls the task that has waited longest, or null', async (key) => {
    const execution = each.start(['a', 'b']);
    const worker = execution.activity(key);

    expect([worker.poll()?.input, worker.poll()?.input, worker.poll()]).toEqual(['a', 'b', null]);
    expect(execution.now.getTime()).toBe(execution.history[0]?.timestamp.getTime());
  });

  test.each<[string, (execution: ReturnType<typeof each.start>) => Promise<unknown> | unknown]>([
    ['succeeded', (execution) => execution.sendTaskSuccess(tokenOf(execution))],
    ['timed out', (execution) => execution.advance({ hours: 1 })],
    ['was stopped', (execution) => execution.stop()],
  ])('a token of a task that %s is TaskTimedOut', async (_how, end) => {
    const execution = each.start(['a']);
    const task = execution.activity('Pick').poll();
    tokens.set(execution, task?.taskToken ?? '');
    await end(execution);

    expect(() => execution.sendTaskSuccess(tokenOf(execution))).toThrow(expect.objectContaining({ name: 'TaskTimedOut' }));
  });

  test('a token that nobody gave is InvalidToken, and too long an answer ValidationException', () => {
    const execution = each.start(['a']);
    const token = execution.activity('Pick').poll()?.taskToken ?? '';

    expect(() => execution.sendTaskSuccess('nonsense')).toThrow(expect.objectContaining({ name: 'InvalidToken' }));
    expect(() => execution.sendTaskFailure(token, 'e'.repeat(257))).toThrow(expect.objectContaining({ name: 'ValidationException' }));
  });

  test('activities says which exist', async () => {
    const run = (activities: string[]) => each.start(['a'], { activities });

    expect(run(['Picking']).status).toBe('RUNNING');
    expect(await run(['Packing']).result()).toMatchObject({ status: 'FAILED' });
  });

  const tokens = new WeakMap<object, string>();
  const tokenOf = (execution: object): string => tokens.get(execution) ?? '';
});

describe('docs/mocks.md: answers and data', () => {
  const machine = one(call('f'));
  const cycle: { self?: unknown } = {};
  cycle.self = cycle;
  class Own {
    readonly total = 1;
  }

  test.each<[string, unknown]>([
    ['a Date', new Date()],
    ['a Map', new Map()],
    ['an object of a class', new Own()],
    ['a BigInt', 1n],
    ['NaN', Number.NaN],
    ['undefined in a list', [undefined]],
    ['a cycle', cycle],
    [
      'a getter that throws',
      {
        get total() {
          throw new Error('no');
        },
      },
    ],
  ])('%s is refused, by its place', async (_what, value) => {
    expect(() => machine.mock('Ship').returns({ inside: value } as never)).toThrow(/inside/);
    await expect(one(call('f')).execute({ inside: value })).rejects.toThrow(/inside/);
  });

  test('a member that is undefined is left out, and .run answers through JSON.stringify', async () => {
    machine.mock('Ship').returns({ kept: 1, gone: undefined } as never);
    expect(await machine.execute()).toSucceedWith({ kept: 1 });

    machine.mock('Ship').run((() => ({ at: new Date(0), lost: Number.NaN })) as never);
    expect(await machine.execute()).toSucceedWith({ at: '1970-01-01T00:00:00.000Z', lost: null });
  });

  test('what is passed is copied, and what is received is a copy or frozen', async () => {
    const answer = { list: [1] };
    const input = { id: 'o-1' };
    machine.mock('Ship').returns(answer);
    answer.list.push(2);
    const execution = machine.start(input);
    input.id = 'other';
    await execution.result();

    expect(execution).toSucceedWith({ list: [1] });
    expect(machine.calls('Ship')[0]?.input).toEqual({ id: 'o-1' });
    (machine.calls('Ship')[0]?.input as { id: string }).id = 'changed';
    expect(machine.calls('Ship')[0]?.input).toEqual({ id: 'o-1' });
    expect([execution.history, execution.visits].map(Object.isFrozen)).toEqual([true, true]);
  });
});

describe('docs/mocks.md: another state machine', () => {
  const paid = {
    Type: 'AWS::StepFunctions::StateMachine',
    Properties: { StateMachineName: 'pay', Definition: chain({ Pay: call('pay') }) },
  };
  const shop = (resource: string, fields: JsonObject = {}, type = 'STANDARD') => {
    const start = service(resource, {
      Parameters: { StateMachineArn: `arn:aws:states:${ACCOUNT}:stateMachine:pay`, 'Input.$': '$' },
      TimeoutSeconds: 60,
      ...fields,
    });
    const Month = { Type: paid.Type, Properties: { StateMachineName: 'month', Definition: chain({ Start: start }) } };
    const Pay = { ...paid, Properties: { ...paid.Properties, StateMachineType: type } };
    return testApp({ Resources: { Month, Pay } });
  };
  const ran = async (resource: string, fails: boolean, type?: string) => {
    const app = shop(resource, {}, type);
    if (fails) app.machine('pay').mock('Pay').fails('NoMoney');
    else app.machine('pay').mock('Pay').returns({ paid: 40 });
    return app.machine('month').execute({ hours: 40 });
  };

  test.each([
    ['states:startExecution', undefined],
    ['aws-sdk:sfn:startExecution', undefined],
  ])('%s goes on at once with the ARN, whatever becomes of it', async (resource, type) => {
    const arn = { ExecutionArn: expect.stringContaining(':execution:pay:') };
    expect(await ran(resource, false, type)).toSucceedWith(expect.objectContaining(arn));
    expect(await ran(resource, true, type)).toSucceedWith(expect.objectContaining(arn));
  });

  test.each([
    ['states:startExecution.sync', '{"paid":40}'],
    ['states:startExecution.sync:2', { paid: 40 }],
  ])('%s goes on at the end', async (resource, output) => {
    expect(await ran(resource, false)).toSucceedWith(expect.objectContaining({ Status: 'SUCCEEDED', Output: output }));
    expect(await ran(resource, true)).toFailWith('States.TaskFailed');
  });

  test('aws-sdk:sfn:startSyncExecution succeeds with Status FAILED', async () => {
    expect(await ran('aws-sdk:sfn:startSyncExecution', true, 'EXPRESS')).toSucceedWith(expect.objectContaining({ Status: 'FAILED' }));
  });

  test('waitForTaskToken goes on when its token is answered, or at its timeout', async () => {
    const Parameters = {
      StateMachineArn: `arn:aws:states:${ACCOUNT}:stateMachine:pay`,
      Input: { 'token.$': '$$.Task.Token' },
    };
    const app = shop('states:startExecution.waitForTaskToken', { Parameters });
    app.machine('pay').mock('Pay').returns({});
    expect(await app.machine('month').execute()).toFailWith('States.Timeout');

    // The task is asked before start() has given the execution, so it answers once its time has passed.
    const answering = async (event: { token: string }) => execution.sendTaskSuccess(event.token, { by: 'hand' });
    app
      .machine('pay')
      .mock('Pay')
      .run(answering as never)
      .after({ seconds: 1 }, { effect: 'end' });
    const execution = app.machine('month').start();
    expect(await execution.result()).toSucceedWith({ by: 'hand' });

    app
      .machine('pay')
      .mock('Pay')
      .run((async (event: { token: string }) => {
        await null;
        awaited.sendTaskSuccess(event.token, { by: 'hand' });
      }) as never);
    const awaited = app.machine('month').start();
    expect(await awaited.result()).toSucceedWith({ by: 'hand' });
  });
});

describe('docs/mocks.md: distributed Map and Express', () => {
  const reading = distributedMap(
    { Keep: { Type: 'Pass' } },
    {
      ItemReader: {
        Resource: 'arn:aws:states:::s3:getObject',
        ReaderConfig: { InputType: 'JSON' },
        Parameters: { Bucket: 'b', 'Key.$': '$.key' },
      },
      ResultWriter: { Resource: 'arn:aws:states:::s3:putObject', Parameters: { Bucket: 'out', Prefix: 'p' } },
    },
  );

  test('objects of an execution are added to those of the machine, and replace those of the same key; both are copied', async () => {
    const objects = { b: { 'one.json': '[1]', 'two.json': '[2]' }, out: {} };
    const machine = testMachine(chain({ Each: reading }), 'Orders', { objects });
    objects.b['one.json'] = '[9]';
    const read = async (key: string) => {
      const execution = await machine.execute({ key }, { objects: { b: { 'two.json': '[3]', 'three.json': '[4]' } } });
      return Object.values(execution.written.out ?? {}).join();
    };

    expect(await read('one.json')).toContain('"Output":"1"');
    expect(await read('two.json')).toContain('"Output":"3"');
    expect(await read('three.json')).toContain('"Output":"4"');
    expect(await machine.execute({ key: 'three.json' })).toFailWith('States.ItemReaderFailed');
  });

  test('addObjects puts more into S3 while an execution runs', async () => {
    const machine = testMachine(chain({ Pause: { Type: 'Wait', Seconds: 60 }, Each: reading }), 'Orders', { objects: { b: {}, out: {} } });
    const execution = machine.start({ key: 'late.json' });
    await execution.waitingFor('Pause');
    execution.addObjects({ b: { 'late.json': '[5]' } });

    expect(Object.values((await execution.result()).written.out ?? {}).join()).toContain('"Output":"5"');
  });

  test('a ResultWriter writes into the folder that holds the bucket', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'drystep-mocks-'));
    const machine = testMachine(chain({ Each: reading }), 'Orders', { objects: { b: { 'one.json': '[1]' }, out: folder } });
    await machine.execute({ key: 'one.json' });

    const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((file) => file.isFile());
    const texts = files.map(({ parentPath, path, name }) => readFileSync(join(parentPath ?? path, name), 'utf8'));
    rmSync(folder, { recursive: true });
    expect(texts.join()).toContain('"Output":"1"');
  });

  test.each([
    ['a callback', callback()],
    ['a job', service('glue:startJobRun.sync', { Parameters: { JobName: 'j' } })],
    ['an activity', { Type: 'Task', Resource: `arn:aws:states:${ACCOUNT}:activity:Picking` }],
  ])('Express runs without %s', async (_what, state) => {
    const machine = one(state);
    machine.mock('Ship').returns({});

    await expect(machine.execute({}, { type: 'EXPRESS' })).rejects.toThrow(/EXPRESS|Express/);
  });

  test('Express runs for five minutes at most, and is neither redriven nor stopped', async () => {
    const machine = testMachine(chain({ Pause: { Type: 'Wait', Seconds: 301 } }), 'Orders');
    expect(await machine.execute({}, { type: 'EXPRESS' })).toMatchObject({ status: 'TIMED_OUT' });
    const execution = machine.start({}, { type: 'EXPRESS' });
    expect(() => execution.stop()).toThrow(expect.objectContaining({ name: 'InvalidArn' }));
    await execution.result();
    expect(() => execution.redrive()).toThrow(/express/i);
  });

  test('exportMockConfig writes a file that importMockConfig reads', async () => {
    const machine = one(call('f', { Retry: [{ ErrorEquals: ['Busy'] }] }));
    machine.mock('Ship').fails('Busy').times(1).returns({ shipped: true });
    const config = exportMockConfig({ Orders: { Twice: await machine.execute() } } as never);
    machine.reset();

    const { mocks } = importMockConfig(config, 'Orders', 'Twice');
    const again = await machine.execute({}, { mocks });
    expect(again).toSucceedWith({ shipped: true });
    expect(again).toHaveRetried('Ship', 1);
  });
});
