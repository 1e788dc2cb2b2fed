import type { JsonObject, JsonValue } from '../../src/asl';
import { validate } from '../../src/validator';
import { lambda, machineOf, pass } from './machines';

/** A machine whose first state gives `data` to the second one. */
const behind = (data: JsonValue, state: JsonObject): JsonObject => machineOf({ Type: 'Pass', Result: data, Next: 'B' }, { B: state });

function found(definition: JsonObject): string[] {
  return validate(definition).diagnostics.map(({ severity, rule, pointer, message }) => `${severity} ${rule} ${pointer} ${message}`);
}

const text = (pointer: string, said: string): string => `WARNING IMPOSSIBLE_PATH /States/B/${pointer} State "B": ${said}`;

describe('A path to what its field does not take', () => {
  // Recorded: SecondsPath "cannot be parsed as a long value", "references a negative value"; ErrorPath has to give a text.
  test.each<[JsonValue, JsonObject, string]>([
    [
      { delay: '5 minutes' },
      { Type: 'Wait', SecondsPath: '$.delay', End: true },
      text('SecondsPath', '"SecondsPath" takes an integer of 0 or more, and "$.delay" is "5 minutes"'),
    ],
    [
      { delay: -5 },
      { Type: 'Wait', SecondsPath: '$.delay', End: true },
      text('SecondsPath', '"SecondsPath" takes an integer of 0 or more, and "$.delay" is -5'),
    ],
    [
      { delay: { seconds: 5 } },
      { Type: 'Wait', SecondsPath: '$.delay', End: true },
      text('SecondsPath', '"SecondsPath" takes an integer of 0 or more, and "$.delay" is an object'),
    ],
    [
      { at: 'tomorrow' },
      { Type: 'Wait', TimestampPath: '$.at', End: true },
      text('TimestampPath', '"TimestampPath" takes a timestamp, and "$.at" is "tomorrow"'),
    ],
    [
      { at: 1_800_000_000 },
      { Type: 'Wait', TimestampPath: '$.at', End: true },
      text('TimestampPath', '"TimestampPath" takes a timestamp, and "$.at" is a number'),
    ],
    [
      { limit: [5] },
      { ...lambda, TimeoutSeconds: undefined as unknown as JsonValue, TimeoutSecondsPath: '$.limit' },
      text('TimeoutSecondsPath', '"TimeoutSecondsPath" takes an integer of 0 or more, and "$.limit" is an array'),
    ],
    [
      { error: { code: 1 } },
      { Type: 'Fail', ErrorPath: '$.error' },
      text('ErrorPath', '"ErrorPath" takes a text, and "$.error" is an object'),
    ],
    // AWS: States.ReferencePathConflict.
    [5, { ...pass, Result: 1, ResultPath: '$.x' }, text('ResultPath', 'the result cannot be written at "$.x": the input is a number')],
    [{ a: 't' }, { ...pass, Result: 1, ResultPath: '$.a.x' }, text('ResultPath', 'the result cannot be written at "$.a.x": $.a is a text')],
    [[1], { ...pass, Result: 1, ResultPath: '$.x' }, text('ResultPath', 'the result cannot be written at "$.x": the input is an array')],
  ])('is found: %j in %j', (data, state, expected) => {
    expect(found(behind(data, state))).toEqual([expected]);
  });

  test.each<[JsonValue, JsonObject]>([
    // AWS reads a number out of a text.
    [{ delay: '5' }, { Type: 'Wait', SecondsPath: '$.delay', End: true }],
    [{ delay: 5 }, { Type: 'Wait', SecondsPath: '$.delay', End: true }],
    [{ at: '2026-01-31T12:00:00Z' }, { Type: 'Wait', TimestampPath: '$.at', End: true }],
    [{ error: 'Busy' }, { Type: 'Fail', ErrorPath: '$.error' }],
    [{ a: { b: 1 } }, { ...pass, Result: 1, ResultPath: '$.a.x.y' }],
    [[1], { ...pass, Result: 1, ResultPath: '$[0]' }],
    [5, { ...pass, ResultPath: '$' }],
  ])('is not: %j in %j', (data, state) => {
    expect(found(behind(data, state))).toEqual([]);
  });

  test('is found where a Map gives a list to write into', () => {
    const map = { Type: 'Map', ItemsPath: '$.items', ItemProcessor: { StartAt: 'I', States: { I: pass } }, Next: 'B' };

    expect(found(machineOf(map, { B: { ...lambda, ResultPath: '$.receipt' } }))).toEqual([
      text('ResultPath', 'the result cannot be written at "$.receipt": the input is an array'),
    ]);
  });
});

describe('An argument of an intrinsic function that states before it give', () => {
  const call = (data: JsonValue, value: string): string[] => found(behind(data, { ...pass, Parameters: { 'x.$': value } }));

  test.each<[JsonValue, string, string]>([
    [{ a: 't' }, 'States.ArrayLength($.a)', 'argument 1 of States.ArrayLength must be an array, but $.a is a text'],
    [{ a: '5' }, 'States.MathAdd($.a, 1)', 'argument 1 of States.MathAdd must be a number, but $.a is a text'],
    [{ a: [1] }, 'States.Array(States.JsonMerge($.a, $, false))', 'argument 1 of States.JsonMerge must be an object, but $.a is an array'],
    [{ a: {} }, 'States.StringToJson($.a)', 'argument 1 of States.StringToJson must be a text, but $.a is an object'],
    [{ a: [1] }, 'States.MathAdd($.a[*], 1)', 'argument 1 of States.MathAdd must be a number, but $.a[*] is an array'],
  ])('is found where it is of another kind: %j in %s', (data, value, message) => {
    expect(call(data, value)).toEqual([`WARNING INTRINSIC_ARGUMENTS /States/B/Parameters/x.$ State "B": ${message}`]);
  });

  test.each<[JsonValue, string]>([
    [{ a: [1] }, 'States.ArrayLength($.a)'],
    [{ a: 5 }, 'States.MathAdd($.a, 1)'],
    [{ a: [1] }, 'States.ArrayLength($.a[*])'],
    [{ a: [1] }, "States.Format('{}', $.a)"],
  ])('is not where it may be: %j in %s', (data, value) => {
    expect(call(data, value)).toEqual([]);
  });
});

describe('A path with one dollar', () => {
  test.each([
    ['$.Map.Item.Value', '$$.Map.Item.Value'],
    ['$.Execution.Id', '$$.Execution.Id'],
    ["States.Format('{}', $.Execution.StartTime)", '$$.Execution.StartTime'],
  ])('is found where it names what the context object has: %s', (path, meant) => {
    expect(validate(machineOf({ ...pass, Parameters: { 'x.$': path } })).diagnostics).toEqual([
      expect.objectContaining({ severity: 'WARNING', rule: 'CONTEXT_FIELD', hint: `write two dollars: ${meant}` }),
    ]);
  });

  test.each<[string, JsonObject]>([
    ['another field of that name', machineOf({ ...pass, Parameters: { 'x.$': '$.Execution.ExecutionArn' } })],
    ['a name that longer ones begin with', machineOf({ ...pass, Parameters: { 'x.$': '$.Execution.Identity' } })],
    ['what EC2 answers', machineOf({ ...pass, Parameters: { 'x.$': '$.State.Name' } })],
    [
      'what the machine hands on itself',
      machineOf(
        { Type: 'Pass', Parameters: { 'Execution.$': '$$.Execution' }, Next: 'B' },
        { B: { ...pass, InputPath: '$.Execution.Id' } },
      ),
    ],
  ])('is not: %s', (_, definition) => {
    expect(found(definition)).toEqual([]);
  });
});

describe('A pattern that reads like a regular expression', () => {
  const matches = (pattern: string): string[] =>
    found(
      machineOf({ Type: 'Choice', Choices: [{ Variable: '$.a', StringMatches: pattern, Next: 'B' }], Default: 'C' }, { B: pass, C: pass }),
    ).map((each) => each.split(' ').slice(0, 3).join(' '));

  test.each(['^order-.*$', '[a-z]*', 'order-.+$', '^a.*'])('is found: %s', (pattern) => {
    expect(matches(pattern)).toEqual(['WARNING FALSE_COMPARISON /States/A/Choices/0/StringMatches']);
  });

  test.each(['order-*', '*.csv', 'report.*', '*.error.*', 'US$*', 'a[0]*'])('is not: %s', (pattern) => {
    expect(matches(pattern)).toEqual([]);
  });
});
