import type { JsonValue } from '../../src/asl';
import { invalidDefinitionMessage, type ValidateOptions, validate } from '../../src/validator';

function rulesFor(definition: JsonValue | string, options: ValidateOptions = {}): string[] {
  return validate(definition as object, options).diagnostics.map(({ rule }) => rule);
}

function machineOf(state: { readonly [key: string]: JsonValue }, others: { readonly [key: string]: JsonValue } = {}): JsonValue {
  return { StartAt: 'A', States: { A: state, ...others } };
}

const pass = { Type: 'Pass', End: true } as const;
const lambda = {
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke',
  Parameters: { FunctionName: 'f' },
  TimeoutSeconds: 30,
  Retry: [{ ErrorEquals: ['States.ALL'] }],
  End: true,
} as const;

describe('validate', () => {
  test("gives AWS's shape, with pointer, hint, rule and position beside", () => {
    const { result, diagnostics, truncated } = validate(
      '{"StartAt":"A","States":{"A":{"Type":"Choice","Choices":[\n{"Variable":"$.x","IsNull":true,"Next":"Nope"}],"Default":"A"}}}',
    );

    expect({ result, truncated }).toEqual({ result: 'FAIL', truncated: false });
    expect(diagnostics[0]).toEqual({
      severity: 'ERROR',
      code: 'MISSING_TRANSITION_TARGET',
      message: "Missing 'Next' target: Nope",
      location: '/States/A/Choices[0]/Next',
      pointer: '/States/A/Choices/0/Next',
      hint: 'expected the name of a state beside it',
      rule: 'MISSING_TRANSITION_TARGET',
      position: { line: 2, column: 33 },
    });
  });

  test('puts ERRORs before WARNINGs, each in the order of the definition', () => {
    const definition = machineOf(
      { Type: 'Task', Resource: lambda.Resource, Parameters: lambda.Parameters, Next: 'B' },
      { B: { ...pass, Resutl: 1, InputPath: 'x' } },
    );

    expect(validate(definition as object).diagnostics.map(({ severity, rule }) => `${severity} ${rule}`)).toEqual([
      'ERROR UNKNOWN_FIELD',
      'ERROR INVALID_PATH',
      'WARNING LAMBDA_WITHOUT_RETRY',
      'WARNING TASK_WITHOUT_TIMEOUT',
    ]);
  });

  test('leaves out what is over maxResults, and says so', () => {
    const definition = machineOf({ Type: 'Pass', One: 1, Two: 2, Three: 3, End: true });

    expect(validate(definition as object, { maxResults: 2 })).toMatchObject({
      result: 'FAIL',
      truncated: true,
      diagnostics: [{ pointer: '/States/A/One' }, { pointer: '/States/A/Two' }],
    });
    expect(validate(definition as object, { maxResults: 3 }).truncated).toBe(false);
  });

  test('leaves warnings out when asked for severity ERROR', () => {
    const definition = machineOf({ Type: 'Task', Resource: lambda.Resource, Parameters: lambda.Parameters, End: true });

    expect(rulesFor(definition)).toEqual(['LAMBDA_WITHOUT_RETRY', 'TASK_WITHOUT_TIMEOUT']);
    expect(validate(definition as object, { severity: 'ERROR' })).toEqual({ result: 'OK', diagnostics: [], truncated: false });
  });

  test('switches rules off, up and down by name', () => {
    const definition = machineOf({ Type: 'Task', Resource: lambda.Resource, Parameters: lambda.Parameters, End: true });

    const { result, diagnostics } = validate(definition as object, {
      severities: { LAMBDA_WITHOUT_RETRY: 'off', TASK_WITHOUT_TIMEOUT: 'ERROR' },
    });

    expect({ result, rules: diagnostics.map(({ rule }) => rule) }).toEqual({ result: 'FAIL', rules: ['TASK_WITHOUT_TIMEOUT'] });
    expect(validate(machineOf({ ...pass, Extra: 1 }) as object, { severities: { UNKNOWN_FIELD: 'WARNING' } }).result).toBe('OK');
  });

  test('reports a severity for a rule that does not exist', () => {
    const { result, diagnostics } = validate(machineOf(pass) as object, { severities: { TASK_WITHOUT_TIMEOT: 'off' } });

    expect(result).toBe('OK');
    expect(diagnostics).toEqual([
      expect.objectContaining({ severity: 'WARNING', rule: 'UNKNOWN_RULE', hint: 'did you mean TASK_WITHOUT_TIMEOUT?' }),
    ]);
  });

  test('gives the same diagnostics in the same order, whatever was validated before', () => {
    const definition = machineOf(
      { Type: 'Task', Resource: lambda.Resource, Parameters: lambda.Parameters, Next: 'B' },
      { B: { ...pass, Resutl: 1, InputPath: 'x' } },
    );
    const first = validate(definition as object);
    validate(machineOf(pass) as object);

    expect(validate(definition as object)).toEqual(first);
    expect(validate(JSON.parse(JSON.stringify(definition)) as object)).toEqual(first);
  });

  test('accepts findings with a reason, by option or in a Comment, and reports suppressions nobody needs', () => {
    const task = { ...lambda, TimeoutSeconds: undefined };
    const suppressions = [{ rule: 'TASK_WITHOUT_TIMEOUT', state: 'A', reason: 'quick' }];

    expect(rulesFor(machineOf(task as never))).toEqual(['TASK_WITHOUT_TIMEOUT']);
    expect(rulesFor(machineOf(task as never), { suppressions })).toEqual([]);
    expect(rulesFor(machineOf({ ...task, Comment: 'Calls f; drystep-ignore TASK_WITHOUT_TIMEOUT: it is quick' } as never))).toEqual([]);
    expect(rulesFor(machineOf({ ...task, Comment: 'drystep-ignore TASK_WITHOUT_TIMEOUT' } as never))).toEqual([
      'TASK_WITHOUT_TIMEOUT',
      'UNUSED_SUPPRESSION',
    ]);
    expect(rulesFor(machineOf(lambda), { suppressions })).toEqual(['UNUSED_SUPPRESSION']);
  });

  test('accepts nothing that AWS refuses', () => {
    const definition = machineOf({ ...pass, Resutl: 1, Comment: 'drystep-ignore UNKNOWN_FIELD: later' });

    expect(rulesFor(definition)).toEqual(['UNKNOWN_FIELD', 'UNUSED_SUPPRESSION']);
  });

  test('knows the input by its JSON Schema', () => {
    const definition = {
      StartAt: 'A',
      States: {
        A: {
          Type: 'Choice',
          Choices: [
            { Variable: '$.total', StringEquals: 'x', Next: 'B' },
            { Variable: '$.kind', StringEquals: 'x', Next: 'B' },
          ],
          Default: 'B',
        },
        B: { ...pass, InputPath: '$.customer.name' },
      },
    };
    const order = {
      type: 'object',
      properties: {
        total: { type: 'integer' },
        kind: { type: 'string' },
        customer: { type: 'object', properties: { id: { type: 'string' } } },
      },
    };
    const findings = (inputSchema: object): string[] =>
      validate(definition, { inputSchema: inputSchema as never }).diagnostics.map(({ rule, pointer }) => `${rule} ${pointer}`);

    expect(rulesFor(definition)).toEqual([]);
    expect(findings(order)).toEqual(['FALSE_COMPARISON /States/A/Choices/0/StringEquals', 'IMPOSSIBLE_PATH /States/B/InputPath']);
    expect(
      findings({ ...order, properties: { ...order.properties, customer: { ...order.properties.customer, additionalProperties: true } } }),
    ).toEqual(['FALSE_COMPARISON /States/A/Choices/0/StringEquals']);
    expect(findings({ $ref: '#/$defs/Order' })).toEqual([]);
  });

  test('runs optional rules only when asked', () => {
    const definition = machineOf({ ...lambda, Resource: 'arn:aws:lambda:us-east-1:123456789012:function:f' });

    expect(rulesFor(definition)).toEqual([]);
    expect(rulesFor(definition, { severities: { UNQUALIFIED_LAMBDA: 'WARNING' } })).toEqual(['UNQUALIFIED_LAMBDA']);
  });

  test('reports one typo once, though AWS reports the state it no longer reaches as well', () => {
    const definition = machineOf({ Type: 'Pass', Next: 'Chrage' }, { Charge: pass });

    expect(rulesFor(definition)).toEqual(['MISSING_TRANSITION_TARGET']);
    expect(invalidDefinitionMessage(validate(definition as object, { rules: 'aws' }))).toBe(
      `Invalid State Machine Definition: 'MISSING_TRANSITION_TARGET: Missing 'Next' target: Chrage at /States/A/Next, MISSING_TRANSITION_TARGET: State "Charge" is not reachable. at /States/Charge'`,
    );
  });

  test('says nothing of values that CloudFormation fills in', () => {
    expect(
      validate(machineOf({ ...lambda, Resource: { 'Fn::GetAtt': ['Fn', 'Arn'] } }) as object, { severity: 'ERROR' }).diagnostics,
    ).toEqual([]);
    expect(rulesFor({ 'Fn::Join': ['', []] })).toEqual(['UNRESOLVED_DEFINITION']);
  });

  test('gives the words of the service for a blank text', () => {
    expect(validate(' ', { rules: 'aws' })).toEqual({
      result: 'FAIL',
      truncated: false,
      diagnostics: [
        expect.objectContaining({ code: 'SCHEMA_VALIDATION_FAILED', message: 'Definition must be a valid JSON object', severity: 'ERROR' }),
      ],
    });
  });

  test('takes time in proportion to the number of states', () => {
    const chain = (length: number): object => ({
      StartAt: 'S0',
      States: Object.fromEntries(
        Array.from({ length }, (_, index) => [
          `S${index}`,
          {
            ...lambda,
            ...(index < length - 1 ? { Next: `S${index + 1}`, End: undefined } : {}),
            Parameters: { FunctionName: 'f', 'Payload.$': '$.p' },
            ResultPath: `$.r${index}`,
          },
        ]),
      ),
    });
    const milliseconds = (length: number): number => {
      const definition = chain(length);
      const begun = performance.now();
      validate(definition);
      return performance.now() - begun;
    };
    milliseconds(200);

    // Ten times the states in at most forty times the time: a quadratic rule takes a hundred times as long.
    expect(milliseconds(4_000)).toBeLessThan(Math.max(40 * milliseconds(400), 2_000));
  });
});

describe('rules that must stay silent', () => {
  test.each<[string, JsonValue, ValidateOptions?]>([
    ['a retried Lambda task with a timeout', machineOf(lambda)],
    [
      'a machine-wide timeout',
      {
        ...(machineOf({
          Type: 'Task',
          Resource: 'arn:aws:states:::sqs:sendMessage',
          Parameters: { QueueUrl: 'q', MessageBody: 'm' },
          End: true,
        }) as object),
        TimeoutSeconds: 60,
      },
    ],
    [
      'a callback that passes the context object',
      machineOf({
        ...lambda,
        Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
        Parameters: { FunctionName: 'f', 'Payload.$': '$$' },
      }),
    ],
    [
      'a callback in JSONata',
      machineOf({
        Type: 'Task',
        QueryLanguage: 'JSONata',
        Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken',
        Arguments: { QueueUrl: 'q', MessageBody: '{% $states.context.Task.Token %}' },
        TimeoutSeconds: 5,
        End: true,
      }),
    ],
    [
      'a user error that begins like a reserved one',
      machineOf({ ...lambda, Retry: [{ ErrorEquals: ['StatesOfAffairs'] }, { ErrorEquals: ['States.ALL'] }] }),
    ],
    [
      'a catcher that leads to a Fail state',
      machineOf({ ...lambda, Catch: [{ ErrorEquals: ['States.ALL'], Next: 'F' }] }, { F: { Type: 'Fail', Error: 'E' } }),
    ],
    [
      'an inner variable after an outer of another name',
      machineOf({
        Type: 'Parallel',
        End: true,
        Assign: { v: 1 },
        Branches: [{ StartAt: 'B', States: { B: { ...pass, Assign: { v: 2 } } } }],
      }),
    ],
    [
      'variables bound inside an expression',
      machineOf({
        Type: 'Pass',
        QueryLanguage: 'JSONata',
        Output: '{% ($f := function($x) { $x + $.y }; $map($states.input.items, $f)) %}',
        End: true,
      }),
    ],
    [
      '$ inside a predicate',
      machineOf({
        Type: 'Pass',
        QueryLanguage: 'JSONata',
        Output: '{% $states.input.items[$.price > 3 and name = "x"].name %}',
        End: true,
      }),
    ],
    [
      '$states.errorOutput in a catcher',
      machineOf(
        {
          Type: 'Task',
          QueryLanguage: 'JSONata',
          Resource: lambda.Resource,
          Arguments: { FunctionName: 'f' },
          Output: '{% $states.result.Payload %}',
          TimeoutSeconds: 5,
          Retry: lambda.Retry,
          Catch: [{ ErrorEquals: ['X'], Output: '{% $states.errorOutput %}', Next: 'F' }],
          End: true,
        },
        { F: { Type: 'Fail' } },
      ),
    ],
    [
      'a variable of the context around',
      {
        StartAt: 'A',
        States: {
          A: { Type: 'Pass', Assign: { v: 1 }, Next: 'M' },
          M: { Type: 'Map', End: true, ItemProcessor: { StartAt: 'B', States: { B: { ...pass, Parameters: { 'x.$': '$v' } } } } },
        },
      },
    ],
    [
      'a path that an earlier state keeps',
      machineOf({ Type: 'Pass', Result: 1, ResultPath: '$.one', Next: 'B' }, { B: { ...pass, InputPath: '$.other' } }),
    ],
    [
      'a path in a loop that builds data up',
      machineOf(
        { Type: 'Pass', Result: {}, Next: 'B' },
        {
          B: { Type: 'Pass', Result: 1, ResultPath: '$.n', Next: 'C' },
          C: { Type: 'Choice', Choices: [{ Variable: '$.n', NumericEquals: 3, Next: 'D' }], Default: 'B' },
          D: pass,
        },
      ),
    ],
    [
      'a presence check',
      machineOf(
        { Type: 'Pass', Result: { a: 1 }, Next: 'C' },
        { C: { Type: 'Choice', Choices: [{ Variable: '$.b', IsPresent: true, Next: 'D' }], Default: 'D' }, D: pass },
      ),
    ],
    [
      ".sync in the EXPRESS machine's place for it: a STANDARD one",
      machineOf({ ...lambda, Resource: 'arn:aws:states:::ecs:runTask.sync', Parameters: { TaskDefinition: 't' } }),
    ],
    ['a placeholder as a Resource', machineOf({ ...lambda, Resource: ['$', '{Function.Arn}'].join('') })],
    [
      'a JSON literal in a condition',
      machineOf({ Type: 'Choice', QueryLanguage: 'JSONata', Choices: [{ Condition: true, Next: 'B' }], Default: 'B' }, { B: pass }),
    ],
  ])('%s', (_, definition, options = {}) => {
    expect(rulesFor(definition, options)).toEqual([]);
  });
});

describe('rules with several findings', () => {
  test.each<[string, JsonValue, string[], ValidateOptions?]>([
    [
      'the items of a distributed Map see no outer variable',
      {
        StartAt: 'A',
        States: {
          A: { Type: 'Pass', Assign: { v: 1 }, Next: 'M' },
          M: {
            Type: 'Map',
            End: true,
            ItemProcessor: {
              ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
              StartAt: 'B',
              States: { B: { ...pass, Parameters: { 'x.$': '$v' } } },
            },
          },
        },
      },
      ['UNDEFINED_VARIABLE'],
    ],
    [
      'an activity in an EXPRESS machine',
      machineOf({ ...lambda, Resource: 'arn:aws:states:us-east-1:123456789012:activity:a' }),
      ['EXPRESS_UNSUPPORTED'],
      { type: 'EXPRESS' },
    ],
    [
      'a callback in the EXPRESS children of a distributed Map',
      machineOf({
        Type: 'Map',
        End: true,
        ItemProcessor: {
          ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'EXPRESS' },
          StartAt: 'B',
          States: {
            B: {
              ...lambda,
              Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken',
              Parameters: { QueueUrl: 'q', 'MessageBody.$': '$$.Task.Token' },
            },
          },
        },
      }),
      ['EXPRESS_UNSUPPORTED'],
    ],
    ['a misspelt pattern', machineOf({ ...lambda, Resource: 'arn:aws:states:::lambda:invoke.synchronous' }), ['UNKNOWN_RESOURCE']],
    [
      'a version without a name',
      machineOf({ ...lambda, Resource: 'arn:aws:lambda:us-east-1:123456789012:function:f:' }),
      ['UNKNOWN_RESOURCE'],
    ],
    ['ResultPath to the context object', machineOf({ ...pass, Result: 1, ResultPath: '$$.x' }), ['INVALID_PATH']],
    ['a slice where one place is wanted', machineOf({ Type: 'Wait', SecondsPath: '$.x[0:1]', End: true }), ['INVALID_PATH']],
    ['an intrinsic that gives no text as a Cause', machineOf({ Type: 'Fail', CausePath: 'States.MathAdd(1, 2)' }), ['INVALID_PATH']],
    ['$eval', machineOf({ Type: 'Pass', QueryLanguage: 'JSONata', Output: "{% $eval('1') %}", End: true }), ['UNKNOWN_FUNCTION']],
    [
      'errors lose the input',
      machineOf(
        {
          Type: 'Task',
          Resource: 'arn:aws:lambda:us-east-1:123456789012:function:f',
          Retry: lambda.Retry,
          TimeoutSeconds: 3,
          Catch: [{ ErrorEquals: ['States.ALL'], Next: 'B' }],
          End: true,
        },
        { B: { ...pass, InputPath: '$.orderId' } },
      ),
      ['CATCH_LOSES_INPUT', 'IMPOSSIBLE_PATH'],
    ],
    [
      'a whole JSONata path into nothing',
      machineOf(
        { Type: 'Pass', QueryLanguage: 'JSONata', Output: { a: 1 }, Next: 'B' },
        { B: { Type: 'Pass', QueryLanguage: 'JSONata', Output: '{% $states.input.b %}', End: true } },
      ),
      ['IMPOSSIBLE_PATH'],
    ],
  ])('%s', (_, definition, expected, options = {}) => {
    expect(rulesFor(definition, options)).toEqual(expected);
  });
});
