import {
  DescribeExecutionCommand,
  GetActivityTaskCommand,
  GetExecutionHistoryCommand,
  SendTaskHeartbeatCommand,
  SendTaskSuccessCommand,
  StartExecutionCommand,
  StopExecutionCommand,
} from '@aws-sdk/client-sfn';
import { startServer, timeOf } from 'drystep/server';
import { closeAll, stage } from './calls';

afterEach(closeAll);

const waits = (Seconds: number) => ({ StartAt: 'Wait', States: { Wait: { Type: 'Wait', Seconds, End: true } } });
const week = 7 * 24 * 3600;

describe('virtual time', () => {
  it('moves all executions together, by command, and in the order of their timers', async () => {
    const { server, sfn, create } = await stage({ time: 'virtual', startTime: '2030-01-01T00:00:00Z' });
    const arns: (string | undefined)[] = [];
    for (const seconds of [week, 60, 2 * week])
      arns.push((await sfn.send(new StartExecutionCommand({ stateMachineArn: await create(`W${seconds}`, waits(seconds)) }))).executionArn);
    const statuses = async () =>
      Promise.all(arns.map(async (executionArn) => (await sfn.send(new DescribeExecutionCommand({ executionArn }))).status));

    expect(await timeOf(server).advance(week)).toEqual(new Date('2030-01-08T00:00:00Z'));

    expect(await statuses()).toEqual(['SUCCEEDED', 'SUCCEEDED', 'RUNNING']);
    expect((await sfn.send(new DescribeExecutionCommand({ executionArn: arns[1] }))).stopDate).toEqual(new Date('2030-01-01T00:01:00Z'));
    expect(await timeOf(server).skipToNext()).toBe(true);
    expect(await timeOf(server).now()).toEqual(new Date('2030-01-15T00:00:00Z'));
    expect(await timeOf(server).skipToNext()).toBe(false);
  });

  it('stands while a handler works, however long that really takes', async () => {
    const { server, sfn, create } = await stage({
      time: 'virtual',
      startTime: 0,
      tasks: { Slow: () => new Promise((resolve) => setTimeout(() => resolve({ done: true }), 80)) },
    });
    const stateMachineArn = await create('Slow', {
      StartAt: 'Slow',
      States: { Slow: { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', TimeoutSeconds: 1, End: true } },
    });
    const { executionArn } = await sfn.send(new StartExecutionCommand({ stateMachineArn }));

    await timeOf(server).advance(3600);

    expect(await sfn.send(new DescribeExecutionCommand({ executionArn }))).toMatchObject({ status: 'SUCCEEDED', stopDate: new Date(0) });
  });

  it('cannot be moved where it is real', async () => {
    const { server } = await stage();

    await expect(timeOf(server).advance(1)).rejects.toThrow("start it with time: 'virtual'");
    await expect(timeOf(server).advance(-1)).rejects.toThrow('a number of 0 or more');
  });

  it('refuses to move virtual time beyond the last date, and stays where it is', async () => {
    const { server } = await stage({ time: 'virtual', startTime: '2030-01-01T00:00:00Z' });

    await expect(timeOf(server).advance(1e15)).rejects.toThrow('that end before the year 275760');
    expect(await timeOf(server).now()).toEqual(new Date('2030-01-01T00:00:00Z'));
  });
});

describe('fast time', () => {
  it('skips waits and retries, and keeps timeouts of tasks that wait for somebody', async () => {
    const { sfn, create, ended, activity } = await stage({ time: 'fast' });
    const activityArn = await activity('Pick');
    const stateMachineArn = await create('Orders', {
      StartAt: 'Wait',
      States: {
        Wait: { Type: 'Wait', Seconds: week, Next: 'Pick' },
        Pick: { Type: 'Task', Resource: activityArn, TimeoutSeconds: 600, Next: 'After' },
        After: { Type: 'Wait', Seconds: week, End: true },
      },
    });

    const { executionArn } = await sfn.send(new StartExecutionCommand({ stateMachineArn }));
    const { taskToken } = await sfn.send(new GetActivityTaskCommand({ activityArn }));
    await sfn.send(new SendTaskSuccessCommand({ taskToken, output: '1' }));

    expect(await ended(executionArn)).toMatchObject({ status: 'SUCCEEDED' });
    const { events = [] } = await sfn.send(new GetExecutionHistoryCommand({ executionArn }));
    expect(Number(events.at(-1)?.timestamp) - Number(events[0]?.timestamp)).toBeLessThan(60_000);
  });
});

describe('real time', () => {
  it('ends waits when they are over', async () => {
    const { sfn, create, ended } = await stage();
    const { executionArn } = await sfn.send(new StartExecutionCommand({ stateMachineArn: await create('Orders', waits(1)) }));

    const { startDate, stopDate } = await ended(executionArn);

    expect(Number(stopDate) - Number(startDate)).toBeGreaterThanOrEqual(1000);
  });

  it('counts heartbeats from when they come, and stops an execution when it is stopped', async () => {
    const { sfn, create, activity } = await stage();
    const activityArn = await activity('Pick');
    const beaten = await create('Beaten', {
      StartAt: 'Pick',
      States: { Pick: { Type: 'Task', Resource: activityArn, HeartbeatSeconds: 2, End: true } },
    });
    const { executionArn } = await sfn.send(new StartExecutionCommand({ stateMachineArn: beaten }));
    const waiting = await sfn.send(new StartExecutionCommand({ stateMachineArn: await create('Waiting', waits(600)) }));
    const { taskToken } = await sfn.send(new GetActivityTaskCommand({ activityArn }));

    for (let beat = 0; beat < 3; beat++) {
      await new Promise((resolve) => setTimeout(resolve, 900));
      await sfn.send(new SendTaskHeartbeatCommand({ taskToken }));
    }
    const { stopDate } = await sfn.send(new StopExecutionCommand({ executionArn: waiting.executionArn }));

    expect((await sfn.send(new DescribeExecutionCommand({ executionArn }))).status).toBe('RUNNING');
    const { events = [] } = await sfn.send(new GetExecutionHistoryCommand({ executionArn: waiting.executionArn }));
    expect(Math.abs(Number(events.at(-1)?.timestamp) - Number(stopDate))).toBeLessThan(200);
  });
});

describe('startServer()', () => {
  it.each([
    [{ account: '12' }, 'expected an account of 12 digits, received "12"'],
    [{ region: 'eu west' }, 'expected a region such as "eu-west-1", received "eu west"'],
    [{ port: 70_000 }, 'expected a port up to 65535'],
    [{ startTime: 0 }, "startTime is for virtual time. Hint: set time: 'virtual'"],
    [{ tim: 'fast' }, 'time'],
    [{ tasks: { Charge: undefined } }, 'startServer(): tasks["Charge"]: expected a JSON value, received undefined'],
    [{ tasks: { Charge: new Date(0) } }, 'received an instance of Date'],
    [{ machines: 'no/such/folder' }, 'Found no file or folder'],
  ])('fails when it is given %p', async (options, message) => {
    await expect(startServer(options as object)).rejects.toThrow(message);
  });

  it('fails when its port is taken, and says so', async () => {
    const { server } = await stage();

    await expect(startServer({ port: Number(new URL(server.url).port) })).rejects.toThrow('Hint: port 0 takes one that is free.');
  });

  it('serves the machines it is given, and tells those that it cannot serve', async () => {
    const lines: string[] = [];
    const { server, sfn } = await stage({
      machines: { Good: waits(1), Bad: { StartAt: 'X', States: {} } },
      log: (line) => void lines.push(line),
    });

    expect(server.unserved).toMatchObject([{ name: 'Bad', why: expect.stringContaining('SCHEMA_VALIDATION_FAILED') }]);
    expect(lines).toEqual([expect.stringContaining('machine Bad is not served')]);
    await sfn.send(new StartExecutionCommand({ stateMachineArn: 'arn:aws:states:us-east-1:111111111111:stateMachine:Good' }));
  });
});
