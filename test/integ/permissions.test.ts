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
    ([id, { Type }]) => Type === 'AWS::IAM::Policy' && id.startsWith(`${machine}RoleDefaultPolicy`),
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
  const id = intrinsic === 'Fn::GetAtt' ? (argument as string[])[0] : (argument as string);
  return (id as string).replace(/[0-9A-F]{8}$/, '');
}
