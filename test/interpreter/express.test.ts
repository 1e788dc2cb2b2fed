import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { execute, type LogLevel, logEvents } from 'drystep/interpreter';

const recordings = join(process.env.DRYSTEP_SHARED ?? join(__dirname, '../../../shared'), 'aws-recordings/executions/logs');

test('Express: deliverTwice runs the execution twice with the same handlers', async () => {
  let charges = 0;
  const result = await execute(
    { StartAt: 'Charge', States: { Charge: { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', End: true } } },
    { type: 'EXPRESS', deliverTwice: true, tasks: () => ({ charges: ++charges }) },
  );

  expect(result).toMatchObject({ status: 'SUCCEEDED', output: { charges: 1 }, redelivery: { output: { charges: 2 } } });
  expect(result.history.length).toBe(result.redelivery?.history.length);
});

test('fails when a Standard execution is to be delivered twice', async () => {
  const run = execute({ StartAt: 'Done', States: { Done: { Type: 'Succeed' } } }, { deliverTwice: true });

  await expect(run).rejects.toThrow('expected type EXPRESS');
});

const cases = existsSync(recordings) ? readdirSync(recordings).map((file) => JSON.parse(readFileSync(join(recordings, file), 'utf8'))) : [];
const logged = cases.flatMap((recorded) => {
  const setting = /(ALL|ERROR|FATAL|OFF)_(True|False)$/.exec(recorded.id);
  return setting === null || recorded.logs === undefined
    ? []
    : [[recorded.id, recorded, setting[1] as LogLevel, setting[2] === 'True'] as const];
});

(logged.length > 0
  ? test.each(logged)
  : test.skip.each([['the recordings are absent (set DRYSTEP_SHARED)', undefined, 'ALL' as LogLevel, true] as const]))(
  'Logs: %s sends the records that the service sent',
  async (_id, recorded, level, includeExecutionData) => {
    const { history } = await execute(recorded.definition, { input: recorded.input });

    const records = logEvents(history, { level, includeExecutionData, executionArn: 'arn' });

    const shape = ({ id, type, previous_event_id, details, redrive_count }: Record<string, unknown>) => ({
      id,
      type,
      previous_event_id,
      redrive_count,
      details: Object.keys(details as object).sort(),
    });
    expect(records.map((record) => shape({ ...record }))).toEqual(recorded.logs.map(shape));
  },
);

test('fails when an Express execution is asked to wait for a callback', async () => {
  const machine = {
    StartAt: 'Ask',
    States: {
      Ask: {
        Type: 'Task',
        Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken',
        Parameters: { 'T.$': '$$.Task.Token' },
        End: true,
      },
    },
  };

  await expect(execute(machine, { type: 'EXPRESS' })).rejects.toThrow(
    'State "Ask" at /States/Ask/Resource: expected a request-response task',
  );
});
