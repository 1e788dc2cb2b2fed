import 'drystep/jest';
import { Stack } from 'aws-cdk-lib';
import { DefinitionBody, Fail, IntegrationPattern, JsonPath, Pass, StateMachine, TaskInput } from 'aws-cdk-lib/aws-stepfunctions';
import { StepFunctionsStartExecution } from 'aws-cdk-lib/aws-stepfunctions-tasks';
import { testApp, testMachine } from 'drystep/testing';

const stack = new Stack(testApp(), 'Payroll');
const pay = new Pass(stack, 'Pay', { parameters: { paid: JsonPath.numberAt('$.hours') } });
const payment = new StateMachine(stack, 'Payment', { definitionBody: DefinitionBody.fromChainable(pay) });
const start = new StepFunctionsStartExecution(stack, 'Start Payment', {
  stateMachine: payment,
  integrationPattern: IntegrationPattern.RUN_JOB, // states:::states:startExecution.sync:2
  input: TaskInput.fromObject({ hours: JsonPath.numberAt('$.hours') }),
  outputPath: '$.Output',
});
start.addCatch(new Fail(stack, 'Unpaid', { error: 'Unpaid' }), { errors: ['States.TaskFailed'] });
new StateMachine(stack, 'Month', { definitionBody: DefinitionBody.fromChainable(start) });
const month = testMachine(stack, 'Month');

test('answers for the other machine', async () => {
  month.mock(payment).returns({ Status: 'SUCCEEDED', Output: { paid: 40 } });

  expect(await month.execute({ hours: 40 })).toSucceedWith({ paid: 40 });
});

test('runs the other machine for real', async () => {
  const payroll = testApp(stack); // all machines of the stack, or of a whole app: they start each other, on one clock

  const execution = await payroll.machine('Month').execute({ hours: 40 });

  expect(execution).toSucceedWith({ paid: 40 });
});

test('fails when the other machine does', async () => {
  month.mock('Start Payment').fails('States.TaskFailed', 'the bank is closed');

  expect(await month.execute({ hours: 40 })).toFailWith('Unpaid');
});

test('hands on why nothing was paid', async () => {
  month.mock('Start Payment').fails('States.TaskFailed', 'the bank is closed');

  const execution = await month.execute({ hours: 40 });

  expect(execution).toHaveStateInput('Unpaid', { Error: 'States.TaskFailed', Cause: 'the bank is closed' });
});
