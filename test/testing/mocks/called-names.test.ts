import 'drystep/jest';
import { testMachine } from 'drystep/testing';

const sub = (text: string) => ({ 'Fn::Sub': text });
const task = (Resource: string, Parameters: object, Next?: string) => ({
  Type: 'Task',
  Resource: `arn:aws:states:::${Resource}`,
  Parameters,
  ...(Next === undefined ? { End: true } : { Next }),
});

/** A template as SAM's or CloudFormation's users write it: nothing of the CDK in it. */
const template = {
  Resources: {
    ShipFunction: { Type: 'AWS::Serverless::Function', Properties: { FunctionName: 'ship-orders', AutoPublishAlias: 'live' } },
    PriceFunction: { Type: 'AWS::Lambda::Function', Properties: {}, Metadata: { 'aws:cdk:path': 'Shop/Price/Resource' } },
    OrdersTable: { Type: 'AWS::DynamoDB::Table', Properties: { TableName: 'orders' } },
    Parcels: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'parcels.fifo' } },
    News: { Type: 'AWS::SNS::Topic', Properties: { TopicName: 'news' } },
    Unused: { Type: 'AWS::SNS::Topic', Properties: {} },
    Fulfilment: {
      Type: 'AWS::StepFunctions::StateMachine',
      Properties: {
        StateMachineName: 'Fulfilment',
        Definition: {
          StartAt: 'Price It',
          States: {
            'Price It': { Type: 'Task', Resource: { 'Fn::GetAtt': ['PriceFunction', 'Arn'] }, Next: 'Send' },
            Send: task(
              'lambda:invoke',
              { FunctionName: sub('${ShipFunction.Arn}:live'), Payload: { table: 'orders', queue: 'parcels.fifo' } },
              'Store',
            ),
            Store: task('dynamodb:putItem', { TableName: { Ref: 'OrdersTable' }, Item: {} }, 'Queue Up'),
            'Queue Up': task('sqs:sendMessage', { QueueUrl: { Ref: 'Parcels' }, MessageBody: 'news' }, 'Tell'),
            Tell: task('sns:publish', { TopicArn: { Ref: 'News' }, Message: 'orders' }, 'Bill'),
            Bill: task('lambda:invoke', { FunctionName: 'billing:3', InvocationType: 'Event' }),
          },
        },
      },
    },
  },
};

const fulfilment = () => testMachine(template);

/** The states that a mock of this key answers. */
async function answered(key: string | RegExp): Promise<readonly string[]> {
  const asked: string[] = [];
  const machine = fulfilment().with({ '*': {} });
  machine.mock(key).returns(({ state }: { state: string }) => {
    asked.push(state);
    return {};
  });
  expect(await machine.execute({})).toSucceed();
  expect(machine.calls(key).map(({ state }) => state)).toEqual(asked);
  return asked;
}

const ACCOUNT = 'us-east-1:111111111111';

describe('mock() finds the states by what they call', () => {
  test.each([
    ['the logical id of a function', 'ShipFunction', ['Send']],
    ['the logical id of a table', 'OrdersTable', ['Store']],
    ['the logical id of a queue', 'Parcels', ['Queue Up']],
    ['the logical id of a topic', 'News', ['Tell']],
    ['the path of a construct', 'Shop/Price', ['Price It']],
    ['the name of a function', 'ship-orders', ['Send']],
    ['the name and alias of a function', 'ship-orders:live', ['Send']],
    ['the name of a function that is in no template', 'billing', ['Bill']],
    ['the name of a table', 'orders', ['Store']],
    ['the name of a queue', 'parcels.fifo', ['Queue Up']],
    ['the name of a topic', 'news', ['Tell']],
    ['the ARN of a function', `arn:aws:lambda:${ACCOUNT}:function:ship-orders`, ['Send']],
    ['the ARN of a function that is called by name', 'arn:aws:lambda:eu-west-1:222222222222:function:billing', ['Bill']],
    ['the ARN of a table', `arn:aws:dynamodb:${ACCOUNT}:table/orders`, ['Store']],
    ['the ARN of a queue', `arn:aws:sqs:${ACCOUNT}:parcels.fifo`, ['Queue Up']],
    ['the URL of a queue', 'https://sqs.us-east-1.amazonaws.com/111111111111/parcels.fifo', ['Queue Up']],
    ['the ARN of a topic', `arn:aws:sns:${ACCOUNT}:news`, ['Tell']],
    ['a pattern over logical ids', '*Function', ['Price It', 'Send']],
    ['a pattern over paths', 'Shop/*', ['Price It']],
    ['a pattern over ARNs', 'arn:aws:s?s:*'.replace('?', 'q'), ['Queue Up']],
    ['a pattern over integrations', 'arn:aws:states:::lambda:*', ['Send', 'Bill']],
    ['a regular expression over names', /^ship-/, ['Send']],
  ])('%s', async (_, key, states) => {
    expect(await answered(key)).toEqual(states);
  });

  test.each([
    ['hello', ['Greet']],
    ['world-wide', ['Shout']],
    ['HelloLambdaFunction', ['Greet']],
  ])('the key of a function in serverless.yml: %s', async (key, states) => {
    const lambda = (FunctionName: string) => ({ Type: 'AWS::Lambda::Function', Properties: { FunctionName } });
    const call = (id: string) => ({ Type: 'Task', Resource: { 'Fn::GetAtt': [id, 'Arn'] } });
    const Definition = {
      StartAt: 'Greet',
      States: { Greet: { ...call('HelloLambdaFunction'), Next: 'Shout' }, Shout: { ...call('WorldDashwideLambdaFunction'), End: true } },
    };
    const machine = testMachine({
      Resources: {
        HelloLambdaFunction: lambda('greeter-dev-hello'),
        WorldDashwideLambdaFunction: lambda('greeter-dev-world-wide'),
        GreeterStepFunctionsStateMachine: { Type: 'AWS::StepFunctions::StateMachine', Properties: { Definition } },
      },
    }).with({ '*': {} });
    machine.mock(key).returns({ answered: key });

    await machine.execute({});

    expect(machine.calls(key).map(({ state }) => state)).toEqual(states);
  });

  test('the name of a placeholder that nobody filled in', async () => {
    const States = { Send: { ...task('lambda:invoke', { FunctionName: '${ship_arn}' }) } };
    const machine = testMachine({ StartAt: 'Send', States });
    machine.mock('ship_arn').returns({ shipped: true });

    expect(await machine.execute({})).toSucceedWith({ shipped: true });
  });

  test('a pattern that fits names of states means those alone', async () => {
    expect(await answered('S*')).toEqual(['Send', 'Store']);
  });

  test('the name of a state goes before what is called', async () => {
    const machine = testMachine({
      StartAt: 'bill',
      States: {
        bill: task('lambda:invoke', { FunctionName: 'ship' }, 'Last'),
        Last: task('lambda:invoke', { FunctionName: 'bill' }),
      },
    });
    machine.mock('bill').returns({ by: 'state' });
    machine.mock('Last').returns((call: { input: unknown }) => call.input as object);

    expect(await machine.execute({})).toSucceed();
    expect(machine.calls('bill').map(({ state }) => state)).toEqual(['bill']);
  });

  test('a function of the template that is chosen at run time', async () => {
    const definition = { StartAt: 'Any', States: { Any: task('lambda:invoke', { 'FunctionName.$': '$.target' }) } };
    const Machine = { Type: 'AWS::StepFunctions::StateMachine', Properties: { Definition: definition } };
    const machine = testMachine({ Resources: { ...template.Resources, Fulfilment: Machine } });
    machine.mock('ShipFunction').returns({ shipped: true });

    expect(await machine.execute({ target: `arn:aws:lambda:${ACCOUNT}:function:ship-orders` })).toSucceedWith({ shipped: true });
    expect(() => machine.mock('OrdersTable')).toThrow('No task of Fulfilment calls OrdersTable (AWS::DynamoDB::Table).');
  });
});

describe('mock() refuses a name that nothing has', () => {
  const tasks =
    'name a task, or what it calls: "Price It" (Shop/Price, PriceFunction), "Send" (ShipFunction, ship-orders), "Store" (OrdersTable, orders), "Queue Up" (Parcels, parcels.fifo), "Tell" (News, news), "Bill" (billing, billing:3).';

  test('with the states, and what each can be named by', () => {
    expect(() => fulfilment().mock('Something else')).toThrow(`Fulfilment has no state "Something else". Hint: ${tasks}`);
    expect(() => fulfilment().mock('Warehouse*')).toThrow(`No task of Fulfilment fits "Warehouse*". Hint: ${tasks}`);
    expect(() => fulfilment().mock('arn:aws:lambda:us-east-1:111111111111:function:nope')).toThrow(
      `No task of Fulfilment calls arn:aws:lambda:us-east-1:111111111111:function:nope. Hint: ${tasks}`,
    );
  });

  test('with the nearest, among states and what they call', () => {
    expect(() => fulfilment().mock('OrderTable')).toThrow('Hint: did you mean "OrdersTable"?');
    expect(() => fulfilment().mock('Stroe')).toThrow('Hint: did you mean "Store"?');
  });

  test('when it is that of a resource that no task calls', () => {
    expect(() => fulfilment().mock('Unused')).toThrow(`No task of Fulfilment calls Unused (AWS::SNS::Topic). Hint: ${tasks}`);
  });

  test.each([
    ['what a request carries', 'Event'],
    ['the ARN of a table, whose name is that of a topic', `arn:aws:dynamodb:${ACCOUNT}:table/news`],
    ['the ARN of a queue in another region', 'arn:aws:sqs:eu-west-1:111111111111:parcels.fifo'],
  ])('when it is %s', (_, key) => {
    expect(() => fulfilment().mock(key)).toThrow('Hint: ');
  });
});
