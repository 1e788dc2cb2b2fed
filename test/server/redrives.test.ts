import {
  CreateStateMachineAliasCommand,
  DeleteStateMachineCommand,
  DescribeExecutionCommand,
  DescribeMapRunCommand,
  DescribeStateMachineCommand,
  DescribeStateMachineForExecutionCommand,
  GetExecutionHistoryCommand,
  ListExecutionsCommand,
  ListMapRunsCommand,
  RedriveExecutionCommand,
  StartExecutionCommand,
  UpdateStateMachineCommand,
} from '@aws-sdk/client-sfn';
import { TaskError } from 'drystep/interpreter';
import { timeOf } from 'drystep/server';
import { account, closeAll, role, stage } from './calls';

afterEach(closeAll);

const task = { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', Parameters: { FunctionName: 'f' }, End: true };
const only = (state: object) => ({ StartAt: 'Only', States: { Only: state } });
const starts = (child: string, pattern = '') => ({
  Type: 'Task',
  Resource: `arn:aws:states:::states:startExecution${pattern}`,
  Parameters: { StateMachineArn: child, Name: 'c' },
  End: true,
});

/** A handler that fails until it is mended. */
function fragile() {
  const state = { broken: true };
  return {
    state,
    tasks: () => {
      if (state.broken) throw new TaskError('Broken');
      return { mended: true };
    },
  };
}

describe('RedriveExecution', () => {
  it('redrives an execution that another one started, which does not go on with it', async () => {
    const { state, tasks } = fragile();
    const { create, sfn, ended } = await stage({ tasks: { 'Child/Only': tasks } });
    const child = await create('Child', only(task));
    const parent = await create('Parent', only(starts(child, '.sync:2')));
    const { executionArn } = await sfn.send(new StartExecutionCommand({ stateMachineArn: parent }));
    const started = `${account}:execution:Child:c`;
    expect(await ended(started)).toMatchObject({ status: 'FAILED', redriveStatus: 'REDRIVABLE' });

    state.broken = false;
    const { redriveDate } = await sfn.send(new RedriveExecutionCommand({ executionArn: started }));

    expect(await ended(started)).toMatchObject({ status: 'SUCCEEDED', redriveCount: 1, redriveDate, redriveStatus: 'NOT_REDRIVABLE' });
    expect((await ended(executionArn)).status).toBe('FAILED');
    const { executions } = await sfn.send(new ListExecutionsCommand({ stateMachineArn: child, redriveFilter: 'REDRIVEN' }));
    expect(executions).toMatchObject([{ executionArn: started, status: 'SUCCEEDED' }]);
  });

  it('begins at the time of its call, also after nothing has moved for long', async () => {
    const { server, create, sfn } = await stage({ time: 'virtual', startTime: '2030-01-01T00:00:00Z', tasks: fragile().tasks });
    const { executionArn } = await sfn.send(new StartExecutionCommand({ stateMachineArn: await create('Orders', only(task)) }));
    await timeOf(server).advance(3600);

    await sfn.send(new RedriveExecutionCommand({ executionArn }));

    const { events = [] } = await sfn.send(new GetExecutionHistoryCommand({ executionArn }));
    expect(events.find(({ type }) => type === 'ExecutionRedriven')?.timestamp).toEqual(new Date('2030-01-01T01:00:00Z'));
    await timeOf(server).advance(15 * 24 * 3600);
    expect(await sfn.send(new DescribeExecutionCommand({ executionArn }))).toMatchObject({
      redriveStatus: 'NOT_REDRIVABLE',
      redriveStatusReason: 'Execution redrivable period exceeded',
    });
  });

  // API reference: the last ten tokens that redrove the execution, each for 15 minutes.
  it('answers a token that it has seen as it did then, for 15 minutes', async () => {
    const { server, create, sfn } = await stage({ time: 'virtual', tasks: fragile().tasks });
    const { executionArn } = await sfn.send(new StartExecutionCommand({ stateMachineArn: await create('Orders', only(task)) }));
    const redrive = (clientToken: string) => sfn.send(new RedriveExecutionCommand({ executionArn, clientToken }));
    const count = async () => (await sfn.send(new DescribeExecutionCommand({ executionArn }))).redriveCount;

    const first = await redrive('one');
    await timeOf(server).advance(15 * 60);

    expect(await redrive('one')).toMatchObject({ redriveDate: first.redriveDate });
    expect(await count()).toBe(1);
    await timeOf(server).advance(1);
    await redrive('one');
    expect(await count()).toBe(2);
    for (let number = 0; number < 10; number++) await redrive(`other${number}`);
    await redrive('one');
    expect(await count()).toBe(13);
  });

  it('fails in the next state where the machine was deleted in the meantime, and still has executions', async () => {
    const { state, tasks } = fragile();
    const { create, sfn, ended } = await stage({ time: 'virtual', tasks: { Only: tasks } });
    const stateMachineArn = await create('Orders', {
      StartAt: 'Long',
      States: {
        Long: { Type: 'Wait', SecondsPath: '$.seconds', Next: 'Only' },
        Only: { ...task, End: undefined, Next: 'Done' },
        Done: { Type: 'Pass', End: true },
      },
    });
    const start = async (seconds: number) =>
      (await sfn.send(new StartExecutionCommand({ stateMachineArn, input: JSON.stringify({ seconds }) }))).executionArn;
    const executionArn = await start(0);
    const waiting = await start(600);
    await sfn.send(new DeleteStateMachineCommand({ stateMachineArn }));

    state.broken = false;
    await sfn.send(new RedriveExecutionCommand({ executionArn }));

    expect(await ended(executionArn)).toMatchObject({ status: 'FAILED', cause: 'State machine Orders has been deleted.' });
    expect((await sfn.send(new DescribeExecutionCommand({ executionArn: waiting }))).status).toBe('RUNNING');
    expect((await sfn.send(new DescribeStateMachineCommand({ stateMachineArn }))).status).toBe('DELETING');
  });

  it('leaves children of a Map run that have not had their turn in PENDING_REDRIVE', async () => {
    const { state, tasks } = fragile();
    const { create, sfn, ended } = await stage({ tasks: { Only: tasks, Stay: 'never asked' } });
    const ItemProcessor = {
      ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
      StartAt: 'Only',
      States: { Only: { ...task, End: undefined, Next: 'Wait' }, Wait: { Type: 'Wait', Seconds: 600, End: true } },
    };
    const map = { Type: 'Map', ItemProcessor, MaxConcurrency: 1, ToleratedFailurePercentage: 50, End: true };
    const stateMachineArn = await create('Orders', { StartAt: 'All', States: { All: map } });
    const { executionArn } = await sfn.send(new StartExecutionCommand({ stateMachineArn, input: '[1,2,3]' }));
    expect((await ended(executionArn)).status).toBe('FAILED');
    const mapRunArn = (await sfn.send(new ListMapRunsCommand({ executionArn }))).mapRuns?.[0]?.mapRunArn;
    const failed = (await sfn.send(new DescribeMapRunCommand({ mapRunArn }))).executionCounts?.failed as number;

    state.broken = false;
    await sfn.send(new RedriveExecutionCommand({ executionArn }));

    const { executions = [] } = await sfn.send(new ListExecutionsCommand({ mapRunArn, statusFilter: 'PENDING_REDRIVE' }));
    const { executionCounts } = await sfn.send(new DescribeMapRunCommand({ mapRunArn }));
    expect(failed).toBeGreaterThan(1);
    expect(executions).toHaveLength(failed - 1);
    expect(executionCounts).toMatchObject({ pendingRedrive: failed - 1, running: 1 });
  });
});

describe('an execution that starts machines', () => {
  it('is refused the name of an execution that the API started', async () => {
    const { create, sfn, ended } = await stage();
    const child = await create('Child', only({ Type: 'Pass', End: true }));
    await sfn.send(new StartExecutionCommand({ stateMachineArn: child, name: 'c' }));
    const parent = await create('Parent', only(starts(child)));

    const { executionArn } = await sfn.send(new StartExecutionCommand({ stateMachineArn: parent }));

    expect(await ended(executionArn)).toMatchObject({
      status: 'FAILED',
      error: 'StepFunctions.ExecutionAlreadyExistsException',
      cause: expect.stringContaining(`${account}:execution:Child:c`),
    });
  });

  it('starts them as they are at that moment, and by an alias or version under their own name', async () => {
    const { server, create, sfn, ended } = await stage({ time: 'virtual' });
    const parent = await create('Parent', {
      StartAt: 'Wait',
      States: { Wait: { Type: 'Wait', Seconds: 60, Next: 'Start' }, Start: starts(`${account}:stateMachine:Child:1`, '.sync:2') },
    });
    const { executionArn } = await sfn.send(new StartExecutionCommand({ stateMachineArn: parent }));
    await create('Child', only({ Type: 'Pass', Result: 'made later', End: true }), { publish: true });

    await timeOf(server).advance(60);

    expect(JSON.parse((await ended(executionArn)).output as string)).toMatchObject({
      Output: 'made later',
      ExecutionArn: `${account}:execution:Child:c`,
      StateMachineArn: `${account}:stateMachine:Child`,
    });
  });

  // API reference: an execution is associated with the alias, and with the version, by which it was started.
  it('records the version and the alias by which it started them, and what they run', async () => {
    const { create, sfn, ended } = await stage();
    const child = await create('Child', only({ Type: 'Pass', Result: 'published', End: true }), { publish: true });
    const version = `${child}:1`;
    const { stateMachineAliasArn: alias } = await sfn.send(
      new CreateStateMachineAliasCommand({ name: 'live', routingConfiguration: [{ stateMachineVersionArn: version, weight: 100 }] }),
    );
    const definition = JSON.stringify(only({ Type: 'Pass', Result: 'latest', End: true }));
    await sfn.send(new UpdateStateMachineCommand({ stateMachineArn: child, definition, roleArn: `${role}-of-latest` }));
    const parent = await create('Parent', only(starts(alias as string, '.sync:2')));

    const { executionArn } = await sfn.send(new StartExecutionCommand({ stateMachineArn: parent }));

    const names = { stateMachineArn: child, stateMachineVersionArn: version, stateMachineAliasArn: alias };
    expect(JSON.parse((await ended(executionArn)).output as string)).toMatchObject({
      Output: 'published',
      StateMachineArn: child,
      StateMachineVersionArn: version,
      StateMachineAliasArn: alias,
    });
    const started = `${account}:execution:Child:c`;
    expect(await ended(started)).toMatchObject(names);
    for (const stateMachineArn of [version, alias])
      expect((await sfn.send(new ListExecutionsCommand({ stateMachineArn }))).executions).toMatchObject([
        { executionArn: started, ...names },
      ]);
    const ran = await sfn.send(new DescribeStateMachineForExecutionCommand({ executionArn: started }));
    expect(ran).toMatchObject({ stateMachineArn: child, roleArn: role, definition: expect.stringContaining('published') });
    const { events } = await sfn.send(new GetExecutionHistoryCommand({ executionArn: started }));
    expect(events?.[0]?.executionStartedEventDetails).toMatchObject({
      roleArn: role,
      stateMachineVersionArn: version,
      stateMachineAliasArn: alias,
    });
  });

  it('runs them in the role of their own machine', async () => {
    const { create, sfn, ended } = await stage();
    const child = await create('Child', only({ Type: 'Pass', Parameters: { 'role.$': '$$.Execution.RoleArn' }, End: true }));
    await sfn.send(new UpdateStateMachineCommand({ stateMachineArn: child, roleArn: `${role}-of-the-child` }));
    const parent = await create('Parent', only(starts(child, '.sync:2')));

    const { executionArn } = await sfn.send(new StartExecutionCommand({ stateMachineArn: parent }));

    expect(JSON.parse((await ended(executionArn)).output as string)).toMatchObject({ Output: { role: `${role}-of-the-child` } });
  });

  it('are listed where it started hundreds', async () => {
    const { create, sfn, ended } = await stage();
    const child = await create('Child', only({ Type: 'Pass', End: true }));
    const start = { ...starts(child), Parameters: { StateMachineArn: child } };
    const all = { Type: 'Map', ItemProcessor: { StartAt: 'Start', States: { Start: start } }, End: true };
    const parent = await create('Parent', only(all));

    const input = JSON.stringify(Array.from({ length: 300 }, (_, item) => item));
    const { executionArn } = await sfn.send(new StartExecutionCommand({ stateMachineArn: parent, input }));

    expect((await ended(executionArn)).status).toBe('SUCCEEDED');
    expect((await sfn.send(new ListExecutionsCommand({ stateMachineArn: child, maxResults: 1000 }))).executions).toHaveLength(300);
  });
});
