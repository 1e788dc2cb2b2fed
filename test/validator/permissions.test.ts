import type { JsonObject, JsonValue } from '../../src/asl';
import { readTemplate, rolePoliciesOf } from '../../src/template';
import { validate } from '../../src/validator';

const call = (Resource: string, Parameters: JsonObject = {}, fields: JsonObject = {}): JsonObject => ({
  Type: 'Task',
  Resource: Resource.startsWith('arn:') ? Resource : `arn:aws:states:::${Resource}`,
  Parameters,
  ...fields,
  End: true,
});
const arnOf = (logicalId: string): JsonObject => ({ 'Fn::GetAtt': [logicalId, 'Arn'] });
const allow = (Action: JsonValue, Resource: JsonValue = '*', fields: JsonObject = {}): JsonObject => ({
  Effect: 'Allow',
  Action,
  Resource,
  ...fields,
});
const invokeShip = call('lambda:invoke', { FunctionName: arnOf('Ship') });
const toShip = allow('lambda:InvokeFunction', arnOf('Ship'));

/** A template with a machine of this one state, whose role has these statements; `more` adds to its resources, or replaces them. */
function template(state: JsonObject, statements: readonly JsonObject[], more: JsonObject = {}, top: JsonObject = {}): JsonObject {
  return {
    ...top,
    Resources: {
      Ship: { Type: 'AWS::Lambda::Function', Properties: {} },
      Bill: { Type: 'AWS::Lambda::Function', Properties: {} },
      Orders: { Type: 'AWS::DynamoDB::Table', Properties: {} },
      Queue: { Type: 'AWS::SQS::Queue', Properties: {} },
      Topic: { Type: 'AWS::SNS::Topic', Properties: {} },
      Other: { Type: 'AWS::StepFunctions::StateMachine', Properties: {} },
      Role: {
        Type: 'AWS::IAM::Role',
        Properties: statements.length === 0 ? {} : { Policies: [{ PolicyName: 'p', PolicyDocument: { Statement: statements } }] },
      },
      Machine: {
        Type: 'AWS::StepFunctions::StateMachine',
        Properties: { RoleArn: arnOf('Role'), Definition: { StartAt: 'A', States: { A: state } } },
      },
      ...more,
    },
  };
}

/** What is said of the permissions of the machine called `Machine`. */
function said(source: JsonObject): { readonly message: string; readonly hint: string }[] {
  const machine = readTemplate(source).stateMachines.find(({ logicalId }) => logicalId === 'Machine')!;
  const role = rolePoliciesOf(machine);
  return validate(machine.definition!, { type: machine.type, ...(role === undefined ? {} : { role }) })
    .diagnostics.filter(({ rule }) => rule === 'MISSING_PERMISSION')
    .map(({ message, hint = '' }) => ({ message: message.replace('State "A": ', ''), hint }));
}

const missing = (what: string): string => `no policy of the machine's role allows ${what}`;
const messages = (source: JsonObject): string[] => said(source).map(({ message }) => message);

describe('MISSING_PERMISSION', () => {
  test('says what is missing, and the statement to add', () => {
    expect(said(template(invokeShip, []))).toEqual([
      {
        message: missing('lambda:InvokeFunction'),
        hint: 'add to its policies: {"Effect":"Allow","Action":"lambda:InvokeFunction","Resource":"arn:aws:lambda:*:*:function:Ship"}',
      },
    ]);
  });

  test('is a WARNING at the Resource of the task, and not for rules "aws"', () => {
    const machine = readTemplate(template(invokeShip, [])).stateMachines.find(({ logicalId }) => logicalId === 'Machine')!;
    const role = rolePoliciesOf(machine)!;

    expect(validate(machine.definition!, { role }).diagnostics).toContainEqual(
      expect.objectContaining({ severity: 'WARNING', rule: 'MISSING_PERMISSION', pointer: '/States/A/Resource' }),
    );
    expect(validate(machine.definition!, { role, rules: 'aws' }).diagnostics).toEqual([]);
    expect(validate(machine.definition!).diagnostics.map(({ rule }) => rule)).not.toContain('MISSING_PERMISSION');
  });

  test.each<[string, readonly JsonObject[]]>([
    ['the action on the resource', [toShip]],
    ['the action on everything', [allow('lambda:InvokeFunction')]],
    ['the action in other letters', [allow('LAMBDA:invokefunction')]],
    ['one of several actions', [allow(['logs:PutLogEvents', 'lambda:InvokeFunction'], [arnOf('Bill'), arnOf('Ship')])]],
    ['all actions of the service', [allow('lambda:*')]],
    ['a wildcard within', [allow('lambda:Invoke*', { 'Fn::Sub': 'arn:aws:lambda:${AWS::Region}:${AWS::AccountId}:function:Sh*' })]],
    ['a question mark', [allow('lambda:InvokeFunctio?', { 'Fn::Sub': '${Ship.Arn}' })]],
    ['everything', [allow('*')]],
    ['all but something else', [{ Effect: 'Allow', NotAction: 'iam:*', Resource: '*' }]],
    ['all but another resource', [{ Effect: 'Allow', Action: 'lambda:InvokeFunction', NotResource: arnOf('Bill') }]],
    [
      'on a condition, which may hold',
      [allow('lambda:InvokeFunction', '*', { Condition: { StringEquals: { 'aws:RequestedRegion': 'x' } } })],
    ],
    ['on a resource of another name after the deployment', [allow('lambda:InvokeFunction', { Ref: 'FunctionArn' })]],
    ['on what another stack exports', [allow('lambda:InvokeFunction', { 'Fn::ImportValue': 'shared-function' })]],
    ['on a resource known by a look-up', [allow('lambda:InvokeFunction', '{{resolve:ssm:/function}}')]],
    ['although it denies something else', [toShip, { Effect: 'Deny', Action: 'lambda:DeleteFunction', Resource: '*' }]],
    ['although it denies another resource', [toShip, { Effect: 'Deny', Action: 'lambda:*', Resource: arnOf('Bill') }]],
    [
      'although it denies it on a condition',
      [toShip, { Effect: 'Deny', Action: '*', Resource: '*', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }],
    ],
  ])('nothing where a policy allows %s', (_, statements) => {
    const top = { Parameters: { FunctionArn: { Type: 'String' } } };
    expect(messages(template(invokeShip, statements, {}, top))).toEqual([]);
  });

  test.each<[string, readonly JsonObject[]]>([
    ['another action', [allow('lambda:GetFunction')]],
    ['the call of the SDK by its name', [allow('lambda:Invoke')]],
    ['another resource', [allow('lambda:InvokeFunction', arnOf('Bill'))]],
    ['another kind of resource', [allow('lambda:InvokeFunction', { Ref: 'Topic' })]],
    ['a longer name', [allow('lambda:InvokeFunction', { 'Fn::Sub': 'arn:aws:lambda:${AWS::Region}:${AWS::AccountId}:function:Shipper' })]],
    ['its versions only', [allow('lambda:InvokeFunction', { 'Fn::Sub': '${Ship.Arn}:*' })]],
    ['all but this', [{ Effect: 'Allow', NotAction: 'lambda:*', Resource: '*' }]],
  ])('reports where the policies allow %s', (_, statements) => {
    expect(messages(template(invokeShip, statements))).toEqual([missing('lambda:InvokeFunction')]);
  });

  test.each<[string, JsonObject]>([
    ['everything', { Effect: 'Deny', Action: '*', Resource: '*' }],
    ['the action', { Effect: 'Deny', Action: 'lambda:Invoke*', Resource: arnOf('Ship') }],
    ['all but other actions', { Effect: 'Deny', NotAction: ['s3:*', 'logs:*'], Resource: '*' }],
    ['all but another resource', { Effect: 'Deny', Action: 'lambda:*', NotResource: arnOf('Bill') }],
  ])('reports a call that a policy denies: %s', (_, statement) => {
    expect(messages(template(invokeShip, [toShip, statement]))).toEqual(["a policy of the machine's role denies lambda:InvokeFunction"]);
  });
});

describe('MISSING_PERMISSION: policies around the role', () => {
  const document = { PolicyDocument: { Statement: [toShip] } };
  const withRole = (Properties: JsonObject): JsonObject => ({ Role: { Type: 'AWS::IAM::Role', Properties } });

  test.each<[string, JsonObject]>([
    ['a policy of its own', { P: { Type: 'AWS::IAM::Policy', Properties: { ...document, Roles: [{ Ref: 'Role' }] } } }],
    ['a role policy', { P: { Type: 'AWS::IAM::RolePolicy', Properties: { ...document, RoleName: { Ref: 'Role' } } } }],
    [
      'a managed policy that names the role',
      { P: { Type: 'AWS::IAM::ManagedPolicy', Properties: { ...document, Roles: [{ Ref: 'Role' }] } } },
    ],
    [
      'a managed policy that the role names',
      { P: { Type: 'AWS::IAM::ManagedPolicy', Properties: document }, ...withRole({ ManagedPolicyArns: [{ Ref: 'P' }] }) },
    ],
    ['an administrator', withRole({ ManagedPolicyArns: ['arn:aws:iam::aws:policy/AdministratorAccess'] })],
    [
      'a managed policy for functions',
      withRole({ ManagedPolicyArns: [{ 'Fn::Sub': 'arn:${AWS::Partition}:iam::aws:policy/service-role/AWSLambdaRole' }] }),
    ],
    ['a managed policy whose contents are not known', withRole({ ManagedPolicyArns: ['arn:aws:iam::aws:policy/AWSLambda_FullAccess'] })],
    ['a managed policy of the account', withRole({ ManagedPolicyArns: ['arn:aws:iam::123456789012:policy/ours'] })],
    ['a managed policy that comes with a parameter', withRole({ ManagedPolicyArns: [{ Ref: 'PolicyArn' }] })],
    ['policies that come with a parameter', withRole({ Policies: { Ref: 'PolicyArn' } })],
    [
      'policies that depend on a condition',
      withRole({ Policies: [{ 'Fn::If': ['IsProd', { PolicyName: 'p', ...document }, { Ref: 'AWS::NoValue' }] }] }),
    ],
    [
      'a statement that depends on a condition',
      withRole({
        Policies: [{ PolicyName: 'p', PolicyDocument: { Statement: [{ 'Fn::If': ['IsProd', toShip, { Ref: 'AWS::NoValue' }] }] } }],
      }),
    ],
    [
      'an action that comes with a parameter',
      withRole({ Policies: [{ PolicyName: 'p', PolicyDocument: { Statement: [allow({ Ref: 'PolicyArn' })] } }] }),
    ],
    [
      'a permission of the function for the role',
      {
        P: {
          Type: 'AWS::Lambda::Permission',
          Properties: { Action: 'lambda:InvokeFunction', FunctionName: { Ref: 'Ship' }, Principal: arnOf('Role') },
        },
      },
    ],
  ])('nothing with %s', (_, more) => {
    const top = {
      Parameters: { PolicyArn: { Type: 'String' } },
      Conditions: { IsProd: { 'Fn::Equals': [{ Ref: 'AWS::Region' }, 'eu-west-1'] } },
    };
    expect(messages(template(invokeShip, [], more, top))).toEqual([]);
  });

  test.each<[string, JsonObject]>([
    [
      'a policy of another role',
      {
        R: { Type: 'AWS::IAM::Role', Properties: {} },
        P: { Type: 'AWS::IAM::Policy', Properties: { ...document, Roles: [{ Ref: 'R' }] } },
      },
    ],
    ['a managed policy for logs', withRole({ ManagedPolicyArns: ['arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole'] })],
    [
      'a permission of the function for a service',
      {
        P: {
          Type: 'AWS::Lambda::Permission',
          Properties: { Action: 'lambda:InvokeFunction', FunctionName: { Ref: 'Ship' }, Principal: 'events.amazonaws.com' },
        },
      },
    ],
  ])('reports with %s', (_, more) => {
    expect(messages(template(invokeShip, [], more))).toEqual([missing('lambda:InvokeFunction')]);
  });

  test.each<[string, JsonValue]>([
    ['by its ARN', 'arn:aws:iam::123456789012:role/ours'],
    ['with a parameter', { Ref: 'RoleArn' }],
    ['with a parameter whose default is the ARN of a role here', { Ref: 'OwnArn' }],
    ['from another stack', { 'Fn::ImportValue': 'role' }],
    ['on a condition', { 'Fn::If': ['IsProd', arnOf('Role'), 'arn:aws:iam::123456789012:role/ours'] }],
  ])('nothing for a role that comes %s', (_, RoleArn) => {
    const Properties = { RoleArn, Definition: { StartAt: 'A', States: { A: invokeShip } } };
    const top = {
      Parameters: { RoleArn: { Type: 'String' }, OwnArn: { Type: 'String', Default: 'arn:aws:iam::111111111111:role/Role' } },
      Conditions: { IsProd: { 'Fn::Equals': ['a', 'a'] } },
    };

    expect(messages(template(invokeShip, [], { Machine: { Type: 'AWS::StepFunctions::StateMachine', Properties } }, top))).toEqual([]);
  });

  test('nothing where a macro may add to the template', () => {
    expect(messages(template(invokeShip, [], {}, { Transform: 'OurMacro' }))).toEqual([]);
  });

  test('sees a policy in a nested stack, which gets the role by a parameter', () => {
    const inner = {
      Parameters: { RoleName: { Type: 'String' }, Function: { Type: 'String' } },
      Resources: {
        P: {
          Type: 'AWS::IAM::Policy',
          Properties: {
            PolicyDocument: { Statement: [allow('lambda:InvokeFunction', { Ref: 'Function' })] },
            Roles: [{ Ref: 'RoleName' }],
          },
        },
      },
    };
    const outer = template(invokeShip, [], {
      Inner: { Type: 'AWS::CloudFormation::Stack', Properties: { Parameters: { RoleName: { Ref: 'Role' }, Function: arnOf('Ship') } } },
    });
    const machine = readTemplate(outer, { nestedStack: () => ({ template: inner }) }).stateMachines.find(
      ({ logicalId }) => logicalId === 'Machine',
    )!;
    const role = rolePoliciesOf(machine)!;

    expect(validate(machine.definition!, { role }).diagnostics.map(({ rule }) => rule)).not.toContain('MISSING_PERMISSION');
  });
});

describe('MISSING_PERMISSION: what a call is made on', () => {
  const top = { Parameters: { Name: { Type: 'String', Default: 'Bill' } } };
  test.each<[string, JsonObject, JsonObject, string[]]>([
    ['a function by its ARN', { ...invokeShip, Resource: arnOf('Ship') }, toShip, []],
    ['a function by its ARN, not allowed', { ...invokeShip, Resource: arnOf('Bill') }, toShip, [missing('lambda:InvokeFunction')]],
    ['a function by its name', call('lambda:invoke', { FunctionName: { Ref: 'Ship' } }), toShip, []],
    [
      'a version of a function',
      call('lambda:invoke', { FunctionName: { 'Fn::Sub': '${Ship.Arn}:1' } }),
      allow('lambda:InvokeFunction', { 'Fn::Sub': '${Ship.Arn}:*' }),
      [],
    ],
    [
      'an imported function',
      call('lambda:invoke', { FunctionName: 'arn:aws:lambda:eu-west-1:123456789012:function:theirs' }),
      toShip,
      [missing('lambda:InvokeFunction')],
    ],
    [
      'an imported function in another region and account',
      call('lambda:invoke', { FunctionName: 'arn:aws:lambda:eu-west-1:123456789012:function:theirs' }),
      allow('lambda:InvokeFunction', { 'Fn::Sub': 'arn:aws:lambda:${AWS::Region}:${AWS::AccountId}:function:theirs' }),
      [],
    ],
    ['a function whose name is a parameter', call('lambda:invoke', { FunctionName: { Ref: 'Name' } }), toShip, []],
    ['a function that the input names', call('lambda:invoke', { 'FunctionName.$': '$.function' }), toShip, []],
    [
      'a function that JSONata names',
      {
        Type: 'Task',
        QueryLanguage: 'JSONata',
        Resource: 'arn:aws:states:::lambda:invoke',
        Arguments: { FunctionName: '{% $states.input.f %}' },
        End: true,
      },
      toShip,
      [],
    ],
    ['a table', call('dynamodb:putItem', { TableName: { Ref: 'Orders' }, Item: {} }), allow('dynamodb:PutItem', arnOf('Orders')), []],
    [
      'a table, read only',
      call('dynamodb:putItem', { TableName: { Ref: 'Orders' }, Item: {} }),
      allow('dynamodb:GetItem', arnOf('Orders')),
      [missing('dynamodb:PutItem')],
    ],
    [
      'another table',
      call('dynamodb:putItem', { TableName: 'others', Item: {} }),
      allow('dynamodb:PutItem', arnOf('Orders')),
      [missing('dynamodb:PutItem')],
    ],
    ['a queue', call('sqs:sendMessage', { QueueUrl: { Ref: 'Queue' }, MessageBody: 'm' }), allow('sqs:SendMessage', arnOf('Queue')), []],
    [
      'a queue, for its consumer',
      call('sqs:sendMessage', { QueueUrl: { Ref: 'Queue' }, MessageBody: 'm' }),
      allow('sqs:ReceiveMessage', arnOf('Queue')),
      [missing('sqs:SendMessage')],
    ],
    ['a topic', call('sns:publish', { TopicArn: { Ref: 'Topic' }, Message: 'm' }), allow('sns:Publish', { Ref: 'Topic' }), []],
    [
      'a topic that nobody may publish to',
      call('sns:publish', { TopicArn: { Ref: 'Topic' }, Message: 'm' }),
      allow('sns:Publish', 'arn:aws:sns:*:*:other'),
      [missing('sns:Publish')],
    ],
    [
      'a callback',
      call('sqs:sendMessage.waitForTaskToken', { QueueUrl: { Ref: 'Queue' }, MessageBody: { 'token.$': '$$.Task.Token' } }),
      allow('logs:*'),
      [missing('sqs:SendMessage')],
    ],
    ['a call of the SDK', call('aws-sdk:s3:listObjectsV2', { Bucket: 'b' }), allow('s3:ListBucket', 'arn:aws:s3:::b'), []],
    [
      'a call of the SDK, granted by its own name',
      call('aws-sdk:s3:listObjectsV2', { Bucket: 'b' }),
      allow('s3:ListObjectsV2'),
      [missing('s3:ListBucket')],
    ],
    [
      'an object in a folder of a bucket',
      call('aws-sdk:s3:getObject', { Bucket: 'b', Key: 'in/a' }),
      allow('s3:GetObject', 'arn:aws:s3:::b/in/*'),
      [],
    ],
    [
      'an object in another bucket',
      call('aws-sdk:s3:getObject', { Bucket: 'c', Key: 'in/a' }),
      allow('s3:GetObject', 'arn:aws:s3:::b/*'),
      [missing('s3:GetObject')],
    ],
    ['a call that nobody reviewed', call('aws-sdk:groundstation:listConfigs'), allow('logs:*'), []],
    ['a call that needs no permission', call('aws-sdk:sts:getCallerIdentity'), allow('logs:*'), []],
    ['a key, whose policy may allow it', call('aws-sdk:kms:decrypt', { KeyId: 'k' }), allow('logs:*'), []],
    ['an activity', call('arn:aws:states:us-east-1:123456789012:activity:approve'), allow('logs:*'), []],
    [
      'a call with a role of its own',
      call('lambda:invoke', { FunctionName: arnOf('Ship') }, { Credentials: { RoleArn: 'arn:aws:iam::123456789012:role/theirs' } }),
      allow('logs:*'),
      [],
    ],
    ['an API without IAM', call('apigateway:invoke', { ApiEndpoint: 'x', Method: 'GET' }), allow('logs:*'), []],
  ])('%s', (_, state, statement, expected) => {
    expect(messages(template(state, [statement], {}, top))).toEqual(expected);
  });
});

describe('MISSING_PERMISSION: jobs, machines and maps', () => {
  const rule = (name: string): JsonObject =>
    allow(['events:PutTargets', 'events:PutRule', 'events:DescribeRule'], {
      'Fn::Sub': `arn:aws:events:\${AWS::Region}:\${AWS::AccountId}:rule/${name}`,
    });
  const run = call('ecs:runTask.sync', { TaskDefinition: 't' });
  const start = call('states:startExecution.sync:2', { StateMachineArn: { Ref: 'Other' } });

  test('a container that is waited for needs more than the call', () => {
    expect(said(template(run, [allow('ecs:RunTask')]))).toEqual([
      {
        message: missing(
          'ecs:StopTask and ecs:DescribeTasks (to follow its job and to stop it), nor events:PutTargets, events:PutRule and events:DescribeRule (to hear of the end of its job)',
        ),
        hint: 'add to its policies: {"Effect":"Allow","Action":["ecs:StopTask","ecs:DescribeTasks"],"Resource":"*"}, {"Effect":"Allow","Action":["events:PutTargets","events:PutRule","events:DescribeRule"],"Resource":"arn:aws:events:*:*:rule/StepFunctionsGetEventsForECSTaskRule"}',
      },
    ]);
    expect(messages(template(call('ecs:runTask', { TaskDefinition: 't' }), [allow('ecs:RunTask')]))).toEqual([]);
    expect(
      messages(template(run, [allow(['ecs:RunTask', 'ecs:StopTask', 'ecs:DescribeTasks']), rule('StepFunctionsGetEventsForECSTaskRule')])),
    ).toEqual([]);
  });

  test('another machine, started and waited for', () => {
    const executions = allow(['states:DescribeExecution', 'states:StopExecution']);
    const startIt = allow('states:StartExecution', { Ref: 'Other' });
    const events = rule('StepFunctionsGetEventsForStepFunctionsExecutionRule');

    expect(messages(template(start, [startIt, executions, events]))).toEqual([]);
    expect(messages(template(start, [startIt, executions]))).toEqual([
      missing('events:PutTargets, events:PutRule and events:DescribeRule (to hear of the end of its job)'),
    ]);
    expect(messages(template(call('states:startExecution', { StateMachineArn: { Ref: 'Other' } }), [startIt]))).toEqual([]);
    expect(
      messages(
        template(call('states:startExecution', { StateMachineArn: { Ref: 'Other' } }), [
          allow('states:StartExecution', { Ref: 'Machine' }),
        ]),
      ),
    ).toEqual([missing('states:StartExecution')]);
  });

  test('a job of Glue is asked for, and has no rule', () => {
    const glue = call('glue:startJobRun.sync', { JobName: 'j' });

    expect(messages(template(glue, [allow(['glue:StartJobRun', 'glue:GetJobRun', 'glue:GetJobRuns', 'glue:BatchStopJobRun'])]))).toEqual(
      [],
    );
    expect(messages(template(glue, [allow('glue:StartJobRun')]))).toEqual([
      missing('glue:GetJobRun, glue:GetJobRuns and glue:BatchStopJobRun (to follow its job and to stop it)'),
    ]);
  });

  test('a distributed Map starts its own machine, and reads and writes with its role', () => {
    const map = {
      Type: 'Map',
      ItemReader: {
        Resource: 'arn:aws:states:::s3:getObject',
        ReaderConfig: { InputType: 'JSON' },
        Parameters: { Bucket: 'in', Key: 'k' },
      },
      ResultWriter: { Resource: 'arn:aws:states:::s3:putObject', Parameters: { Bucket: 'out', Prefix: 'p' } },
      ItemProcessor: {
        ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
        StartAt: 'B',
        States: { B: { Type: 'Pass', End: true } },
      },
      End: true,
    };
    const own = {
      P: {
        Type: 'AWS::IAM::Policy',
        Properties: { Roles: [{ Ref: 'Role' }], PolicyDocument: { Statement: [allow('states:StartExecution', { Ref: 'Machine' })] } },
      },
    };

    expect(messages(template(map, []))).toEqual([missing('states:StartExecution, nor s3:GetObject, nor s3:PutObject')]);
    expect(messages(template(map, [allow('states:StartExecution', { Ref: 'Other' }), allow('s3:*')]))).toEqual([
      missing('states:StartExecution'),
    ]);
    expect(
      messages(template(map, [allow('s3:GetObject', 'arn:aws:s3:::in/*'), allow('s3:PutObject', 'arn:aws:s3:::out/p/*')], own)),
    ).toEqual([]);
  });

  test('states inside of others are judged, too', () => {
    const parallel = { Type: 'Parallel', Branches: [{ StartAt: 'B', States: { B: invokeShip } }], End: true };

    expect(messages(template(parallel, []))).toEqual([`State "B": ${missing('lambda:InvokeFunction')}`]);
  });
});

describe('MISSING_PERMISSION: SAM', () => {
  const sam = (Properties: JsonObject, more: JsonObject = {}): JsonObject =>
    template(
      invokeShip,
      [],
      {
        Ship: { Type: 'AWS::Serverless::Function', Properties: {} },
        Machine: {
          Type: 'AWS::Serverless::StateMachine',
          Properties: { Definition: { StartAt: 'A', States: { A: invokeShip } }, ...Properties },
        },
        ...more,
      },
      { Transform: 'AWS::Serverless-2016-10-31' },
    );

  test.each<[string, JsonObject, string[]]>([
    ['no policies', sam({}), [missing('lambda:InvokeFunction')]],
    ['a policy template', sam({ Policies: [{ LambdaInvokePolicy: { FunctionName: { Ref: 'Ship' } } }] }), []],
    [
      'a policy template for something else',
      sam({ Policies: [{ SNSPublishMessagePolicy: { TopicName: 't' } }] }),
      [missing('lambda:InvokeFunction')],
    ],
    ['a policy template that is not known here', sam({ Policies: [{ EKSDescribePolicy: {} }] }), []],
    ['a statement', sam({ Policies: { Version: '2012-10-17', Statement: [toShip] } }), []],
    ['a managed policy by name', sam({ Policies: 'AWSLambdaRole' }), []],
    ['a managed policy that is not known here', sam({ Policies: ['AmazonS3FullAccess'] }), []],
    ['a role of the template', sam({ Role: arnOf('Role') }), [missing('lambda:InvokeFunction')]],
    ['a connector', sam({}, { C: { Type: 'AWS::Serverless::Connector', Properties: {} } }), []],
  ])('%s', (_, source, expected) => {
    expect(messages(source)).toEqual(expected);
  });
});
