import type { JsonObject, JsonValue } from '../../src/asl';

/** One use of CloudFormation's functions, with what CloudFormation makes of it. */
export interface IntrinsicCase {
  readonly title: string;
  /** What CloudFormation's user guide, or SAM's developer guide, says: the page, and the rule in our words. */
  readonly rule: string;
  /** Stands as the `Result` of a Pass state, given by `Definition`. */
  readonly value: JsonValue;
  /** Sections of the template beside `Resources`. */
  readonly sections?: JsonObject;
  readonly resources?: JsonObject;
  /** More properties of the machine. */
  readonly properties?: JsonObject;
  readonly parameters?: Readonly<Record<string, string | readonly string[]>>;
  /** What the Result becomes; absent for what is refused. */
  readonly gives?: JsonValue;
  /** Place of the mistake, below the Result. */
  readonly refusedAt?: string;
}

const LANGUAGE: JsonObject = { Transform: 'AWS::LanguageExtensions' };
const SERVERLESS: JsonObject = { Transform: 'AWS::Serverless-2016-10-31' };
const STAGE: JsonObject = {
  Parameters: { Stage: { Type: 'String', Default: 'dev', AllowedValues: ['dev', 'test', 'prod'] } },
  Conditions: {
    IsProd: { 'Fn::Equals': [{ Ref: 'Stage' }, 'prod'] },
    IsTest: { 'Fn::Equals': [{ Ref: 'Stage' }, 'test'] },
    IsReal: { 'Fn::Or': [{ Condition: 'IsProd' }, { Condition: 'IsTest' }] },
    IsDev: { 'Fn::Not': [{ Condition: 'IsReal' }] },
    Never: { 'Fn::And': [{ Condition: 'IsProd' }, { Condition: 'IsTest' }] },
  },
};
const MAPPINGS: JsonObject = {
  Mappings: {
    Sizes: { dev: { Memory: 128, Zones: ['a', 'b'] }, prod: { Memory: 1024, Zones: ['a', 'b', 'c'] } },
    ByRegion: { 'eu-west-1': { Layer: 'arn:aws:lambda:eu-west-1:222222222222:layer:tools:1' } },
  },
};
const QUEUE: JsonObject = { Queue: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'jobs' } } };
const SHIP: JsonObject = {
  Ship: {
    Type: 'AWS::Serverless::Function',
    Properties: { FunctionName: 'ship', AutoPublishAlias: 'live', Handler: 'h', Runtime: 'python3.13' },
  },
};

export const intrinsicCases: readonly IntrinsicCase[] = [
  // Fn::Sub
  {
    title: 'Fn::Sub names a parameter, a resource and an attribute',
    rule: 'Fn::Sub: ${Name} gives what Ref gives, ${Name.Attribute} what Fn::GetAtt gives',
    value: { 'Fn::Sub': '${Stage} ${Queue} ${Queue.Arn}' },
    sections: STAGE,
    resources: QUEUE,
    gives: 'dev https://sqs.us-east-1.amazonaws.com/111111111111/jobs arn:aws:sqs:us-east-1:111111111111:jobs',
  },
  {
    title: 'Fn::Sub with a map',
    rule: 'Fn::Sub: the second parameter is a map of names and values, which may be functions',
    value: { 'Fn::Sub': ['${Table}-${Stage}', { Table: { 'Fn::GetAtt': ['Queue', 'QueueName'] } }] },
    sections: STAGE,
    resources: QUEUE,
    gives: 'jobs-dev',
  },
  {
    title: 'Fn::Sub with a map that hides a parameter',
    rule: 'Fn::Sub: a name in the map is the one that is used',
    value: { 'Fn::Sub': ['${Stage}', { Stage: 'mine' }] },
    sections: STAGE,
    gives: 'mine',
  },
  {
    title: 'Fn::Sub leaves literals',
    rule: 'Fn::Sub: an exclamation mark behind the brace, ${!Literal}, gives ${Literal}',
    value: { 'Fn::Sub': 'echo ${!HOME} in ${Stage}' },
    sections: STAGE,
    properties: { DefinitionSubstitutions: { HOME: '/root' } },
    gives: 'echo /root in dev',
  },
  {
    title: 'Fn::Sub with pseudo parameters',
    rule: 'Pseudo parameters: AWS::Region, AWS::AccountId, AWS::Partition, AWS::URLSuffix and AWS::StackName can be used anywhere in Fn::Sub',
    value: { 'Fn::Sub': '${AWS::Partition} ${AWS::Region} ${AWS::AccountId} ${AWS::URLSuffix} ${AWS::StackName}' },
    gives: 'aws us-east-1 111111111111 amazonaws.com Stack',
  },
  {
    title: 'Fn::Sub of a name that is nowhere',
    rule: 'Fn::Sub: a template with a name that is neither parameter, resource nor in the map is not valid',
    value: { 'Fn::Sub': 'a ${Nope} b' },
    refusedAt: '/Fn::Sub',
  },
  {
    title: 'Fn::Sub of an attribute of nothing',
    rule: 'Fn::Sub: the resource of ${Name.Attribute} has to be in the template',
    value: { 'Fn::Sub': ['${Own}-${Quue.Arn}', { Own: 1 }] },
    resources: QUEUE,
    refusedAt: '/Fn::Sub',
  },
  {
    title: 'Fn::Sub of a pseudo parameter that does not exist',
    rule: 'Pseudo parameters: the list is closed',
    value: { 'Fn::Sub': '${AWS::Regin}' },
    refusedAt: '/Fn::Sub',
  },
  {
    title: 'Fn::Sub of a list',
    rule: 'Fn::Sub: values of a map are texts',
    value: { 'Fn::Sub': ['${L}', { L: ['a', 'b'] }] },
    refusedAt: '/Fn::Sub',
  },
  // Ref and Fn::GetAtt
  {
    title: 'Ref of nothing',
    rule: 'Ref: the logical name of a parameter or a resource; a template with another has unresolved resource dependencies',
    value: { Ref: 'Quue' },
    resources: QUEUE,
    refusedAt: '/Ref',
  },
  {
    title: 'Fn::GetAtt of nothing',
    rule: 'Fn::GetAtt: the logical name of a resource in the same template',
    value: { 'Fn::GetAtt': 'Nowhere.Arn' },
    refusedAt: '/Fn::GetAtt',
  },
  {
    title: 'Fn::GetAtt as one text and as a list',
    rule: 'Fn::GetAtt: the short form takes Name.Attribute, the long form a list',
    value: [{ 'Fn::GetAtt': 'Queue.QueueName' }, { 'Fn::GetAtt': ['Queue', 'QueueName'] }],
    resources: QUEUE,
    gives: ['jobs', 'jobs'],
  },
  {
    title: 'a list of numbers as parameter',
    rule: 'Parameters: List<Number> is an array of integers or floats that commas separate, each a text to Ref',
    value: { 'Fn::Join': ['+', { Ref: 'Ports' }] },
    sections: { Parameters: { Ports: { Type: 'List<Number>', Default: '80, 443' } } },
    gives: '80+443',
  },
  {
    title: 'a parameter of the Parameter Store without its value',
    rule: 'Parameters, SSM types: the default is the name of a parameter in Systems Manager, whose value CloudFormation fetches',
    value: { Ref: 'ShipArn' },
    sections: { Parameters: { ShipArn: { Type: 'AWS::SSM::Parameter::Value<String>', Default: '/shop/ship-arn' } } },
    gives: 'ShipArn',
  },
  {
    title: 'a parameter of the Parameter Store with its value',
    rule: 'Parameters, SSM types: Ref gives the value that the store holds',
    value: { Ref: 'ShipArn' },
    sections: { Parameters: { ShipArn: { Type: 'AWS::SSM::Parameter::Value<String>', Default: '/shop/ship-arn' } } },
    parameters: { ShipArn: 'arn:aws:lambda:eu-west-1:222222222222:function:ship' },
    gives: 'arn:aws:lambda:eu-west-1:222222222222:function:ship',
  },
  {
    title: 'dynamic references',
    rule: 'Dynamic references: {{resolve:service:key}} is looked up when the stack is created, also inside of a longer text',
    value: ['{{resolve:ssm:/shop/url:3}}', 'a {{resolve:secretsmanager:shop/db:SecretString:password}} b'],
    gives: ['shop-url', 'a shop-db-password b'],
  },
  // Fn::Join, Fn::Split, Fn::Select
  {
    title: 'Fn::Join of a list of functions',
    rule: 'Fn::Join: values in sequence with the delimiter between them, which may be empty',
    value: { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':', { 'Fn::Join': ['/', ['a', 1]] }]] },
    gives: 'arn:aws:a/1',
  },
  {
    title: 'Fn::Join of a split list',
    rule: 'Fn::Join: the list may come from a function that gives one, such as Fn::Split',
    value: { 'Fn::Join': ['-', { 'Fn::Split': ['|', 'a|b|c'] }] },
    gives: 'a-b-c',
  },
  {
    title: 'Fn::Split with a delimiter at either end',
    rule: 'Fn::Split: a delimiter at the start or end gives an empty text there',
    value: { 'Fn::Split': ['|', '|a|'] },
    gives: ['', 'a', ''],
  },
  {
    title: 'Fn::Select of Fn::Split of an attribute',
    rule: 'Fn::Select: Fn::Split may give its list, which may split what Fn::GetAtt gives',
    value: { 'Fn::Select': [5, { 'Fn::Split': [':', { 'Fn::GetAtt': ['Queue', 'Arn'] }] }] },
    resources: QUEUE,
    gives: 'jobs',
  },
  {
    title: 'Fn::Select with an index in quotes and a list parameter',
    rule: 'Fn::Select: the index counts from zero, and texts are taken; the list may be a parameter',
    value: { 'Fn::Select': ['1', { Ref: 'Zones' }] },
    sections: { Parameters: { Zones: { Type: 'CommaDelimitedList', Default: 'a, b' } } },
    gives: 'b',
  },
  {
    title: 'Fn::Select beyond a literal list',
    rule: 'Fn::Select: it does not check for an index that is out of bounds, and the stack operation fails',
    value: { 'Fn::Select': [2, ['a', 'b']] },
    refusedAt: '/Fn::Select',
  },
  {
    title: 'Fn::Select beyond what a literal text splits into',
    rule: 'Fn::Select: an index that is out of bounds fails the stack operation',
    value: { 'Fn::Select': [3, { 'Fn::Split': [',', 'a,b'] }] },
    refusedAt: '/Fn::Select',
  },
  {
    title: 'Fn::Select with an index that is not a number',
    rule: 'Fn::Select: the index is a number from zero to one less than the list has items',
    value: { 'Fn::Select': ['first', ['a', 'b']] },
    refusedAt: '/Fn::Select',
  },
  {
    title: 'Fn::Join without a list',
    rule: 'Fn::Join: a delimiter and a list of values',
    value: { 'Fn::Join': [',', 'a'] },
    refusedAt: '/Fn::Join',
  },
  // Conditions
  {
    title: 'Fn::If of nested conditions',
    rule: 'Condition functions: Fn::And, Fn::Or, Fn::Not and Condition can hold each other',
    value: [{ 'Fn::If': ['IsReal', 'real', 'toy'] }, { 'Fn::If': ['IsDev', 'dev', 'other'] }, { 'Fn::If': ['Never', 'always', 'never'] }],
    sections: STAGE,
    parameters: { Stage: 'prod' },
    gives: ['real', 'other', 'never'],
  },
  {
    title: 'Fn::If inside of Fn::If',
    rule: 'Fn::If: either value may be another Fn::If',
    value: { 'Fn::If': ['IsProd', 1, { 'Fn::If': ['IsTest', 2, 3] }] },
    sections: STAGE,
    parameters: { Stage: 'test' },
    gives: 2,
  },
  {
    title: 'AWS::NoValue takes a field out',
    rule: 'Pseudo parameters: AWS::NoValue removes the property when it is what Fn::If gives',
    value: { kept: 1, gone: { 'Fn::If': ['IsProd', 2, { Ref: 'AWS::NoValue' }] } },
    sections: STAGE,
    gives: { kept: 1 },
  },
  {
    title: 'AWS::NoValue takes an item out',
    rule: 'Pseudo parameters: AWS::NoValue removes the item of a list',
    value: ['a', { 'Fn::If': ['IsProd', 'b', { Ref: 'AWS::NoValue' }] }, 'c'],
    sections: STAGE,
    gives: ['a', 'c'],
  },
  {
    title: 'Fn::If of a condition that is not defined',
    rule: 'Fn::If: a reference to a condition in the Conditions section',
    value: { 'Fn::If': ['IsPrd', 1, 2] },
    sections: STAGE,
    refusedAt: '/Fn::If',
  },
  {
    title: 'Fn::If with one value',
    rule: 'Fn::If: a condition, a value if it is true and a value if it is false',
    value: { 'Fn::If': ['IsProd', 1] },
    sections: STAGE,
    refusedAt: '/Fn::If',
  },
  {
    title: 'Condition is data outside of conditions',
    rule: 'Condition functions: the key Condition is one inside of Conditions and of other condition functions; a Choice of JSONata has the same key',
    value: { Condition: 'IsProd' },
    sections: STAGE,
    gives: { Condition: 'IsProd' },
  },
  // Fn::FindInMap
  {
    title: 'Fn::FindInMap by a parameter',
    rule: 'Fn::FindInMap: [map, top-level key, second-level key], keys from Ref of parameters included; values may be lists',
    value: [{ 'Fn::FindInMap': ['Sizes', { Ref: 'Stage' }, 'Memory'] }, { 'Fn::FindInMap': ['Sizes', { Ref: 'Stage' }, 'Zones'] }],
    sections: { ...STAGE, ...MAPPINGS },
    parameters: { Stage: 'prod' },
    gives: [1024, ['a', 'b', 'c']],
  },
  {
    title: 'Fn::FindInMap with a default',
    rule: 'Fn::FindInMap with AWS::LanguageExtensions: DefaultValue is what is given where a key is not found',
    value: { 'Fn::FindInMap': ['Sizes', 'test', 'Memory', { DefaultValue: { Ref: 'Stage' } }] },
    sections: { ...STAGE, ...MAPPINGS, ...LANGUAGE },
    gives: 'dev',
  },
  {
    title: 'Fn::FindInMap with a default, without the transform',
    rule: 'Fn::FindInMap: without AWS::LanguageExtensions it takes three parameters',
    value: { 'Fn::FindInMap': ['Sizes', 'test', 'Memory', { DefaultValue: 1 }] },
    sections: MAPPINGS,
    refusedAt: '/Fn::FindInMap',
  },
  {
    title: 'Fn::FindInMap of a key that is not there',
    rule: 'Fn::FindInMap: all keys have to exist, or the template cannot get the mapping',
    value: { 'Fn::FindInMap': ['Sizes', 'test', 'Memory'] },
    sections: MAPPINGS,
    refusedAt: '/Fn::FindInMap',
  },
  {
    title: 'Fn::FindInMap of a key that no region has',
    rule: 'Fn::FindInMap: the second-level key has to exist under the top-level key, whatever region it is',
    value: { 'Fn::FindInMap': ['ByRegion', { Ref: 'AWS::Region' }, 'Layr'] },
    sections: MAPPINGS,
    refusedAt: '/Fn::FindInMap',
  },
  // AWS::LanguageExtensions
  {
    title: 'Fn::Length',
    rule: 'Fn::Length: the number of elements of an array, or of what a function gives',
    value: [{ 'Fn::Length': ['a', 'b'] }, { 'Fn::Length': { Ref: 'Zones' } }, { 'Fn::Length': { 'Fn::Split': ['|', 'a|b|c'] } }],
    sections: { ...LANGUAGE, Parameters: { Zones: { Type: 'CommaDelimitedList', Default: 'a,b,c,d' } } },
    gives: [2, 4, 3],
  },
  {
    title: 'Fn::Length without the transform',
    rule: 'Fn::Length: the transform AWS::LanguageExtensions has to be used',
    value: { 'Fn::Length': ['a'] },
    refusedAt: '/Fn::Length',
  },
  {
    title: 'Fn::Length of a text',
    rule: 'Fn::Length: its parameter is an array',
    value: { 'Fn::Length': 'abc' },
    sections: LANGUAGE,
    refusedAt: '/Fn::Length',
  },
  {
    title: 'Fn::ToJsonString',
    rule: 'Fn::ToJsonString: an object or an array becomes JSON text, functions in it resolved and AWS::NoValue left out',
    value: { 'Fn::ToJsonString': { b: { Ref: 'Stage' }, a: [1, { Ref: 'AWS::NoValue' }], c: { Ref: 'AWS::NoValue' } } },
    sections: { ...STAGE, Transform: ['AWS::LanguageExtensions'] },
    gives: '{"b":"dev","a":[1]}',
  },
  {
    title: 'Fn::ToJsonString without the transform',
    rule: 'Fn::ToJsonString: the transform AWS::LanguageExtensions has to be used',
    value: { 'Fn::ToJsonString': {} },
    refusedAt: '/Fn::ToJsonString',
  },
  {
    title: 'Fn::ForEach writes fields',
    rule: 'Fn::ForEach: a loop in a map writes the fragment for each item, ${Identifier} replaced in keys and values',
    value: { 'Fn::ForEach::Tables': ['Name', ['Orders', 'Lines'], { '${Name}Table': { 'Fn::Sub': '${Name}-${Stage}' } }] },
    sections: { ...STAGE, ...LANGUAGE },
    gives: { OrdersTable: 'Orders-dev', LinesTable: 'Lines-dev' },
  },
  {
    title: 'Fn::ForEach over a list parameter',
    rule: 'Fn::ForEach: the collection may be a Ref to a parameter that is a list',
    value: { 'Fn::ForEach::Zones': ['Zone', { Ref: 'Zones' }, { '${Zone}': { Ref: 'Zone' } }] },
    sections: { ...LANGUAGE, Parameters: { Zones: { Type: 'CommaDelimitedList', Default: 'a,b' } } },
    parameters: { Zones: ['x', 'y', 'z'] },
    gives: { x: 'x', y: 'y', z: 'z' },
  },
  {
    title: 'Fn::ForEach with names that are not alphanumeric',
    rule: 'Fn::ForEach: &{Identifier} gives the letters and digits of the item only',
    value: { 'Fn::ForEach::Hosts': ['Host', ['a.b', 'c-d'], { 'Host&{Host}': '${Host}' }] },
    sections: LANGUAGE,
    gives: { Hostab: 'a.b', Hostcd: 'c-d' },
  },
  // SAM
  {
    title: 'SAM: alias and version of a function that is published',
    rule: 'AWS::Serverless::Function, AutoPublishAlias: SAM makes a version and an alias of that name, which Ref reaches as Function.Alias and Function.Version',
    value: [{ Ref: 'Ship.Alias' }, { Ref: 'Ship.Version' }, { 'Fn::Sub': '${Ship.Alias}' }],
    sections: SERVERLESS,
    resources: SHIP,
    gives: [
      'arn:aws:lambda:us-east-1:111111111111:function:ship:live',
      'arn:aws:lambda:us-east-1:111111111111:function:ship:1',
      'arn:aws:lambda:us-east-1:111111111111:function:ship:live',
    ],
  },
  {
    title: 'CloudFormation: alias and version of a function',
    rule: 'AWS::Lambda::Alias and Version: Ref gives the ARN',
    value: [{ Ref: 'Live' }, { Ref: 'First' }, { 'Fn::GetAtt': ['First', 'Version'] }],
    resources: {
      Fn: { Type: 'AWS::Lambda::Function', Properties: { FunctionName: 'ship' } },
      First: { Type: 'AWS::Lambda::Version', Properties: { FunctionName: { Ref: 'Fn' } } },
      Live: { Type: 'AWS::Lambda::Alias', Properties: { FunctionName: { Ref: 'Fn' }, FunctionVersion: '1', Name: 'live' } },
    },
    gives: ['arn:aws:lambda:us-east-1:111111111111:function:ship:live', 'arn:aws:lambda:us-east-1:111111111111:function:ship:1', '1'],
  },
  {
    title: 'DefinitionSubstitutions with a text and a number',
    rule: 'AWS::StepFunctions::StateMachine, DefinitionSubstitutions: values are texts, integers or booleans that take the place of ${Name}',
    value: 'to ${Url} in ${Seconds} s, ${Fast}',
    resources: QUEUE,
    properties: { DefinitionSubstitutions: { Url: { Ref: 'Queue' }, Seconds: 5, Fast: true } },
    gives: 'to https://sqs.us-east-1.amazonaws.com/111111111111/jobs in 5 s, true',
  },
  {
    title: 'a placeholder without a value',
    rule: 'DefinitionSubstitutions: what has no value there stays a placeholder, which nothing fills in later',
    value: 'to ${Url}',
    properties: { DefinitionSubstitutions: { Ur: 'x' } },
    refusedAt: '',
  },
  {
    title: 'a list in DefinitionSubstitutions',
    rule: 'DefinitionSubstitutions: a value is a text, an integer or a boolean',
    value: '${Zones}',
    properties: { DefinitionSubstitutions: { Zones: { 'Fn::GetAZs': '' } } },
    refusedAt: '',
  },
  {
    title: 'Fn::Base64',
    rule: 'Fn::Base64: the Base64 representation of the text, which a function may give',
    value: { 'Fn::Base64': { 'Fn::Sub': '${Stage}!' } },
    sections: STAGE,
    gives: 'ZGV2IQ==',
  },
  {
    title: 'a function that CloudFormation does not have',
    rule: 'Intrinsic function reference: the list is closed',
    value: { 'Fn::Uppercase': 'a' },
    refusedAt: '/Fn::Uppercase',
  },
  {
    title: 'Ref beside another key is data',
    rule: 'Intrinsic function reference: a function is an object with its one key',
    value: { Ref: 'Queue', Other: 1 },
    gives: { Ref: 'Queue', Other: 1 },
  },
];
