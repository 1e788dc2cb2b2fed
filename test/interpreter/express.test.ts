import { execute } from 'drystep/interpreter';

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
