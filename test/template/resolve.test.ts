import type { JsonValue } from '../../src/asl';
import { resolved, templateOf } from './stack-of';

const template = templateOf(
  { Queue: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'jobs' } } },
  {
    Transform: ['AWS::LanguageExtensions'],
    Parameters: {
      Stage: { Type: 'String', Default: 'dev' },
      Size: { Type: 'Number', Default: '3' },
      Zones: { Type: 'CommaDelimitedList', Default: 'one, two,three' },
      Choice: { Type: 'String', AllowedValues: ['first', 'second'] },
      Image: { Type: 'AWS::SSM::Parameter::Value<String>', Default: '/images/latest' },
      Open: { Type: 'String' },
    },
    Conditions: {
      IsProd: { 'Fn::Equals': [{ Ref: 'Stage' }, 'prod'] },
      IsDev: { 'Fn::Not': [{ Condition: 'IsProd' }] },
      Both: { 'Fn::And': [{ Condition: 'IsDev' }, { 'Fn::Equals': ['a', 'a'] }] },
      Either: { 'Fn::Or': [{ Condition: 'IsProd' }, { Condition: 'Both' }] },
      Circle: { 'Fn::Not': [{ Condition: 'Circle' }] },
    },
    Mappings: { Sizes: { dev: { memory: 128, list: ['x', 'y'] } } },
  },
);

describe('Intrinsic functions resolve to what CloudFormation gives', () => {
  test.each<[string, JsonValue, JsonValue]>([
    ['Ref of a parameter with a default', { Ref: 'Stage' }, 'dev'],
    ['Ref of a number parameter: a text, as CloudFormation hands on every parameter', { Ref: 'Size' }, '3'],
    ['Ref of a list parameter', { Ref: 'Zones' }, ['one', 'two', 'three']],
    ['Ref of a parameter with allowed values only', { Ref: 'Choice' }, 'first'],
    ['Ref of a parameter kept in SSM: its own name, as the default is a name and no value', { Ref: 'Image' }, 'Image'],
    ['Ref of a parameter without any value: its name', { Ref: 'Open' }, 'Open'],
    ['Ref of a resource', { Ref: 'Queue' }, 'https://sqs.us-east-1.amazonaws.com/111111111111/jobs'],
    ['Fn::GetAtt as a list', { 'Fn::GetAtt': ['Queue', 'Arn'] }, 'arn:aws:sqs:us-east-1:111111111111:jobs'],
    ['Fn::GetAtt as a text', { 'Fn::GetAtt': 'Queue.QueueName' }, 'jobs'],
    ['Fn::Join', { 'Fn::Join': ['-', ['a', { Ref: 'Stage' }, { Ref: 'Size' }]] }, 'a-dev-3'],
    ['Fn::Join of a list parameter', { 'Fn::Join': ['+', { Ref: 'Zones' }] }, 'one+two+three'],
    ['Fn::Join leaves NoValue out', { 'Fn::Join': ['-', ['a', { Ref: 'AWS::NoValue' }, 'b']] }, 'a-b'],
    ['Fn::Sub', { 'Fn::Sub': '${Stage}/${Queue.Arn}/${AWS::Region}' }, 'dev/arn:aws:sqs:us-east-1:111111111111:jobs/us-east-1'],
    ['Fn::Sub with its own names', { 'Fn::Sub': ['${Stage}-${Own}', { Own: { Ref: 'Size' }, Stage: 'mine' }] }, 'mine-3'],
    ['Fn::Sub with a literal placeholder', { 'Fn::Sub': '${!Stage} ${Stage}' }, '${Stage} dev'],
    ['Fn::Select of Fn::Split', { 'Fn::Select': [4, { 'Fn::Split': [':', { 'Fn::GetAtt': ['Queue', 'Arn'] }] }] }, '111111111111'],
    ['Fn::Select with the index as text', { 'Fn::Select': ['1', ['a', 'b']] }, 'b'],
    ['Fn::FindInMap', { 'Fn::FindInMap': ['Sizes', { Ref: 'Stage' }, 'memory'] }, 128],
    ['Fn::FindInMap with a default', { 'Fn::FindInMap': ['Sizes', 'prod', 'memory', { DefaultValue: 256 }] }, 256],
    ['Fn::If whose condition holds', { 'Fn::If': ['IsDev', 'yes', 'no'] }, 'yes'],
    ['Fn::If whose condition does not hold', { 'Fn::If': ['IsProd', 'yes', 'no'] }, 'no'],
    ['Fn::If of And and Or', { 'Fn::If': ['Either', 'yes', 'no'] }, 'yes'],
    ['Fn::Base64', { 'Fn::Base64': 'hello' }, 'aGVsbG8='],
    ['Fn::Length', { 'Fn::Length': { Ref: 'Zones' } }, 3],
    ['Fn::ToJsonString', { 'Fn::ToJsonString': { a: { Ref: 'Stage' } } }, '{"a":"dev"}'],
    ['Fn::GetAZs', { 'Fn::GetAZs': '' }, ['us-east-1a', 'us-east-1b', 'us-east-1c']],
    ['Fn::Cidr', { 'Fn::Cidr': ['10.0.0.0/16', 2, 8] }, ['10.0.0.0/16#0', '10.0.0.0/16#1']],
    ['Fn::ImportValue of a stack that is not here: the name', { 'Fn::ImportValue': { 'Fn::Sub': '${Stage}-topic' } }, 'dev-topic'],
    [
      'pseudo parameters',
      { 'Fn::Sub': 'arn:${AWS::Partition}:x:${AWS::AccountId}.${AWS::URLSuffix}.${AWS::StackName}' },
      'arn:aws:x:111111111111.amazonaws.com.Stack',
    ],
    ['Ref and Condition beside other keys, which are data', { Condition: '{% true %}', Next: 'A' }, { Condition: '{% true %}', Next: 'A' }],
    ['an object with the one key Condition outside of Conditions', { Condition: 'IsDev' }, { Condition: 'IsDev' }],
    ['NoValue in an object and a list', { a: { Ref: 'AWS::NoValue' }, b: [{ Ref: 'AWS::NoValue' }, 1] }, { b: [1] }],
  ])('%s', (_, value, expected) => {
    expect(resolved(value, template)).toEqual({ value: expected, problems: [] });
  });

  test('values of parameters that are given take the place of defaults, as text or lists', () => {
    const options = { parameters: { Stage: 'prod', Zones: 'x,y', Size: '7' } };

    expect(
      resolved([{ Ref: 'Stage' }, { Ref: 'Zones' }, { Ref: 'Size' }, { 'Fn::If': ['IsProd', 1, 2] }], template, options).value,
    ).toEqual(['prod', ['x', 'y'], '7', 1]);
  });

  test('a region of China brings its partition and URL suffix along', () => {
    expect(resolved({ 'Fn::Sub': '${AWS::Partition} ${AWS::URLSuffix}' }, template, { region: 'cn-north-1' }).value).toBe(
      'aws-cn amazonaws.com.cn',
    );
  });

  test('__proto__ is only a key', () => {
    const value = JSON.parse('{"__proto__":{"Ref":"Stage"},"other":1}') as JsonValue;

    expect(JSON.stringify(resolved(value, template).value)).toBe('{"__proto__":"dev","other":1}');
  });
});

describe('What cannot be resolved becomes a readable label, and is reported with its place', () => {
  test.each<[string, JsonValue, JsonValue, string]>([
    ['Ref of nothing', { Ref: 'Stag' }, 'Stag', '/Ref'],
    ['Ref of a key that only the prototype has', { Ref: 'constructor' }, 'constructor', '/Ref'],
    ['Fn::GetAtt of nothing', { 'Fn::GetAtt': ['Nowhere', 'Arn'] }, 'Nowhere.Arn', '/Fn::GetAtt'],
    ['Fn::Sub with an unknown name', { 'Fn::Sub': 'a ${Nobody} b' }, 'a Nobody b', '/Fn::Sub'],
    ['Fn::Select beyond the list', { 'Fn::Select': [5, ['a']] }, 'Fn::Select-5', '/Fn::Select'],
    [
      'Fn::FindInMap of a missing key',
      { 'Fn::FindInMap': ['Sizes', 'prod', 'memory'] },
      'Fn::FindInMap-Sizes-prod-memory',
      '/Fn::FindInMap',
    ],
    ['Fn::If of an unknown condition', { 'Fn::If': ['Nope', 1, 2] }, 'Fn::If', '/Fn::If'],
    ['a function that does not exist', { 'Fn::Magic': 1 }, 'Fn::Magic', '/Fn::Magic'],
    ['Fn::Join without a list', { 'Fn::Join': ['-', 'a'] }, 'Fn::Join', '/Fn::Join'],
  ])('%s', (_, value, label, pointer) => {
    expect(resolved(value, template)).toEqual({ value: label, problems: [`TEMPLATE_BROKEN_REFERENCE ${pointer}`] });
  });

  test('a macro is known to an account only, and is not a mistake', () => {
    expect(resolved({ 'Fn::Transform': { Name: 'AWS::Include' } }, template)).toEqual({
      value: 'Fn::Transform-AWS::Include',
      problems: ['TEMPLATE_UNRESOLVED /Fn::Transform'],
    });
  });

  test('a condition that needs itself ends', () => {
    expect(resolved({ 'Fn::If': ['Circle', 'yes', 'no'] }, template).value).toBe('yes');
  });

  test('a chain of 9,000 conditions ends, as a value that is as deep does', () => {
    const chain = Object.fromEntries(Array.from({ length: 9000 }, (_, index) => [`C${index}`, { Condition: `C${index + 1}` }]));

    expect(resolved({ 'Fn::If': ['C0', 'yes', 'no'] }, templateOf({}, { Conditions: { ...chain, C9000: true } })).value).toBe('no');
  });

  test('two names that need each other fall back to their logical ids', () => {
    const circle = templateOf({
      A: { Type: 'AWS::SNS::Topic', Properties: { TopicName: { 'Fn::GetAtt': ['B', 'TopicName'] } } },
      B: { Type: 'AWS::SNS::Topic', Properties: { TopicName: { 'Fn::GetAtt': ['A', 'TopicName'] } } },
    });

    expect(resolved([{ 'Fn::GetAtt': ['A', 'TopicName'] }, { 'Fn::GetAtt': ['B', 'TopicName'] }], circle).value).toEqual(['A', 'A']);
  });

  test.each<[string, (inner: JsonValue) => JsonValue]>([
    ['Fn::Sub, its own names', (inner) => ({ 'Fn::Sub': ['${a}${a}', { a: inner }] })],
    ['Fn::Sub, many times its own name', (inner) => ({ 'Fn::Sub': ['${a}'.repeat(10), { a: inner }] })],
    ['Fn::Join and Fn::Split', (inner) => ({ 'Fn::Join': [',', { 'Fn::Split': [',', { 'Fn::Sub': ['${a},${a}', { a: inner }] }] }] })],
    ['Fn::Base64', (inner) => ({ 'Fn::Base64': inner })],
    ['Fn::ToJsonString', (inner) => ({ 'Fn::ToJsonString': { a: inner } })],
  ])('a text that grows with each level ends: %s', (_, around) => {
    let value: JsonValue = 'x"'.repeat(200);
    for (let level = 0; level < 100; level++) value = around(value);
    const { problems } = resolved(value, template);

    expect(problems[0]).toMatch(/^TEMPLATE_UNRESOLVED /);
    expect(problems.length).toBeLessThan(200);
  });

  test('a name that a text holds twice is looked up once, also in texts that hold each other', () => {
    let text: JsonValue = '';
    for (let level = 0; level < 60; level++) text = { 'Fn::Sub': ['${Inner}${Inner}', { Inner: text }] };

    expect(resolved(text, template)).toMatchObject({ value: '' });
  });

  test('names that double with every resource do not grow without end', () => {
    const resources = Object.fromEntries(
      Array.from({ length: 60 }, (_, index) => [
        `Q${index + 1}`,
        { Type: 'AWS::S3::Bucket', Properties: { BucketName: index === 0 ? 'x' : { 'Fn::Sub': `\${Q${index}}\${Q${index}}` } } },
      ]),
    );

    expect(String(resolved({ Ref: 'Q60' }, templateOf(resources)).value).length).toBeLessThanOrEqual(512);
  });
});

test('A value nested without end is cut and reported, and the stack holds', () => {
  const deep = JSON.parse(`${'['.repeat(5000)}1${']'.repeat(5000)}`) as JsonValue;

  expect(resolved(deep, template).problems).toHaveLength(1);
});
