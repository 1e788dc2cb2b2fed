import { diffDefinitions, testMachine } from '../../../src/testing';

const FUNCTION = 'arn:aws:lambda:us-east-1:111111111111:function:f';

type States = Record<string, object>;

const STATES: States = {
  Charge: {
    Type: 'Task',
    Resource: FUNCTION,
    Parameters: { 'total.$': '$.total', currency: 'EUR' },
    Retry: [{ ErrorEquals: ['Busy'], MaxAttempts: 2 }, { ErrorEquals: ['States.Timeout'] }],
    Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Give Up' }],
    Next: 'Large?',
  },
  'Large?': {
    Type: 'Choice',
    Choices: [
      { Variable: '$.total', NumericGreaterThan: 100, Next: 'Cool Down' },
      { Variable: '$.gift', BooleanEquals: true, Next: 'Each' },
    ],
    Default: 'Each',
  },
  'Cool Down': { Type: 'Wait', Seconds: 60, Next: 'Each' },
  Each: {
    Type: 'Map',
    ItemsPath: '$.items',
    ItemProcessor: { StartAt: 'Ship', States: { Ship: { Type: 'Task', Resource: `${FUNCTION}-ship`, End: true } } },
    End: true,
  },
  'Give Up': { Type: 'Fail', Error: 'Rejected' },
};

function machine(changes: States = {}, top: object = {}) {
  return {
    StartAt: 'Charge',
    States: { ...STATES, ...Object.fromEntries(Object.entries(changes).map(([name, fields]) => [name, { ...STATES[name], ...fields }])) },
    ...top,
  };
}

function lines(after: object, before: object = machine()): string[] {
  return String(diffDefinitions(before, after)).split('\n');
}

describe('diffDefinitions', () => {
  test('finds no difference in the order of keys, comments, and defaults that are written out', () => {
    const reversed = Object.fromEntries(Object.entries(machine().States).reverse());
    const spelled = {
      Comment: 'the same',
      States: {
        ...reversed,
        Charge: {
          ...STATES.Charge,
          Comment: 'pays',
          InputPath: '$',
          ResultPath: '$',
          Retry: [
            { MaxAttempts: 2, BackoffRate: 2, ErrorEquals: ['Busy'], Comment: 'soon' },
            { ErrorEquals: ['States.Timeout'], IntervalSeconds: 1, MaxAttempts: 3, JitterStrategy: 'NONE' },
          ],
        },
        Each: {
          Type: 'Map',
          ItemsPath: '$.items',
          MaxConcurrency: 0,
          Iterator: { StartAt: 'Ship', States: { Ship: { Type: 'Task', Resource: `${FUNCTION}-ship`, End: true } } },
          End: true,
        },
      },
      StartAt: 'Charge',
    };

    const diff = diffDefinitions(machine(), spelled);

    expect(diff.changes).toEqual([]);
    expect(diff.same).toBe(true);
    expect(String(diff)).toBe('no difference');
  });

  test.each<[string, object, string[]]>([
    ['a retargeted state', machine({ 'Cool Down': { Next: 'Charge' } }), ['~ "Cool Down": Next "Each" → "Charge"']],
    ['a state that ends', machine({ 'Cool Down': { Next: undefined, End: true } }), ['~ "Cool Down": Next "Each" → the end']],
    ['a dropped Default', machine({ 'Large?': { Default: undefined } }), ['~ "Large?": Default "Each" → none: States.NoChoiceMatched']],
    ['another Default', machine({ 'Large?': { Default: 'Give Up' } }), ['~ "Large?": Default "Each" → "Give Up"']],
    [
      'another catcher target',
      machine({ Charge: { Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Each' }] } }),
      ['~ "Charge": Catch/0/Next "Give Up" → "Each"'],
    ],
    [
      'another number of attempts',
      machine({ Charge: { Retry: [{ ErrorEquals: ['Busy'], MaxAttempts: 5 }, { ErrorEquals: ['States.Timeout'] }] } }),
      ['~ "Charge": Retry/0/MaxAttempts 2 → 5'],
    ],
    [
      'a dropped retrier',
      machine({ Charge: { Retry: [{ ErrorEquals: ['States.Timeout'] }] } }),
      ['- "Charge": Retry/0 {"ErrorEquals":["Busy"],"MaxAttempts":2}'],
    ],
    [
      'retriers in another order',
      machine({ Charge: { Retry: [{ ErrorEquals: ['States.Timeout'] }, { ErrorEquals: ['Busy'], MaxAttempts: 2 }] } }),
      ['~ "Charge": order of Retry [0,1] → [1,0]; the first that matches counts'],
    ],
    [
      'an added catcher',
      machine({ Each: { Catch: [{ ErrorEquals: ['Lost'], Next: 'Give Up' }] } }),
      ['+ "Each": Catch/0 {"ErrorEquals":["Lost"],"Next":"Give Up"}'],
    ],
    [
      'another expression',
      machine({ Charge: { Parameters: { 'total.$': '$.sum', currency: 'EUR' } } }),
      ['~ "Charge": Parameters/total.$ "$.total" → "$.sum"'],
    ],
    [
      'another condition',
      machine({
        'Large?': {
          Choices: [
            { Variable: '$.total', NumericGreaterThan: 500, Next: 'Cool Down' },
            { Variable: '$.gift', BooleanEquals: true, Next: 'Each' },
          ],
        },
      }),
      ['~ "Large?": Choices/0/NumericGreaterThan 100 → 500'],
    ],
    [
      'another rule target',
      machine({
        'Large?': {
          Choices: [
            { Variable: '$.total', NumericGreaterThan: 100, Next: 'Give Up' },
            { Variable: '$.gift', BooleanEquals: true, Next: 'Each' },
          ],
        },
      }),
      ['~ "Large?": Choices/0/Next "Cool Down" → "Give Up"'],
    ],
    ['a longer wait', machine({ 'Cool Down': { Seconds: 90 } }), ['~ "Cool Down": Seconds 60 → 90']],
    ['another resource', machine({ Charge: { Resource: `${FUNCTION}2` } }), [`~ "Charge": Resource "${FUNCTION}" → "${FUNCTION}2"`]],
    ['another type', machine({ 'Cool Down': { Type: 'Pass', Seconds: undefined } }), ['~ "Cool Down": Type "Wait" → "Pass"']],
    [
      'another start and timeout',
      machine({}, { StartAt: 'Large?', TimeoutSeconds: 60 }),
      ['~ the machine: StartAt "Charge" → "Large?"', '+ the machine: TimeoutSeconds 60'],
    ],
    [
      'another processor',
      machine({
        Each: {
          ItemProcessor: {
            ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'EXPRESS' },
            ...(STATES.Each as { ItemProcessor: object }).ItemProcessor,
          },
        },
      }),
      ['+ "Each": ProcessorConfig {"Mode":"DISTRIBUTED","ExecutionType":"EXPRESS"}'],
    ],
  ])('names %s', (_title, after, expected) => {
    expect(lines(JSON.parse(JSON.stringify(after)) as object)).toEqual(expected);
  });

  test('names states that came and went, also inside of a Map', () => {
    const processor = {
      StartAt: 'Pack',
      States: { Pack: { Type: 'Pass', Next: 'Ship' }, Ship: { Type: 'Task', Resource: `${FUNCTION}-ship`, End: true } },
    };
    const { 'Cool Down': _, ...rest } = machine({
      Each: { ItemProcessor: processor },
      'Large?': { Choices: [{ Variable: '$.gift', BooleanEquals: true, Next: 'Each' }] },
    }).States as States;

    expect(lines({ StartAt: 'Charge', States: rest })).toEqual([
      '- state "Cool Down" (Wait)',
      '- "Large?": Choices/0 {"Variable":"$.total","NumericGreaterThan":100,"Next":"Cool Down"}',
      '~ "Each": ItemProcessor/StartAt "Ship" → "Pack"',
      '+ state "Pack" (Pass)',
    ]);
  });

  test('knows a state by what it does when only its name changed, and does not count the ways to it', () => {
    const text = JSON.stringify(machine()).replaceAll('Cool Down', 'Sleep On It');

    const { changes } = diffDefinitions(machine(), text);

    expect(changes).toEqual([{ kind: 'stateRenamed', state: 'Sleep On It', place: '', before: 'Cool Down', after: 'Sleep On It' }]);
  });

  test('names a state that moved into a Map', () => {
    const before = {
      StartAt: 'A',
      States: {
        A: { Type: 'Pass', Next: 'M' },
        M: { Type: 'Map', ItemProcessor: { StartAt: 'B', States: { B: { Type: 'Pass', End: true } } }, End: true },
      },
    };
    const after = {
      StartAt: 'M',
      States: {
        M: {
          Type: 'Map',
          ItemProcessor: { StartAt: 'A', States: { A: { Type: 'Pass', Next: 'B' }, B: { Type: 'Pass', End: true } } },
          End: true,
        },
      },
    };

    expect(lines(after, before)).toContain('~ state "A" moved from the machine into "M"');
  });

  test('takes machines under test, and refuses definitions with problems', () => {
    expect(diffDefinitions(testMachine(machine()), machine()).same).toBe(true);
    expect(() => diffDefinitions(machine(), { StartAt: 'A', States: {} })).toThrow('StartAt');
  });

  test('draws what came, went and changed', () => {
    const after = machine({ 'Large?': { Default: 'Audit' }, Audit: { Type: 'Pass', Next: 'Each' }, Charge: { TimeoutSeconds: 5 } });
    const { 'Cool Down': _, ...rest } = after.States as States;
    (rest['Large?'] as { Choices: object[] }) = {
      ...(rest['Large?'] as { Choices: object[] }),
      Choices: [{ Variable: '$.gift', BooleanEquals: true, Next: 'Each' }],
    };

    expect(diffDefinitions(machine(), { ...after, States: rest }).toMermaid()).toMatchInlineSnapshot(`
"flowchart TD
  %% 5 changes to the definition before.
  c0((" "))
  s0["~ Charge<br/>lambda f<br/>↻ retry up to 2 times on Busy<br/>↻ retry up to 3 times on States.Timeout<br/>changed: TimeoutSeconds"]
  s1{{"~ Large?<br/>changed: Default, Choices/0 removed"}}
  subgraph s2["⟳ Each"]
    c1((" "))
    s3["Ship<br/>lambda f-ship"]
    c1 --> s3
    c2(((" ")))
    s3 --> c2
  end
  s4[["✗ Give Up<br/>Rejected"]]
  s5[/"+ Audit<br/>added"/]
  s6("− ⏱ Cool Down<br/>1 minute<br/>removed")
  c0 --> s0
  s0 -.->|"States.ALL"| s4
  s0 --> s1
  s1 -->|"gift"| s2
  s1 -->|"+ otherwise added"| s5
  s5 -->|"+ added"| s2
  s1 -->|"− total #62; 100 removed"| s6
  s1 -->|"− otherwise removed"| s2
  s6 -->|"− removed"| s2
  c3(((" ")))
  s2 --> c3
  classDef added fill:#dcf5e3,stroke:#1a7f37,color:#0b3d1a,stroke-width:3px
  class s5 added
  classDef changed fill:#fff4d6,stroke:#9a6700,color:#4a3200,stroke-width:3px
  class s0,s1 changed
  classDef fail fill:#ffe3e3,stroke:#c4232f,color:#66090f
  class s4 fail
  classDef map fill:#f7fafc,stroke:#2563a8,color:#1f2933
  class s2 map
  classDef removed fill:#ffe3e3,stroke:#c4232f,color:#66090f,stroke-dasharray:4
  class s6 removed
  classDef start fill:#5f6b76,stroke:#5f6b76,color:#ffffff
  class c0,c1 start
  classDef stop fill:#5f6b76,stroke:#5f6b76,color:#ffffff
  class c2,c3 stop
  classDef task fill:#e8f1fd,stroke:#2563a8,color:#0b2540
  class s3 task
  linkStyle 6,7 stroke:#1a7f37,stroke-width:3px
  linkStyle 8,9,10 stroke:#c4232f,stroke-width:2px,stroke-dasharray:4
"
`);
  });

  test('escapes names of states in drawings', () => {
    const named = (name: string) => ({ StartAt: name, States: { [name]: { Type: 'Succeed' } } });

    expect(diffDefinitions(named('say "hi" <b>'), named('say "hi" <b>')).toMermaid()).toContain('"✓ say #34;hi#34; #60;b#62;"');
  });
});

describe('diffDefinitions: what is written out', () => {
  const FUNCTION = 'arn:aws:lambda:us-east-1:111111111111:function:f';
  const task = (fields: object, name = 'Work') => ({
    StartAt: name,
    States: { [name]: { Type: 'Task', Resource: FUNCTION, End: true, ...fields } },
  });
  const map = (fields: object, config: object = { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' }) => ({
    StartAt: 'Each',
    States: {
      Each: {
        Type: 'Map',
        ItemProcessor: { ProcessorConfig: config, StartAt: 'One', States: { One: { Type: 'Pass', End: true } } },
        End: true,
        ...fields,
      },
    },
  });
  const retry = (fields: object = {}, ErrorEquals = ['Busy', 'Slow']) => task({ Retry: [{ ErrorEquals, ...fields }] });

  test.each<[string, object, object]>([
    ['a retrier', retry(), retry({ IntervalSeconds: 1, MaxAttempts: 3, BackoffRate: 2.0, JitterStrategy: 'NONE' })],
    ['the order of errors', retry(), retry({}, ['Slow', 'Busy'])],
    ['the timeout of a task', task({}), task({ TimeoutSeconds: 99999999 })],
    ['paths', task({}), task({ InputPath: '$', ResultPath: '$', OutputPath: '$' })],
    ['items', map({}), map({ ItemsPath: '$', MaxConcurrency: 0, ToleratedFailureCount: 0 })],
    ['no failures tolerated', map({}), map({ ToleratedFailurePercentage: 0 })],
  ])('%s is not a change', (_what, before, after) => {
    expect(diffDefinitions(before, after).changes).toEqual([]);
    expect(diffDefinitions(after, before).changes).toEqual([]);
  });

  test('a catcher with its errors in another order is the same catcher', () => {
    const caught = (ErrorEquals: readonly string[], more: object = {}) => ({
      StartAt: 'Work',
      States: {
        Work: { Type: 'Task', Resource: FUNCTION, Catch: [{ ErrorEquals, Next: 'Done', ...more }], Next: 'Done' },
        Done: { Type: 'Succeed' },
      },
    });
    expect(diffDefinitions(caught(['A', 'B']), caught(['B', 'A'], { ResultPath: '$' })).same).toBe(true);
    expect(diffDefinitions(caught(['A', 'B']), caught(['B', 'C'])).same).toBe(false);
  });

  test('a renamed state with defaults written out is renamed', () => {
    const renamed = task({ Retry: [{ ErrorEquals: ['Slow', 'Busy'], MaxAttempts: 3 }] }, 'Works');
    expect(diffDefinitions(retry(), renamed).changes.map(({ kind }) => kind)).toContain('stateRenamed');
  });

  test.each<[string, object, object]>([
    ['another interval', retry(), retry({ IntervalSeconds: 2 })],
    ['a shorter timeout', task({}), task({ TimeoutSeconds: 60 })],
    ['Express children', map({}), map({}, { Mode: 'DISTRIBUTED', ExecutionType: 'EXPRESS' })],
    [
      'no failures beside a share of them',
      map({ ToleratedFailurePercentage: 50 }),
      map({ ToleratedFailurePercentage: 50, ToleratedFailureCount: 0 }),
    ],
  ])('%s is a change', (_what, before, after) => {
    expect(diffDefinitions(before, after).same).toBe(false);
  });
});

test('Each of 3,000 states that have other names is an added and a removed one, at once', () => {
  const chain = (prefix: string) => ({
    StartAt: `${prefix}0`,
    States: Object.fromEntries(
      Array.from({ length: 3_000 }, (_, at) => [
        `${prefix}${at}`,
        at === 2_999 ? { Type: 'Succeed' } : { Type: 'Pass', Next: `${prefix}${at + 1}` },
      ]),
    ),
  });

  const { changes } = diffDefinitions(chain('a'), chain('b'));

  // The last ones alone do the same: all others go on to another state.
  expect(changes.map(({ kind }) => kind).filter((kind) => kind === 'stateRenamed')).toHaveLength(1);
  expect(changes.filter(({ kind }) => kind === 'stateAdded')).toHaveLength(2_999);
});
