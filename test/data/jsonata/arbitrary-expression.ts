import fc from 'fast-check';

/** Data that random expressions find something in: few keys, every type, nesting and emptiness. */
export const arbitraryData = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom<unknown>(null, true, false, 0, 1, 2, -1, 1.5, '', 'a', 'b', 'ab', '2'),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd'), tie('value'), { maxKeys: 3 }),
  ),
})).value;

const OPERATORS = ['+', '-', '*', '/', '%', '=', '!=', '<', '<=', '>', '>=', '&', 'and', 'or', 'in'];
const UNARY_CALLS = [
  'sum',
  'count',
  'max',
  'min',
  'average',
  'string',
  'length',
  'uppercase',
  'lowercase',
  'trim',
  'number',
  'floor',
  'abs',
  'round',
  'sqrt',
  'boolean',
  'not',
  'keys',
  'spread',
  'merge',
  'reverse',
  'distinct',
  'sort',
  'exists',
  'type',
  'clone',
  'zip',
  'base64encode',
];
const BINARY_CALLS = [
  'append',
  'substring',
  'substringBefore',
  'substringAfter',
  'contains',
  'split',
  'join',
  'lookup',
  'power',
  'pad',
  'zip',
  'map',
  'filter',
  'single',
  'sift',
  'each',
];
const LAMBDAS = [
  'function($v){ $v }',
  'function($v, $i){ $i }',
  'function($v){ $v.a }',
  'function($v, $i, $w){ $count($w) }',
  '$string',
  '$uppercase',
  'function($v){ $v > 1 }',
  'function(){ 1 }',
];
const NAMES = ['a', 'b', 'c', '$', '$$', '$x', '*', '**', '`d`'];
const LITERALS = ['0', '1', '2', '-1', '1.5', '"a"', '""', 'true', 'false', 'null', '[]', '{}', '[1,2]', '/a/', 'nothing'];

/** Text of a random expression; most evaluate to something, some fail, none needs long. */
export const arbitraryExpression = fc.letrec<{ expression: string }>((tie) => {
  const inner = tie('expression');
  const pair = fc.tuple(inner, inner);
  return {
    expression: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      fc.constantFrom(...NAMES),
      fc.constantFrom(...LITERALS),
      pair.map(([left, right]) => `${left}.${right}`),
      fc.tuple(inner, fc.constantFrom(...NAMES)).map(([left, right]) => `${left}.${right}`),
      pair.map(([left, right]) => `${left}[${right}]`),
      inner.map((left) => `${left}[]`),
      fc.tuple(inner, fc.constantFrom(...OPERATORS), inner).map(([left, operator, right]) => `(${left} ${operator} ${right})`),
      fc.tuple(inner, inner, inner).map(([condition, then, otherwise]) => `(${condition} ? ${then} : ${otherwise})`),
      fc.array(inner, { maxLength: 3 }).map((items) => `[${items.join(', ')}]`),
      fc.tuple(fc.constantFrom('"k"', 'a', '$string(b)'), inner).map(([key, value]) => `{${key}: ${value}}`),
      fc.tuple(inner, fc.constantFrom('"k"', '$string($)', 'a'), inner).map(([left, key, value]) => `${left}{${key}: ${value}}`),
      pair.map(([value, body]) => `($x := ${value}; ${body})`),
      pair.map(([left, term]) => `${left}^(${term})`),
      pair.map(([left, term]) => `${left}^(>${term}, <a)`),
      fc.tuple(fc.constantFrom(...UNARY_CALLS), inner).map(([name, argument]) => `$${name}(${argument})`),
      fc.tuple(fc.constantFrom(...BINARY_CALLS), inner, inner).map(([name, first, second]) => `$${name}(${first}, ${second})`),
      fc
        .tuple(fc.constantFrom('map', 'filter', 'single', 'sift', 'each'), inner, fc.constantFrom(...LAMBDAS))
        .map(([name, list, fn]) => `$${name}(${list}, ${fn})`),
      fc
        .tuple(inner, fc.constantFrom('', ', 1', ', "s"'))
        .map(([list, initial]) => `$reduce(${list}, function($p, $v){ [$p, $v] }${initial})`),
      fc.tuple(inner, fc.constantFrom(...UNARY_CALLS)).map(([value, name]) => `(${value} ~> $${name})`),
      fc
        .tuple(inner, fc.constantFrom('a', 'b', '**', '*'), inner)
        .map(([value, pattern, update]) => `(${value} ~> |${pattern}|{"t": ${update}}|)`),
      fc.tuple(inner, inner).map(([argument, body]) => `(function($x){ ${body} })(${argument})`),
      fc.tuple(inner, fc.constantFrom('a', 'b')).map(([left, step]) => `${left}@$v.${step}.{"v": $v, "i": $}`),
      fc.tuple(inner, fc.constantFrom('a', 'b', '$')).map(([left, step]) => `${left}#$i.${step}.[$i, $]`),
      fc.constantFrom('a.b.%', 'a.b.{"p": %.c}', 'a.b[%.c]', '*.a.%.b', '[1..3]', '[0..2].($ * 2)', '$sum(*)'),
    ),
  };
}).expression;
