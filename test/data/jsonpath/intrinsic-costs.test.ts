import { execute } from 'drystep/interpreter';

const LIFTED = { payloadBytes: false, variableBytes: false, intrinsicSizes: false };
const looping = (fields: object) => ({
  StartAt: 'P',
  States: {
    P: { Type: 'Pass', ...fields, Next: 'C' },
    C: { Type: 'Choice', Choices: [{ Variable: '$.z', IsPresent: true, Next: 'P' }], Default: 'P' },
  },
});
const passing = (call: string) => ({ StartAt: 'P', States: { P: { Type: 'Pass', Parameters: { 'v.$': call }, End: true } } });
const many = (text: string, times: number): string => Array(times).fill(text).join(', ');

// The bounds are our own, above those of the service: what it says is not known, so that only the kind of error is asserted.
describe('states that double their data without end', () => {
  test.each<[how: string, fields: object]>([
    ['texts by States.Format', { Parameters: { 'a.$': "States.Format('{}{}x', $.a, $.a)" } }],
    ['objects by fields', { Parameters: { 'a.$': '$', 'b.$': '$' } }],
    ['lists by States.Array', { Parameters: { 'a.$': 'States.Array($.a, $.a)' } }],
    ['objects by States.JsonMerge', { Parameters: { 'a.$': 'States.JsonMerge($, States.StringToJson(\'{"b":1}\'), false)', 'c.$': '$' } }],
    ['texts by States.JsonToString', { Parameters: { 'a.$': 'States.JsonToString(States.Array($, $))' } }],
    ['variables by fields', { Assign: { v: { 'a.$': '$v', 'b.$': '$v' } } }],
    ['variables by States.Format', { Assign: { 'v.$': "States.Format('{}{}x', $v, $v)" } }],
    ['texts by JSONata', { QueryLanguage: 'JSONata', Output: { a: '{% $states.input.a & $states.input.a %}' } }],
    ['objects by JSONata', { QueryLanguage: 'JSONata', Output: '{% {"a": $states.input, "b": $states.input} %}' }],
  ])('fail the execution, with the quotas of AWS and without: %s', async (_, fields) => {
    const { P, C } = looping(fields).States;
    const definition = { StartAt: 'V', States: { V: { Type: 'Pass', Assign: { v: 'ab' }, Next: 'P' }, P, C } };

    for (const quotas of [{}, LIFTED]) {
      const { status, error, cause } = await execute(definition, { input: { a: 'ab' }, quotas });

      expect(status).toBe('FAILED');
      expect(['States.DataLimitExceeded', 'States.Runtime', 'States.QueryEvaluationError']).toContain(error);
      expect(cause).not.toMatch(/RangeError|call stack|Invalid string length/);
    }
  });
});

test.each([
  ['prints its input ten thousand times', `States.Format('${'{}'.repeat(10_000)}', ${many('$', 10_000)})`],
  ['writes a list of its input as JSON', `States.JsonToString(States.Array(${many('$', 10_000)}))`],
  ['hashes such a list', `States.Hash(States.Array(${many('$', 10_000)}), 'MD5')`],
  ['looks for something in such a list', `States.ArrayContains(States.Array(${many('$', 10_000)}), 1)`],
  ['makes such a list unique', `States.ArrayUnique(States.Array(${many('$', 10_000)}))`],
  ['makes a range without end', 'States.ArrayRange(0, 9007199254740991, 1)'],
])('fails the state whose intrinsic function %s', async (_, call) => {
  for (const quotas of [{}, LIFTED]) {
    const { status, error } = await execute(passing(call), { input: { s: 'a'.repeat(200_000) }, quotas });

    expect([status, error]).toEqual(['FAILED', 'States.Runtime']);
  }
});

test('States.ArrayUnique and States.StringSplit take data made to be slow in their stride', async () => {
  // All have one hash in Java: h(key) ^ value is the same for each.
  const hashOf = (text: string): number => [...text].reduce((hash, character) => (Math.imul(hash, 31) + character.charCodeAt(0)) | 0, 0);
  const alike = Array.from({ length: 60_000 }, (_, at) => ({ [`k${at}`]: hashOf(`k${at}`) }));
  const split = { text: 'b'.repeat(1_000_000), ends: `${'a'.repeat(1_000_000)}c` };

  const unique = await execute(passing('States.ArrayLength(States.ArrayUnique($.alike))'), { input: { alike }, quotas: LIFTED });
  const pieces = await execute(passing('States.ArrayLength(States.StringSplit($.text, $.ends))'), { input: split, quotas: LIFTED });

  expect(unique.output).toEqual({ v: 60_000 });
  expect(pieces.output).toEqual({ v: 1 });
});
