import 'drystep/jest';
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Stack } from 'aws-cdk-lib';
import { CfnStateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { CfnCondition, CfnParameter, Fn } from 'aws-cdk-lib/core';
import { testApp, testMachine } from '../../src/testing';

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'drystep-deployment-')));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function write(name: string, text: string): string {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
}

const SHIP = 'arn:aws:lambda:us-east-1:111111111111:function:';
const task = (Resource: unknown): object => ({ StartAt: 'Ship', States: { Ship: { Type: 'Task', Resource, End: true } } });
const template = (Resource: unknown, sections: object = {}, resources: object = {}): object => ({
  ...sections,
  Resources: { ...resources, Machine: { Type: 'AWS::StepFunctions::StateMachine', Properties: { Definition: task(Resource) } } },
});
const parameter = (declaration: object): object => ({ Parameters: { ShipArn: { Type: 'String', ...declaration } } });

describe('An ARN that only the deployment brings is a readable one', () => {
  test.each<[why: string, source: object | string, resource: string]>([
    ['a parameter without default', template({ Ref: 'ShipArn' }, parameter({})), `${SHIP}ShipArn`],
    ['the same in Fn::Sub, with an alias behind it', template({ 'Fn::Sub': '${ShipArn}:live' }, parameter({})), `${SHIP}ShipArn:live`],
    [
      'a parameter of the Parameter Store, whose default is a name there',
      template({ Ref: 'ShipArn' }, parameter({ Type: 'AWS::SSM::Parameter::Value<String>', Default: '/shop/ship-arn' })),
      `${SHIP}ShipArn`,
    ],
    ['an export of another stack', template({ 'Fn::ImportValue': 'shop:ShipArn' }), `${SHIP}shop-ShipArn`],
    ['a dynamic reference', template('{{resolve:ssm:/shop/ship-arn:1}}'), `${SHIP}shop-ship-arn`],
    [
      'an attribute of a custom resource',
      template({ 'Fn::GetAtt': ['Lookup', 'ShipArn'] }, {}, { Lookup: { Type: 'Custom::Lookup' } }),
      `${SHIP}Lookup-ShipArn`,
    ],
    [
      'an output of a nested stack that lies elsewhere',
      template(
        { 'Fn::GetAtt': ['Shop', 'Outputs.ShipArn'] },
        {},
        { Shop: { Type: 'AWS::CloudFormation::Stack', Properties: { TemplateURL: 'https://s3.amazonaws.com/b/t.json' } } },
      ),
      `${SHIP}Shop-Outputs-ShipArn`,
    ],
    [
      'what a mapping has for other regions',
      template(
        { 'Fn::FindInMap': ['Ships', { Ref: 'AWS::Region' }, 'Arn'] },
        { Mappings: { Ships: { 'eu-west-1': { Arn: 'arn:aws:lambda:x' } } } },
      ),
      `${SHIP}Ships-us-east-1-Arn`,
    ],
    ['a placeholder of Terraform', task('${aws_lambda_function.ship.arn}'), `${SHIP}aws_lambda_function-ship-arn`],
    ['the same in a text', JSON.stringify(task('${ship_arn}')), `${SHIP}ship_arn`],
    [
      'placeholders in an ARN',
      task('arn:${AWS::Partition}:lambda:${region}:${AWS::AccountId}:function:ship'),
      'arn:aws:lambda:region:111111111111:function:ship',
    ],
    [
      'an activity of Terraform',
      task('${aws_sfn_activity.pick.id}'),
      'arn:aws:states:us-east-1:111111111111:activity:aws_sfn_activity-pick-id',
    ],
  ])('%s', async (_, source, resource) => {
    const machine = testMachine(source as object);
    machine.mock('Ship').returns({ shipped: true });

    expect(machine.definition).toEqual(task(resource));
    expect(await machine.execute({})).toSucceedWith({ shipped: true });
    expect(source).toBeValid();
  });

  test('in a file of a definition, too, with its lines as they were', () => {
    const path = write(
      'terraform.asl.json',
      '{\n  "StartAt": "Ship",\n  "States": {\n    "Ship": { "Type": "Task", "Resource": "${ship_arn}", "Nxt": "A" }\n  }\n}',
    );

    expect(() => testMachine(path)).toThrow('/States/Ship/Nxt (line 4, column ');
  });

  test('a name of a resource is none: AWS refuses it, and so do we', () => {
    const named = template({ Ref: 'Fn' }, {}, { Fn: { Type: 'AWS::Lambda::Function' } });

    expect(() => testMachine(named)).toThrow('at /States/Ship/Resource: expected the ARN of a Lambda function');
  });
});

describe('Parameters have the values that a test gives', () => {
  const source = {
    Parameters: {
      Stage: { Type: 'String', Default: 'dev', AllowedValues: ['dev', 'prod'] },
      Tries: { Type: 'Number', Default: 1, MinValue: 1, MaxValue: 9 },
      Name: { Type: 'String', Default: 'n', MinLength: 1, MaxLength: 3 },
      Code: { Type: 'String', Default: 'A', AllowedPattern: '[A-Z]+[0-9]?', ConstraintDescription: 'Capitals, please' },
      Posix: { Type: 'String', Default: 'A', AllowedPattern: '\\p{Upper}+' },
      Endless: { Type: 'String', Default: 'A', AllowedPattern: '(a+)+' },
      Zones: { Type: 'CommaDelimitedList', Default: 'a' },
    },
    Conditions: { IsProd: { 'Fn::Equals': [{ Ref: 'Stage' }, 'prod'] } },
    Resources: {
      Machine: {
        Type: 'AWS::StepFunctions::StateMachine',
        Properties: {
          Definition: {
            StartAt: 'Say',
            States: {
              Say: {
                Type: 'Pass',
                Result: { mode: { 'Fn::If': ['IsProd', 'real', 'toy'] }, tries: { Ref: 'Tries' }, zones: { Ref: 'Zones' } },
                End: true,
              },
            },
          },
        },
      },
    },
  };

  test('so that the other branch of a condition is tested', async () => {
    expect(await testMachine(source).execute()).toSucceedWith({ mode: 'toy', tries: '1', zones: ['a'] });
    expect(await testMachine(source, { parameters: { Stage: 'prod', Tries: 3, Zones: ['x', 'y'] } }).execute()).toSucceedWith({
      mode: 'real',
      tries: '3',
      zones: ['x', 'y'],
    });
    expect(
      await testApp(source, { parameters: { Stage: 'prod' } })
        .machine()
        .execute(),
    ).toSucceedWith({ mode: 'real', tries: '1', zones: ['a'] });
  });

  test('in a stack of the CDK as well', async () => {
    const stack = new Stack(testApp(), 'Shop');
    const stage = new CfnParameter(stack, 'Stage', { default: 'dev' });
    const isProd = new CfnCondition(stack, 'IsProd', { expression: Fn.conditionEquals(stage.valueAsString, 'prod') });
    const definition = {
      StartAt: 'Say',
      States: { Say: { Type: 'Pass', Result: Fn.conditionIf(isProd.logicalId, 'real', 'toy').toString(), End: true } },
    };
    new CfnStateMachine(stack, 'Machine', {
      roleArn: 'arn:aws:iam::111111111111:role/R',
      definitionString: stack.toJsonString(definition),
    });

    expect(await testMachine(stack).execute()).toSucceedWith('toy');
    expect(await testMachine(stack, { parameters: { Stage: 'prod' } }).execute()).toSucceedWith('real');
  });

  test('and placeholders of a definition, as they stand', async () => {
    const text = '{ "StartAt": "Wait", "States": { "Wait": { "Type": "Wait", "Seconds": ${wait_seconds}, "End": true } } }';

    expect(await testMachine(text, { parameters: { wait_seconds: 60 } }).execute({ a: 1 })).toHaveWaited('Wait', { seconds: 60 });
    expect(() => testMachine(text, { parameters: { wait_secs: 60 } })).toThrow(
      'The source has no parameter "wait_secs". Hint: did you mean "wait_seconds"?',
    );
  });

  test('the validator takes them too', () => {
    expect(source).toBeValid({ parameters: { Stage: 'prod' } });
    expect(() => expect(source).toBeValid({ parameters: { Stag: 'prod' } })).toThrow(
      'The source has no parameter "Stag". Hint: did you mean "Stage"?',
    );
  });

  test.each<[object, string]>([
    [{ Stag: 'prod' }, 'The source has no parameter "Stag". Hint: did you mean "Stage"?'],
    [{ Stage: 'prd' }, 'Parameter "Stage": expected one of dev, prod, received "prd". Hint: did you mean "prod"?'],
    [{ Stage: ['prod'] }, 'Parameter "Stage": expected a text, received ["prod"].'],
    [{ Tries: 'many' }, 'Parameter "Tries": expected a number, received "many".'],
    [{ Tries: 0 }, 'Parameter "Tries": expected a number of 1 or more, received "0".'],
    [{ Tries: 10 }, 'Parameter "Tries": expected a number of 9 or less, received "10".'],
    [{ Name: '' }, 'Parameter "Name": expected a text of 1 or more characters, received "".'],
    [{ Name: 'long' }, 'Parameter "Name": expected a text of 3 or fewer characters, received "long".'],
    [{ Code: 'abc' }, 'Parameter "Code": expected a text that fits "[A-Z]+[0-9]?", received "abc". Hint: "Capitals, please"'],
    [{ Code: 'xABC1x' }, 'Parameter "Code": expected a text that fits'],
    [{ Stage: null }, 'parameters'],
  ])('%j is refused', (parameters, message) => {
    expect(() => testMachine(source, { parameters: parameters as never })).toThrow(message);
  });

  test('a pattern that only Java understands, or that takes for ever, refuses nothing', () => {
    expect(() => testMachine(source, { parameters: { Posix: 'abc', Code: 'AB7' } })).not.toThrow();
    expect(() => testMachine(source, { parameters: { Endless: `${'a'.repeat(60)}!` } })).not.toThrow();
  });
});

describe('A template that AWS refuses does not run', () => {
  test('fails with every broken reference and its place', () => {
    const broken = template({ 'Fn::Sub': '${Nope}' });

    expect(() => testMachine(broken)).toThrow(
      'State machine "Machine" at /Resources/Machine/Properties/Definition/States/Ship/Resource/Fn::Sub: expected a parameter or resource of the template, received "Nope". Hint: Define it under Parameters or Resources of the template.',
    );
    expect(() => expect(broken).toBeValid()).toThrow(
      'ERROR BROKEN_TEMPLATE at /Resources/Machine/Properties/Definition/States/Ship/Resource/Fn::Sub',
    );
  });

  test('fails with the path of a definition that is not there', () => {
    const path = write(
      'no-definition.yaml',
      'Resources:\n  Orders:\n    Type: AWS::Serverless::StateMachine\n    Properties: { DefinitionUri: orders.asl.json }\n',
    );

    expect(() => testMachine(path)).toThrow(
      'State machine "Orders" at /Resources/Orders/Properties/DefinitionUri: expected a file of the project, by a path relative to the template, received "orders.asl.json".',
    );
  });

  test('an error of the definition shows what of the template could not be resolved', () => {
    const included = {
      Resources: {
        Machine: {
          Type: 'AWS::StepFunctions::StateMachine',
          Properties: {
            Definition: {
              StartAt: 'A',
              States: { A: { 'Fn::Transform': { Name: 'AWS::Include', Parameters: { Location: 's3://b/a.json' } } } },
            },
          },
        },
      },
    };

    expect(() => testMachine(included)).toThrow(
      'Of the template could not be resolved:\n- State machine "Machine" at /Resources/Machine/Properties/Definition/States/A/Fn::Transform: expected a value known without an account',
    );
  });
});
