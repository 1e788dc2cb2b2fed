import type { JsonObject } from '../../src/asl';
import { validate } from '../../src/validator';
import { lambda, machineOf, pass } from './machines';

function found(definition: JsonObject): string[] {
  return validate(definition).diagnostics.map(({ severity, rule, pointer }) => `${severity} ${rule} ${pointer}`);
}

const choice = (rule: JsonObject): JsonObject =>
  machineOf({ Type: 'Choice', Choices: [{ ...rule, Next: 'B' }], Default: 'B' }, { B: { Type: 'Succeed' } });

const http = (parameters: JsonObject): JsonObject =>
  machineOf({
    Type: 'Task',
    Resource: 'arn:aws:states:::http:invoke',
    Parameters: { ApiEndpoint: 'https://example.com', Method: 'GET', ...parameters },
    End: true,
  });

const map = (more: JsonObject, config: JsonObject = { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' }): JsonObject =>
  machineOf({ Type: 'Map', ...more, ItemProcessor: { ProcessorConfig: config, StartAt: 'I', States: { I: pass } }, End: true });

const reader = (parameters: JsonObject, call = 'getObject'): JsonObject => ({
  ItemReader: { Resource: `arn:aws:states:::s3:${call}`, ReaderConfig: { InputType: 'JSON' }, ...parameters },
});

const writer = (parameters: JsonObject): JsonObject => ({ ResultWriter: { Resource: 'arn:aws:states:::s3:putObject', ...parameters } });

describe('What cannot work when it runs', () => {
  test.each<[string, JsonObject, string[]]>([
    // The guide: the service does not support deep merges. It takes the definition.
    [
      'a deep merge',
      machineOf({ ...pass, Parameters: { 'a.$': 'States.Array(States.JsonMerge($.a, $.b, true))' } }),
      ['WARNING INTRINSIC_ARGUMENTS /States/A/Parameters/a.$'],
    ],
    ['a path instead of an ARN', machineOf({ Type: 'Task', Resource: '$.fn', End: true }), ['ERROR UNKNOWN_RESOURCE /States/A/Resource']],
    // The recorded answer to a resource that is neither: "is not recognized. The value is not a valid resource ARN".
    [
      'a misspelt service in the ARN of a function',
      machineOf({ ...lambda, Resource: 'arn:aws:lamda:us-east-1:123456789012:function:f', Parameters: {} }),
      ['ERROR UNKNOWN_RESOURCE /States/A/Resource'],
    ],
    [
      'a misspelt service in the ARN of an integration',
      machineOf({ ...lambda, Resource: 'arn:aws:state:::lambda:invoke' }),
      ['ERROR UNKNOWN_RESOURCE /States/A/Resource'],
    ],
    [
      'the ARN of something that is no task',
      machineOf({ Type: 'Task', Resource: 'arn:aws:sns:us-east-1:123456789012:topic', End: true }),
      ['WARNING UNKNOWN_RESOURCE /States/A/Resource'],
    ],
    // Jayway 2.0.0: "Property ['total'] not found in path $", where $ is an array.
    [
      'a field of what a Parallel gives',
      machineOf(
        { Type: 'Parallel', Branches: [{ StartAt: 'I', States: { I: pass } }], Next: 'B' },
        { B: { ...pass, Parameters: { 'total.$': '$.total' } } },
      ),
      ['WARNING IMPOSSIBLE_PATH /States/B/Parameters/total.$'],
    ],
    [
      'a field of what a Map wrote beside its input',
      machineOf(
        { Type: 'Map', ItemsPath: '$.items', ItemProcessor: { StartAt: 'I', States: { I: pass } }, ResultPath: '$.done', Next: 'B' },
        { B: { Type: 'Choice', Choices: [{ Variable: '$.done.count', NumericEquals: 3, Next: 'C' }], Default: 'C' }, C: pass },
      ),
      ['WARNING IMPOSSIBLE_PATH /States/B/Choices/0/Variable'],
    ],
    // The error of a catcher has Error and Cause, with capitals.
    [
      'a field of the error in lower case',
      machineOf(
        {
          Type: 'Task',
          QueryLanguage: 'JSONata',
          Resource: lambda.Resource,
          Arguments: { FunctionName: 'f' },
          Retry: lambda.Retry,
          Catch: [{ ErrorEquals: ['States.ALL'], Output: { why: '{% $states.errorOutput.cause %}' }, Next: 'B' }],
          End: true,
        },
        { B: pass },
      ),
      ['WARNING IMPOSSIBLE_PATH /States/A/Catch/0/Output/why'],
    ],
    [
      'a count of the context object that is compared as text',
      choice({ Variable: '$$.State.RetryCount', StringEquals: '0' }),
      ['WARNING FALSE_COMPARISON /States/A/Choices/0/StringEquals'],
    ],
    [
      'the item of a Map where it says which items there are',
      machineOf({ Type: 'Map', ItemsPath: '$$.Map.Item.Value', ItemProcessor: { StartAt: 'I', States: { I: pass } }, End: true }),
      ['WARNING CONTEXT_FIELD /States/A/ItemsPath'],
    ],
    [
      'a wait in EXPRESS children that outlasts them',
      machineOf({
        Type: 'Map',
        ItemProcessor: {
          ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'EXPRESS' },
          StartAt: 'I',
          States: { I: { Type: 'Wait', Seconds: 600, End: true } },
        },
        End: true,
      }),
      ['WARNING EXPRESS_TOO_LONG /States/A/ItemProcessor/States/I/Seconds'],
    ],
    // AWS takes each: a text is what it is.
    [
      'a path of JSONata in the middle of a text',
      machineOf({ Type: 'Pass', QueryLanguage: 'JSONata', Output: 'Order $states.input.id', End: true }),
      ['WARNING OPEN_EXPRESSION /States/A/Output'],
    ],
    [
      'a JSONPath in a field of JSONata',
      machineOf({ Type: 'Pass', QueryLanguage: 'JSONata', Output: { id: '$.order.id' }, End: true }),
      ['WARNING OPEN_EXPRESSION /States/A/Output/id'],
    ],
    [
      'a whole Output that is a path to the context object',
      machineOf({ Type: 'Pass', QueryLanguage: 'JSONata', Output: '$$.Execution.Id', End: true }),
      ['WARNING OPEN_EXPRESSION /States/A/Output'],
    ],
    [
      'an intrinsic function in a field of JSONata',
      machineOf({ Type: 'Pass', QueryLanguage: 'JSONata', Assign: { id: 'States.UUID()' }, End: true }),
      ['WARNING OPEN_EXPRESSION /States/A/Assign/id'],
    ],
    ['a path for all Parameters', machineOf({ ...pass, Parameters: '$.order' }), ['WARNING NO_DOLLAR /States/A/Parameters']],
    // The guide: an HTTP task requires a connection of EventBridge.
    ['an HTTP task without a connection', http({}), ['ERROR REQUIRED_PARAMETER /States/A/Parameters']],
    [
      'a job without what the service requires',
      machineOf({
        Type: 'Task',
        Resource: 'arn:aws:states:::databrew:startJobRun.sync',
        Parameters: {},
        TimeoutSeconds: 60,
        End: true,
      }),
      ['WARNING REQUIRED_PARAMETER /States/A/Parameters'],
    ],
    [
      'a message to nobody',
      machineOf({ Type: 'Task', Resource: 'arn:aws:states:::sns:publish', Parameters: { Message: 'm' }, End: true }),
      ['ERROR REQUIRED_PARAMETER /States/A/Parameters'],
    ],
    [
      'a rule that compares and combines',
      choice({ Variable: '$.a', And: [{ Variable: '$.b', IsPresent: true }] }),
      ['ERROR EXCLUSIVE_FIELDS /States/A/Choices/0'],
    ],
    // Both are taken by AWS: a text that is no timestamp is equal to none, and a pattern is read when it is asked.
    [
      'a comparison with a text that is no timestamp',
      choice({ Variable: '$.at', TimestampLessThan: '2026-01-31' }),
      ['WARNING FALSE_COMPARISON /States/A/Choices/0/TimestampLessThan'],
    ],
    [
      'a pattern that ends in a backslash',
      choice({ Not: { Variable: '$.a', StringMatches: 'a*\\' } }),
      ['WARNING FALSE_COMPARISON /States/A/Choices/0/Not/StringMatches'],
    ],
    [
      'the type of children without a mode',
      map({}, { ExecutionType: 'EXPRESS' }),
      ['WARNING DISTRIBUTED_FIELD /States/A/ItemProcessor/ProcessorConfig/ExecutionType'],
    ],
    ['a reader without a key', map(reader({ Parameters: { Bucket: 'b' } })), ['WARNING ITEM_SOURCE /States/A/ItemReader/Parameters']],
    [
      'a reader without parameters',
      map(reader({})),
      ['WARNING ITEM_SOURCE /States/A/ItemReader', 'WARNING ITEM_SOURCE /States/A/ItemReader'],
    ],
    ['a writer without a bucket', map(writer({ Parameters: { Prefix: 'p' } })), ['WARNING ITEM_SOURCE /States/A/ResultWriter/Parameters']],
  ])('is found: %s', (_, definition, expected) => {
    expect(found(definition)).toEqual(expected);
  });

  test.each<[string, JsonObject]>([
    ['a shallow merge', machineOf({ ...pass, Parameters: { 'a.$': 'States.JsonMerge($.a, $.b, false)' } })],
    ['an HTTP task with a connection', http({ Authentication: { ConnectionArn: 'arn:aws:events:us-east-1:111111111111:connection/c/1' } })],
    ['an HTTP task that takes its connection from the input', http({ 'InvocationConfig.$': '$.connection' })],
    ['a timestamp that a tool fills in', choice({ Variable: '$.at', TimestampLessThan: '${Until}' })],
    ['a pattern with escapes', choice({ Variable: '$.a', StringMatches: 'a\\*\\\\*' })],
    ['a mode and the type of children', map({})],
    ['a mode that is inline', map({}, { Mode: 'INLINE' })],
    ['a reader of what the input names', map(reader({ Parameters: { 'Bucket.$': '$.b', 'Key.$': '$.k' } }))],
    ['the time of the context object', choice({ Variable: '$$.Execution.StartTime', TimestampLessThan: '2030-01-01T00:00:00Z' })],
    [
      'the item of a Map where it selects one',
      machineOf({
        Type: 'Map',
        ItemSelector: { 'i.$': '$$.Map.Item.Index' },
        ItemProcessor: { StartAt: 'I', States: { I: { ...pass, Parameters: { 'v.$': '$$.Map.Item.Value' } } } },
        End: true,
      }),
    ],
    ['a reader in JSONata', map({ QueryLanguage: 'JSONata', ...reader({ Arguments: '{% $states.input.where %}' }) })],
    ['a writer with a bucket', map(writer({ Parameters: { Bucket: 'b' } }))],
  ])('is not %s', (_, definition) => {
    expect(found(definition)).toEqual([]);
  });

  // Each fails in TestState: Invalid arguments in States.….
  test.each([
    ["States.ArrayLength('$.items')", 'argument 1 of States.ArrayLength must be an array, but is "$.items"'],
    ["States.ArrayGetItem($.items, '0')", 'argument 2 of States.ArrayGetItem must be a number, but is "0"'],
    ["States.JsonMerge($.a, 'b', false)", 'argument 2 of States.JsonMerge must be an object, but is "b"'],
    ['States.StringSplit($.a, 3)', 'argument 2 of States.StringSplit must be a text, but is 3'],
    ['States.MathAdd(null, 1)', 'argument 1 of States.MathAdd must be a number, but is null'],
    ["States.Array(States.MathRandom('1', 3))", 'argument 1 of States.MathRandom must be a number, but is "1"'],
  ])('is found: a literal of the wrong kind in %s', (call, said) => {
    expect(validate(machineOf({ ...pass, Parameters: { 'a.$': call } })).diagnostics).toEqual([
      expect.objectContaining({ severity: 'ERROR', rule: 'INTRINSIC_ARGUMENTS', message: `State "A": ${said}` }),
    ]);
  });

  test.each([
    "States.StringSplit('a,b', ',')",
    "States.StringToJson('{\\}')",
    "States.Base64Encode('a')",
    "States.ArrayContains($.a, 'x')",
    'States.ArrayRange(1, 9, 2)',
    "States.ArrayGetItem(States.StringSplit($.a, ','), 0)",
    "States.Hash(3, 'MD5')",
    'States.Format(3)',
  ])('is not: %s', (call) => {
    expect(found(machineOf({ ...pass, Parameters: { 'a.$': call } }))).toEqual([]);
  });

  // JSONata 2.0.6: T0410, an argument that does not match the signature of the function.
  test.each([
    ["$uppercase('a', 'b')", '$uppercase does not take 2 arguments', 'it takes at most 1'],
    ['$append([1])', '$append does not take 1 argument', 'it takes 2'],
    ['$reduce([1])', '$reduce does not take 1 argument', 'it takes at least 2'],
    ["'a' ~> $pad(3, '#', 1)", '$pad does not take 4 arguments', 'it takes at most 3'],
    ['$partition([1, 2], 1, 1)', '$partition does not take 3 arguments', 'it takes at most 2'],
    ["$uuid('a')", '$uuid does not take 1 argument', 'it takes 0'],
  ])('is found: the arguments of %s', (expression, said, hint) => {
    const definition = machineOf({ Type: 'Pass', QueryLanguage: 'JSONata', Output: `{% ${expression} %}`, End: true });

    expect(validate(definition).diagnostics).toEqual([
      expect.objectContaining({ severity: 'ERROR', rule: 'INTRINSIC_ARGUMENTS', message: `State "A": ${said}`, hint }),
    ]);
  });

  test.each([
    "'a' ~> $uppercase ~> $pad(3)",
    "['a'].$uppercase()",
    '$zip([1], [2], [3])',
    "($f := $substring(?, 0, 5); $f('hello world'))",
    '($sum := function($a, $b) { $a + $b }; $sum(1, 2))',
    "$map(['a'], $uppercase)",
    '$range(1, 5, 2)',
    '$random()',
    "$now('[Y]', '+0100')",
  ])('is not: the arguments of %s', (expression) => {
    expect(found(machineOf({ Type: 'Pass', QueryLanguage: 'JSONata', Output: `{% ${expression} %}`, End: true }))).toEqual([]);
  });
});
