import { type Diagnostic, type ValidateOptions, validate } from '../../src/validator';

type Fields = Readonly<Record<string, unknown>>;

const item = { StartAt: 'Item', States: { Item: { Type: 'Pass', End: true } } };
const distributed = { ...item, ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' } };
const bucket = { Bucket: 'b', Key: 'k' };
const call = {
  Type: 'Task',
  Resource: 'arn:aws:states:::sns:publish',
  Parameters: { TopicArn: 'arn:aws:sns:us-east-1:111111111111:t', Message: 'm' },
};

function found(state: Fields, options: ValidateOptions = {}, machine: Fields = {}): readonly Diagnostic[] {
  const definition = { ...machine, StartAt: 'Here', States: { Here: { End: true, ...state }, There: { Type: 'Succeed' } } };
  return validate(definition, options).diagnostics.filter(({ pointer }) => !pointer.startsWith('/States/There'));
}

function rulesAt(state: Fields, options: ValidateOptions = {}, machine: Fields = {}): readonly string[] {
  return found(state, options, machine).map(({ rule, severity, pointer }) => `${severity} ${rule} ${pointer.replace('/States/Here/', '')}`);
}

const jsonata = (state: Fields): readonly string[] => rulesAt(state, {}, { QueryLanguage: 'JSONata' });

/** A state that ends nowhere: `End` is refused of it. */
const ending = (state: Fields): Fields => ({ ...state, End: undefined });

describe('an expression of JSONata in a state of JSONPath is text', () => {
  test.each<[string, Fields, string]>([
    ['the error of a Fail', ending({ Type: 'Fail', Error: '{% $states.input.error %}' }), 'Error'],
    ['the cause of a Fail', ending({ Type: 'Fail', Error: 'E', Cause: "{% 'no ' & $states.input.id %}" }), 'Cause'],
    ['the result of a Pass', { Type: 'Pass', Result: { at: '{% $now() %}' } }, 'Result/at'],
    ['a constant', { Type: 'Pass', Parameters: { two: '{% 1 + 1 %}' } }, 'Parameters/two'],
    [
      'a catcher',
      { ...call, Catch: [{ ErrorEquals: ['States.ALL'], Next: 'There', Assign: { error: '{% $states.errorOutput %}' } }] },
      'Catch/0/Assign/error',
    ],
    [
      'a choice',
      ending({ Type: 'Choice', Choices: [{ Variable: '$.a', StringEquals: '{% $x %}', Next: 'There' }], Default: 'There' }),
      'Choices/0/StringEquals',
    ],
    ['a role', { ...call, Credentials: { RoleArn: '{% $states.input.role %}' } }, 'Credentials/RoleArn'],
  ])('in %s', (_, state, at) => {
    expect(rulesAt({ TimeoutSeconds: state['Type'] === 'Task' ? 5 : undefined, ...state })).toContain(`WARNING OPEN_EXPRESSION ${at}`);
  });

  test('is left to the other tool where it is a tag of that', () => {
    expect(rulesAt({ Type: 'Pass', Result: '{% include "orders.html" %}' })).toEqual([]);
  });
});

test.each<[string, string]>([
  ['$states.input.id', 'write "$…" for the input, or "{% … %}" in a state of JSONata'],
  ["States.Format('{}', $states.context.Execution.Id)", 'write "$$…" for the context object'],
])('JSONPath has no $states: %s', (path, hint) => {
  expect(found({ Type: 'Pass', Parameters: { 'id.$': path } })).toEqual([
    expect.objectContaining({ rule: 'UNDEFINED_VARIABLE', severity: 'WARNING', hint }),
  ]);
});

describe('a constant expression outside of what its field takes', () => {
  test.each<[string, Fields]>([
    ['Seconds', { Type: 'Wait', Seconds: '{% -1 %}' }],
    ['Seconds', { Type: 'Wait', Seconds: '{% 3 / 2 %}' }],
    ['Seconds', { Type: 'Wait', Seconds: '{% 100000000 %}' }],
    ['Timestamp', { Type: 'Wait', Timestamp: '{% "2026-01-31" %}' }],
    ['Timestamp', { Type: 'Wait', Timestamp: "{% $fromMillis(0, '[Y]') %}" }],
    ['MaxConcurrency', { Type: 'Map', Items: [1], ItemProcessor: item, MaxConcurrency: '{% -1 %}' }],
    ['ToleratedFailurePercentage', { Type: 'Map', Items: [1], ItemProcessor: distributed, ToleratedFailurePercentage: '{% 101 %}' }],
  ])('%s', (field, state) => {
    expect(jsonata(state)).toEqual([`WARNING FAILING_EXPRESSION ${field}`]);
  });

  test.each<[string, Fields]>([
    ['no seconds', { Type: 'Wait', Seconds: '{% 0 %}' }],
    ['a timestamp', { Type: 'Wait', Timestamp: '{% $fromMillis(0) %}' }],
    ['a fraction', { Type: 'Map', Items: [1], ItemProcessor: distributed, ToleratedFailurePercentage: '{% 0.5 %}' }],
    ['data', { Type: 'Wait', Seconds: '{% $states.input.seconds %}' }],
  ])('%s is inside', (_, state) => {
    expect(jsonata(state)).toEqual([]);
  });
});

describe('a path to what the context object holds as another type', () => {
  test.each<[string, Fields]>([
    ['SecondsPath', { Type: 'Wait', SecondsPath: '$$.Execution.StartTime' }],
    ['TimestampPath', { Type: 'Wait', TimestampPath: '$$.State.Name' }],
    ['ItemsPath', { Type: 'Map', ItemsPath: '$$.Execution.Name', ItemProcessor: item }],
  ])('%s', (field, state) => {
    expect(rulesAt(state)).toEqual([`WARNING CONTEXT_FIELD ${field}`]);
  });

  test('in a comparison with a path', () => {
    const rule = { Variable: '$.a', NumericEqualsPath: '$$.State.Name', Next: 'There' };

    expect(rulesAt(ending({ Type: 'Choice', Choices: [rule], Default: 'There' }))).toEqual([
      'WARNING FALSE_COMPARISON Choices/0/NumericEqualsPath',
    ]);
  });

  test.each<[string, Fields]>([
    ['a time', { Type: 'Wait', TimestampPath: '$$.Execution.StartTime' }],
    ['the input', { Type: 'Map', ItemsPath: '$$.Execution.Input.items', ItemProcessor: item }],
    ['a count', { Type: 'Wait', SecondsPath: '$$.State.RetryCount' }],
  ])('%s has the type', (_, state) => {
    expect(rulesAt(state)).toEqual([]);
  });
});

describe('a reader or writer of a Map that says what changes nothing', () => {
  const reading = (config: Fields, parameters: Fields = bucket): Fields => ({
    Type: 'Map',
    ItemProcessor: distributed,
    ItemReader: { Resource: 'arn:aws:states:::s3:getObject', ReaderConfig: config, Parameters: parameters },
  });

  test.each<[string, Fields, string]>([
    ['a parameter of nothing', reading({ InputType: 'JSON' }, { ...bucket, Prefix: 'p' }), 'ItemReader/Parameters/Prefix'],
    ['a misspelt one', reading({ InputType: 'JSON' }, { ...bucket, 'VersionID.$': '$.v' }), 'ItemReader/Parameters/VersionID.$'],
    [
      'a key of results',
      {
        Type: 'Map',
        ItemProcessor: distributed,
        ResultWriter: { Resource: 'arn:aws:states:::s3:putObject', Parameters: { Bucket: 'b', Key: 'k' } },
      },
      'ResultWriter/Parameters/Key',
    ],
    [
      'names of columns beside those of the file',
      reading({ InputType: 'CSV', CSVHeaderLocation: 'FIRST_ROW', CSVHeaders: ['a'] }),
      'ItemReader/ReaderConfig/CSVHeaders',
    ],
    ['a delimiter of JSON', reading({ InputType: 'JSON', CSVDelimiter: 'TAB' }), 'ItemReader/ReaderConfig/CSVDelimiter'],
    ['a pointer into lines', reading({ InputType: 'JSONL', ItemsPointer: '/a' }), 'ItemReader/ReaderConfig/ItemsPointer'],
  ])('%s', (_, state, at) => {
    expect(rulesAt(state)).toEqual([`WARNING ITEM_SOURCE ${at}`]);
  });

  test('a version is a parameter', () => {
    expect(rulesAt(reading({ InputType: 'JSON' }, { ...bucket, VersionId: 'v' }))).toEqual([]);
  });
});

test.each([
  ['', 'no error has an empty name'],
  ['$.error', 'compared letter by letter'],
  ['{% $e %}', 'compared letter by letter'],
  ['E'.repeat(257), 'at most 256'],
])('a retrier for %j never acts', (name, says) => {
  const [first] = found({ ...call, TimeoutSeconds: 5, Retry: [{ ErrorEquals: [name] }] });

  expect(first).toMatchObject({ rule: 'ERROR_NAME', severity: 'WARNING', message: expect.stringContaining(says) });
});

test('an EXPRESS machine that may take longer than such an execution lives is warned of', () => {
  expect(found({ Type: 'Pass' }, { type: 'EXPRESS' }, { TimeoutSeconds: 301 })).toEqual([
    expect.objectContaining({ rule: 'EXPRESS_TOO_LONG', pointer: '/TimeoutSeconds' }),
  ]);
  expect(found({ Type: 'Pass' }, { type: 'EXPRESS' }, { TimeoutSeconds: 300 })).toEqual([]);
  expect(found({ Type: 'Pass' }, {}, { TimeoutSeconds: 301 })).toEqual([]);
});
