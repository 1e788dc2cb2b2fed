import { awsWording, inspectDefinition, type JsonValue, PROBLEM_CODES, type StructureProblem } from '../../src/asl';

const pass = { Type: 'Pass', End: true };

/** Definitions that have one kind of problem or more each, all kinds together. */
const BROKEN: readonly (string | JsonValue)[] = [
  '',
  '{',
  'nonsense',
  '{"StartAt": "A", "StartAt": "A", "States": {"A": {"Type": "Succeed"}}}',
  '{"StartAt": "A", "TimeoutSeconds": 9007199254740993, "States": {"A": {"Type": "Succeed"}}}',
  ' '.repeat(1_100_000),
  [],
  { StartAt: 'A', States: { A: { ...pass, Result: undefined as never, Parameters: (() => 1) as never } } },
  JSON.parse(`${'{"a":'.repeat(1100)}1${'}'.repeat(1100)}`) as JsonValue,
  { StartAt: 'Nobody', States: {} },
  { StartAt: 'A', States: { A: 1, B: { Type: 'Pas' }, C: {}, D: { Type: 'Pass' }, E: { ...pass, Next: 'A' }, ['N'.repeat(81)]: pass } },
  {
    StartAt: 'A',
    Version: '2.0',
    QueryLanguage: 'JSONata',
    States: { A: { ...pass, QueryLanguage: 'JSONPath' }, B: { ...pass, InputPath: '$' } },
  },
  { StartAt: 'A', TimeoutSeconds: 'x', States: { A: { ...pass, Extra: 1, InputPath: 1, ResultPath: 1 } } },
  {
    StartAt: 'A',
    States: {
      A: {
        Type: 'Task',
        Resource: '',
        TimeoutSeconds: 5,
        HeartbeatSeconds: 10,
        Credentials: {},
        Retry: [
          { ErrorEquals: ['States.ALL', 'B'], IntervalSeconds: 0, MaxAttempts: 1e12, BackoffRate: 0.5, MaxDelaySeconds: 1 },
          { ErrorEquals: ['States.ALL'], JitterStrategy: 'SOME' },
          { ErrorEquals: [] },
        ],
        Catch: 'none',
        End: true,
      },
      W: { Type: 'Wait', Seconds: 1, Timestamp: 'today', Next: 'V' },
      V: { Type: 'Wait', Timestamp: 5, End: true },
      U: { Type: 'Wait', End: true },
      C: {
        Type: 'Choice',
        Choices: [{ Next: 'A' }, { Variable: '$', Next: 'A' }, { And: [], Next: 'A' }, { Not: 1, Next: 'A' }, { IsNull: 'yes', Next: 'A' }],
      },
      J: { Type: 'Choice', QueryLanguage: 'JSONata', Choices: [{ Condition: 'text', Next: 'A' }] },
      F: { Type: 'Fail', Error: {} },
      M: {
        Type: 'Map',
        ToleratedFailurePercentage: 200,
        MaxConcurrency: -1,
        ItemReader: { Resource: 'r' },
        ResultWriter: {},
        ItemProcessor: { ProcessorConfig: { Mode: 'INLINE' }, StartAt: 'A', States: { A: pass } },
        End: true,
      },
      D: { Type: 'Map', ItemProcessor: { ProcessorConfig: { Mode: 'DISTRIBUTED' }, StartAt: 'X', States: { X: pass } }, End: true },
    },
  },
];

const problems = BROKEN.flatMap((definition): readonly StructureProblem[] => inspectDefinition(definition).problems);

test('the broken definitions have a problem of every kind', () => {
  expect([...new Set(problems.map(({ code }) => code))].sort()).toEqual([...PROBLEM_CODES].sort());
});

test("AWS's words do not depend on ours", () => {
  // A hint is ours as well. Of the code that the service does not know there are no words but ours.
  for (const problem of problems) {
    const silent = { ...problem, expected: 'XXX', ...(problem.code === 'INEXACT_NUMBER' ? {} : { hint: 'YYY' }) };
    expect(awsWording(silent)).toEqual(awsWording(problem));
  }
});
