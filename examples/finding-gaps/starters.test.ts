import 'drystep/jest';
import { Stack } from 'aws-cdk-lib';
import { StepFunctionsRestApi } from 'aws-cdk-lib/aws-apigateway';
import { EventField, Rule, RuleTargetInput } from 'aws-cdk-lib/aws-events';
import { SfnStateMachine } from 'aws-cdk-lib/aws-events-targets';
import { DefinitionBody, JsonPath, Pass, StateMachine, StateMachineType } from 'aws-cdk-lib/aws-stepfunctions';
import { testApp } from 'drystep/testing';

const stack = new Stack(testApp(), 'Shop');
const receipt = new StateMachine(stack, 'Receipt', {
  definitionBody: DefinitionBody.fromChainable(new Pass(stack, 'Print', { parameters: { order: JsonPath.stringAt('$.orderId') } })),
});
new Rule(stack, 'OnPaid', {
  eventPattern: { source: ['shop'], detailType: ['OrderPaid'] },
  targets: [new SfnStateMachine(receipt, { input: RuleTargetInput.fromObject({ orderId: EventField.fromPath('$.detail.id') }) })],
});
const greeting = new StateMachine(stack, 'Greeting', {
  stateMachineType: StateMachineType.EXPRESS,
  definitionBody: DefinitionBody.fromChainable(new Pass(stack, 'Greet', { parameters: { name: JsonPath.stringAt('$.body.name') } })),
});
new StepFunctionsRestApi(stack, 'Api', { stateMachine: greeting });
const app = testApp(stack);

test('the rule passes on what the machine reads', async () => {
  const event = { source: 'shop', 'detail-type': 'OrderPaid', detail: { id: 'o-1' } };

  expect(app.starter('OnPaid').input(event)).toEqual({ orderId: 'o-1' });
  await app.starter('OnPaid').check(event);
});

test('the API passes on the name to greet', async () => {
  await app.starter('Api').check({ body: { name: 'Ada' } });
  await expect(app.starter('Api').check({ body: { firstName: 'Ada' } })).rejects.toThrow('$.body.name');
});

test('an event runs the machine', async () => {
  const execution = await app.starter('OnPaid').execute({ source: 'shop', 'detail-type': 'OrderPaid', detail: { id: 'o-1' } });

  expect(execution).toSucceedWith({ order: 'o-1' });
});

test('a request runs the machine', async () => {
  expect(await app.starter('Api').execute({ body: { name: 'Ada' } })).toSucceedWith({ name: 'Ada' });
});
