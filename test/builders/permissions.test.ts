import type { Stack } from 'aws-cdk-lib';
import { Policy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { Activity, CustomerManagedEncryptionConfiguration } from 'aws-cdk-lib/aws-stepfunctions';
import { Duration } from 'aws-cdk-lib/core';
import {
  activity,
  choice,
  distributedMap,
  type Flow,
  fanOut,
  handler,
  itemsIn,
  loop,
  map,
  parallel,
  pass,
  pollUntil,
  type Step,
  saga,
  startWorkflow,
  steps,
  tryCatch,
  Workflow,
  waitForApproval,
  workflow,
} from 'drystep';
import { eq } from 'drystep/expressions';
import { allowChildren } from '../../src/builders/workflow/map-permissions';
import { type DeployedStatement, deployedStatements } from './run-flow';
import { emptyStack, importedFunction } from './synthesized';

interface Order {
  orderId: string;
  total: number;
  lines: { sku: string }[];
}

const start = workflow<Order>();
const lambdaArn = 'arn:aws:lambda:us-east-1:123456789012:function:Work';
const invoked = { Action: 'lambda:InvokeFunction', Resource: [lambdaArn, `${lambdaArn}:*`] };

/** What the role of a workflow may do. */
function allowed(make: (stack: Stack) => Flow<never, unknown, unknown, never>): readonly Pick<DeployedStatement, 'Action' | 'Resource'>[] {
  const stack = emptyStack();
  new Workflow(stack, 'Flow', { definition: make(stack) as Flow<unknown, unknown, unknown, object> });
  return deployedStatements(stack).map(({ Action, Resource }) => ({ Action, Resource }));
}

function work<Input>(stack: Stack): Step<Input, Input> {
  return steps<Input, unknown>().invoke('Work', handler<unknown, null>(importedFunction(stack, 'Work')), { discard: true }) as Step<
    Input,
    Input
  >;
}
const order = steps<Order>();

const places: readonly (readonly [title: string, make: (stack: Stack) => Flow<never, unknown, unknown, never>])[] = [
  ['alone', (stack) => start.next(work(stack))],
  [
    'in a branch of a choice',
    (stack) => start.next(choice('C', (c) => c.when(({ input }) => eq(input.total, 1), work(stack)).otherwise())),
  ],
  ['in a branch', (stack) => start.next(parallel('P', { one: work(stack) }))],
  ['in a Map', (stack) => start.next(map('M', { items: ({ input }) => input.lines }, (line) => line.next(work(stack))))],
  ['in a fan-out', (stack) => start.next(fanOut('M', { items: ({ input }) => input.lines }, (line) => line.next(work(stack))))],
  ['in a try', (stack) => start.next(tryCatch('T', (t) => t.try(work(stack)).catch(pass('Caught'))))],
  ['in a handler', (stack) => start.next(tryCatch('T', (t) => t.try(order.pass('Tried')).catch(work(stack))))],
  ['in a finally', (stack) => start.next(tryCatch('T', (t) => t.try(order.pass('Tried')).finally(work(stack))))],
  [
    'in a compensation',
    (stack) => {
      const last = order.activity('B', new Activity(stack, 'Worker'), { discard: true });
      return start.next(saga('S', (s) => s.step(pass('A'), { compensate: work(stack) }).step(last)));
    },
  ],
  ['in a loop', (stack) => start.next(loop('L', { while: ({ input }) => eq(input.total, 1) }, work(stack)))],
  [
    'in a poll',
    (stack) =>
      start.next(pollUntil('P', work(stack), { until: ({ input }) => eq(input.total, 1), every: Duration.seconds(1), attempts: 3 })),
  ],
  [
    'in a Map in a branch in a Map',
    (stack) =>
      start.next(
        map('Outer', { items: ({ input }) => input.lines, itemSelector: ({ input }) => ({ lines: input.lines }) }, (each) =>
          each.next(
            parallel('P', [
              steps<Pick<Order, 'lines'>>().map('Inner', { items: ({ input }) => input.lines }, (line) => line.next(work(stack))),
            ]),
          ),
        ),
      ),
  ],
];

test.each(places)('A task %s brings its permission, and nothing else', (_title, make) => {
  expect(allowed(make)).toEqual([invoked]);
});

const listing = (actions: readonly string[], resource: unknown) => ({
  Action: actions.length === 1 ? actions[0] : actions,
  Resource: resource,
});
const bucketArn = 'arn:aws:s3:::stock';
const stock = (stack: Stack) => Bucket.fromBucketArn(stack, 'Stock', bucketArn);
const itself = expect.objectContaining({ Action: 'states:StartExecution', Resource: { Ref: expect.stringMatching(/^Flow/) } });
const execution = (rest: string) => ({ 'Fn::Join': ['', expect.arrayContaining([rest])] });
const distributed = (stack: Stack, options: object) =>
  start.next(distributedMap('D', options as { items: () => readonly unknown[] }, (item) => item.next(work(stack))));

describe('The role of a distributed Map', () => {
  test('starts, describes, stops and redrives its own children', () => {
    const statements = allowed((stack) => distributed(stack, { items: () => [1] }));

    expect(statements).toEqual(
      expect.arrayContaining([
        invoked,
        itself,
        expect.objectContaining({ Action: ['states:DescribeExecution', 'states:StopExecution'], Resource: execution(':*') }),
        expect.objectContaining({ Action: 'states:RedriveExecution', Resource: execution('/*:*') }),
      ]),
    );
    expect(statements).toHaveLength(4);
  });

  test('does so inside a branch, too', () => {
    const statements = allowed((stack) =>
      start.next(parallel('P', [order.distributedMap('D', { items: ({ input }) => input.lines }, (line) => line.next(work(stack)))])),
    );

    expect(statements).toEqual(expect.arrayContaining([invoked, itself]));
  });

  test('does so where a release of aws-cdk-lib forgets it, and once', () => {
    const stack = emptyStack();
    const definition = order.parallel('P', [
      order.distributedMap('D', { items: ({ input }) => input.lines }, (line) => line.next(work(stack))),
    ]);
    const flow = new Workflow(stack, 'Flow', { definition: start.next(definition) });
    flow.node.tryRemoveChild('DistributedMapPolicy');
    allowChildren(flow);
    allowChildren(flow);

    expect(deployedStatements(stack)).toEqual(
      expect.arrayContaining([
        itself,
        expect.objectContaining({ Action: ['states:DescribeExecution', 'states:StopExecution'], Resource: execution(':*') }),
      ]),
    );
    expect(deployedStatements(stack).filter(({ Action }) => Action === 'states:StartExecution')).toHaveLength(1);
  });

  test('may describe and stop children where a release of aws-cdk-lib names the machine in their place', () => {
    const stack = emptyStack();
    const definition = order.distributedMap('D', { items: ({ input }) => input.lines }, (line) => line.next(work(stack)));
    const flow = new Workflow(stack, 'Flow', { definition: start.next(definition) });
    flow.node.tryRemoveChild('DistributedMapPolicy');
    const policy = new Policy(flow, 'DistributedMapPolicy');
    flow.role.attachInlinePolicy(policy);
    policy.addStatements(
      new PolicyStatement({ actions: ['states:DescribeExecution', 'states:StopExecution'], resources: [`${flow.stateMachineArn}:*`] }),
    );
    allowChildren(flow);

    expect(deployedStatements(stack)).toContainEqual(
      expect.objectContaining({ Action: ['states:DescribeExecution', 'states:StopExecution'], Resource: execution(':*') }),
    );
  });

  test.each<[string, (stack: Stack) => object, readonly string[], unknown]>([
    ['a CSV file', (stack) => ({ source: itemsIn.csv(stock(stack), { key: 'a.csv' }) }), ['s3:GetObject'], `${bucketArn}/a.csv`],
    ['a JSON file', (stack) => ({ source: itemsIn.json(stock(stack), { key: 'a.json' }) }), ['s3:GetObject'], `${bucketArn}/a.json`],
    ['lines of JSON', (stack) => ({ source: itemsIn.jsonLines(stock(stack), { key: 'a' }) }), ['s3:GetObject'], `${bucketArn}/a`],
    [
      'a file whose name has wildcards of IAM',
      (stack) => ({ source: itemsIn.csv(stock(stack), { key: 'why?/*.${year}.csv' }) }),
      ['s3:GetObject'],
      `${bucketArn}/why${'${?}'}/${'${*}'}.${'${$}'}{year}.csv`,
    ],
    [
      'a file that only the execution knows',
      (stack) => ({
        source: itemsIn.csv(stock(stack), { key: 'a' }),
        sourceKey: ({ input }: { input: { orderId: string } }) => input.orderId,
      }),
      ['s3:GetObject'],
      expect.anything(),
    ],
    ['a listing', (stack) => ({ source: itemsIn.objects(stock(stack)) }), ['s3:ListBucket'], bucketArn],
  ])('reads %s', (_title, options, actions, resource) => {
    const statements = allowed((stack) => distributed(stack, options(stack)));

    expect(statements).toContainEqual(listing(actions, resource));
    expect(statements).toHaveLength(5);
  });

  test('reads every object where an execution names it', () => {
    const named = ({ input }: { input: { orderId: string } }) => input.orderId;
    const statements = allowed((stack) => distributed(stack, { source: itemsIn.csv(stock(stack)), sourceKey: named }));

    expect(JSON.stringify(statements)).toMatch(
      /"s3:GetObject","Resource":\{"Fn::Join":\["",\["arn:",\{"Ref":"AWS::Partition"\},":s3:::stock\/\*"\]\]\}/,
    );
  });

  test.each([
    [undefined, `${bucketArn}/*`],
    ['runs', `${bucketArn}/runs/*`],
    ['runs/', `${bucketArn}/runs/*`],
    ['runs/*', `${bucketArn}/runs/${'${*}'}/*`],
  ])('writes results with the prefix %s under it only', (prefix, resource) => {
    const statements = allowed((stack) => distributed(stack, { items: () => [1], resultsTo: { bucket: stock(stack), prefix } }));

    expect(statements).toContainEqual(
      listing(['s3:AbortMultipartUpload', 's3:GetObject', 's3:ListMultipartUploadParts', 's3:PutObject'], resource),
    );
  });
});

describe('The role of a task', () => {
  test('that starts a workflow may start that one', () => {
    const statements = allowed((stack) =>
      start.next(startWorkflow('Run', new Workflow(stack, 'Child', { definition: workflow<Order>().next(pass('P')) }))),
    );

    expect(statements).toEqual([{ Action: 'states:StartExecution', Resource: { Ref: expect.stringMatching(/^Child/) } }]);
  });

  test('that waits for a workflow may describe and stop its executions, and hears of them by a rule of events', () => {
    const statements = allowed((stack) =>
      start.next(startWorkflow('Run', new Workflow(stack, 'Child', { definition: workflow<Order>().next(pass('P')) }), { sync: true })),
    );

    expect(statements).toEqual([
      { Action: 'states:StartExecution', Resource: { Ref: expect.stringMatching(/^Child/) } },
      { Action: ['states:DescribeExecution', 'states:StopExecution'], Resource: expect.anything() },
      {
        Action: ['events:PutTargets', 'events:PutRule', 'events:DescribeRule'],
        Resource: { 'Fn::Join': ['', expect.arrayContaining([':rule/StepFunctionsGetEventsForStepFunctionsExecutionRule'])] },
      },
    ]);
  });

  test('that waits for a worker needs nothing', () => {
    expect(allowed((stack) => start.next(activity('Do', new Activity(stack, 'Work'))))).toEqual([]);
  });

  test('that asks for approval may invoke the function that asks', () => {
    const statements = allowed((stack) =>
      start.next(
        waitForApproval('Ask', handler<{ token: string }, null>(importedFunction(stack, 'Work')), {
          payload: ({ taskToken }) => ({ token: taskToken }),
          into: 'answer',
          timeout: Duration.days(1),
        }),
      ),
    );

    expect(statements).toEqual([invoked]);
  });
});

describe('a workflow with a key of its own', () => {
  const keyStatements = (stateMachineName?: string) => {
    const stack = emptyStack();
    const key = new Key(stack, 'Key');
    new Workflow(stack, 'Flow', {
      definition: start.next(pass('Start')),
      encryptionConfiguration: new CustomerManagedEncryptionConfiguration(key),
      ...(stateMachineName === undefined ? {} : { stateMachineName }),
    });
    return deployedStatements(stack).filter(({ Action }) => Action.includes('kms:GenerateDataKey'));
  };

  // AWS asks for the key with the ARN of the machine as the context of the encryption.
  test('may use it for its own executions, though its name is not known', () => {
    expect(keyStatements()).toContainEqual({
      Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
      Condition: { StringEquals: { 'kms:EncryptionContext:aws:states:stateMachineArn': { Ref: expect.stringMatching(/^Flow/) } } },
      Effect: 'Allow',
      Resource: { 'Fn::GetAtt': [expect.stringMatching(/^Key/), 'Arn'] },
    });
  });

  test('is left to aws-cdk-lib where it has a name', () => {
    expect(keyStatements('orders')).toHaveLength(1);
  });
});
