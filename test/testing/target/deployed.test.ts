import 'drystep/jest';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { JsonObject } from '../../../src/asl';
import { delayed, parked, type TaskAnswer, type TaskCall, TaskError } from '../../../src/interpreter';
import { type AwsOptions, estimate, testMachine } from '../../../src/testing';
import { flushRuns, REPORT_FOLDER } from '../../../src/testing/report/run-collector';
import { call, callback, chain, distributedMap } from '../fixtures/asl';
import { type AwsStub, startAwsStub } from './aws-stub';
import { DEPLOYED, type Deployment, deployLocally } from './local-aws';

let stub: AwsStub;
beforeAll(async () => {
  stub = await startAwsStub();
});
afterEach(() => stub.reset());
afterAll(() => stub.close());

/** Real waiting is not for tests: each wait is noted, and is over. */
const waits: number[] = [];
beforeEach(() => void waits.splice(0));

function deployed(definition: JsonObject, deployment: Deployment = {}, aws: AwsOptions = {}) {
  deployLocally(stub, definition, deployment);
  return underTest(definition, aws);
}

function underTest(definition: JsonObject, aws: AwsOptions = {}) {
  return testMachine(definition, 'Orders', {
    target: { deployed: DEPLOYED },
    aws: {
      clientConfig: stub.clientConfig,
      wait: async (milliseconds) => void waits.push(milliseconds),
      ...aws,
    },
  });
}

/** An Express execution has another ARN. */
function asExpress(answer: object): object {
  return JSON.parse(JSON.stringify(answer).replaceAll(':execution:', ':express:')) as object;
}

function operations(): string[] {
  return stub.calls.map(({ operation }) => operation);
}

const SHIP = chain({ Ship: call('ship') });
const ASK = chain({ Ask: callback(), Done: { Type: 'Pass' } });

describe('a deployed machine', () => {
  test('is started, looked at until it ends, and its history read page by page', async () => {
    const machine = deployed(chain({ Pause: { Type: 'Wait', Seconds: 60 }, Ship: call('ship') }), {
      slowly: true,
      page: 3,
      tasks: () => delayed(5, () => 'shipped'),
    });

    const execution = await machine.execute({ id: 'o-1' }, { name: 'by-hand' });

    expect(execution).toSucceedWith('shipped');
    expect(execution).toHaveVisitedExactly('Pause', 'Ship');
    expect(execution).toHaveWaited('Pause', { minutes: 1 });
    expect(execution).toHaveTaken({ seconds: 65 });
    expect(execution.executionArn).toBe('arn:aws:states:us-east-1:111111111111:execution:Deployed:by-hand');
    expect(waits).toEqual([1000]);
    expect(stub.calls[0]?.input).toEqual({ stateMachineArn: DEPLOYED, name: 'by-hand', input: '{"id":"o-1"}' });
    expect(operations()).toEqual([
      'StartExecution',
      'DescribeExecution',
      'DescribeExecution',
      'GetExecutionHistory',
      'GetExecutionHistory',
      'GetExecutionHistory',
      'DescribeStateMachineForExecution',
    ]);
    expect(stub.calls.at(-2)?.input).toMatchObject({ includeExecutionData: true, maxResults: 1000, nextToken: '6' });
  });

  test('times of AWS need not be exact', async () => {
    const machine = deployed(chain({ Pause: { Type: 'Wait', Seconds: 60 } }));

    const execution = await machine.execute();

    expect(execution).toHaveWaited('Pause', { seconds: 58 });
    expect(execution).not.toHaveWaited('Pause', { seconds: 30 });
    expect(execution).not.toHaveWaited('Pause', { seconds: 62 });
  });

  test('fails with what the execution fails with', async () => {
    const machine = deployed(SHIP, {
      tasks: () => {
        throw new TaskError('NoCarrier', 'nobody');
      },
    });

    expect(await machine.execute()).toFailWith('NoCarrier', 'nobody');
  });

  test('fails when the execution takes longer than the test gives it', async () => {
    const machine = deployed(ASK, { tasks: () => parked() }, { timeout: 5000, pollInterval: 2000 });

    await expect(machine.execute()).rejects.toThrow(
      /The execution arn:aws:states:.*:execution:Deployed:.* has not ended within 5 s of real time: it still runs\. Hint: raise aws\.timeout/,
    );
    expect(waits).toEqual([2000, 2000, 2000]);
  });

  test('Express is started with StartSyncExecution, and has no history', async () => {
    const machine = deployed(SHIP, { type: 'EXPRESS', tasks: () => 'shipped' });

    const execution = await machine.execute({}, { type: 'EXPRESS' });

    expect(execution).toSucceedWith('shipped');
    expect(operations()).toEqual(['StartSyncExecution']);
    expect(() => execution.history).toThrow('An Express execution on AWS has no history to look at');
    expect(() => expect(execution).toHaveVisited('Ship')).toThrow('has no history to look at');
    expect(() => machine.calls('Ship')).toThrow(
      'machine.calls() cannot give every call: an Express execution on AWS has no history. Hint: run this test locally.',
    );
    expect(() => machine.start({}, { type: 'EXPRESS' })).toThrow('start() cannot watch an Express execution');
  });

  test('the children of a distributed Map are read as well', async () => {
    const machine = deployed(
      chain({
        Each: {
          Type: 'Map',
          ItemProcessor: { ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' }, ...chain({ One: call('one') }) },
        },
      }),
      { tasks: ({ input }) => [input] as never },
    );

    const execution = await machine.execute(['a', 'b', 'c']);

    expect(execution).toSucceedWith([['a'], ['b'], ['c']]);
    expect(execution).toHaveVisited('Each', 'One', 'One', 'One');
    expect(execution.state('One').map(({ input, branch }) => [input, branch?.index])).toEqual([
      ['a', 0],
      ['b', 1],
      ['c', 2],
    ]);
    expect(machine.calls('One').map(({ input }) => input)).toEqual(['a', 'b', 'c']);
  });

  test('the children of distributed Maps inside of a distributed Map are read as well', async () => {
    const machine = deployed(chain({ Each: distributedMap({ Inner: distributedMap({ One: call('one') }) }) }), {
      tasks: ({ input }) => [input] as never,
    });

    const execution = await machine.execute([['a'], ['b', 'c']]);

    expect(execution).toHaveCalled('One', 3);
    expect(execution.state('One').map(({ branch }) => [branch?.visit.branch?.index, branch?.index])).toEqual([
      [0, 0],
      [1, 0],
      [1, 1],
    ]);
  });

  test('fails when Express children are asked for, of which AWS keeps no history', async () => {
    const machine = deployed(chain({ Before: { Type: 'Pass' }, Each: distributedMap({ One: call('one') }, {}, 'EXPRESS') }), {
      tasks: ({ input }) => [input] as never,
    });
    const { ListExecutions = () => ({}) } = stub.operations;
    stub.operations = { ...stub.operations, ListExecutions: async (input: never) => asExpress(await ListExecutions(input)) };

    const execution = await machine.execute(['a', 'b']);

    const why =
      'cannot be judged: 2 Express child executions have no history on AWS, and "One" may be among those. Hint: make them STANDARD';
    expect(() => expect(execution).not.toHaveVisited('One')).toThrow(`.not.toHaveVisited() ${why}`);
    expect(() => expect(execution).toHaveCalled('One', 2)).toThrow(`toHaveCalled() ${why}`);
    const calls = 'machine.calls() cannot give every call: 2 Express child executions have no history on AWS. Hint: make them STANDARD';
    expect(() => machine.calls('One')).toThrow(calls);
    expect(() => machine.calls()).toThrow(calls);
    machine.reset();
    expect(machine.calls()).toEqual([]);
    expect(() => execution.state('One')).toThrow('execution.state("One") cannot give every visit: 2 Express child executions');
    expect(() => estimate(execution)).toThrow('estimate() cannot tell what the execution used: 2 Express child executions');
    expect(execution).toHaveVisited('Before', 'Each');
  });

  test('fails when a state is asked for that only the definition under test has', async () => {
    deployLocally(stub, chain({ Ship: call('ship') }), { tasks: () => 'shipped' });
    const machine = underTest(chain({ Ship: call('ship'), Audit: { Type: 'Pass' } }));

    const execution = await machine.execute();

    expect(() => expect(execution).not.toHaveVisited('Audit')).toThrow('Orders, as it is deployed, has no state "Audit".');
    expect(() => execution.state('Audit')).toThrow('Orders, as it is deployed, has no state "Audit".');
    expect(execution).toHaveVisited('Ship');
  });
});

describe('the report of a deployed machine', () => {
  const folder = mkdtempSync(join(tmpdir(), 'drystep-deployed-report-'));
  beforeAll(() => {
    process.env[REPORT_FOLDER] = folder;
  });
  afterAll(() => {
    delete process.env[REPORT_FOLDER];
    rmSync(folder, { recursive: true });
  });

  function reported() {
    flushRuns(true);
    const lines = readdirSync(folder).flatMap((name) => readFileSync(join(folder, name), 'utf8').trim().split('\n'));
    return lines.map((line) => JSON.parse(line));
  }

  test('has the execution over the definition that ran, which may be another than the one under test', async () => {
    deployLocally(stub, chain({ Ship: call('ship') }), { tasks: () => 'shipped' });
    const machine = underTest(chain({ Ship: call('ship'), Audit: { Type: 'Pass' } }));

    await machine.execute({ id: 1 });

    const [{ machine: shown }, { runs, test: within }] = reported().slice(-2);
    expect(Object.keys(JSON.parse(JSON.stringify(shown.definition)).States)).toEqual(['Ship']);
    expect(within.name).toContain('has the execution over the definition that ran');
    expect(runs).toMatchObject([{ status: 'SUCCEEDED', input: '{"id":1}', output: '"shipped"', note: 'It ran on AWS.' }]);
    expect(runs[0].steps.map(({ state }: { state: string }) => state)).toEqual(['Ship']);
    expect(runs[0].overlay.transitions).toEqual({});
  });

  test('has the states of child executions, and says which are missing', async () => {
    const each = (type: 'STANDARD' | 'EXPRESS') => chain({ Each: distributedMap({ One: call('one') }, {}, type) });
    await deployed(each('STANDARD'), { tasks: ({ input }) => [input] as never }).execute(['a', 'b']);
    const standard = reported().at(-1).runs[0];
    const machine = deployed(each('EXPRESS'), { tasks: ({ input }) => [input] as never });
    const { ListExecutions = () => ({}) } = stub.operations;
    stub.operations = { ...stub.operations, ListExecutions: async (input: never) => asExpress(await ListExecutions(input)) };
    await machine.execute(['a', 'b']);
    const express = reported().at(-1).runs[0];

    expect(standard.steps.map(({ state, within }: { state: string; within?: object }) => [state, within])).toEqual([
      ['Each', undefined],
      ['One', { step: 1, index: 0 }],
      ['One', { step: 1, index: 1 }],
    ]);
    expect(standard.overlay.states.One.visits).toBe(2);
    expect(express.note).toBe('It ran on AWS. 2 Express child executions have no history on AWS: what they did is not shown.');
  });

  test('says so where the role may not read the definition that ran', async () => {
    const machine = deployed(SHIP, { tasks: () => 'shipped' });
    const { DescribeStateMachineForExecution: _, ...others } = stub.operations;
    stub.operations = others;

    await machine.execute();

    expect(reported().at(-1).runs[0].note).toBe('It ran on AWS. The definition that ran could not be read: the one under test is shown.');
  });
});

describe('mocks of a deployed machine', () => {
  test('fail the execution, which cannot honour them', async () => {
    const machine = deployed(SHIP, { tasks: () => 'for real' });
    machine.mock('Ship').returns('mocked');

    await expect(machine.execute()).rejects.toThrow(
      `mock("Ship") cannot be honoured: Orders runs deployed, as ${DEPLOYED}, and calls the real services. Hint: execute(input, { ignoreMocks: true })`,
    );
    await expect(machine.with({ Ship: 1 }).execute()).rejects.toThrow('mock("Ship") cannot be honoured');
    machine.reset();
    await expect(machine.execute({}, { mocks: { Ship: 1 } })).rejects.toThrow('mock("Ship") cannot be honoured');
    expect(operations()).toEqual([]);
  });

  test('are ignored where a test, or the machine, says so', async () => {
    const machine = deployed(SHIP, { tasks: () => 'for real' });
    machine.mock('Ship').returns('mocked');

    expect(await machine.execute({}, { ignoreMocks: true })).toSucceedWith('for real');

    const always = deployed(SHIP, { tasks: () => 'for real' }, { ignoreMocks: true });
    always.mock('Ship').returns('mocked');
    expect(await always.execute()).toSucceedWith('for real');
    await expect(always.execute({}, { ignoreMocks: false })).rejects.toThrow('cannot be honoured');
  });

  test('so do options that mean nothing there', async () => {
    await expect(deployed(SHIP).execute({}, { startTime: 0 })).rejects.toThrow('The option startTime means nothing to a deployed machine.');
  });
});

describe('a started execution of a deployed machine', () => {
  const callbacks = (task: TaskCall): TaskAnswer => (task.state === 'Ask' ? parked({ MessageId: 'm' }) : 'done');

  test('is awaited in a state, and its callback answered with the token that was sent', async () => {
    const machine = deployed(ASK, { tasks: callbacks });
    const execution = machine.start({ id: 1 });

    await execution.waitingFor('Ask');

    expect(execution.status).toBe('RUNNING');
    expect(execution.waiting).toEqual([{ state: 'Ask', branch: [], reason: 'callback' }]);
    const [pending] = execution.pending;
    expect(pending).toMatchObject({ state: 'Ask', attempt: 0, taskToken: expect.any(String) });
    expect(pending?.input).toMatchObject({ MessageBody: { token: pending?.taskToken } });
    pending?.heartbeat();
    pending?.succeed({ approved: true });
    expect(await execution.result()).toSucceedWith({ approved: true });
    expect(operations()).toEqual(expect.arrayContaining(['SendTaskHeartbeat', 'SendTaskSuccess']));
  });

  test('is failed, stopped and redriven', async () => {
    const machine = deployed(ASK, { tasks: callbacks });
    const failed = machine.start();
    await failed.waitingFor('Ask');
    failed.pending[0]?.fail('Refused', 'by the boss');
    expect(await failed.result()).toFailWith('Refused', 'by the boss');

    const stopped = machine.start();
    stopped.stop('Enough', 'by hand');
    expect(await stopped.result()).toMatchObject({ status: 'ABORTED', error: 'Enough', cause: 'by hand' });

    stopped.redrive();
    await stopped.waitingFor('Ask');
    stopped.pending[0]?.succeed('after all');
    expect(await stopped.result()).toSucceedWith('after all');
  });

  test('gives its calls once it has ended, each once', async () => {
    const machine = deployed(ASK, { tasks: callbacks });
    const execution = machine.start({ id: 1 });
    await execution.waitingFor('Ask');

    expect(() => machine.calls('Ask')).toThrow(
      'machine.calls() cannot give every call: those of an execution on AWS are read when it has ended. Hint: await execution.result() first.',
    );
    execution.stop();
    await execution.result();
    await execution.result();
    expect(machine.calls('Ask')).toHaveLength(1);
    execution.redrive();
    expect(() => machine.calls()).toThrow('await execution.result() first.');
    await execution.waitingFor('Ask');
    execution.pending[0]?.succeed();
    await execution.result();
    expect(machine.calls('Ask')).toHaveLength(2);
  });

  test('is awaited until a predicate holds', async () => {
    const machine = deployed(chain({ One: { Type: 'Wait', Seconds: 5 }, Two: { Type: 'Wait', Seconds: 5 }, End: { Type: 'Pass' } }), {
      slowly: true,
    });
    const execution = machine.start();

    await execution.until(({ visits }) => visits.some(({ state }) => state === 'Two'));

    expect(execution.status).toBe('RUNNING');
    expect(execution).toHaveVisitedExactly('One', 'Two');
    expect(await execution.result()).toSucceed();
  });

  test('fails to wait for a state that it never comes to', async () => {
    const execution = deployed(chain({ One: { Type: 'Pass' }, Two: { Type: 'Pass' } })).start();

    await expect(execution.waitingFor('Two')).rejects.toThrow('The execution ended SUCCEEDED before it waited in state "Two".');
    await expect(execution.waitingFor('Too')).rejects.toThrow('did you mean "Two"?');
  });

  test('fails to move time', async () => {
    const execution = deployed(ASK, { tasks: callbacks }).start();

    await expect(execution.advance({ days: 7 })).rejects.toThrow(
      'advance() moves virtual time, and a deployed machine runs in real time. Hint: await execution.waitingFor(state)',
    );
  });

  test('fails to find a token that an expression hides', async () => {
    const execution = deployed(
      chain({ Ask: callback({ Parameters: { QueueUrl: 'q', 'MessageBody.$': "States.Format('token={}', $$.Task.Token)" } }) }),
      { tasks: callbacks },
    ).start();
    await execution.waitingFor('Ask');

    expect(() => execution.pending[0]?.succeed()).toThrow(
      'State "Ask": its definition does not say in which field the task token was sent.',
    );
  });

  test('tells at the next call what AWS refused', async () => {
    const execution = deployed(ASK, { tasks: callbacks }).start();
    await execution.waitingFor('Ask');
    const [pending] = execution.pending;
    pending?.succeed(1);
    pending?.succeed(2);

    await expect(execution.result()).rejects.toThrow('Task does not exist.');
  });
});
