import { command, folderWith } from './command';

const machine = (Definition: object, more: object = {}): object => ({
  Type: 'AWS::StepFunctions::StateMachine',
  Properties: { RoleArn: 'arn:aws:iam::111111111111:role/r', Definition, ...more },
});
const template = {
  Parameters: { Stage: { Type: 'String', Default: 'dev', AllowedValues: ['dev', 'prod'] } },
  Conditions: { IsProd: { 'Fn::Equals': [{ Ref: 'Stage' }, 'prod'] } },
  Resources: {
    Orders: machine({
      StartAt: 'A',
      States: { A: { Type: 'Pass', Next: { 'Fn::If': ['IsProd', 'Nowhere', 'B'] } }, B: { Type: 'Succeed' } },
    }),
  },
};
const plain = { StartAt: 'A', States: { A: { Type: 'Succeed' } } };

describe('drystep validate: parameters', () => {
  const folder = folderWith({
    'template.json': template,
    'plain.json': plain,
    'prod/drystep.config.json': { validate: { files: ['../template.json'], parameters: { Stage: 'prod' } } },
    'wrong/drystep.config.json': { validate: { parameters: { Stage: 1 } } },
  });
  const validate = (...given: string[]): ReturnType<typeof command> => command(['validate', ...given, '--severity', 'ERROR'], folder);

  test('--parameter reaches the other branch of a condition', async () => {
    expect(await validate('template.json')).toMatchObject({ code: 0 });
    expect(await validate('template.json', '--parameter', 'Stage=prod')).toMatchObject({
      code: 1,
      output: expect.stringContaining("Missing 'Next' target: Nowhere"),
    });
    expect(await validate('template.json', 'plain.json', '--parameter', 'Stage=dev')).toMatchObject({ code: 0 });
  });

  test('so does the config file', async () => {
    const { code, output } = await command(['validate', '--severity', 'ERROR'], `${folder}/prod`);

    expect({ code, output }).toEqual({ code: 1, output: expect.stringContaining("Missing 'Next' target: Nowhere") });
  });

  test.each<[string[], string]>([
    [['template.json', '--parameter', 'Stag=prod'], 'The source has no parameter "Stag". Hint: did you mean "Stage"?'],
    [['plain.json', '--parameter', 'Stage=prod'], 'The source has no parameter "Stage". Hint: it has none.'],
    [
      ['template.json', '--parameter', 'Stage=prd'],
      'Parameter "Stage": expected one of dev, prod, received "prd". Hint: did you mean "prod"?',
    ],
    [['template.json', '--parameter', 'Stage'], '--parameter expected NAME=VALUE, received "Stage". Hint: write --parameter Stage=prod.'],
    [['template.json', '--parameter', 'Stage=dev', '--parameter', 'Stage=prod'], '--parameter gives "Stage" twice. Hint: keep one.'],
    [
      ['template.json', '--config', 'wrong/drystep.config.json'],
      'expected an object of texts at "parameters". Hint: it looks like { "Stage": "prod" }.',
    ],
  ])('%j is called wrongly', async (given, message) => {
    const { code, errors } = await validate(...given);

    expect({ code, errors }).toEqual({ code: 2, errors: expect.stringContaining(message) });
  });
});

describe('drystep validate: a template that AWS refuses ends with 1, and names the place', () => {
  const resources = (Result: unknown, more: object = {}): object => ({
    Orders: machine({ StartAt: 'A', States: { A: { Type: 'Pass', Result, End: true } } }, more),
  });
  const uri = { Orders: { Type: 'AWS::Serverless::StateMachine', Properties: { DefinitionUri: 'gone.asl.json' } } };

  test.each<[why: string, template: object, pointer: string]>([
    ['Fn::Sub of nothing', { Resources: resources({ 'Fn::Sub': '${Nope}' }) }, 'Definition/States/A/Result/Fn::Sub'],
    ['Ref to nothing', { Resources: resources({ Ref: 'Nope' }) }, 'Definition/States/A/Result/Ref'],
    ['a missing condition', { Resources: resources({ 'Fn::If': ['Nope', 1, 2] }) }, 'Definition/States/A/Result/Fn::If'],
    [
      'a mapping that misses',
      { Mappings: { M: {} }, Resources: resources({ 'Fn::FindInMap': ['M', 'a', 'b'] }) },
      'Definition/States/A/Result/Fn::FindInMap',
    ],
    ['an index that misses', { Resources: resources({ 'Fn::Select': [1, ['a']] }) }, 'Definition/States/A/Result/Fn::Select'],
    ['a path that misses', { Resources: uri }, 'DefinitionUri'],
    [
      'a placeholder without a value',
      { Resources: resources('${Nope}', { DefinitionSubstitutions: { Other: 1 } }) },
      'DefinitionSubstitutions',
    ],
    [
      'a language extension without its transform',
      { Resources: resources({ 'Fn::Length': [1] }) },
      'Definition/States/A/Result/Fn::Length',
    ],
  ])('%s', async (_, content, pointer) => {
    const { code, output } = await command(['validate', 'template.json'], folderWith({ 'template.json': content }));

    expect(code).toBe(1);
    expect(output).toMatch(/^template\.json:\d+:\d+ Orders\n {2}ERROR State machine "Orders": expected /);
    expect(output).toContain(`at /Resources/Orders/Properties/${pointer} (BROKEN_TEMPLATE)`);
  });

  test('a condition that refers to nothing is one', async () => {
    const content = { Conditions: { C: { 'Fn::Equals': [{ Ref: 'Nope' }, 'a'] } }, Resources: resources({ 'Fn::If': ['C', 1, 2] }) };
    const { code, output } = await command(['validate', 'template.json'], folderWith({ 'template.json': content }));

    expect(code).toBe(1);
    expect(output).toContain('at /Conditions/C/Fn::Equals/0/Ref (BROKEN_TEMPLATE)');
  });

  test('an item that a parameter without a value may have is a warning', async () => {
    const content = {
      Parameters: { Zones: { Type: 'CommaDelimitedList' } },
      Resources: resources({ 'Fn::Select': [1, { Ref: 'Zones' }] }),
    };
    const folder = folderWith({ 'template.json': content });

    expect(await command(['validate', 'template.json'], folder)).toMatchObject({
      code: 0,
      output: expect.stringContaining('WARNING State machine "Orders"'),
    });
    expect(await command(['validate', 'template.json', '--parameter', 'Zones=a,b'], folder)).toMatchObject({
      code: 0,
      output: 'no findings in 1 state machine\n',
    });
  });
});

describe('drystep validate: what CloudFormation requires of a template', () => {
  const definition = { StartAt: 'A', States: { A: { Type: 'Pass', End: true } } };
  const cloud = (properties: object, more: object = {}): object => ({
    ...more,
    Resources: { Orders: { Type: 'AWS::StepFunctions::StateMachine', Properties: { Definition: definition, ...properties } } },
  });
  const sam = (more: object, properties: object = {}): object => ({
    ...more,
    Resources: { Orders: { Type: 'AWS::Serverless::StateMachine', Properties: { Definition: definition, ...properties } } },
  });
  const named = (template: object): object => {
    const { Resources } = template as { readonly Resources: object };
    return { ...template, Resources: { ...Resources, Role: { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: {} } } } };
  };
  const SAM = 'AWS::Serverless-2016-10-31';

  // RoleArn is required: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-stepfunctions-statemachine.html
  test.each<[string, object, string]>([
    ['a machine without its role', cloud({}), 'expected the property "RoleArn", which CloudFormation requires.'],
    ['a role that is no value', cloud({ RoleArn: { Ref: 'AWS::NoValue' } }), 'at /Resources/Orders/Properties (INCOMPLETE_TEMPLATE)'],
    // CreateStateMachine: "Invalid Role Arn".
    [
      'the name of a role in the place of its ARN',
      named(cloud({ RoleArn: { Ref: 'Role' } })),
      'expected the ARN of the role, and "Ref" gives its name.',
    ],
    [
      'the name of a role in SAM',
      named(sam({ Transform: SAM }, { Role: { Ref: 'Role' } })),
      'at /Resources/Orders/Properties/Role (INCOMPLETE_TEMPLATE)',
    ],
    ['a machine of SAM without the transform', sam({}), `expected the transform ${SAM}`],
    ['a machine of SAM with another transform', sam({ Transform: ['AWS::LanguageExtensions'] }), 'at /Transform (INCOMPLETE_TEMPLATE)'],
  ])('warns of %s, and fails where warnings do', async (_, template, says) => {
    const folder = folderWith({ 't.json': template });
    const { code, output } = await command(['validate', 't.json'], folder);
    const gated = await command(['validate', 't.json', '--fail-on', 'WARNING'], folder);

    expect(code).toBe(0);
    expect(output).toContain(says);
    expect(output).toContain('1 warning in 1 state machine');
    expect(gated.code).toBe(1);
  });

  test.each<[string, object]>([
    ['a role that a deployment brings', cloud({ RoleArn: { Ref: 'Role' } }, { Parameters: { Role: { Type: 'String' } } })],
    ['the ARN of a role', named(cloud({ RoleArn: { 'Fn::GetAtt': ['Role', 'Arn'] } }))],
    ['a macro of the account, which may add one', cloud({}, { Transform: ['Own'] })],
    ['the transform among others', sam({ Transform: ['AWS::LanguageExtensions', SAM] })],
    ['the transform called as a function', sam({ 'Fn::Transform': { Name: SAM } })],
  ])('says nothing of %s', async (_, template) => {
    const { output } = await command(['validate', 't.json'], folderWith({ 't.json': template }));

    expect(output).not.toContain('INCOMPLETE_TEMPLATE');
  });
});
