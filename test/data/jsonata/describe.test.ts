import { describeJsonata, type JsonataDescription } from '../../../src/data';

const EMPTY: JsonataDescription = {
  variables: [],
  statesFields: [],
  functions: [],
  unknownFunctions: [],
  topLevelReferences: [],
  assigned: [],
};

test.each<[string, Partial<JsonataDescription>]>([
  ['$states.input.a[b > $limit].c', { variables: ['limit'], statesFields: ['input'] }],
  ['$map($states.result.items, function($v){ $v.x & $suffix })', { variables: ['suffix'], statesFields: ['result'], functions: ['map'] }],
  ['$states.context.Task.Token & $states.errorOutput.Cause', { statesFields: ['context', 'errorOutput'] }],
  ['$lookup($states, "input")', { statesFields: ['*'], functions: ['lookup'] }],
  ['phone.number', { topLevelReferences: ['phone'] }],
  ['$ & $$', { topLevelReferences: ['$', '$$'] }],
  ['*.a', { topLevelReferences: ['*'] }],
  ['$sum(prices)', { functions: ['sum'], topLevelReferences: ['prices'] }],
  ['$eval("1")', { unknownFunctions: ['eval'] }],
  ['($a := $b; $f := function($x){ $a + $x + $y }; $f(1))', { variables: ['b', 'y'], assigned: ['a', 'f'] }],
  ['$states.input.items@$i#$n.{ "a": $i.x, "n": $n, "z": $z }', { statesFields: ['input'], variables: ['z'] }],
  ['$states.input.items^(>price){ $string(kind): $ }', { statesFields: ['input'], functions: ['string'] }],
  ['$states.input ~> |items|{ "total": price * $rate }|', { statesFields: ['input'], variables: ['rate'] }],
  ['$map([1], $uppercase)', { functions: ['map', 'uppercase'] }],
])('what %s reads is found in its text', (expression, expected) => {
  expect(describeJsonata(expression)).toEqual({ ...EMPTY, ...expected });
});
