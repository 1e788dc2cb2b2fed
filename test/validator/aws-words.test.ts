import type { JsonObject } from '../../src/asl';
import { invalidDefinitionMessage, validate, type WorkflowType } from '../../src/validator';
import { lambda, machineOf, pass } from './machines';

const end = { B: pass };
const choiceOf = (rule: JsonObject): JsonObject => machineOf({ Type: 'Choice', Choices: [rule], Default: 'B' }, end);
const jsonata = (output: string): JsonObject => machineOf({ ...pass, Output: output }, {}, { QueryLanguage: 'JSONata' });
const readerOf = (ReaderConfig: JsonObject): JsonObject =>
  machineOf({
    Type: 'Map',
    ItemReader: { Resource: 'arn:aws:states:::s3:getObject', ReaderConfig, Parameters: { Bucket: 'b', Key: 'k' } },
    ItemProcessor: { ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' }, StartAt: 'C', States: { C: pass } },
    End: true,
  });
const mapOf = (fields: JsonObject): JsonObject =>
  machineOf({
    Type: 'Map',
    ItemProcessor: { ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' }, StartAt: 'C', States: { C: pass } },
    End: true,
    ...fields,
  });

function said(definition: JsonObject, type?: WorkflowType): string[] {
  const { diagnostics } = validate(definition, type === undefined ? { rules: 'aws' } : { rules: 'aws', type });
  return diagnostics.map(({ message, location }) => `${message} at ${location}`);
}

// Measured on AWS: gabrielmoreira/tiny-asl-machine (tests/conformance, groups Validation.* and Feature.*Validation), the rules of
// badmintoncryer/cdk-preflight, and floci-io/floci #2670, #2735, #2745, #2786, #2968, #3733.
test.each<[string, JsonObject, string[]]>([
  [
    'a state without Type',
    machineOf({ End: true }),
    [`The field 'Type' is required at /States/A`, 'Workflow has no terminal state at undefined'],
  ],
  ['a Next on Succeed', machineOf({ Type: 'Succeed', Next: 'B' }, end), [`Field 'Next' is not supported at /States/A`]],
  [
    'neither Next nor End',
    machineOf({ Type: 'Pass' }),
    ['This object should have only one of the following fields: [Next, End] at /States/A', 'Workflow has no terminal state at undefined'],
  ],
  [
    'both Next and End',
    machineOf({ ...pass, Next: 'B' }, end),
    ['There should only be one of the following fields: [Next, End] at /States/A'],
  ],
  [
    'a target that does not exist',
    machineOf({ Type: 'Pass', Next: 'X' }),
    [`Missing 'Next' target: X at /States/A/Next`, 'Workflow has no terminal state at undefined'],
  ],
  [
    'a start that does not exist',
    { StartAt: 'X', States: { A: pass } },
    [`Missing 'Next' target: X at /StartAt`, 'State "A" is not reachable. at /States/A'],
  ],
  [
    'two times to wait for',
    machineOf({ Type: 'Wait', Seconds: 1, Timestamp: '2026-01-01T00:00:00Z', End: true }),
    ['There should only be one of the following fields: [SecondsPath, Seconds, TimestampPath, Timestamp] at /States/A'],
  ],
  ['fewer than no seconds', machineOf({ Type: 'Wait', Seconds: -1, End: true }), ['Minimum value is 0 at /States/A/Seconds']],
  ['too many seconds', machineOf({ Type: 'Wait', Seconds: 1e8, End: true }), ['Maximum value is 99999999 at /States/A/Seconds']],
  ['half a second', machineOf({ Type: 'Wait', Seconds: 1.5, End: true }), ['Expected value of type Integer at /States/A/Seconds']],
  ['a number as comment', machineOf({ ...pass, Comment: 1 }), ['Expected value of type [STRING] at /States/A/Comment']],
  [
    'an unknown jitter',
    machineOf({ ...lambda, Retry: [{ ErrorEquals: ['States.ALL'], JitterStrategy: 'SOME' }] }),
    ['Value should be one of the following: [NONE, FULL] at /States/A/Retry[0]/JitterStrategy'],
  ],
  [
    'States.ALL beside another error',
    machineOf({ ...lambda, Retry: [{ ErrorEquals: ['States.ALL', 'E'] }] }),
    ['States.ALL must appear alone and at end of list at /States/A/Retry[0]/ErrorEquals'],
  ],
  [
    'a field of JSONata in JSONPath',
    machineOf({ ...pass, Output: 1 }),
    [`The QueryLanguage is set to 'JSONPath', but field 'Output' is only supported for the 'JSONata' QueryLanguage at /States/A`],
  ],
  [
    'an operator without Variable',
    choiceOf({ StringEquals: 'x', Next: 'B' }),
    ['The object must have only one of the following fields, [And, Or, Not, Variable, Condition] at /States/A/Choices[0]'],
  ],
  [
    'a Variable that is not a path',
    choiceOf({ Variable: 'a', IsNull: true, Next: 'B' }),
    [`Value is not a Reference Path: Reference path didn't start with '$' at /States/A/Choices[0]/Variable`],
  ],
  ['an InputPath that is none', machineOf({ ...pass, InputPath: 'a' }), ['Value must be a valid JSONPath. at /States/A/InputPath']],
  ['an expression that ends too early', jsonata('{% 1 + %}'), ['Unexpected end of expression at /States/A/Output']],
  ['a result where there is none', jsonata('{% $states.result %}'), [`Field '$states.result' does not exist. at /States/A/Output`]],
  ['the whole context', jsonata('{% $$ %}'), [`Reference to '$$' is not supported. at /States/A/Output`]],
  ['an open expression', jsonata('{% 1'), ['JSONata string must start with {% and end with %} at /States/A/Output']],
  [
    'a variable named states',
    machineOf({ ...pass, Assign: { states: 1 } }),
    [`Cannot assign to reserved variable '$states'. at /States/A/Assign/states`],
  ],
  ['a percentage over 100', mapOf({ ToleratedFailurePercentage: 101 }), ['Maximum value is 100.0 at /States/A/ToleratedFailurePercentage']],
  ['a percentage under 0', mapOf({ ToleratedFailurePercentage: -1 }), ['Minimum value is 0.0 at /States/A/ToleratedFailurePercentage']],
  [
    'more items than a reader gives',
    readerOf({ InputType: 'JSON', MaxItems: 100_000_001 }),
    ['Maximum value is 100000000 at /States/A/ItemReader/ReaderConfig/MaxItems'],
  ],
  [
    'a number of a Map from the context object',
    mapOf({ MaxConcurrencyPath: '$$.Execution.Input.n' }),
    ['Value is not a Reference Path: $$.Execution.Input.n at /States/A/MaxConcurrencyPath'],
  ],
  [
    'a query language that is none, taken as JSONata',
    machineOf({ ...pass, Parameters: {} }, {}, { QueryLanguage: 'jq' }),
    [
      'Value should be one of the following: [JSONPath, JSONata] at /QueryLanguage',
      `The QueryLanguage is set to 'JSONata', but field 'Parameters' is only supported for the 'JSONPath' QueryLanguage at /States/A`,
    ],
  ],
  ['a label of 41 characters', mapOf({ Label: 'a'.repeat(41) }), ['Label cannot exceed 40 characters at /States/A/Label']],
  ['a label with a wildcard', mapOf({ Label: 'a*b' }), [`Label contains invalid character: '*' at /States/A/Label`]],
  ['an empty label', mapOf({ Label: '' }), ['Label cannot be empty at /States/A/Label']],
  [
    'a variable of the states around a branch',
    machineOf(
      { Type: 'Pass', Assign: { v: 1 }, Next: 'B' },
      { B: { Type: 'Parallel', Branches: [{ StartAt: 'C', States: { C: { ...pass, Assign: { v: 2 } } } }], End: true } },
    ),
    [`The variable name 'v' was already defined in a parent scope. at /States/B/Branches[0]/States/C/Assign/v`],
  ],
  [
    'a CSV file without the place of its header',
    readerOf({ InputType: 'CSV' }),
    [`The field 'CSVHeaderLocation' is required at /States/A/ItemReader/ReaderConfig`],
  ],
  [
    'CSV headers of JSON lines',
    readerOf({ InputType: 'JSONL', CSVHeaderLocation: 'GIVEN', CSVHeaders: ['id'] }),
    [
      `Field 'CSVHeaderLocation' is not supported at /States/A/ItemReader/ReaderConfig`,
      `Field 'CSVHeaders' is not supported at /States/A/ItemReader/ReaderConfig`,
    ],
  ],
  [
    'an ItemsPointer that is none',
    readerOf({ InputType: 'JSON', ItemsPointer: 'data' }),
    [`Invalid input: JSON Pointer expression must start with '/': "data" at /States/A/ItemReader/ReaderConfig/ItemsPointer`],
  ],
  // Users' reports: aws/aws-step-functions-data-science-sdk-python issue 200.
  [
    'a tag of a SageMaker job in lower case',
    machineOf({
      Type: 'Task',
      Resource: 'arn:aws:states:::sagemaker:createTrainingJob.sync',
      Parameters: { TrainingJobName: 't', HyperParameters: { max_depth: '5' }, Tags: [{ key: 'cart', value: 'dataengineering' }] },
      End: true,
    }),
    [`The field "key" is not supported by Step Functions at /States/A/Parameters`],
  ],
  [
    'tags of a SageMaker job as they are, or given by a path',
    machineOf({
      Type: 'Task',
      Resource: 'arn:aws:states:::sagemaker:createTransformJob.sync',
      Parameters: { TransformJobName: 't', Tags: [{ Key: 'cart', 'Value.$': '$.cart' }, '$.more'], 'Environment.$': '$.tags' },
      End: true,
    }),
    [],
  ],
  ['too few intrinsic arguments, which fail when the state runs', machineOf({ ...pass, Parameters: { 'a.$': 'States.Hash()' } }), []],
])('rules "aws" say of %s what AWS says', (_, definition, expected) => {
  expect(said(JSON.parse(JSON.stringify(definition)) as JsonObject)).toEqual(expected);
});

test('rules "aws" list the operators of a Choice in the order of AWS', () => {
  const [message] = said(choiceOf({ Variable: '$.a', Next: 'B' }));

  expect(message).toMatch(
    /^This object should have only one of the following fields: \[StringEquals, IsBoolean, StringLessThan, .*EqualsPath\] at /,
  );
  expect(message!.split(', ')).toHaveLength(39);
});

test('a distributed Map of an Express machine is refused at its mode', () => {
  expect(said(readerOf({ InputType: 'JSON' }), 'EXPRESS')).toEqual([
    `The field 'Mode' with value 'DISTRIBUTED' is not supported inside 'EXPRESS' state machines at /States/A/ItemProcessor/ProcessorConfig/Mode`,
  ]);
});

test('CreateStateMachine places a missing end at null', () => {
  const validation = validate(machineOf({ Type: 'Pass', Next: 'B' }, { B: { Type: 'Pass', Next: 'A' } }), { rules: 'aws' });

  expect(invalidDefinitionMessage(validation)).toBe(
    `Invalid State Machine Definition: 'MISSING_END_STATE: Workflow has no terminal state at null'`,
  );
});

test('outside rules "aws" the list of operators is short', () => {
  const { diagnostics } = validate(choiceOf({ Variable: '$.a', Next: 'B' }));

  expect(diagnostics.map(({ message }) => message)).toEqual([
    'This object should have only one of the following fields: [StringEquals, IsBoolean, StringLessThan, …]',
  ]);
});
