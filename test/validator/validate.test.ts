import { invalidDefinitionMessage, validate } from '../../src/validator';
import { job, lambda, machineOf, pass, rulesFor } from './machines';

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

    expect(rulesFor(definition)).toEqual(['LAMBDA_WITHOUT_RETRY']);
    expect(validate(definition as object, { severity: 'ERROR' })).toEqual({ result: 'OK', diagnostics: [], truncated: false });
  });

  test('switches rules off, up and down by name', () => {
    const definition = machineOf({ Type: 'Task', Resource: lambda.Resource, Parameters: lambda.Parameters, End: true });

    const { result, diagnostics } = validate(definition as object, {
      severities: { LAMBDA_WITHOUT_RETRY: 'off', CALL_WITHOUT_TIMEOUT: 'ERROR' },
    });

    expect({ result, rules: diagnostics.map(({ rule }) => rule) }).toEqual({ result: 'FAIL', rules: ['CALL_WITHOUT_TIMEOUT'] });
    expect(validate(machineOf({ ...pass, Extra: 1 }) as object, { severities: { UNKNOWN_FIELD: 'WARNING' } }).result).toBe('OK');
  });

  test('what AWS refuses stays in sight where somebody switches it off', () => {
    const definition = machineOf({ ...pass, End: false, Next: 'Nowhere' }) as object;
    const rule = 'MISSING_TRANSITION_TARGET';
    const lowered = { severity: 'WARNING', refusedByAws: true };

    for (const wanted of ['off', 'WARNING'] as const)
      for (const options of [{}, { severity: 'ERROR' }, { rules: 'aws' }] as const) {
        const { diagnostics } = validate(definition, { ...options, severities: { [rule]: wanted } });
        expect(diagnostics.filter((each) => each.rule === rule)).toMatchObject([lowered]);
      }
    const suppressions = [{ rule, reason: 'later' }];
    const { diagnostics } = validate(definition, { suppressions, severities: { [rule]: 'off' } });
    expect(diagnostics.filter((each) => each.rule === rule)).toMatchObject([lowered]);
    expect(validate(definition).diagnostics[0]).not.toHaveProperty('refusedByAws');
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
    const task = { ...job, TimeoutSeconds: undefined };
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
});

describe('suppressions', () => {
  const task = { ...job, TimeoutSeconds: undefined };
  const two = JSON.parse(JSON.stringify({ StartAt: 'A', States: { A: { ...task, End: undefined, Next: 'B' }, B: task } })) as never;

  test.each<[string, object, string[]]>([
    ['by rule: everywhere', { suppressions: [{ rule: 'TASK_WITHOUT_TIMEOUT', reason: 'quick' }] }, []],
    [
      'by rule and state: only there',
      { suppressions: [{ rule: 'TASK_WITHOUT_TIMEOUT', state: 'A', reason: 'quick' }] },
      ['TASK_WITHOUT_TIMEOUT'],
    ],
    [
      'of a state that has no such finding: reported',
      { suppressions: [{ rule: 'TASK_WITHOUT_TIMEOUT', state: 'C', reason: 'quick' }] },
      ['UNUSED_SUPPRESSION', 'TASK_WITHOUT_TIMEOUT', 'TASK_WITHOUT_TIMEOUT'],
    ],
    [
      'of a rule that is off: reported',
      { severities: { TASK_WITHOUT_TIMEOUT: 'off' }, suppressions: [{ rule: 'TASK_WITHOUT_TIMEOUT', reason: 'quick' }] },
      ['UNUSED_SUPPRESSION'],
    ],
    [
      'without a reason: nothing accepted',
      { suppressions: [{ rule: 'TASK_WITHOUT_TIMEOUT', reason: '' }] },
      ['UNUSED_SUPPRESSION', 'TASK_WITHOUT_TIMEOUT', 'TASK_WITHOUT_TIMEOUT'],
    ],
    ['not under rules "aws"', { rules: 'aws', suppressions: [{ rule: 'TASK_WITHOUT_TIMEOUT', reason: 'quick' }] }, []],
  ])('%s', (_, options, expected) => {
    expect(rulesFor(two, options)).toEqual(expected);
  });

  test('of what AWS refuses in words of its own: nothing accepted', () => {
    const state = { Type: 'Pass', QueryLanguage: 'JSONata', Output: '{% $ %}', End: true } as const;

    expect(rulesFor(machineOf(state), { suppressions: [{ rule: 'BARE_INPUT', reason: 'later' }] })).toEqual([
      'BARE_INPUT',
      'UNUSED_SUPPRESSION',
    ]);
  });

  test('by a Comment of the machine: for all of its states', () => {
    const Comment = 'Ships orders. drystep-ignore TASK_WITHOUT_TIMEOUT: all of them are quick; drystep-ignore CHOICE_WITHOUT_DEFAULT: none';

    expect(rulesFor({ ...(two as object), Comment } as never)).toEqual(['UNUSED_SUPPRESSION']);
  });

  test('what is said of them can be switched off, or made an ERROR', () => {
    const suppressions = [{ rule: 'CHOICE_WITHOUT_DEFAULT', reason: 'none' }];

    expect(rulesFor(machineOf(lambda), { suppressions, severities: { UNUSED_SUPPRESSION: 'off' } })).toEqual([]);
    expect(validate(machineOf(lambda), { suppressions, severities: { UNUSED_SUPPRESSION: 'ERROR' } }).result).toBe('FAIL');
  });
});
