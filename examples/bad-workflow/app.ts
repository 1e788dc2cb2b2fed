import { App, Duration, Stack, Validations } from 'aws-cdk-lib';
import { Choice, Condition, CustomState, DefinitionBody, Pass, StateMachine, Succeed } from 'aws-cdk-lib/aws-stepfunctions';
import { DrystepValidation } from 'drystep';

// Three mistakes that the compiler and the CDK let pass: an API that Step Functions does not offer, a misspelt field, a Choice without Default.
const app = new App();
Validations.of(app).addPlugins(new DrystepValidation());

const stack = new Stack(app, 'Shop');
const orders = new CustomState(stack, 'Find Orders', {
  stateJson: {
    Type: 'Task',
    Resource: 'arn:aws:states:::dynamodb:query',
    Parameters: { TableName: 'orders' },
    ResultPath: '$.orders',
  },
});
const order = new Pass(stack, 'Read Order', { parameters: { id: 'o-1', 'total.$': '$.amount' } });
const large = new Choice(stack, 'Large?').when(Condition.numberGreaterThan('$.totl', 1000), new Succeed(stack, 'Ask Manager'));

new StateMachine(stack, 'Orders', {
  definitionBody: DefinitionBody.fromChainable(orders.next(order).next(large)),
  timeout: Duration.minutes(5),
});
