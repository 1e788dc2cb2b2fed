import { delayed, execute, parked } from '../../src/interpreter';

// The developer guide, on the error names and on the quotas of HTTP tasks: one times out after 60 seconds, with States.Http.Socket.
const http = (more: object = {}) => ({
  Type: 'Task',
  Resource: 'arn:aws:states:::http:invoke',
  Parameters: { ApiEndpoint: 'https://api.example.com/orders', Method: 'GET', Authentication: { ConnectionArn: 'arn' } },
  End: true,
  ...more,
});

const run = (state: object, seconds: number) =>
  execute({ StartAt: 'Call', States: { Call: state } }, { tasks: { Call: () => delayed(seconds, () => ({ StatusCode: 200 })) } });

describe('an HTTP task', () => {
  test('may take less than a minute', async () => {
    expect(await run(http(), 59)).toMatchObject({ status: 'SUCCEEDED', output: { StatusCode: 200 } });
  });

  test.each([
    ['fails after a minute', 61],
    ['fails after a minute when no answer comes at all', Number.POSITIVE_INFINITY],
  ])('%s', async (_, seconds) => {
    const { error, cause, history } = await run(http(), seconds);

    expect({ error, cause }).toEqual({ error: 'States.Http.Socket', cause: undefined });
    expect(history.at(-2)).toMatchObject({
      type: 'TaskFailed',
      taskFailedEventDetails: { error: 'States.Http.Socket', resourceType: 'http' },
    });
    expect(history.at(-1)!.timestamp.getTime() - history[0]!.timestamp.getTime()).toBe(60_000);
  });

  test('fails after a minute whatever its TimeoutSeconds', async () => {
    expect(await run(http({ TimeoutSeconds: 90 }), 80)).toMatchObject({ status: 'FAILED', error: 'States.Http.Socket' });
  });

  test('fails with its own timeout when that is shorter', async () => {
    expect(await run(http({ TimeoutSeconds: 30 }), 80)).toMatchObject({ status: 'FAILED', error: 'States.Timeout' });
  });

  test('is retried, and each attempt has its minute', async () => {
    const state = http({ Retry: [{ ErrorEquals: ['States.Http.Socket'], MaxAttempts: 1 }] });
    let calls = 0;
    const tasks = { Call: () => delayed(++calls === 1 ? 70 : 50, () => ({ StatusCode: 204 })) };

    expect(await execute({ StartAt: 'Call', States: { Call: state } }, { tasks })).toMatchObject({ output: { StatusCode: 204 } });
  });
});

test('calls of other services have no such minute', async () => {
  const invoke = { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', Parameters: { FunctionName: 'f' }, End: true };
  expect(await run(invoke, 600)).toMatchObject({ status: 'SUCCEEDED' });

  const callback = { ...invoke, Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken', TimeoutSeconds: 600 };
  const { error } = await execute({ StartAt: 'Call', States: { Call: callback } }, { tasks: { Call: () => parked() } });
  expect(error).toBe('States.Timeout');
});
