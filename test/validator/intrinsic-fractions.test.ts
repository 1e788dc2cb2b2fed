import { validate } from '../../src/validator';

const warnings = (expression: string) =>
  validate({ StartAt: 'P', States: { P: { Type: 'Pass', Parameters: { 'v.$': expression }, End: true } } }).diagnostics;

test.each([
  ['States.ArrayPartition($.a, 2.6)', 2, 'States.ArrayPartition, 2.6, as 2'],
  ['States.ArrayRange(-0.6, 4, 1)', 1, 'States.ArrayRange, -0.6, as 0'],
  ['States.Array(States.ArrayGetItem($.a, 1.9))', 2, 'States.ArrayGetItem, 1.9, as 1'],
  ['States.MathRandom(1, 5.9)', 2, 'States.MathRandom, 5.9, as 5'],
])('%s is warned of: AWS cuts fractions off, where its guide rounds', (expression, place, rest) => {
  expect(warnings(expression)).toMatchObject([
    {
      severity: 'WARNING',
      message: `State "P": AWS reads argument ${place} of ${rest}: it cuts fractions off, although its guide says that it rounds`,
      hint: 'write an integer',
    },
  ]);
});

test('States.MathAdd rounds as its guide says', () => {
  expect(warnings('States.MathAdd(1.49, 1.5)')).toEqual([]);
});

test('fails for a size that is cut off to 0', () => {
  expect(warnings('States.ArrayPartition($.a, 0.6)')[0]).toMatchObject({ severity: 'ERROR', code: 'INTRINSIC_ARGUMENTS' });
});
