import { delayed, execute, parked, TaskError } from '../../src/interpreter';

const START = Date.UTC(2024, 0, 1);

function machine(fields: object, resource = 'arn:aws:states:::dynamodb:getItem') {
  return { StartAt: 'Read', States: { Read: { Type: 'Task', Resource: resource, End: true, ...fields } } };
}

describe('delayed', () => {
  test('lets virtual time pass before the answer', async () => {
    const result = await execute(machine({ TimeoutSeconds: 60 }), { tasks: () => delayed(42, () => ({ found: true })) });

    expect(result.output).toEqual({ found: true });
    expect(result.history.at(-1)?.timestamp).toEqual(new Date(START + 42_000));
  });

  test('times out when the answer comes after the timeout', async () => {
    const result = await execute(machine({ TimeoutSeconds: 5 }), { tasks: () => delayed(Number.POSITIVE_INFINITY, () => 'never') });

    expect(result).toMatchObject({ status: 'FAILED', error: 'States.Timeout' });
    expect(result.history.at(-1)?.timestamp).toEqual(new Date(START + 5_000));
  });

  test('fails the attempt when the answer throws a TaskError', async () => {
    const tasks = () =>
      delayed(1, () => {
        throw new TaskError('Busy', 'later');
      });

    const result = await execute(machine({ Retry: [{ ErrorEquals: ['Busy'], MaxAttempts: 1 }] }), { tasks });

    expect(result).toMatchObject({ status: 'FAILED', error: 'Busy' });
    expect(result.history.filter((event) => event.type === 'TaskFailed')).toHaveLength(2);
  });

  test('parks a callback after the time its request took', async () => {
    const definition = machine({ TimeoutSeconds: 10 }, 'arn:aws:states:::sqs:sendMessage.waitForTaskToken');

    const result = await execute(definition, { tasks: () => delayed(2, () => parked({ MessageId: 'm' })) });

    const submitted = result.history.find((event) => event.type === 'TaskSubmitted');
    expect(submitted?.timestamp).toEqual(new Date(START + 2_000));
    expect(result.history.at(-1)?.timestamp).toEqual(new Date(START + 10_000));
  });
});
