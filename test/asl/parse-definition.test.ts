import { DefinitionError, inspectDefinition, isDefinitionError, type JsonValue, parseDefinition, problemText, QUOTAS } from '../../src/asl';

function problems(definition: string | JsonValue): string[] {
  const result = parseDefinition(definition);
  return result.ok ? [] : result.problems.map((problem) => `${problem.code}: ${problemText(problem)}`);
}

function machineOf(state: JsonValue, machine: { readonly [key: string]: JsonValue } = {}): JsonValue {
  return { StartAt: 'A', States: { A: state }, ...machine };
}

describe('a sound definition', () => {
  test('gives nodes with their pointers, kinds and languages', () => {
    const result = parseDefinition({
      StartAt: 'P/1',
      States: {
        'P/1': {
          Type: 'Parallel',
          End: true,
          Branches: [{ StartAt: 'x~y', States: { 'x~y': { Type: 'Pass', End: true, QueryLanguage: 'JSONata', Output: 1 } } }],
        },
      },
    });

    if (!result.ok) throw new DefinitionError(result.problems);
    const outer = result.machine.states.get('P/1')!;
    const [branch] = outer.groups;
    const inner = branch!.states.get('x~y')!;
    expect(outer).toMatchObject({ type: 'Parallel', name: 'P/1', pointer: '/States/P~11', queryLanguage: 'JSONPath' });
    expect(branch).toMatchObject({ pointer: '/States/P~11/Branches/0', startAt: 'x~y' });
    expect(inner).toMatchObject({ type: 'Pass', pointer: '/States/P~11/Branches/0/States/x~0y', queryLanguage: 'JSONata' });
  });

  test('passes the language of the machine, not that of the state around, to nested states', () => {
    const processor = { StartAt: 'B', States: { B: { Type: 'Pass', End: true } } };
    const nested = parseDefinition(machineOf({ Type: 'Map', QueryLanguage: 'JSONata', ItemProcessor: processor, End: true }));
    const inherited = parseDefinition(machineOf({ Type: 'Map', ItemProcessor: processor, End: true }, { QueryLanguage: 'JSONata' }));

    expect(nested.ok && nested.machine.states.get('A')!.groups[0]!.states.get('B')!.queryLanguage).toBe('JSONPath');
    expect(inherited.ok && inherited.machine.states.get('A')!.groups[0]!.states.get('B')!.queryLanguage).toBe('JSONata');
  });

  test('is frozen, and a copy of the object it was given', () => {
    const definition = { StartAt: 'A', States: { A: { Type: 'Pass', Result: { deep: [1] }, End: true } } };
    const result = parseDefinition(definition);
    definition.States.A.Result.deep.push(2);

    expect(result.ok && result.machine.source).toEqual({ StartAt: 'A', States: { A: { Type: 'Pass', Result: { deep: [1] }, End: true } } });
    expect(result.ok && Object.isFrozen(result.machine.states.get('A')!.fields)).toBe(true);
    expect(Object.isFrozen(definition.States)).toBe(false);
  });

  test('takes __proto__ and constructor as names of states and keys', () => {
    const text =
      '{"StartAt":"__proto__","States":{"__proto__":{"Type":"Pass","Result":{"__proto__":1},"Next":"constructor"},"constructor":{"Type":"Succeed"}}}';
    const result = parseDefinition(text);

    expect(result.ok && [...result.machine.states.keys()]).toEqual(['__proto__', 'constructor']);
    expect(problems('{"StartAt":"A","States":{"A":{"Type":"Pass","End":true,"__proto__":{},"toString":1}}}')).toEqual([
      expect.stringContaining('UNKNOWN_FIELD: State "A" at /States/A/__proto__'),
      expect.stringContaining('UNKNOWN_FIELD: State "A" at /States/A/toString'),
    ]);
  });
});

describe('text that is not a definition', () => {
  test.each([
    [
      '',
      'INVALID_JSON: Definition at the top level (line 1, column 1): expected JSON, received the end of the text. Hint: the text is empty.',
    ],
    [
      '{\n  "StartAt": "A",\n  oops\n}',
      'INVALID_JSON: Definition at the top level (line 3, column 3): expected JSON, received "oops\\n}". Hint: put names and texts into double quotes.',
    ],
    [
      '{"a": [1, 2}',
      'INVALID_JSON: Definition at the top level (line 1, column 12): expected JSON, received "}". Hint: remove the comma before it, or close what is open in the right order.',
    ],
    [
      '{"a": "\u0001"}',
      'INVALID_JSON: Definition at the top level (line 1, column 7): expected JSON, received "\\"\\u0001\\"}". Hint: write control characters as escapes, such as \\t.',
    ],
    ['[]', 'NOT_A_MACHINE: Definition at the top level: expected a state machine (an object with "StartAt" and "States"), received [].'],
  ])('fails when given %j', (text, message) => {
    expect(problems(text)).toEqual([message]);
  });

  test('fails when it is over 1 MiB', () => {
    const long = machineOf({ Type: 'Pass', Comment: 'x'.repeat(QUOTAS.definitionBytes), End: true });

    expect(problems(long)).toEqual([expect.stringContaining('DEFINITION_TOO_LARGE')]);
    expect(problems(JSON.stringify(long))).toEqual([expect.stringContaining('DEFINITION_TOO_LARGE')]);
  });

  test('fails when it is nested thousands of levels deep, without overflowing the stack', () => {
    const deep = `{"StartAt":"A","States":{"A":{"Type":"Pass","End":true,"Result":${'['.repeat(200_000)}${']'.repeat(200_000)}}}}`;

    expect(problems(deep)).toEqual([expect.stringContaining('NESTED_TOO_DEEPLY')]);
  });

  test('fails when an object is not JSON', () => {
    const cycle: { [key: string]: unknown } = { Type: 'Pass' };
    cycle['Result'] = cycle;

    expect(problems(machineOf(cycle as never))).toEqual([
      'INVALID_JSON: Definition at /States/A/Result: expected JSON, not an object that contains itself.',
    ]);
    expect(problems(machineOf({ Type: 'Pass', Result: 1n as never, End: true }))).toEqual([
      'INVALID_JSON: Definition at /States/A/Result: expected JSON, not a bigint.',
    ]);
  });

  test('names a key that is there twice, with its line', () => {
    expect(problems('{"StartAt":"A",\n"States":{"A":{"Type":"Pass","End":true},\n"A":{"Type":"Succeed"}}}')).toEqual([
      'DUPLICATE_KEY: Definition at /States (line 3, column 1): expected each key once in an object, received "A". Hint: rename or remove one: only the last would count.',
    ]);
  });
});

describe('problems', () => {
  const task = { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', End: true };
  const pass = { Type: 'Pass', End: true };
  test.each<[string, JsonValue, string[]]>([
    [
      'quoted number',
      machineOf({ ...task, Retry: [{ ErrorEquals: ['X'], MaxAttempts: '3' }] }),
      [
        'WRONG_TYPE: State "A" at /States/A/Retry/0/MaxAttempts: expected an integer of 0 or more, received "3". Hint: remove the quotes; a parameter of a template is text in Definition, and goes into DefinitionString.',
      ],
    ],
    [
      'unknown field',
      machineOf({ ...pass, Resutl: 1 }),
      ['UNKNOWN_FIELD: State "A" at /States/A/Resutl: expected a field of a Pass state, received "Resutl". Hint: did you mean "Result"?'],
    ],
    [
      'missing transition',
      machineOf({ Type: 'Pass' }),
      ['MISSING_TRANSITION: State "A" at /States/A: expected "Next" or "End": true in a Pass state.'],
    ],
    [
      'both transitions',
      machineOf({ ...pass, Next: 'A' }),
      ['EXCLUSIVE_FIELDS: State "A" at /States/A: expected only one of "Next", "End". Hint: keep one of "Next" and "End".'],
    ],
    [
      'dangling target',
      { StartAt: 'Chrage', States: { Charge: { Type: 'Succeed' } } },
      [
        'MISSING_TRANSITION_TARGET: Definition at /StartAt: expected the name of a state beside it, received "Chrage". Hint: did you mean "Charge"?',
      ],
    ],
    ['unknown kind', machineOf({ Type: 'Taks' }), [expect.stringContaining('Hint: did you mean "Task"?')]],
    [
      'JSONPath field in a JSONata state',
      machineOf({ ...pass, InputPath: '$.x' }, { QueryLanguage: 'JSONata' }),
      [
        expect.stringContaining(
          'WRONG_QUERY_LANGUAGE: State "A" at /States/A/InputPath: expected no "InputPath" where the query language is JSONata',
        ),
      ],
    ],
    [
      'JSONata field in a JSONPath state',
      machineOf({ ...task, Arguments: {} }),
      [expect.stringContaining('use "Parameters", or set "QueryLanguage": "JSONata" on the state')],
    ],
    [
      'JSONPath state in a JSONata machine',
      machineOf({ ...pass, QueryLanguage: 'JSONPath' }, { QueryLanguage: 'JSONata' }),
      [expect.stringContaining('QUERY_LANGUAGE_DOWNGRADE')],
    ],
    [
      'heartbeat over timeout',
      machineOf({ ...task, TimeoutSeconds: 5, HeartbeatSeconds: 10 }),
      ['OUT_OF_RANGE: State "A" at /States/A/HeartbeatSeconds: expected a heartbeat of less than TimeoutSeconds (5), received 10.'],
    ],
    ['no wait', machineOf({ Type: 'Wait', End: true }), [expect.stringContaining('MISSING_ALTERNATIVE')]],
    [
      'impossible date',
      machineOf({ Type: 'Wait', Timestamp: '2023-02-29T00:00:00Z', End: true }),
      [expect.stringContaining('INVALID_TIMESTAMP')],
    ],
    [
      'expression in a JSONPath state',
      machineOf({ Type: 'Wait', Timestamp: "{% 'x' %}", End: true }),
      [expect.stringContaining('set "QueryLanguage": "JSONata"')],
    ],
    [
      'States.ALL among others',
      machineOf({ ...task, Retry: [{ ErrorEquals: ['States.ALL', 'X'] }] }),
      [expect.stringContaining('STATES_ALL_PLACEMENT')],
    ],
    [
      'States.ALL not last',
      machineOf({
        ...task,
        Catch: [
          { ErrorEquals: ['States.ALL'], Next: 'A' },
          { ErrorEquals: ['X'], Next: 'A' },
        ],
      }),
      [expect.stringContaining('/Catch/0/ErrorEquals')],
    ],
    [
      'delay not over interval',
      machineOf({ ...task, Retry: [{ ErrorEquals: ['X'], IntervalSeconds: 5, MaxDelaySeconds: 5 }] }),
      [expect.stringContaining('greater than IntervalSeconds (5)')],
    ],
    [
      'nested Next',
      machineOf({ Type: 'Choice', Choices: [{ Not: { Variable: '$.a', IsNull: true, Next: 'A' }, Next: 'A' }] }),
      [expect.stringContaining('UNKNOWN_FIELD: State "A" at /States/A/Choices/0/Not/Next')],
    ],
    [
      'two operators',
      machineOf({ Type: 'Choice', Choices: [{ Variable: '$.a', IsNull: true, IsString: true, Next: 'A' }] }),
      [expect.stringContaining('EXCLUSIVE_FIELDS')],
    ],
    [
      'misspelt operator',
      machineOf({ Type: 'Choice', Choices: [{ Variable: '$.a', StringEqual: 'x', Next: 'A' }] }),
      [expect.stringContaining('did you mean "StringEquals"?')],
    ],
    [
      'reader beside INLINE',
      machineOf({
        Type: 'Map',
        End: true,
        ItemReader: { Resource: 'arn:aws:states:::s3:getObject' },
        ItemProcessor: { ProcessorConfig: { Mode: 'INLINE' }, StartAt: 'B', States: { B: pass } },
      }),
      [expect.stringContaining('DISTRIBUTED_ONLY')],
    ],
    [
      'no role',
      machineOf({ ...task, Credentials: {} }),
      ['MISSING_FIELD: State "A" at /States/A/Credentials: expected the field "RoleArn" in Credentials.'],
    ],
    [
      'empty machine',
      {},
      [
        'MISSING_FIELD: Definition at the top level: expected the field "States" in a state machine.',
        'MISSING_FIELD: Definition at the top level: expected the field "StartAt" in a state machine.',
      ],
    ],
  ])('fails when it has: %s', (_, definition, expected) => {
    expect(problems(definition)).toEqual(expected);
  });

  test('tell a target in another branch from one that exists nowhere', () => {
    const definition = machineOf({ Type: 'Parallel', End: true, Branches: [{ StartAt: 'B', States: { B: { Type: 'Pass', Next: 'A' } } }] });

    expect(problems(definition)).toEqual([expect.stringContaining('"A" is at /States/A, and a transition cannot enter or leave a branch')]);
  });

  test('are sorted by place and carry line and column when text was given', () => {
    const text = JSON.stringify({ StartAt: 'Z', States: { B: { Type: 'Pass', End: 'yes' }, A: { Type: 'Nope' } } }, null, 2);
    const { problems: found } = inspectDefinition(text);

    expect(found.map(({ pointer, position }) => [pointer, position?.line, position?.column])).toEqual([
      ['/StartAt', 2, 3],
      ['/States/B/End', 6, 7],
      ['/States/A/Type', 9, 7],
    ]);
  });

  test('are thrown together as one DefinitionError, recognised by its brand', () => {
    const result = parseDefinition({ StartAt: 'A', States: { A: {}, B: 1 } });
    const error = new DefinitionError(result.ok ? [] : result.problems);
    const foreign = Object.assign(new Error('x'), { [Symbol.for('drystep.DefinitionError')]: true });

    expect(error.message).toContain('The definition has 2 problems:\n- State "A"');
    expect([error, foreign, new Error('x'), undefined].map(isDefinitionError)).toEqual([true, true, false, false]);
  });

  // Comparing each target with each state's name would take a minute: jest's own limit ends that.
  test('stay linear: ten thousand states with as many dangling targets', () => {
    const states = Object.fromEntries(Array.from({ length: 10_000 }, (_, index) => [`S${index}`, { Type: 'Pass', Next: `T${index}` }]));

    const result = parseDefinition({ StartAt: 'S0', States: states });

    expect(result.ok ? 0 : result.problems.length).toBe(10_000);
  }, 30_000);
});
