import type { JsonObject } from '../../src/asl';
import { validate } from '../../src/validator';
import { errorsFor, lambda, machineOf, pass } from './machines';

const end = { B: pass };
const choice = { Type: 'Choice', Choices: [{ Variable: '$.a', IsNull: true, Next: 'B' }], Default: 'B' };

/** One mistake each, of those that pull others along. */
const mistakes: Readonly<Record<string, { readonly definition: JsonObject; readonly rule: string }>> = {
  'a Next that is not text': { definition: machineOf({ Type: 'Pass', Next: 1 }, end), rule: 'WRONG_TYPE' },
  'an End in quotes': { definition: machineOf({ Type: 'Pass', End: 'true' }), rule: 'WRONG_TYPE' },
  'a Next on a Succeed state': { definition: machineOf({ Type: 'Succeed', Next: 'B' }, end), rule: 'UNKNOWN_FIELD' },
  'a misspelt Next': { definition: machineOf({ Type: 'Pass', Nxt: 'B' }, end), rule: 'UNKNOWN_FIELD' },
  'a Next in lower case': { definition: machineOf({ Type: 'Pass', next: 'B' }, end), rule: 'UNKNOWN_FIELD' },
  'no Next at all': { definition: machineOf({ Type: 'Pass' }, end), rule: 'MISSING_TRANSITION' },
  'no Type': { definition: machineOf({ Next: 'B' }, end), rule: 'MISSING_FIELD' },
  'an unknown Type': { definition: machineOf({ Type: 'Pas', Next: 'B' }, end), rule: 'UNKNOWN_STATE_TYPE' },
  'a misspelt target': { definition: machineOf({ Type: 'Pass', Next: 'C' }, end), rule: 'MISSING_TRANSITION_TARGET' },
  'a catcher without Next': {
    definition: machineOf({ ...lambda, Catch: [{ ErrorEquals: ['States.ALL'] }] }, end),
    rule: 'MISSING_FIELD',
  },
  'a Choice without Choices': { definition: machineOf({ Type: 'Choice' }, end), rule: 'MISSING_FIELD' },
  'misspelt Choices': {
    definition: machineOf({ ...choice, Choices: undefined as never, Choice: choice.Choices, Default: 'B' }, end),
    rule: 'UNKNOWN_FIELD',
  },
  'a misspelt operator': {
    definition: machineOf({ ...choice, Choices: [{ Variable: '$.a', StringEqual: 'x', Next: 'B' }] }, end),
    rule: 'UNKNOWN_FIELD',
  },
  'a condition in a JSONPath state': {
    definition: machineOf({ ...choice, Choices: [{ Condition: '{% true %}', Next: 'B' }] }, end),
    rule: 'WRONG_QUERY_LANGUAGE',
  },
  'StartAt in lower case': { definition: { startAt: 'A', States: { A: pass } }, rule: 'UNKNOWN_FIELD' },
  'no states': { definition: { StartAt: 'A', States: {} }, rule: 'EMPTY_VALUE' },
  'a JSONPath state under JSONata': {
    definition: machineOf({ ...pass, QueryLanguage: 'JSONPath', Output: '{% 1 %}' }, {}, { QueryLanguage: 'JSONata' }),
    rule: 'QUERY_LANGUAGE_DOWNGRADE',
  },
  'a misspelt Resource': {
    definition: machineOf({ Type: 'Task', Resorce: 'arn:aws:lambda:us-east-1:123456789012:function:f', End: true }),
    rule: 'UNKNOWN_FIELD',
  },
  'a name that occurs twice': {
    definition: machineOf({ Type: 'Parallel', Branches: [{ StartAt: 'B', States: end }], Next: 'B' }, end),
    rule: 'DUPLICATE_STATE_NAME',
  },
};

test.each(Object.entries(mistakes))('one mistake is one ERROR: %s', (_, { definition, rule }) => {
  expect(errorsFor(JSON.parse(JSON.stringify(definition)) as JsonObject)).toEqual([rule]);
});

test('one mistake is all that AWS says of it under rules "aws"', () => {
  const codes = validate(machineOf({ Type: 'Pass', Nxt: 'B' }, end), { rules: 'aws' }).diagnostics.map(({ message }) => message);

  expect(codes).toEqual([
    'This object should have only one of the following fields: [Next, End]',
    "Field 'Nxt' is not supported",
    'State "B" is not reachable.',
  ]);
});

test('a state that nothing leads to is reported beside a mistake in another group', () => {
  const definition = machineOf(
    { Type: 'Parallel', Branches: [{ StartAt: 'C', States: { C: { Type: 'Pass', Nxt: 'D' } } }], End: true },
    end,
  );

  expect(errorsFor(definition)).toEqual(['UNKNOWN_FIELD', 'UNREACHABLE_STATE']);
});
