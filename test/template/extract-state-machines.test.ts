import type { JsonObject, JsonValue } from '../../src/asl';
import { definitionOf, type ExtractedStateMachine, type ExtractOptions, extractStateMachines, readTemplate } from '../../src/template';
import { testMachine } from '../../src/testing';
import { templateOf } from './stack-of';

const functionArn = 'arn:aws:lambda:us-east-1:111111111111:function:Charge';
const charge: JsonObject = { Type: 'AWS::Lambda::Function' };
const getCharge: JsonValue = { 'Fn::GetAtt': ['Charge', 'Arn'] };

const definitionWith = (resource: JsonValue): JsonObject => ({
  StartAt: 'A',
  States: { A: { Type: 'Task', Resource: resource, End: true } },
});
const text = JSON.stringify(definitionWith('${chargeArn}'));
const [before, after] = text.split('${chargeArn}') as [string, string];

function extractOne(type: string, properties: JsonObject, options: ExtractOptions = {}): ExtractedStateMachine {
  const [machine] = extractStateMachines(templateOf({ Machine: { Type: type, Properties: properties }, Charge: charge }), options);
  if (machine === undefined) throw new Error('no machine was extracted');
  return machine;
}

const plain = 'AWS::StepFunctions::StateMachine';
const sam = 'AWS::Serverless::StateMachine';
const substitutions = { DefinitionSubstitutions: { chargeArn: getCharge } };
const filesWith = (content: string): ExtractOptions => ({
  files: {
    local: (path) => (path === 'flow.asl.json' || path === 'flow.asl.yaml' ? content : undefined),
    object: (bucket, key) => (bucket === 'b' && key === 'k.json' ? content : undefined),
  },
});

describe('A definition is found in each of its forms, with names in the place of references', () => {
  test.each<[string, string, JsonObject, ExtractOptions]>([
    ['DefinitionString as Fn::Join', plain, { DefinitionString: { 'Fn::Join': ['', [before, getCharge, after]] } }, {}],
    ['DefinitionString as Fn::Sub', plain, { DefinitionString: { 'Fn::Sub': text.replace('chargeArn', 'Charge.Arn') } }, {}],
    ['DefinitionString with DefinitionSubstitutions', plain, { DefinitionString: text, ...substitutions }, {}],
    ['Definition as an object with intrinsics', plain, { Definition: definitionWith(getCharge) }, {}],
    ['Definition as an object with DefinitionSubstitutions', sam, { Definition: definitionWith('${chargeArn}'), ...substitutions }, {}],
    ['DefinitionUri as a file', sam, { DefinitionUri: 'flow.asl.json', ...substitutions }, filesWith(text)],
    ['DefinitionUri as an S3 address', sam, { DefinitionUri: 's3://b/k.json', ...substitutions }, filesWith(text)],
    ['DefinitionUri as bucket and key', sam, { DefinitionUri: { Bucket: 'b', Key: 'k.json' }, ...substitutions }, filesWith(text)],
    ['DefinitionS3Location', plain, { DefinitionS3Location: { Bucket: 'b', Key: 'k.json' }, ...substitutions }, filesWith(text)],
    [
      'a YAML file, with a parser for it',
      sam,
      { DefinitionUri: 'flow.asl.yaml', ...substitutions },
      { ...filesWith(`# yaml\n${text}`), parseYaml: (yaml) => JSON.parse(yaml.slice(yaml.indexOf('{'))) },
    ],
  ])('%s', (_, type, properties, options) => {
    const machine = extractOne(type, properties, options);

    expect(machine.definition).toEqual(definitionWith(functionArn));
    expect(machine.problems).toEqual([]);
  });

  test('a substitution may stand outside of quotes, and stays a number there', () => {
    const machine = extractOne(plain, {
      DefinitionString: '{"StartAt":"A","States":{"A":{"Type":"Wait","Seconds":${n},"End":true}}}',
      DefinitionSubstitutions: { n: 30 },
    });

    expect(machine.definition).toMatchObject({ States: { A: { Seconds: 30 } } });
  });
});

describe('A definition that cannot be resolved is listed with the reason', () => {
  test.each<[string, JsonObject, ExtractOptions, string, string]>([
    ['there is none', {}, {}, 'TEMPLATE_DEFINITION_MISSING', '/Resources/Machine/Properties'],
    [
      'it is not JSON',
      { DefinitionString: '{"StartAt":' },
      {},
      'TEMPLATE_DEFINITION_NOT_JSON',
      '/Resources/Machine/Properties/DefinitionString',
    ],
    [
      'it is JSON, but no object',
      { DefinitionString: '[1]' },
      {},
      'TEMPLATE_DEFINITION_INVALID',
      '/Resources/Machine/Properties/DefinitionString',
    ],
    ['its file is not here', { DefinitionUri: 'gone.json' }, {}, 'TEMPLATE_FILE_NOT_FOUND', '/Resources/Machine/Properties/DefinitionUri'],
    [
      'it lies in a bucket',
      { DefinitionS3Location: { Bucket: 'x', Key: 'y' } },
      {},
      'TEMPLATE_OBJECT_NOT_LOCAL',
      '/Resources/Machine/Properties/DefinitionS3Location',
    ],
    [
      'its location is not a location',
      { DefinitionS3Location: 7 },
      {},
      'TEMPLATE_DEFINITION_INVALID',
      '/Resources/Machine/Properties/DefinitionS3Location',
    ],
    [
      'it is YAML, without a parser',
      { DefinitionUri: 'flow.asl.yaml' },
      filesWith('StartAt: A'),
      'TEMPLATE_DEFINITION_YAML',
      '/Resources/Machine/Properties/DefinitionUri',
    ],
    [
      'a macro would make it',
      { Definition: { 'Fn::Transform': { Name: 'AWS::Include' } } },
      {},
      'TEMPLATE_UNRESOLVED',
      '/Resources/Machine/Properties/Definition/Fn::Transform',
    ],
  ])('fails when %s', (_, properties, options, code, pointer) => {
    const machine = extractOne(plain, properties, options);

    expect(machine.definition).toBeUndefined();
    expect(machine.problems[0]).toMatchObject({ code, pointer, expected: expect.any(String) });
  });

  test('a placeholder without a value stays, and is reported by name', () => {
    const machine = extractOne(plain, { DefinitionString: text, DefinitionSubstitutions: { other: 'x' } });

    expect(machine.definition).toEqual(definitionWith('${chargeArn}'));
    expect(machine.problems).toEqual([
      expect.objectContaining({ code: 'TEMPLATE_SUBSTITUTION_MISSING', hint: 'Add chargeArn to DefinitionSubstitutions.' }),
    ]);
  });

  // The resource provider of CloudFormation: `StringUtils.replaceEachRepeatedly` over the text, an object written as JSON first.
  describe('Placeholders are filled in as CloudFormation does', () => {
    const saying = (said: string) => ({ StartAt: 'A', States: { A: { Type: 'Pass', Result: { said }, End: true } } });
    const both = (said: string): JsonObject[] => [{ Definition: saying(said) }, { DefinitionString: JSON.stringify(saying(said)) }];
    const saidBy = (properties: JsonObject, values: JsonObject): unknown => {
      const { definition, problems } = extractOne(plain, { ...properties, DefinitionSubstitutions: values });
      return definition === undefined || problems.length > 0 ? problems.map(({ code }) => code) : definition;
    };

    test.each<[string, string, JsonObject, string]>([
      ['in the values of others too', '${Name}', { Prefix: 'acme', Name: '${Prefix}-orders' }, 'acme-orders'],
      ['where one makes the name of another', '${V${W}}', { W: 'X', VX: 'ok' }, 'ok'],
      ['whatever characters their names have', '${my name} ${a/b} ${c.*}', { 'my name': 1, 'a/b': true, 'c.*': 'z' }, '1 true z'],
      ['with what a backslash escapes in JSON', '${Lines}', { Lines: 'a\\nb' }, 'a\nb'],
      ['without a meaning for a dollar sign in a value', '${Price}', { Price: '$& $1' }, '$& $1'],
    ])('%s', (_, said, values, expected) => {
      for (const properties of both(said)) expect(saidBy(properties, values)).toEqual(saying(expected));
    });

    test('a quote in a value breaks the JSON around it, also of a definition given as an object', () => {
      for (const properties of both('${Greeting}'))
        expect(saidBy(properties, { Greeting: 'say "hi"' })).toEqual(['TEMPLATE_DEFINITION_NOT_JSON']);
    });

    test.each<[string, JsonObject]>([
      ['name each other in a circle', { A: '${B}', B: '${A}' }],
      ['name themselves', { A: 'an ${A}' }],
      [
        'make a text without an end',
        Object.fromEntries([...'ABCDEFGHIJ'].map((name, i, all) => [name, `\${${all[i + 1] ?? 'none'}}`.repeat(20)])),
      ],
    ])('fails when values %s', (_, values) => {
      for (const properties of both('${A}')) expect(saidBy(properties, values)).toEqual(['TEMPLATE_SUBSTITUTION_INVALID']);
    });

    test('a variable of a shell in a longer text stays, and is told', () => {
      for (const properties of both('echo ${HOME}')) {
        const { definition, problems } = extractOne(plain, properties);

        expect(definition).toEqual(saying('echo ${HOME}'));
        expect(problems).toEqual([
          expect.objectContaining({ code: 'TEMPLATE_UNRESOLVED', hint: expect.stringContaining('leaves it unchanged') }),
        ]);
      }
    });

    test('what Fn::Sub escapes stays, where there are no values, and is told', () => {
      const { definition, problems } = extractOne(plain, { DefinitionString: { 'Fn::Sub': JSON.stringify(saying('${!Home}/bin')) } });

      expect(definition).toEqual(saying('${Home}/bin'));
      expect(problems).toEqual([expect.objectContaining({ code: 'TEMPLATE_UNRESOLVED' })]);
    });

    test.each(['${Function}', 'arn:aws:lambda:${Region}', 'in ${AWS::Region}'])('fails when %s has no value', (said) => {
      for (const properties of both(said))
        expect(extractOne(plain, properties).problems).toEqual([expect.objectContaining({ code: 'TEMPLATE_SUBSTITUTION_MISSING' })]);
    });
  });

  // CreateStateMachine: a name has 1 to 80 characters, some are refused; a type is one of two.
  test.each<[string, string, JsonObject, boolean]>([
    ['a name of 81 characters', plain, { StateMachineName: 'x'.repeat(81) }, false],
    ['a name with a space', plain, { StateMachineName: 'my orders' }, false],
    ['a name of SAM with a colon', 'AWS::Serverless::StateMachine', { Name: 'my:orders' }, false],
    ['a type in small letters', plain, { StateMachineType: 'express' }, false],
    ['a type of SAM that is none', 'AWS::Serverless::StateMachine', { Type: 'Fast' }, false],
    ['a name of 80 characters', plain, { StateMachineName: 'x'.repeat(80), StateMachineType: 'EXPRESS' }, true],
    ['a name that a deployment brings', plain, { StateMachineName: { Ref: 'AWS::StackName' }, StateMachineType: { Ref: 'Kind' } }, true],
  ])('%s is judged', (_, type, properties, isRight) => {
    const { problems } = extractOne(type, { Definition: definitionWith('x'), ...properties });

    expect(problems.filter(({ code }) => code === 'TEMPLATE_PROPERTY_INVALID').map(({ pointer }) => pointer)).toEqual(
      isRight ? [] : [`/Resources/Machine/Properties/${Object.keys(properties)[0]}`],
    );
  });

  // CloudFormation refuses a property that its resource type does not have, SAM one of CloudFormation: the machine would not be deployed.
  test.each<[string, string, JsonObject, string]>([
    ['the type of SAM', plain, { Type: 'EXPRESS' }, 'Write "StateMachineType".'],
    ['the name of SAM', plain, { Name: 'orders' }, 'Write "StateMachineName".'],
    ['events of SAM', plain, { Events: {} }, 'CloudFormation refuses it: leave it out.'],
    ['a misspelt name', plain, { DefinitionSubstitution: {} }, 'Write "DefinitionSubstitutions".'],
    ['the type of CloudFormation', 'AWS::Serverless::StateMachine', { StateMachineType: 'EXPRESS' }, 'Write "Type".'],
    ['the role of CloudFormation', 'AWS::Serverless::StateMachine', { RoleArn: 'r' }, 'Write "Role".'],
  ])('%s, which another resource type has, is refused', (_, type, properties, hint) => {
    const { problems } = extractOne(type, { Definition: definitionWith('x'), ...properties });

    const [name = ''] = Object.keys(properties);
    expect(problems).toEqual([
      {
        code: 'TEMPLATE_PROPERTY_INVALID',
        pointer: `/Resources/Machine/Properties/${name}`,
        expected: `a property of ${type}`,
        received: name,
        hint,
      },
    ]);
  });

  test.each(['ProvisionedConcurrency', 'Description'])('a property that may be newer is left alone: %s', (name) => {
    expect(extractOne(plain, { Definition: definitionWith('x'), [name]: 1 }).problems).toEqual([]);
  });

  test.each<[string, JsonObject, string]>([
    ['an object in DefinitionString', { DefinitionString: definitionWith('x') }, 'TEMPLATE_DEFINITION_INVALID'],
    ['a text in Definition', { Definition: JSON.stringify(definitionWith('x')) }, 'TEMPLATE_DEFINITION_INVALID'],
    [
      'substitutions in a list',
      { Definition: definitionWith('x'), DefinitionSubstitutions: [{ Name: 'x' }] },
      'TEMPLATE_SUBSTITUTION_INVALID',
    ],
  ])('fails when there is %s', (_, properties, code) => {
    expect(extractOne(plain, properties).problems).toEqual([expect.objectContaining({ code })]);
  });

  test('a condition that the template does not have is refused', () => {
    const template = (Condition: string) => ({
      Conditions: { IsProd: { 'Fn::Equals': ['a', 'b'] } },
      Resources: { Machine: { Type: plain, Condition, Properties: { Definition: definitionWith('x') } } },
    });

    expect(extractStateMachines(template('IsProd'))[0]?.problems).toEqual([]);
    expect(extractStateMachines(template('IsPrd'))[0]?.problems).toEqual([
      {
        code: 'TEMPLATE_BROKEN_REFERENCE',
        pointer: '/Resources/Machine/Condition',
        expected: 'the name of a condition',
        received: 'IsPrd',
        hint: 'Did you mean "IsProd"?',
      },
    ]);
  });

  // Decision 27: AWS passes such an integer on as it is.
  test('an integer that JavaScript would round is told of where the definition is parsed', () => {
    const text = '{"StartAt":"A","States":{"A":{"Type":"Pass","Result":{"id":1234567890123456789},"End":true}}}';
    const template = { Resources: { Machine: { Type: plain, Properties: { DefinitionString: text } } } };

    expect(extractOne(plain, { DefinitionString: text })).toMatchObject({ definitionText: text, problems: [] });
    expect(() => testMachine(template)).toThrow('expected integers that a JavaScript number holds exactly, received "1234567890123456789"');
    expect(() =>
      testMachine({ Resources: { Machine: { Type: plain, Properties: { DefinitionString: text.replace('1234567890123456789', '12') } } } }),
    ).not.toThrow();
  });

  test('a reference to nothing in a definition is reported with its pointer and the nearest name', () => {
    const machine = extractOne(plain, { Definition: definitionWith({ 'Fn::GetAtt': ['Chargee', 'Arn'] }) });

    expect(machine.problems).toEqual([
      expect.objectContaining({
        pointer: '/Resources/Machine/Properties/Definition/States/A/Resource/Fn::GetAtt',
        hint: 'Did you mean "Charge"?',
      }),
    ]);
  });

  test.each<[string, JsonObject]>([
    ['no resources', {}],
    ['resources that are not an object', { Resources: [] }],
    ['a resource that is not an object', { Resources: { A: null, B: 'x', C: { Type: 7 } } }],
  ])('a template with %s has no state machines', (_, template) => {
    expect(extractStateMachines(template)).toEqual([]);
  });

  test('a machine without properties is found all the same', () => {
    expect(extractStateMachines({ Resources: { M: { Type: plain } } })).toEqual([
      expect.objectContaining({ logicalId: 'M', name: 'M', type: 'STANDARD' }),
    ]);
  });
});

describe('A machine comes with what is known of it', () => {
  test('of a CloudFormation resource', () => {
    const [machine] = extractStateMachines({
      Conditions: { Never: { 'Fn::Equals': ['a', 'b'] } },
      Resources: {
        Flow1A2B3C4D: {
          Type: plain,
          Condition: 'Never',
          Properties: {
            StateMachineName: { 'Fn::Sub': '${AWS::StackName}-flow' },
            StateMachineType: 'EXPRESS',
            RoleArn: { 'Fn::GetAtt': ['Role5E6F7A8B', 'Arn'] },
            Tags: [{ Key: 'team', Value: { Ref: 'AWS::Region' } }],
            Definition: definitionWith('x'),
          },
          Metadata: { 'aws:cdk:path': 'Orders/Flow/Resource' },
        },
        Role5E6F7A8B: { Type: 'AWS::IAM::Role' },
      },
    });

    expect(machine).toMatchObject({
      logicalId: 'Flow1A2B3C4D',
      name: 'Stack-flow',
      arn: 'arn:aws:states:us-east-1:111111111111:stateMachine:Stack-flow',
      type: 'EXPRESS',
      roleArn: 'arn:aws:iam::111111111111:role/Role',
      tags: { team: 'us-east-1' },
      constructPath: 'Orders/Flow',
      constructId: 'Flow',
      deployed: false,
      givenBy: 'Definition',
    });
  });

  test('of a SAM resource, with the role that SAM makes', () => {
    const machine = extractOne(sam, { Name: 'flow', Type: 'EXPRESS', Tags: { team: 'a' }, Definition: definitionWith('x') });

    expect(machine).toMatchObject({
      name: 'flow',
      type: 'EXPRESS',
      tags: { team: 'a' },
      roleArn: 'arn:aws:iam::111111111111:role/MachineRole',
      deployed: true,
    });
  });
});

describe('The definition of a machine', () => {
  test('is there when it could be resolved', () => {
    expect(definitionOf(extractOne(plain, { Definition: definitionWith('x') }))).toEqual(definitionWith('x'));
  });

  test('fails when it could not, with a sentence that says why', () => {
    const machine = extractOne(plain, { DefinitionS3Location: { Bucket: 'their-bucket', Key: 'flow.json' } });

    expect(() => definitionOf(machine)).toThrow(
      'State machine "Machine" at /Resources/Machine/Properties/DefinitionS3Location: expected an asset of the cloud assembly, ' +
        'received "s3://their-bucket/flow.json". Hint: Point at the folder that `cdk synth` wrote, which holds the asset; Drystep downloads nothing.',
    );
  });
});

test('A template with its nested stack is read as one', () => {
  const inner = templateOf(
    { Flow: { Type: plain, Properties: { Definition: definitionWith({ Ref: 'Arn' }) } } },
    { Parameters: { Arn: { Type: 'String' } } },
  );
  const outer = templateOf({
    Inner: { Type: 'AWS::CloudFormation::Stack', Properties: { Parameters: { Arn: getCharge } } },
    Charge: charge,
  });

  const { stateMachines, resources } = readTemplate(outer, {
    nestedStack: (logicalId) => (logicalId === 'Inner' ? { template: inner } : undefined),
  });

  expect(stateMachines.map(({ definition }) => definition)).toEqual([definitionWith(functionArn)]);
  expect(resources.byValue(functionArn).map(({ logicalId }) => logicalId)).toEqual(['Charge']);
});

test('a number that a parameter brings is a text in Definition, which AWS refuses, and a number in DefinitionString', () => {
  const Parameters = { Limit: { Type: 'Number', Default: 60 } };
  const states = { A: { Type: 'Wait', Seconds: { Ref: 'Limit' }, End: true } };
  const asObject = templateOf(
    { M: { Type: 'AWS::StepFunctions::StateMachine', Properties: { Definition: { StartAt: 'A', States: states } } } },
    { Parameters },
  );
  const text = '{"StartAt":"A","States":{"A":{"Type":"Wait","Seconds":${Limit},"End":true}}}';
  const asText = templateOf(
    { M: { Type: 'AWS::StepFunctions::StateMachine', Properties: { DefinitionString: { 'Fn::Sub': text } } } },
    { Parameters },
  );

  expect(() => testMachine(asObject)).toThrow('State "A" at /States/A/Seconds: expected an integer of 0 or more, received "60".');
  expect(testMachine(asText).definition).toMatchObject({ States: { A: { Seconds: 60 } } });
});

test.each(['Definition', 'DefinitionString'])(
  'a %s that nests 20,000 lists is reported, and its placeholders are looked for',
  (property) => {
    let deep: JsonValue = '${Missing} and ${!Missing}';
    for (let level = 0; level < 20_000; level++) deep = [deep];
    const { problems } = extractOne(plain, {
      RoleArn: 'role',
      [property]: { StartAt: 'A', States: { A: { Type: 'Pass', Comment: '${Other}', Result: deep, End: true } } },
      DefinitionSubstitutions: { Unused: 'x' },
    });

    expect(problems.map(({ expected }) => expected)).toContain('at most 500 levels');
  },
);

test('a condition that needs itself is told as one', () => {
  const template = { ...templateOf({ Machine: { Type: plain, Condition: 'A', Properties: { RoleArn: 'role', DefinitionString: text } } }) };
  const [machine] = extractStateMachines({ ...template, Conditions: { A: { Condition: 'B' }, B: { Condition: 'A' } } });

  expect(machine?.problems).toContainEqual(
    expect.objectContaining({ expected: 'another condition: one that needs itself has no value', hint: 'Take it out of what it needs.' }),
  );
});
