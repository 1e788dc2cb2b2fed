import 'drystep/jest';
import { Duration, Stack } from 'aws-cdk-lib';
import { Activity, DefinitionBody, StateMachine, Timeout } from 'aws-cdk-lib/aws-stepfunctions';
import { StepFunctionsInvokeActivity } from 'aws-cdk-lib/aws-stepfunctions-tasks';
import { testApp, testMachine } from 'drystep/testing';

const stack = new Stack(testApp(), 'Warehouse');
const activity = new Activity(stack, 'Picking');
const pick = new StepFunctionsInvokeActivity(stack, 'Pick', {
  activity,
  taskTimeout: Timeout.duration(Duration.hours(8)),
  heartbeatTimeout: Timeout.duration(Duration.minutes(10)),
});
new StateMachine(stack, 'Order', { definitionBody: DefinitionBody.fromChainable(pick) });
const order = testMachine(stack);

test('waits for a worker', async () => {
  const execution = order.start({ shelf: 7 });

  const task = execution.activity(activity).poll({ workerName: 'robot 3' }); // GetActivityTask
  expect(task?.input).toEqual({ shelf: 7 });
  task?.succeed({ picked: true }); // SendTaskSuccess

  expect(await execution.result()).toSucceedWith({ picked: true });
});

test('gives up on a worker that is not heard of, and tells it so', async () => {
  const execution = order.start({ shelf: 7 });
  const task = execution.activity(activity).poll();

  await execution.advance({ minutes: 9 });
  task?.heartbeat();
  await execution.advance({ minutes: 10 });

  expect(execution).toFailWith('States.Timeout');
  expect(() => task?.succeed({ picked: true })).toThrow(expect.objectContaining({ name: 'TaskTimedOut' }));
});

test('waits for a worker for as long as none polls, and times out when one falls silent', async () => {
  const execution = order.start({ shelf: 7 });
  await execution.advance({ days: 30 });
  expect(execution.status).toBe('RUNNING');

  execution.activity(activity).poll();
  await execution.advance({ minutes: 10 });

  expect(execution).toFailWith('States.Timeout');
});

test('has a worker that answers at once', async () => {
  order.mock(activity).returns({ picked: true });

  expect(await order.execute({ shelf: 7 })).toSucceedWith({ picked: true });
});

test('gives up on a worker that is busy for eight hours, however often it is heard of', async () => {
  const execution = order.start({ shelf: 7 });
  const task = execution.activity(activity).poll();

  while (execution.status === 'RUNNING') {
    task?.heartbeat();
    await execution.advance({ seconds: 599 });
  }

  expect(execution).toFailWith('States.Timeout');
  expect(execution).toHaveTaken({ hours: 8 });
});
