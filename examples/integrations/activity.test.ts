import 'drystep/jest';
import { Duration, Stack } from 'aws-cdk-lib';
import { Activity, DefinitionBody, StateMachine, Timeout } from 'aws-cdk-lib/aws-stepfunctions';
import { StepFunctionsInvokeActivity } from 'aws-cdk-lib/aws-stepfunctions-tasks';
import { testApp, testMachine } from 'drystep/testing';

const stack = new Stack(testApp(), 'Warehouse');
const activity = new Activity(stack, 'Picking');
const pick = new StepFunctionsInvokeActivity(stack, 'Pick', { activity, taskTimeout: Timeout.duration(Duration.hours(8)) });
new StateMachine(stack, 'Order', { definitionBody: DefinitionBody.fromChainable(pick) });
const order = testMachine(stack);

test('waits for a worker', async () => {
  const execution = order.start({ shelf: 7 });
  await execution.waitingFor('Pick');

  const [task] = execution.pending;
  task?.start('robot 3'); // GetActivityTask
  task?.succeed({ picked: true }); // SendTaskSuccess

  expect(await execution.result()).toSucceedWith({ picked: true });
});

test('times out when no worker comes', async () => {
  expect(await order.execute({ shelf: 7 })).toFailWith('States.Timeout');
});

test('has a worker that answers at once', async () => {
  order.mock(activity).returns({ picked: true });

  expect(await order.execute({ shelf: 7 })).toSucceedWith({ picked: true });
});
