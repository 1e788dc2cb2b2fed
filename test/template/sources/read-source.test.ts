import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { JsonObject } from '../../../src/asl';
import { readSourcePath, readSourceText, readSourceValue, type SourceContents } from '../../../src/template';

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** A repository of the user's with these files. */
function project(files: Readonly<Record<string, unknown>>): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'drystep-sources-')));
  folders.push(folder);
  for (const [name, content] of Object.entries({ '.git/HEAD': 'ref', ...files })) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), typeof content === 'string' ? content : JSON.stringify(content));
  }
  return folder;
}

const options = { folders: [__dirname] };
const definition = { StartAt: 'Ship', States: { Ship: { Type: 'Pass', End: true } } };
const yamlDefinition = 'StartAt: Ship\nStates:\n  Ship: { Type: Pass, End: true }\n';
const sam = (DefinitionUri: string, more: JsonObject = {}): JsonObject => ({
  Transform: 'AWS::Serverless-2016-10-31',
  Resources: { Orders: { Type: 'AWS::Serverless::StateMachine', Properties: { DefinitionUri, ...more } } },
});

/** The definitions of all machines, and the codes of what there is to say of the others. */
function found(contents: SourceContents): readonly unknown[] {
  if (contents.definition !== undefined) return [contents.definition.definition];
  return contents.stateMachines.map((machine) => machine.definition ?? machine.problems.map(({ code }) => code).join());
}

describe('A template of Terraform', () => {
  const folder = project({
    'main.tf': 'resource "aws_sfn_state_machine" "orders" {}\n',
    'wait.asl.json.tftpl': '{ "StartAt": "W", "States": { "W": { "Type": "Wait", "Seconds": ${pause}, "End": true } } }',
    'each.asl.json.tftpl': '{ "StartAt": "W", "States": { %{ for each in names }"${each}": {},%{ endfor } "W": { "Type": "Succeed" } } }',
    'broken.asl.json': '{ "StartAt": "W", }',
  });

  test('is a definition once its placeholders have values', () => {
    const read = readSourcePath(join(folder, 'wait.asl.json.tftpl'), { ...options, parameters: { pause: 30 } });

    expect(JSON.parse(found(read)[0] as string).States.W.Seconds).toBe(30);
  });

  test.each([
    ['of several lines', `<<EOT\n${JSON.stringify(definition, null, 2)}\n\nEOT\n`],
    ['of one line', `${JSON.stringify(JSON.stringify(definition))}\n`],
  ])('is read as terraform console prints it, a text %s', (_, printed) => {
    const read = readSourcePath(join(project({ 'each.asl.json': printed }), 'each.asl.json'), options);

    expect(JSON.parse(found(read)[0] as string)).toEqual(definition);
  });

  test.each([
    [
      'wait.asl.json.tftpl',
      /wait\.asl\.json\.tftpl is JSON only when \$\{pause\} has a value\. Hint: .* \{ parameters: \{ "pause": … \} \}/,
    ],
    ['each.asl.json.tftpl', /has directives of Terraform, such as %\{ for … \}\. Hint: render it/],
    ['main.tf', 'main.tf is a program for Terraform. Hint: name the definition that it reads, such as orders.asl.json.'],
  ])('fails when it is not one yet: %s', (name, message) => {
    expect(() => readSourcePath(join(folder, name), options)).toThrow(message);
  });

  test.each([
    ['${ActivityArn}', 'arn:aws:states:us-east-1:111111111111:activity:ActivityArn'],
    ['${review_activity}', 'arn:aws:states:us-east-1:111111111111:activity:review_activity'],
    ['${aws_sfn_activity.review.id}', 'arn:aws:states:us-east-1:111111111111:activity:aws_sfn_activity-review-id'],
    ['${log_activity_fn}', 'arn:aws:lambda:us-east-1:111111111111:function:log_activity_fn'],
  ])('calls an activity what is named so: %s', (Resource, arn) => {
    const States = { A: { Type: 'Task', Resource, End: true } };

    expect(found(readSourceValue({ StartAt: 'A', States }, options))).toEqual([
      { StartAt: 'A', States: { A: { ...States.A, Resource: arn } } },
    ]);
  });

  test('is left to the parser where the JSON itself is wrong', () => {
    expect(found(readSourcePath(join(folder, 'broken.asl.json'), options))).toEqual(['{ "StartAt": "W", }']);
  });
});

describe('A file is read for its machines', () => {
  const folder = project({
    'plain.asl.json': definition,
    'plain.asl.yaml': yamlDefinition,
    'plain.asl': definition,
    'template.json': sam('machines/orders.asl.json'),
    'packaged.json': {
      Resources: {
        Orders: { Type: 'AWS::StepFunctions::StateMachine', Properties: { DefinitionS3Location: './machines/orders.asl.json' } },
      },
    },
    'sam/template.yaml': `Transform: AWS::Serverless-2016-10-31
Resources:
  Queue: { Type: AWS::SQS::Queue }
  Orders:
    Type: AWS::Serverless::StateMachine
    Properties:
      DefinitionUri: ../machines/queued.asl.yaml
      DefinitionSubstitutions: { Url: !GetAtt Queue.QueueUrl, Wait: 5 }
`,
    'plain.template': `Resources:\n  Orders:\n    Type: AWS::StepFunctions::StateMachine\n    Properties:\n      DefinitionString: !Sub '${JSON.stringify(definition)}'\n`,
    'machines/orders.asl.json': definition,
    'machines/queued.asl.yaml':
      'StartAt: Send\nStates:\n  Send:\n    Type: Task\n    Resource: arn:aws:states:::sqs:sendMessage\n    TimeoutSeconds: ${Wait}\n    Parameters: { QueueUrl: "${Url}", MessageBody: m }\n    End: true\n',
    'described.json': {
      stateMachineArn: 'arn:aws:states:us-east-1:111111111111:stateMachine:Orders',
      name: 'Orders',
      type: 'EXPRESS',
      roleArn: 'arn:aws:iam::111111111111:role/R',
      definition: JSON.stringify(definition),
    },
    'described.yaml': `stateMachineArn: a\nname: Orders\ntype: STANDARD\ndefinition: '${JSON.stringify(definition)}'\n`,
    'queried.json': JSON.stringify(JSON.stringify(definition)),
    'fetched.json': {
      StagesAvailable: ['Original'],
      TemplateBody: `Resources:\n  Orders:\n    Type: AWS::StepFunctions::StateMachine\n    Properties:\n      Definition: ${JSON.stringify(definition)}\n`,
    },
  });
  const at = (name: string): SourceContents => readSourcePath(join(folder, name), options);

  test.each([
    ['a definition in JSON', 'plain.asl.json', JSON.stringify(definition)],
    ['a definition in YAML', 'plain.asl.yaml', definition],
    ['a definition in a file with the ending of the console', 'plain.asl', JSON.stringify(definition)],
    ['a template in JSON with a definition beside it', 'template.json', definition],
    ['a template before aws cloudformation package, with a definition beside it', 'packaged.json', definition],
    ['a template in YAML with another ending', 'plain.template', definition],
    ['what describe-state-machine prints', 'described.json', JSON.stringify(definition)],
    ['the same in YAML', 'described.yaml', JSON.stringify(definition)],
    ['what --query definition prints', 'queried.json', JSON.stringify(definition)],
    ['what get-template prints', 'fetched.json', definition],
  ])('%s', (_, name, expected) => {
    expect(found(at(name))).toEqual([expected]);
  });

  test('a template of SAM in YAML: substitutions, short forms and a definition in the folder above', () => {
    expect(found(at('sam/template.yaml'))).toEqual([
      {
        StartAt: 'Send',
        States: {
          Send: {
            Type: 'Task',
            Resource: 'arn:aws:states:::sqs:sendMessage',
            TimeoutSeconds: 5,
            Parameters: { QueueUrl: 'https://sqs.us-east-1.amazonaws.com/111111111111/Queue', MessageBody: 'm' },
            End: true,
          },
        },
      },
    ]);
    expect(at('sam/template.yaml')).toMatchObject({ files: [join(folder, 'sam/template.yaml'), join(folder, 'machines/queued.asl.yaml')] });
  });

  test('what the service says of a machine comes with its name, type and role', () => {
    expect(at('described.json').definition).toMatchObject({
      name: 'Orders',
      type: 'EXPRESS',
      roleArn: 'arn:aws:iam::111111111111:role/R',
      isMachine: true,
    });
    expect(at('described.yaml').definition).toMatchObject({ name: 'Orders', type: 'STANDARD' });
  });

  test('text and values are read as files are', () => {
    expect(found(readSourceText(yamlDefinition, options))).toEqual([definition]);
    expect(found(readSourceValue(sam('machines/orders.asl.json'), { folders: [folder] }))).toEqual([definition]);
  });
});

describe('A folder is read for its template', () => {
  const template = sam('m.asl.json');
  const files = { 'm.asl.json': definition };

  test.each([
    [
      'of SAM in YAML',
      {
        'template.yaml': `Resources:\n  A:\n    Type: AWS::Serverless::StateMachine\n    Properties: { DefinitionUri: m.asl.json }\n`,
        ...files,
      },
      '',
    ],
    ['of SAM in JSON', { 'template.json': template, ...files }, ''],
    [
      'that serverless package wrote',
      { '.serverless/cloudformation-template-update-stack.json': template, '.serverless/m.asl.json': definition },
      '',
    ],
    [
      'in its own folder',
      { '.serverless/cloudformation-template-update-stack.json': template, '.serverless/m.asl.json': definition },
      '.serverless',
    ],
    [
      'of a cloud assembly in cdk.out',
      {
        'cdk.out/manifest.json': {
          version: '48.0.0',
          artifacts: { Shop: { type: 'aws:cloudformation:stack', properties: { templateFile: 'Shop.template.json' } } },
        },
        'cdk.out/Shop.template.json': template,
        'cdk.out/m.asl.json': definition,
      },
      '',
    ],
  ])('%s', (_, content, below) => {
    expect(found(readSourcePath(join(project(content), below), options))).toEqual([definition]);
  });

  test('fails when there are two, and when there is none', () => {
    const two = project({ 'template.yaml': 'Resources: {}', '.serverless/cloudformation-template-update-stack.json': template });
    const none = project({ 'm.asl.json': definition });

    expect(() => readSourcePath(two, options)).toThrow(
      `The folder ${two} holds template.yaml and cloudformation-template-update-stack.json. Hint: name the one that you mean.`,
    );
    expect(() => readSourcePath(none, options)).toThrow(`The folder ${none} holds no template. Hint: name a file,`);
  });
});

describe('What another program makes a template from', () => {
  const synth = 'Hint: run `cdk synth`, then name the folder that it wrote, usually cdk.out.';
  const packaged = 'Hint: run `serverless package`, then name the folder .serverless.';
  const service = 'service: shop\nprovider:\n  name: aws\n';
  const folder = project({
    'cdk.json': { app: 'npx tsx bin/app.ts' },
    'bin/app.ts': 'const app = new App();',
    'app.py': 'app = cdk.App()',
    'serverless.yml': service,
    'serverless.ts': 'module.exports = {}',
    'shop-service.yml': service,
    'main.tf.json': {},
    'plan.json': { format_version: '1.2', terraform_version: '1.11.4', planned_values: {} },
  });

  test.each([
    ['cdk.json', `cdk.json is the settings of a CDK app. ${synth}`],
    ['bin/app.ts', `app.ts is a program. ${synth}`],
    ['app.py', `app.py is a program. ${synth}`],
    ['serverless.yml', `serverless.yml is a service of the Serverless Framework. ${packaged}`],
    ['serverless.ts', `serverless.ts is a service of the Serverless Framework. ${packaged}`],
    ['shop-service.yml', `shop-service.yml is a service of the Serverless Framework. ${packaged}`],
    ['main.tf.json', 'main.tf.json is a program for Terraform. Hint: name the definition that it reads, such as orders.asl.json.'],
    [
      'plan.json',
      'plan.json is what Terraform shows of a plan or a state. Hint: name the definition that it reads, such as orders.asl.json.',
    ],
  ])('fails when it is taken for one: %s', (name, message) => {
    expect(() => readSourcePath(join(folder, name), options)).toThrow(
      expect.objectContaining({ message: expect.stringContaining(message) }),
    );
  });

  test.each([
    ['a CDK app', { 'cdk.json': {}, 'lib/m.asl.json': definition }, synth],
    ['a service of the Serverless Framework', { 'serverless.yml': service, 'package.json': {} }, packaged],
    ['a program for Terraform', { 'main.tf': '' }, 'Hint: name the definition that it reads, such as orders.asl.json.'],
  ])('fails when a folder holds only that: %s', (_, files, hint) => {
    const none = project(files);

    expect(() => readSourcePath(none, options)).toThrow(`The folder ${none} holds no template. ${hint}`);
  });

  test('is not a folder of that name', () => {
    const read = readSourcePath(
      project({ 'template.yml/notes.txt': '', 'm.asl.json': definition, 'template.json': sam('m.asl.json') }),
      options,
    );

    expect(found(read)).toEqual([definition]);
  });
});

function resultOf(machine: JsonObject | undefined): unknown {
  return (machine as { States: { A: { Result: unknown } } } | undefined)?.States.A.Result;
}

describe('Nested stacks lie in files beside the template', () => {
  const folder = project({
    'template.yaml': `Resources:
  Child:
    Type: AWS::Serverless::Application
    Properties: { Location: child/child.yaml, Parameters: { Url: !Ref Queue } }
  Again: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: ./child/child.yaml, Parameters: { Url: u } } }
  Far: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: https://s3.amazonaws.com/b/t.yaml } }
  Queue: { Type: AWS::SQS::Queue }
  Parent:
    Type: AWS::StepFunctions::StateMachine
    Properties:
      Definition: { StartAt: A, States: { A: { Type: Pass, Result: !GetAtt Child.Outputs.Name, End: true } } }
`,
    'child/child.yaml': `Parameters: { Url: { Type: String } }
Resources:
  Inner:
    Type: AWS::Serverless::StateMachine
    Properties: { DefinitionUri: inner.asl.json, DefinitionSubstitutions: { Url: !Ref Url } }
Outputs:
  Name: { Value: !GetAtt Inner.Name }
`,
    'child/inner.asl.json': '{ "StartAt": "A", "States": { "A": { "Type": "Pass", "Result": "${Url}", "End": true } } }',
    'self.yaml': 'Resources:\n  Self: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: self.yaml } }\n',
  });

  test('their machines have parameters of the parent, and files beside their own template', () => {
    const contents = readSourcePath(join(folder, 'template.yaml'), options);
    const results =
      contents.definition === undefined ? contents.stateMachines.map(({ name, definition: own }) => [name, resultOf(own)]) : [];

    expect(results).toEqual([
      ['Parent', 'Child-Inner'],
      ['Child-Inner', 'https://sqs.us-east-1.amazonaws.com/111111111111/Queue'],
      ['Again-Inner', 'u'],
    ]);
  });

  test('fails when a template holds itself', () => {
    expect(() => readSourcePath(join(folder, 'self.yaml'), options)).toThrow(`its template ${folder}/self.yaml holds itself`);
  });
});

describe('A template reads no files but those of its project', () => {
  const outside = project({ 'secret.asl.json': definition });
  const inside = project({ 'a/b/template.json': {}, 'machines/m.asl.json': definition });
  symlinkSync(join(inside, 'machines/m.asl.json'), join(inside, 'a/b/inside.asl.json'));
  symlinkSync(join(outside, 'secret.asl.json'), join(inside, 'a/b/out.asl.json'));
  symlinkSync(outside, join(inside, 'a/b/out'));
  const uriOf = (uri: string): readonly unknown[] => {
    writeFileSync(join(inside, 'a/b/template.json'), JSON.stringify(sam(uri)));
    return found(readSourcePath(join(inside, 'a/b/template.json'), options));
  };

  test.each([
    ['../../machines/m.asl.json', definition],
    ['..\\..\\machines\\m.asl.json', definition],
    [join(outside, 'secret.asl.json'), 'TEMPLATE_FILE_NOT_FOUND'],
    [`../../../${outside.split('/').at(-1)}/secret.asl.json`, 'TEMPLATE_FILE_NOT_FOUND'],
    ['inside.asl.json', definition],
    ['out.asl.json', 'TEMPLATE_FILE_NOT_FOUND'],
    ['out/secret.asl.json', 'TEMPLATE_FILE_NOT_FOUND'],
    [`file://${outside}/secret.asl.json`, 'TEMPLATE_FILE_NOT_FOUND'],
    ['~/secret.asl.json', 'TEMPLATE_FILE_NOT_FOUND'],
    ['../../machines', 'TEMPLATE_FILE_NOT_FOUND'],
    ['', 'TEMPLATE_FILE_NOT_FOUND'],
  ])('%s', (uri, expected) => {
    expect(uriOf(uri)).toEqual([expected]);
  });
});

test('what cannot be read is refused with its name', () => {
  const folder = project({});
  symlinkSync(join(folder, 'gone'), join(folder, 'link.json'));

  expect(() => readSourcePath(join(folder, 'none.json'))).toThrow(`Found no file or folder ${folder}/none.json.`);
  expect(() => readSourcePath(join(folder, 'link.json'))).toThrow('link.json is a link to a file that does not exist.');
  expect(() => readSourcePath('/dev/null')).toThrow('null cannot be read: it is not a file, or too large for a definition.');
});
