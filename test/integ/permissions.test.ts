import type { JsonObject, JsonValue } from '../../src/asl';
import { apps, templateOf } from './apps';

const logDelivery = [
  'logs:CreateLogDelivery',
  'logs:DeleteLogDelivery',
  'logs:DescribeLogGroups',
  'logs:DescribeResourcePolicies',
  'logs:GetLogDelivery',
  'logs:ListLogDeliveries',
  'logs:PutResourcePolicy',
  'logs:UpdateLogDelivery',
];
const tracing = ['xray:GetSamplingRules', 'xray:GetSamplingTargets', 'xray:PutTelemetryRecords', 'xray:PutTraceSegments'];

const objects = 'arn:AWS::Partition:s3::';
const executions = 'arn:AWS::Partition:states:AWS::Region:AWS::AccountId:execution';
// The one rule by which Step Functions hears of the end of executions.
const rule = 'arn:AWS::Partition:events:AWS::Region:AWS::AccountId:rule/StepFunctionsGetEventsForStepFunctionsExecutionRule';

/** What the role of each machine may do, as `action resource`; these two services name no resources. */
const allowed: Record<string, Record<string, readonly string[]>> = {
  'request-response': { Orders: ['lambda:InvokeFunction Charge', 'lambda:InvokeFunction Charge:*'] },
  callback: { Approval: ['lambda:InvokeFunction Ask', 'lambda:InvokeFunction Ask:*', 'sqs:SendMessage SecondOpinion'] },
  parallel: {
    Prepare: [
      'lambda:InvokeFunction Label',
      'lambda:InvokeFunction Label:*',
      'lambda:InvokeFunction Stock',
      'lambda:InvokeFunction Stock:*',
    ],
  },
  map: { Packing: ['lambda:InvokeFunction Pack', 'lambda:InvokeFunction Pack:*'] },
  saga: {
    Booking: [
      'lambda:InvokeFunction Book',
      'lambda:InvokeFunction Book:*',
      'lambda:InvokeFunction Cancel',
      'lambda:InvokeFunction Cancel:*',
    ],
  },
  'try-catch': { Delivery: ['lambda:InvokeFunction Ship', 'lambda:InvokeFunction Ship:*'] },
  retry: { Retries: ['lambda:InvokeFunction Work', 'lambda:InvokeFunction Work:*'] },
  loop: { Polling: ['lambda:InvokeFunction Status', 'lambda:InvokeFunction Status:*'] },
  'plain-beside-builders': {
    Plain: ['lambda:InvokeFunction Charge', 'lambda:InvokeFunction Charge:*', 'sns:Publish Topic'],
    Typed: ['lambda:InvokeFunction Charge', 'lambda:InvokeFunction Charge:*', 'sns:Publish Topic'],
  },
  express: { Greeting: [...logDelivery, ...tracing].map((action) => `${action} *`) },
  activity: { Goods: [] },
  approval: { Approval: ['lambda:InvokeFunction Ask', 'lambda:InvokeFunction Ask:*'] },
  dedupe: { Orders: ['states:StartExecution Shipping'], Shipping: [] },
  'distributed-map': {
    Import: [
      'lambda:InvokeFunction Store',
      'lambda:InvokeFunction Store:*',
      // The file has a name that only the execution knows.
      `s3:GetObject ${objects}:Stock/*`,
      `s3:AbortMultipartUpload Results/runs/*`,
      `s3:GetObject Results/runs/*`,
      `s3:ListMultipartUploadParts Results/runs/*`,
      `s3:PutObject Results/runs/*`,
      // Its children, and what a redrive of them needs.
      `states:DescribeExecution ${executions}:Import:*`,
      `states:RedriveExecution ${executions}:Import/*:*`,
      'states:StartExecution Import',
      `states:StopExecution ${executions}:Import:*`,
    ].sort(),
  },
  'fan-out': { Newsletter: ['lambda:InvokeFunction Notify', 'lambda:InvokeFunction Notify:*'] },
  finally: {
    Locking: ['lambda:InvokeFunction Lock', 'lambda:InvokeFunction Lock:*', 'lambda:InvokeFunction Work', 'lambda:InvokeFunction Work:*'],
  },
  http: {
    LookUp: [
      'events:RetrieveConnectionCredentials Connection',
      'secretsmanager:DescribeSecret Connection',
      'secretsmanager:GetSecretValue Connection',
      // Held to one method and root by its condition.
      'states:InvokeHTTPEndpoint *',
    ],
  },
  nested: {
    Orders: [
      `events:DescribeRule ${rule}`,
      `events:PutRule ${rule}`,
      `events:PutTargets ${rule}`,
      `states:DescribeExecution ${executions}:Shipping*`,
      'states:StartExecution Shipping',
      `states:StopExecution ${executions}:Shipping*`,
    ],
    Shipping: [],
  },
  'poll-until': { Polling: ['lambda:InvokeFunction Ask', 'lambda:InvokeFunction Ask:*'] },
  sdk: {
    Registration: [
      'dynamodb:GetItem Customers',
      'dynamodb:PutItem Customers',
      's3:GetBucket* Pictures',
      's3:GetBucket* Pictures/*',
      's3:GetObject* Pictures',
      's3:GetObject* Pictures/*',
      's3:List* Pictures',
      's3:List* Pictures/*',
    ],
  },
  // Every version of the pinned function, for executions under way call versions that left the template; of the other only its alias.
  pinned: { Pricing: ['lambda:InvokeFunction GreetAliaslive', 'lambda:InvokeFunction Price:*'] },
};

describe.each(Object.keys(apps))('The roles of the app %s', (name) => {
  const machines = allowed[name] ?? {};

  test.each(Object.keys(machines))('let the machine %s do what its tasks need, and nothing else', (machine) => {
    expect(permissionsOf(templateOf(name), machine)).toEqual(machines[machine]);
  });

  test('are all listed here', () => {
    const resources = Object.values(templateOf(name).Resources as Record<string, JsonObject>);

    expect(resources.filter(({ Type }) => Type === 'AWS::StepFunctions::StateMachine')).toHaveLength(Object.keys(machines).length);
  });
});

interface Statement {
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource: JsonValue;
}

/** What the policies of a machine's role allow, sorted. */
function permissionsOf(template: JsonObject, machine: string): readonly string[] {
  const policies = Object.entries(template.Resources as Record<string, JsonObject>).filter(
    // A distributed Map brings a policy of its own, since the role cannot name the machine that needs it first.
    ([id, { Type }]) => Type === 'AWS::IAM::Policy' && new RegExp(`^${machine}(RoleDefault|DistributedMap)Policy`).test(id),
  );
  const statements = policies.flatMap(
    ([, { Properties }]) => ((Properties as JsonObject).PolicyDocument as JsonObject).Statement as unknown as readonly Statement[],
  );
  expect(statements.every(({ Effect }) => Effect === 'Allow')).toBe(true);
  const lines = statements.flatMap(({ Action, Resource }) =>
    [Action].flat().flatMap((action) => listOf(Resource).map((resource) => `${action} ${resourceName(resource)}`)),
  );
  return [...new Set(lines)].sort();
}

function listOf(value: JsonValue): readonly JsonValue[] {
  return Array.isArray(value) ? value : [value];
}

/** The logical id behind an ARN, without its hash; what is joined to it stays. */
function resourceName(resource: JsonValue): string {
  if (typeof resource === 'string') return resource;
  const [[intrinsic, argument]] = Object.entries(resource as JsonObject) as [[string, JsonValue]];
  if (intrinsic === 'Fn::Join') return ((argument as JsonValue[])[1] as JsonValue[]).map(resourceName).join('');
  // The name of a machine, cut out of its ARN.
  if (intrinsic === 'Fn::Select')
    return resourceName(((argument as JsonValue[])[1] as { 'Fn::Split': JsonValue[] })['Fn::Split'][1] as JsonValue);
  const id = intrinsic === 'Fn::GetAtt' ? (argument as string[])[0] : (argument as string);
  return (id as string).replace(/[0-9A-F]{8}$/, '');
}
