import 'drystep/jest';
import { Stack } from 'aws-cdk-lib';
import { AttributeType, Table } from 'aws-cdk-lib/aws-dynamodb';
import { Choice, Condition, DefinitionBody, JsonPath, Pass, StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { DynamoAttributeValue, DynamoGetItem } from 'aws-cdk-lib/aws-stepfunctions-tasks';
import { testApp, testMachine } from 'drystep/testing';

const stack = new Stack(testApp(), 'Customers');
const table = new Table(stack, 'Table', { partitionKey: { name: 'id', type: AttributeType.STRING } });
const load = new DynamoGetItem(stack, 'Load', {
  table,
  key: { id: DynamoAttributeValue.fromString(JsonPath.stringAt('$.customerId')) },
  resultPath: '$.found',
});
const known = new Choice(stack, 'Known?')
  .when(Condition.isPresent('$.found.Item'), new Pass(stack, 'Greet'))
  .otherwise(new Pass(stack, 'Welcome'));
new StateMachine(stack, 'Greeting', { definitionBody: DefinitionBody.fromChainable(load.next(known)) });
const greeting = testMachine(stack);

test('greets whom it knows', async () => {
  greeting.mock('Load').returns({ Item: { id: { S: 'c-1' }, name: { S: 'Ada' } } });

  const execution = await greeting.execute({ customerId: 'c-1' });

  expect(execution).toHaveVisitedExactly('Load', 'Known?', 'Greet');
});

test('asks for the customer of the input', async () => {
  const getItem = jest.fn(() => ({}));
  greeting.mock(table).returns(getItem);

  const execution = await greeting.execute({ customerId: 'c-2' });

  expect(execution).toHaveVisited('Welcome');
  expect(getItem).toHaveBeenCalledWith(expect.objectContaining({ Key: { id: { S: 'c-2' } } }), expect.anything());
});

test('fails when DynamoDB does', async () => {
  greeting.mock('Load').fails('DynamoDB.ProvisionedThroughputExceededException', 'slow down');

  expect(await greeting.execute({ customerId: 'c-1' })).toFailWith('DynamoDB.ProvisionedThroughputExceededException');
});

test('reads without waiting for the last write', async () => {
  greeting.mock('Load').returns({});

  await greeting.execute({ customerId: 'c-1' });

  expect(greeting.calls('Load')[0]?.input).toMatchObject({ ConsistentRead: false });
});
