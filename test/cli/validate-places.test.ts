import { command, folderWith } from './command';

const yaml = `Resources:
  Child:
    Type: AWS::CloudFormation::Stack
    Properties:
      TemplateURL: child.yaml
  Orders:
    Type: AWS::StepFunctions::StateMachine
    Properties:
      RoleArn: arn:aws:iam::111111111111:role/r
      Definition:
        StartAt: Ship
        States:
          Ship:
            Type: Task
            Resource: !Sub '\${Nope.Arn}'
            Next: Bill
          Bil: { Type: Succeed }
`;
const sam = `Transform: AWS::Serverless-2016-10-31
Resources:
  Orders:
    Type: AWS::Serverless::StateMachine
    Properties:
      DefinitionUri: orders.asl.json
`;
const definition = '{\n  "StartAt": "A",\n  "States": {\n    "A": { "Type": "Pass",\n      "Next": "B" }\n  }\n}\n';

test('A finding has its line in the template, and in the file of the definition', async () => {
  const folder = folderWith({ 'cloud.yaml': yaml, 'sam.yaml': sam, 'orders.asl.json': definition });

  const { output } = await command(['validate', 'cloud.yaml', 'sam.yaml'], folder);

  const places = output.split('\n').filter((line) => /^\S+:\d+/.test(line));
  expect(places.sort()).toEqual([
    'cloud.yaml:15:13 Orders', // the reference to nothing
    'cloud.yaml:16:13 Orders',
    'cloud.yaml:5:7 Orders',
    'orders.asl.json:5:7 Orders',
  ]);
});

test('fails when the only machine may stand in a nested template that is not there', async () => {
  const child = { Type: 'AWS::CloudFormation::Stack', Properties: { TemplateURL: 'child.yaml' } };
  const cwd = folderWith({ 'template.json': { Resources: { Child: child } } });

  expect(await command(['validate', 'template.json'], cwd)).toEqual({
    code: 2,
    output: '',
    errors:
      'drystep validate: found no state machine there. The template of the nested stack "Child" (TemplateURL "child.yaml") was not read. ' +
      'Hint: correct the path, build the nested template first, or name its file instead of this one.\n',
  });
});

test('A warning of several states is one block of text, which names the others', async () => {
  const call = (more: object) => ({ Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', Parameters: { FunctionName: 'f' }, ...more });
  const cwd = folderWith({
    'orders.asl.json': { StartAt: 'A', States: { A: call({ Next: 'B' }), B: call({ Next: 'C' }), C: call({ End: true }) } },
  });

  const text = await command(['validate', 'orders.asl.json', '--fail-on', 'WARNING'], cwd);
  const json = await command(['validate', 'orders.asl.json', '--format', 'json'], cwd);

  expect(text.code).toBe(1);
  expect(text.output.match(/LAMBDA_WITHOUT_RETRY/g)).toHaveLength(1);
  expect(text.output).toContain('State "A" does not retry transient errors of Lambda');
  expect(text.output).toMatch(/The same holds for 2 other states: "B" \(orders\.asl\.json:\d+:\d+\), "C" \(orders\.asl\.json:\d+:\d+\)\n/);
  expect(text.output).toContain('1 warning in 1 state machine');
  expect(json.output.match(/"LAMBDA_WITHOUT_RETRY"/g)?.length).toBeGreaterThanOrEqual(3);
});

describe('One mistake in a template is one finding', () => {
  const wait = (Seconds: unknown) => ({ StartAt: 'A', States: { A: { Type: 'Wait', Seconds, End: true } } });
  const template = (Definition: unknown, more: object = {}) => ({
    Resources: {
      O: { Type: 'AWS::StepFunctions::StateMachine', Properties: { RoleArn: 'arn:aws:iam::111111111111:role/r', Definition, ...more } },
    },
  });
  const found = async (written: object) => {
    const { output } = await command(['validate', 't.json', '--format', 'json'], folderWith({ 't.json': written }));
    return [...output.matchAll(/"rule": ?"(\w+)"/g)].map(([, rule]) => rule);
  };

  test.each<[string, object, string[]]>([
    ['a condition that is not defined', template(wait({ 'Fn::If': ['Nope', 1, 2] })), ['BROKEN_TEMPLATE']],
    ['a resource that is not there', template(wait({ Ref: 'Nope' })), ['BROKEN_TEMPLATE']],
    ['a function that nobody knows, for the whole definition', template({ 'Fn::Foo': 'bar' }), ['BROKEN_TEMPLATE']],
    [
      'an include that is missing',
      template({ 'Fn::Transform': { Name: 'AWS::Include', Parameters: { Location: 'nope.json' } } }),
      ['BROKEN_TEMPLATE'],
    ],
    ['a machine that needs its own ARN', template({ ...wait(1), Comment: { 'Fn::Sub': '${O.Arn}' } }), ['BROKEN_TEMPLATE']],
    ['two definitions', template(wait(1), { DefinitionString: JSON.stringify(wait(1)) }), ['BROKEN_TEMPLATE']],
    ['two of which one is no value', template(wait(1), { DefinitionString: { Ref: 'AWS::NoValue' } }), []],
    [
      'a wrong value beside a broken reference',
      template({ ...wait({ Ref: 'Nope' }), TimeoutSeconds: 'x' }),
      ['WRONG_TYPE', 'BROKEN_TEMPLATE'],
    ],
    ['a wrong value alone', template(wait('soon')), ['WRONG_TYPE']],
  ])('%s', async (_what, written, rules) => {
    expect(await found(written)).toEqual(rules);
  });
});
