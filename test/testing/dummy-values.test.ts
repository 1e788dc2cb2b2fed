import 'drystep/jest';
import { Stack } from 'aws-cdk-lib';
import { MachineImage, PrefixList, Vpc } from 'aws-cdk-lib/aws-ec2';
import { Repository } from 'aws-cdk-lib/aws-ecr';
import { Role } from 'aws-cdk-lib/aws-iam';
import { HostedZone } from 'aws-cdk-lib/aws-route53';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import { DefinitionBody, StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { pass, Workflow } from 'drystep';
import { testApp, testMachine } from 'drystep/testing';
import { validate } from 'drystep/validator';
import type { JsonValue } from '../../src/asl';
import { fileHints } from '../../src/testing/mocks/file-hints';
import { chain } from './fixtures/asl';

/** What the installed CDK gives where nothing has been looked up: each lookup with the place in a definition that its value goes to. */
const lookups: Readonly<Record<string, (stack: Stack) => JsonValue>> = {
  'a parameter': (stack) => StringParameter.valueFromLookup(stack, '/orders/queue'),
  'a parameter inside of an ARN': (stack) => `arn:aws:sns:eu-west-1:111111111111:${StringParameter.valueFromLookup(stack, 'topic')}`,
  'a VPC': (stack) => Vpc.fromLookup(stack, 'Vpc', { isDefault: true }).vpcId,
  'its subnets': (stack) => ({ Subnets: Vpc.fromLookup(stack, 'Vpc', { isDefault: true }).privateSubnets.map(({ subnetId }) => subnetId) }),
  'availability zones': (stack) => stack.availabilityZones,
  'a hosted zone': (stack) => ({ HostedZoneId: HostedZone.fromLookup(stack, 'Zone', { domainName: 'example.com' }).hostedZoneId }),
  'a hosted zone by its ARN': (stack) => `arn:aws:route53:::hostedzone/${zoneOf(stack)}`,
  'an image': (stack) => MachineImage.lookup({ name: 'orders-*' }).getImage(stack).imageId,
  'a prefix list': (stack) => PrefixList.fromLookup(stack, 'List', { prefixListName: 'offices' }).prefixListId,
  'a role': (stack) => Role.fromLookup(stack, 'Role', { roleName: 'orders' }).roleArn,
  'a repository': (stack) => Repository.fromLookup(stack, 'Images', { repositoryName: 'orders' }).repositoryArn,
};
const zoneOf = (stack: Stack): string => HostedZone.fromLookup(stack, 'Zone', { domainName: 'example.com' }).hostedZoneId;
const emptyStack = (context = {}): Stack =>
  new Stack(testApp({ context }), 'Shop', { env: { account: '111111111111', region: 'eu-west-1' } });
const passing = (value: JsonValue) => chain({ Note: { Type: 'Pass', Result: { value } } });
const dummiesOf = (value: JsonValue) => validate(passing(value)).diagnostics.filter(({ rule }) => rule === 'DUMMY_VALUE');
afterEach(() => fileHints.leaveFile());

test.each(Object.entries(lookups))('DUMMY_VALUE: finds what the CDK gives for %s', (_title, lookUp) => {
  const value = JSON.parse(JSON.stringify(lookUp(emptyStack()))) as JsonValue;

  expect(dummiesOf(value).map(({ severity, pointer }) => [severity, pointer.startsWith('/States/Note/Result/value')])).toContainEqual([
    'WARNING',
    true,
  ]);
});

test.each<[string, JsonValue]>([
  [
    'ids of the same form that AWS gives',
    ['vpc-1234567890abcdef0', 'vpc-12345678', 'ami-12345678', 'subnet-12345678', 'sg-12345678', 'my-vpc-12345'],
  ],
  ['data that resembles a subnet or a zone', { order: 's-12345', name: 'DUMMY', zone: 'dummy1about', text: 'a dummy-value' }],
  ['a comment', { Comment: 'was vpc-12345' }],
])('DUMMY_VALUE: says nothing of %s', (_title, value) => {
  expect(dummiesOf(value)).toEqual([]);
});

test('The harness tells at the end of the file that CloudFormation does not make a machine, whose condition does not hold', () => {
  const template = {
    Parameters: { Stage: { Type: 'String', Default: 'test' } },
    Conditions: { Live: { 'Fn::Equals': [{ Ref: 'Stage' }, 'live'] } },
    Resources: {
      Orders: {
        Type: 'AWS::StepFunctions::StateMachine',
        Condition: 'Live',
        Properties: { RoleArn: 'arn:aws:iam::111111111111:role/orders', Definition: chain({ Done: { Type: 'Succeed' } }) },
      },
    },
  };

  testMachine(template, undefined, { parameters: { Stage: 'live' } });
  expect(fileHints.leaveFile()).toEqual([]);
  testMachine(template);
  expect(fileHints.leaveFile()).toEqual([
    'Orders has a Condition that does not hold: CloudFormation does not make it. Hint: give the values with which it does, by --parameter NAME=VALUE on the command line, or testMachine(source, name, { parameters: { … } }).',
  ]);
});

test('The harness tells at the end of the file which macros rewrite a machine before it is made', () => {
  const Properties = { RoleArn: 'arn:aws:iam::111111111111:role/orders', Definition: chain({ Done: { Type: 'Succeed' } }) };
  const machine = { Type: 'AWS::StepFunctions::StateMachine', Properties };
  const toldOf = (template: object) => {
    testMachine(template as Readonly<Record<string, JsonValue>>);
    return fileHints.leaveFile();
  };

  expect(toldOf({ Transform: ['AWS::LanguageExtensions', 'AWS::Serverless-2016-10-31'], Resources: { Orders: machine } })).toEqual([]);
  const said = (macros: string) => [
    `CloudFormation runs ${macros} before it makes "Orders", and Drystep does not: what is deployed may differ. ` +
      'Hint: test what it makes of the template, which aws cloudformation get-template --template-stage Processed prints.',
  ];
  expect(toldOf({ Transform: 'Retries', Resources: { Orders: machine } })).toEqual(said('the macro "Retries"'));
  const call = { Name: 'Tags' };
  expect(toldOf({ Transform: [{ Name: 'Retries' }], Resources: { Orders: { ...machine, 'Fn::Transform': [call] } } })).toEqual(
    said('the macros "Retries", "Tags"'),
  );
  expect(toldOf({ Resources: { Orders: { ...machine, Properties: { ...Properties, 'Fn::Transform': call } } } })).toEqual(
    said('the macro "Tags"'),
  );
});

describe('The harness', () => {
  const deployed = (stack: Stack) =>
    new StateMachine(stack, 'Orders', {
      definitionBody: DefinitionBody.fromString(JSON.stringify(passing(StringParameter.valueFromLookup(stack, '/orders/limit')))),
    });

  test('tells at the end of the file that a value has not been looked up', () => {
    testMachine(deployed(emptyStack()));

    expect(fileHints.leaveFile()).toEqual([
      'Shop-Orders holds "dummy-value-for-/orders/limit" (/States/Note/Result/value), which StringParameter.valueFromLookup() gives where nothing was looked up: ' +
        "what is deployed has another value. Hint: give the app what cdk synth keeps: testApp({ context: require('../cdk.context.json') }).",
    ]);
  });

  test('says nothing where the app is given what was looked up', async () => {
    const stack = emptyStack({ 'ssm:account=111111111111:parameterName=/orders/limit:region=eu-west-1': '12' });

    const { output } = await testMachine(deployed(stack)).execute({});

    expect(output).toEqual({ value: '12' });
    expect(fileHints.leaveFile()).toEqual([]);
  });

  // The CDK synthesizes once without what it then looks up: what failed there would keep it from doing so.
  test('leaves the synthesis of a Workflow alone', () => {
    const stack = emptyStack();
    const note = pass('Note', { output: () => ({ limit: StringParameter.valueFromLookup(stack, '/orders/limit') }) });
    new Workflow(stack, 'Orders', { definition: note });

    expect(testMachine(stack).definition).toMatchObject({ States: { Note: { Output: { limit: 'dummy-value-for-/orders/limit' } } } });
    expect(JSON.stringify(stack.node.findAll().map(({ node }) => node.metadata))).not.toContain('DUMMY_VALUE');
  });
});
