import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { command, folderWith } from './command';

const machine = `
StartAt: Ship
States:
  Ship:
    Type: Pass
    Next: Bill
  Bil: { Type: Succeed }
`;
const template = `
AWSTemplateFormatVersion: 2010-09-09
Transform: AWS::Serverless-2016-10-31
Resources:
  Queue: { Type: AWS::SQS::Queue }
  Orders:
    Type: AWS::Serverless::StateMachine
    Properties:
      DefinitionUri: machine.asl.yaml
  Inline:
    Type: AWS::Serverless::StateMachine
    Properties:
      DefinitionSubstitutions: { Url: !GetAtt Queue.QueueUrl, Name: !Join ['-', [a, !Ref Queue]] }
      Definition:
        StartAt: Send
        States:
          Send:
            Type: Task
            Resource: !Sub arn:\${AWS::Partition}:states:::sqs:sendMesage
            Parameters: { QueueUrl: !Ref Queue, MessageBody: m }
            TimeoutSeconds: 5
            End: true
`;

/** The package yaml of this project is that of the user's. */
function project(files: Readonly<Record<string, unknown>>): string {
  const folder = folderWith(files);
  symlinkSync(join(__dirname, '../../node_modules'), join(folder, 'node_modules'));
  return folder;
}

test('drystep validate: a definition in YAML is read by the package yaml of the project', async () => {
  const { code, output } = await command(['validate', 'machine.asl.yaml'], project({ 'machine.asl.yaml': machine }));

  expect(code).toBe(1);
  expect(output).toContain("machine.asl.yaml:4:3\n  ERROR Missing 'Next' target: Bill");
});

test('drystep validate: a template in YAML is resolved, short forms of functions and definitions beside it included', async () => {
  const folder = project({ 'template.yaml': template, 'machine.asl.yaml': machine });
  const { code, output } = await command(['validate', 'template.yaml', '--severity', 'ERROR'], folder);

  expect(code).toBe(1);
  expect(output).toContain("Missing 'Next' target: Bill");
  expect(output).toContain('The resource provided arn:aws:states:::sqs:sendMesage is not recognized.');
  expect(output).toContain('2 errors in 2 state machines');
});

test('drystep validate: text that is not YAML ends with 2', async () => {
  const { code, errors } = await command(['validate', 'broken.yaml'], project({ 'broken.yaml': 'a: [1' }));

  expect(code).toBe(2);
  expect(errors).toContain('broken.yaml is not YAML:');
});

test('drystep validate: one file that cannot be read does not keep the others from being judged, and ends with 2', async () => {
  const folder = project({
    'a/broken.asl.yaml': 'StartAt: [',
    'a/machine.asl.yaml': machine,
    'a/twice.asl.yaml': 'StartAt: A\nStartAt: B',
  });
  const { code, output, errors } = await command(['validate', 'a/*.yaml'], folder);

  expect(code).toBe(2);
  expect(output).toContain("a/machine.asl.yaml:4:3\n  ERROR Missing 'Next' target: Bill");
  expect(output).toContain('1 state machine\n');
  expect(errors.split('\n')).toEqual([
    expect.stringMatching(/^drystep validate: .*broken\.asl\.yaml is not YAML: /),
    expect.stringMatching(
      /^drystep validate: .*twice\.asl\.yaml is not YAML: the key "StartAt" is given twice, at line 1, column 1 and at line 2, column 1\.$/,
    ),
    '',
  ]);
});

test('drystep validate: a folder gives its template, and definitions that the template does not name', async () => {
  const folder = project({
    'template.yaml': template,
    'machine.asl.yaml': machine,
    'more/good.asl.json': { StartAt: 'A', States: { A: { Type: 'Succeed' } } },
  });
  const { output } = await command(['validate', '.', '--severity', 'ERROR'], folder);

  expect(output).toContain('2 errors in 3 state machines');
  expect(await command(['validate', '--severity', 'ERROR'], folder)).toMatchObject({
    code: 1,
    output: expect.stringContaining('2 errors in 2 state machines'),
  });
});

test('drystep validate: where nothing reads YAML, the message says what installs it', async () => {
  const program = process.argv[1] as string;
  process.argv[1] = '/nowhere/program';
  try {
    const { code, errors } = await command(['validate', 'machine.asl.yaml'], folderWith({ 'machine.asl.yaml': machine }));

    expect(code).toBe(2);
    expect(errors).toContain('Hint: npm init -y && npm install --save-dev yaml, or convert the file to JSON.');
  } finally {
    process.argv[1] = program;
  }
});

test('drystep validate: standard input may be YAML', async () => {
  expect((await command(['validate', '-'], project({}), machine)).output).toContain("<stdin>:4:3\n  ERROR Missing 'Next' target: Bill");
});

describe('What another program makes a template from', () => {
  const service = 'service: shop\nprovider:\n  name: aws\n';

  test('fails when it is named, and says what to run', async () => {
    const cwd = project({ 'serverless.yml': service });

    const file = await command(['validate', 'serverless.yml'], cwd);
    const folder = await command(['validate', '.'], cwd);

    expect(file.code).toBe(2);
    expect(file.errors).toContain(
      'serverless.yml is a service of the Serverless Framework. Hint: run `serverless package`, then name the folder .serverless.',
    );
    expect(folder.code).toBe(2);
    expect(folder.errors).toContain('Hint: run `serverless package`, then name the folder .serverless.');
  });

  test('is left alone among the files of a pattern', async () => {
    const cwd = project({ 'serverless.yml': service, 'cdk.json': {}, 'm.asl.yaml': 'StartAt: A\nStates:\n  A: { Type: Succeed }\n' });

    const { code, errors } = await command(['validate', '*.{yml,yaml,json}'], cwd);

    expect(errors).toBe('');
    expect(code).toBe(0);
  });
});

// CloudFormation deploys the last of two (validate-template and get-template-summary were asked, for YAML and JSON: go-to-k/cdk-real-drift, pull request 1133).
describe('A template that gives a key twice', () => {
  const twice = template.replace(
    '  Queue: { Type: AWS::SQS::Queue }\n',
    '  Queue: { Type: AWS::SNS::Topic }\n  Queue: { Type: AWS::SQS::Queue }\n',
  );
  const json = `{ "Transform": "AWS::Serverless-2016-10-31", "Resources": { "Orders": { "Type": "AWS::Serverless::StateMachine",
    "Properties": { "Type": "EXPRESS", "Definition": ${JSON.stringify({ StartAt: 'A', States: { A: { Type: 'Succeed' } } })}, "Type": "STANDARD" } } } }`;

  test.each<[string, string, string, string]>([
    [
      'YAML',
      'template.yaml',
      twice,
      'the key "Queue" is given twice, at line 5, column 3 and at line 6, column 3. CloudFormation takes the last one.',
    ],
    ['JSON', 'template.json', json, 'the key "Type" is given twice, the second time at line 2, column'],
  ])('is a warning with the place, in %s', async (_, file, text, says) => {
    const folder = project({ [file]: text, 'machine.asl.yaml': machine });
    const { output } = await command(['validate', file], folder);

    expect(output).toContain(`WARNING ${join(folder, file)}: ${says}`);
    expect(output).toContain('(DUPLICATE_KEY)');
    expect(output).not.toContain('BROKEN_TEMPLATE');
  });

  test('runs with the last one, and says so', async () => {
    const { code, errors } = await command(['run', 'template.json'], project({ 'template.json': json }));

    expect(code).toBe(0);
    expect(errors).toContain('template.json: the key "Type" is given twice');
  });
});
