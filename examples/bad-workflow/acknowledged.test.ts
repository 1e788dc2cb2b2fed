import { type App, Stack, Validations } from 'aws-cdk-lib';
import { Choice, Condition, DefinitionBody, StateMachine, Succeed } from 'aws-cdk-lib/aws-stepfunctions';
import { DrystepValidation } from 'drystep';
import { testApp } from 'drystep/testing';

test('a finding is accepted with a reason', () => {
  const app: App = testApp();
  Validations.of(app).addPlugins(new DrystepValidation({ failOn: 'WARNING' }));
  const stack = new Stack(app, 'Shop');
  const large = new Choice(stack, 'Large?').when(Condition.numberGreaterThan('$.total', 1000), new Succeed(stack, 'Ask Manager'));
  new StateMachine(stack, 'Orders', { definitionBody: DefinitionBody.fromChainable(large) });

  Validations.of(stack).acknowledge({ id: 'Drystep::CHOICE_WITHOUT_DEFAULT', reason: 'every order is large' });

  expect(() => app.synth()).not.toThrow();
});
