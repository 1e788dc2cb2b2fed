import { parseJsonata, topLevelJsonataReads } from '../../../src/data';

// What the service answers for each of these as the Output of a Pass state, as measured by others (floci issue 2670, pull request 2699).
const readsOf = (expression: string): string[] => topLevelJsonataReads(parseJsonata(expression));

test.each([
  'phone',
  'phone[0].number',
  'phone.number.street',
  '-phone',
  'phone ? 1 : 2',
  '$states.input.a ? phone : 2',
  "phone & 'x'",
  'phone in $states.input.b',
  '$sum(phone)',
  'phone(1)',
  'phone ~> $string()',
  '[1..phone]',
  '(phone)',
  '(phone).other',
  '[phone].other',
  '[phone, 1]',
  '{phone: 1}',
  '($x := phone; $x)',
  '$map($states.input.a, function($y){ phone })',
  '$count(phone[inner])',
  'phone.**.deeper',
  '$sum(?, phone)',
  '$map($states.input.a, function($y){ $sum(phone) })',
])('a name at the top level is found in %s', (expression) => {
  expect(readsOf(expression)).toEqual(['phone']);
});

test.each([
  '$states.input.phone',
  '$states.input.a.phone',
  '$states.input.a[0].phone',
  '$states.input.a.phone[0]',
  '$states.input.items[phone > 3]',
  '$states.input.a^(phone)',
  "$states.input.a{'k': phone}",
  '$states.input.a.(phone)',
  '$states.input.a.$phone',
  '$phone',
  '$states.input.a ~> $string()',
  "$states.input ~> |phone|{'b': 1}|",
  "{'k': 1}.phone",
  '$states.input.a[0][phone]',
  '$states.input.a[$ > 1]',
  'function($x){ $x.phone }',
  '$map($states.input.a, function($x){ $x.phone })',
  '$map($states.input.a, function($x){ $x[phone] })',
  '$states.input.a@$i.phone',
  "'phone'",
  '1 + 1',
  '$now()',
])('nothing at the top level is read by %s', (expression) => {
  expect(readsOf(expression)).toEqual([]);
});

test.each([
  ['$', ['$']],
  ['$.phone', ['$']],
  ['$[0]', ['$']],
  ['$string($)', ['$']],
  ['$map($states.input.a, function($x){ $ })', ['$']],
  ['$$', ['$$']],
  ['$$.phone', ['$$']],
  ['$states.input.a[$$.b]', ['$$']],
  ['**.phone', ['**']],
  ['*', ['*']],
  ['aaa + bbb', ['aaa', 'bbb']],
  ['[bbb, aaa]', ['bbb', 'aaa']],
  ['aaa + aaa', ['aaa']],
  ['(aaa; bbb)', ['aaa', 'bbb']],
  ['$number(aaa) + $number(bbb)', ['aaa', 'bbb']],
])('%s reads each once, in the order of writing: %j', (expression, reads) => {
  expect(readsOf(expression)).toEqual(reads);
});
