import { Aws, Duration } from 'aws-cdk-lib';
import { AttributeType, Table } from 'aws-cdk-lib/aws-dynamodb';
import { Authorization, Connection } from 'aws-cdk-lib/aws-events';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { Activity, StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { SecretValue } from 'aws-cdk-lib/core';
import { activity, http, type ResourceAccess, sdk, startWorkflow, steps, typed, type Workflow, workflow } from 'drystep';
import { format, toJson } from 'drystep/expressions';
import type { JsonValue } from '../../src/asl';
import { execute } from '../../src/interpreter';
import { acceptedDefinition, deployedActions, deployedStatements, languages } from './run-flow';
import { emptyStack, placed } from './synthesized';

interface Order {
  orderId: string;
  total: number;
}

const order = { orderId: 'o-1', total: 40 };

/** What a task got, beside what it answers. */
function recorder(answer: JsonValue) {
  const seen: JsonValue[] = [];
  const task = ({ input }: { input: JsonValue }) => {
    seen.push(input);
    return answer;
  };
  return { seen, task };
}

describe.each(languages)('a nested workflow in %s', (language) => {
  test('is started with an input of its type, and goes on at once', async () => {
    const other = emptyStack();
    const { seen, task } = recorder({ ExecutionArn: 'arn', StartDate: '2026-01-01T00:00:00Z' });

    const definition = acceptedDefinition(
      workflow<Order>().next(
        startWorkflow(
          'Start',
          StateMachine.fromStateMachineArn(other, 'Imported', 'arn:aws:states:us-east-1:123456789012:stateMachine:Child'),
          {
            input: ({ input }) => ({ id: input.orderId }),
            executionName: ({ input }) => format('ship-{}', input.orderId),
            into: 'started',
          },
        ),
      ),
      language,
    );
    const result = await execute(definition, { input: order, tasks: { Start: task } });

    expect(seen).toEqual([expect.objectContaining({ Input: { id: 'o-1' }, Name: 'ship-o-1' })]);
    expect(result.output).toEqual({ ...order, started: { ExecutionArn: 'arn', StartDate: '2026-01-01T00:00:00Z' } });
  });

  test('is waited for, and gives its output; the role may describe and stop it', async () => {
    const stack = emptyStack();
    const imported = StateMachine.fromStateMachineArn(stack, 'Imported', 'arn:aws:states:us-east-1:123456789012:stateMachine:Child');
    const flow = workflow<Order>().next(
      startWorkflow('Wait For It', imported as unknown as Workflow<Order, { parcel: string }>, { sync: true }),
    );
    const { seen, task } = recorder({ ExecutionArn: 'arn', Output: { parcel: 'p' }, Status: 'SUCCEEDED' });

    const definition = acceptedDefinition(flow, language, stack);
    const result = await execute(definition, { input: order, tasks: { 'Wait For It': task } });

    expect(definition).toMatchObject({ States: { 'Wait For It': { Resource: 'arn:aws:states:::states:startExecution.sync:2' } } });
    expect(seen).toEqual([expect.objectContaining({ Input: order })]);
    expect(result.output).toEqual({ parcel: 'p' });
    expect(deployedActions(stack)).toEqual([
      'events:DescribeRule',
      'events:PutRule',
      'events:PutTargets',
      'states:DescribeExecution',
      'states:StartExecution',
      'states:StopExecution',
    ]);
  });
});

test.each(languages)('a nested workflow in %s that answers by a token gets it, and gives what comes back', async (language) => {
  const stack = emptyStack();
  const child = StateMachine.fromStateMachineArn(stack, 'Imported', 'arn:aws:states:us-east-1:123456789012:stateMachine:Child');
  const flow = workflow<Order>().next(
    startWorkflow('Ask Child', child as unknown as Workflow<{ order: string; token: string }, never>, {
      input: ({ input, taskToken }) => ({ order: input.orderId, token: taskToken }),
      waitForTaskToken: true,
      result: typed<{ approved: boolean }>(),
      into: 'answer',
      timeout: Duration.days(1),
    }),
  );

  const definition = acceptedDefinition(flow, language, stack);
  const result = await execute(definition, {
    input: order,
    tasks: {
      'Ask Child': ({ input, taskToken }) => {
        expect(input).toMatchObject({ Input: { order: 'o-1', token: taskToken } });
        return { approved: true };
      },
    },
  });

  expect(definition).toMatchObject({ States: { 'Ask Child': { Resource: 'arn:aws:states:::states:startExecution.waitForTaskToken' } } });
  expect(result.output).toEqual({ ...order, answer: { approved: true } });
  expect(deployedActions(stack)).toEqual(['states:StartExecution']);
});

test('a nested workflow that is to answer by a token and does not get it is refused', () => {
  const child = StateMachine.fromStateMachineArn(emptyStack(), 'Imported', 'arn:aws:states:us-east-1:123456789012:stateMachine:Child');

  expect(
    placed(() =>
      steps<Order>().startWorkflow('Ask Child', child, { input: (({ input }: never) => input) as never, waitForTaskToken: true }),
    ),
  ).toThrow(
    'step "Ask Child": It waits for its task token, but what it sends does not contain the token, so nobody can answer. Hint: put taskToken into it',
  );
});

describe.each(languages)('an SDK call in %s', (language) => {
  test('calls the action with its parameters and places what comes back', async () => {
    const stack = emptyStack();
    const table = new Table(stack, 'Table', { partitionKey: { name: 'id', type: AttributeType.STRING } });
    const flow = workflow<Order>().next(
      sdk('Load', {
        service: 'dynamodb',
        action: 'getItem',
        access: (grantee) => table.grant(grantee, 'dynamodb:GetItem'),
        parameters: ({ input }) => ({ TableName: 'orders', Key: { id: { S: input.orderId } } }),
        result: typed<{ Item?: { total: { N: string } } }>(),
        into: 'loaded',
        timeout: Duration.seconds(5),
      }),
    );
    const { seen, task } = recorder({ Item: { total: { N: '1' } } });

    const definition = acceptedDefinition(flow, language, stack);
    const result = await execute(definition, { input: order, tasks: { Load: task } });

    expect(definition).toMatchObject({ States: { Load: { Resource: 'arn:aws:states:::aws-sdk:dynamodb:getItem', TimeoutSeconds: 5 } } });
    expect(seen).toEqual([{ TableName: 'orders', Key: { id: { S: 'o-1' } } }]);
    expect(result.output).toEqual({ ...order, loaded: { Item: { total: { N: '1' } } } });
    expect(deployedActions(stack)).toEqual(['dynamodb:GetItem']);
  });

  test('waits for its token, which its parameters contain', async () => {
    const stack = emptyStack();
    const queue = new Queue(stack, 'Queue');
    const flow = workflow<Order>().next(
      sdk('Ask', {
        service: 'sqs',
        action: 'sendMessage',
        access: { resources: [queue.queueArn] },
        waitForTaskToken: true,
        parameters: ({ input, taskToken }) => ({ QueueUrl: 'u', MessageBody: format('{} {}', input.orderId, taskToken) }),
        result: typed<{ approved: boolean }>(),
        into: 'answer',
        timeout: Duration.days(1),
      }),
    );
    let token = '';
    const definition = acceptedDefinition(flow, language, stack);
    const result = await execute(definition, {
      input: order,
      tasks: {
        Ask: ({ input, taskToken }) => {
          token = taskToken ?? '';
          expect(input).toEqual({ QueueUrl: 'u', MessageBody: `o-1 ${token}` });
          return { approved: true };
        },
      },
    });

    expect(token).not.toBe('');
    expect(definition).toMatchObject({ States: { Ask: { Resource: 'arn:aws:states:::aws-sdk:sqs:sendMessage.waitForTaskToken' } } });
    expect(result.output).toEqual({ ...order, answer: { approved: true } });
    expect(deployedActions(stack)).toEqual(['sqs:SendMessage']);
  });
});

describe('the permission of an SDK call', () => {
  const allowed = (service: string, action: string, access: unknown) => {
    const stack = emptyStack();
    acceptedDefinition(
      steps<Order>().sdk('Call', { service, action, access, parameters: () => ({ Bucket: 'b', Key: 'k', FunctionName: 'f' }) } as never),
      'JSONata',
      stack,
    );
    return deployedStatements(stack).map(({ Action, Resource }) => ({ Action, Resource }));
  };

  test.each([
    ['s3', 'headObject', 's3:GetObject'],
    ['lambda', 'invoke', 'lambda:InvokeFunction'],
    ['s3', 'putObject', 's3:PutObject'],
  ])('is right where names differ: %s:%s', (service, action, expected) => {
    expect(allowed(service, action, { resources: ['arn:x'] })).toEqual([{ Action: expected, Resource: 'arn:x' }]);
  });

  test('is what the author names, or grants, or writes', () => {
    const statement = new PolicyStatement({ actions: ['s3:GetObjectVersion'], resources: ['*'] });

    expect(allowed('s3', 'getObject', { resources: ['arn:x'], action: ['s3:GetObject', 's3:GetObjectVersion'] })).toEqual([
      { Action: ['s3:GetObject', 's3:GetObjectVersion'], Resource: 'arn:x' },
    ]);
    expect(allowed('s3', 'getObject', [statement])).toEqual([{ Action: 's3:GetObjectVersion', Resource: '*' }]);
  });

  test('fails at once when it is neither known nor named', () => {
    expect(
      placed(() =>
        steps<Order>().sdk('Call', { service: 'polly', action: 'synthesizeSpeech', access: { resources: ['*'] } as ResourceAccess }),
      ),
    ).toThrow(
      'step "Call": The permission for polly:synthesizeSpeech is not in the reviewed table, and names of SDK and IAM actions differ too often to guess. Hint: name it',
    );
  });

  test('takes grants that read the role, such as those of keys', () => {
    const stack = emptyStack();
    const key = new Key(stack, 'Key');
    const call = sdk('Call', { service: 'kms', action: 'decrypt', access: (grantee) => key.grantDecrypt(grantee) });

    acceptedDefinition(workflow<Order>().next(call), 'JSONata', stack);

    expect(deployedActions(stack)).toEqual(['kms:Decrypt']);
  });

  test('a callback that does not pass its token is refused', () => {
    expect(
      placed(() =>
        steps<Order>().sdk('Ask', {
          service: 'sqs',
          action: 'sendMessage',
          access: { resources: ['*'] },
          waitForTaskToken: true,
          parameters: () => ({ MessageBody: 'x' }),
        } as never),
      ),
    ).toThrow(
      'step "Ask": It waits for its task token, but what it sends does not contain the token, so nobody can answer. Hint: put taskToken into it',
    );
  });
});

test.each(languages)('an activity in %s hands work to a worker and needs no permission', async (language) => {
  const stack = emptyStack();
  const flow = workflow<Order>().next(
    activity('Inspect', Activity.fromActivityArn(stack, 'Inspection', 'arn:aws:states:us-east-1:123456789012:activity:Inspection'), {
      payload: ({ input }) => ({ id: input.orderId }),
      result: typed<{ fine: boolean }>(),
      into: 'verdict',
      timeout: Duration.hours(1),
      heartbeat: Duration.minutes(1),
    }),
  );

  const definition = acceptedDefinition(flow, language, stack);
  const { seen, task } = recorder({ fine: true });
  const result = await execute(definition, { input: order, tasks: { Inspect: task } });

  expect(seen).toEqual([{ id: 'o-1' }]);
  expect(result.output).toEqual({ ...order, verdict: { fine: true } });
  expect(deployedStatements(stack)).toEqual([]);
});

test.each(languages)('an HTTP task in %s calls an address under its root and may call nothing else', async (language) => {
  const stack = emptyStack();
  const connection = new Connection(stack, 'Connection', { authorization: Authorization.apiKey('key', SecretValue.unsafePlainText('x')) });
  const flow = workflow<Order>().next(
    http('Track', {
      connection,
      apiRoot: 'https://api.example.com',
      path: ({ input }) => format('parcels/{}', input.orderId),
      method: 'POST',
      headers: () => ({ Accept: 'application/json' }),
      query: ({ input }) => ({ total: input.total }),
      body: ({ input }) => ({ id: input.orderId }),
      result: typed<{ place: string }>(),
      into: 'tracking',
    }),
  );
  const answer = { ResponseBody: { place: 'x' }, StatusCode: 200, StatusText: 'OK', Headers: {} };

  const definition = acceptedDefinition(flow, language, stack);
  const { seen, task } = recorder(answer);
  const result = await execute(definition, { input: order, tasks: { Track: task } });

  expect(seen).toEqual([
    expect.objectContaining({
      ApiEndpoint: 'https://api.example.com/parcels/o-1',
      Method: 'POST',
      QueryParameters: { total: 40 },
      RequestBody: { id: 'o-1' },
    }),
  ]);
  expect(result.output).toEqual({ ...order, tracking: answer });
  expect(deployedActions(stack)).toEqual([
    'events:RetrieveConnectionCredentials',
    'secretsmanager:DescribeSecret',
    'secretsmanager:GetSecretValue',
    'states:InvokeHTTPEndpoint',
  ]);
  expect(deployedStatements(stack)).toContainEqual(
    expect.objectContaining({
      Condition: { StringEquals: { 'states:HTTPMethod': 'POST' }, StringLike: { 'states:HTTPEndpoint': 'https://api.example.com/*' } },
    }),
  );
});

test.each<[string, string, unknown, string | undefined]>([
  ['a slash at the end of the root', 'https://api.example.com/', 'parcels', 'write apiRoot: "https://api.example.com".'],
  ['a root without TLS', 'http://api.example.com', 'parcels', 'write apiRoot: "https://api.example.com".'],
  ['a query in the root', 'https://api.example.com/v1?', 'parcels', 'write apiRoot: "https://api.example.com/v1".'],
  ['a wildcard, which the role would take for one', 'https://*.example.com', 'parcels', 'no wildcard, received "https://*.example.com"'],
  ['a slash before the path', 'https://api.example.com', '/parcels', 'write "parcels".'],
  [
    'a slash before a computed path',
    'https://api.example.com',
    ({ input }: { input: Order }) => format('/parcels/{}', input.orderId),
    'write "parcels/{}".',
  ],
  ['a port and a stage', 'https://api.example.com:8443/v1', 'parcels', undefined],
  ['a root that CloudFormation fills in', `https://${Aws.REGION}.example.com/`, 'parcels', undefined],
])('the address of an HTTP task: %s', (_what, apiRoot, path, refusal) => {
  const stack = emptyStack();
  const connection = new Connection(stack, 'Connection', { authorization: Authorization.apiKey('key', SecretValue.unsafePlainText('x')) });
  const flow = workflow<Order>().next(http('Track', { connection, apiRoot, path: path as never, method: 'GET' }));
  const build = () => acceptedDefinition(flow, 'JSONata', stack);

  if (refusal === undefined) expect(build).not.toThrow();
  else expect(build).toThrow(refusal);
});

describe.each(languages)('the body of an HTTP task in %s', (language) => {
  const sent = async (options: object): Promise<unknown> => {
    const stack = emptyStack();
    const connection = new Connection(stack, 'Connection', {
      authorization: Authorization.apiKey('key', SecretValue.unsafePlainText('x')),
    });
    const call = { connection, apiRoot: 'https://api.example.com', path: 'parcels', method: 'POST', ...options };
    const definition = acceptedDefinition(workflow<Order>().next(http('Send', call as never)), language, stack);
    const { seen, task } = recorder({});
    await execute(definition, { input: order, tasks: { Send: task } });
    return seen[0];
  };
  const body = ({ input }: { input: { orderId: string } }) => ({ id: input.orderId, tags: ['a', 'b'] });

  test('is sent as a form, with the header that says so', async () => {
    expect(
      await sent({ body, bodyEncoding: 'URL_ENCODED', arrayFormat: 'REPEAT', headers: () => ({ Accept: 'text/html' }) }),
    ).toMatchObject({
      Headers: { 'Content-Type': 'application/x-www-form-urlencoded', Accept: 'text/html' },
      RequestBody: { id: 'o-1', tags: ['a', 'b'] },
      Transform: { RequestBodyEncoding: 'URL_ENCODED', RequestEncodingOptions: { ArrayFormat: 'REPEAT' } },
    });
  });

  test('keeps the header that its author wrote', async () => {
    const said = 'application/x-www-form-urlencoded;charset=utf-8';

    expect(await sent({ body, bodyEncoding: 'URL_ENCODED', headers: () => ({ 'content-type': said }) })).toMatchObject({
      Headers: { 'content-type': said },
      Transform: { RequestBodyEncoding: 'URL_ENCODED' },
    });
  });

  test('is JSON where nothing else is said', async () => {
    const json = await sent({ body });

    expect(json).not.toHaveProperty('Transform');
    expect(json).not.toHaveProperty('Headers');
  });

  test.each([
    ['an encoding without a body', { bodyEncoding: 'URL_ENCODED' }, 'bodyEncoding says how the body is sent, but there is no body.'],
    [
      'a format of arrays for JSON',
      { body, arrayFormat: 'REPEAT' },
      'arrayFormat says how a form writes arrays, and the body is sent as JSON.',
    ],
  ])('fails when there is %s', async (_title, options, message) => {
    await expect(sent(options)).rejects.toThrow(`step "Send": ${message}`);
  });
});

test('the text of a message can hold the token as JSON', async () => {
  const stack = emptyStack();
  const flow = workflow<Order>().next(
    sdk('Ask', {
      service: 'sqs',
      action: 'sendMessage',
      access: { resources: ['*'] },
      waitForTaskToken: true,
      parameters: ({ input, taskToken }) => ({ QueueUrl: 'u', MessageBody: toJson({ token: taskToken, id: input.orderId }) }),
      discard: true,
    }),
  );
  let seen = '';

  await execute(acceptedDefinition(flow, 'JSONata', stack), {
    input: order,
    tasks: {
      Ask: ({ input }) => {
        seen = (input as { MessageBody: string }).MessageBody;
        return {};
      },
    },
  });

  expect(JSON.parse(seen)).toEqual({ token: expect.any(String), id: 'o-1' });
});
