import fc from 'fast-check';
import { type JsonObject, type JsonValue, parseDefinition, type StateGroup } from '../../../src/asl';
import { execute, parse, TaskError } from '../../../src/interpreter';
import { type PathVisit, visitsIn } from '../../../src/testing/paths/visit-graph';

const FUNCTION = 'arn:aws:lambda:us-east-1:111111111111:function:f';
const RUNS = Math.ceil(Number(process.env.DRYSTEP_FUZZ_RUNS ?? 1000) / 10);

/** Values at which the rules below decide, and those of every other sort. Undefined: the field is absent. */
const VALUES: readonly (JsonValue | undefined)[] = [
  undefined,
  null,
  true,
  false,
  -1,
  0,
  1,
  2,
  '',
  'a',
  'b',
  [],
  [1],
  [{ n: 1 }],
  { n: 1 },
  { n: 'a' },
];

const number = fc.constantFrom(-1, 0, 1, 2);
const word = fc.constantFrom('', 'a', 'b');
const orders = ['Equals', 'LessThan', 'LessThanEquals', 'GreaterThan', 'GreaterThanEquals'];

const jsonPathLeaf: fc.Arbitrary<JsonObject> = fc.oneof(
  fc
    .tuple(fc.constantFrom('$.x', '$.y', '$.x.n', '$v', '$.x[0]'), fc.constantFrom(...orders), number)
    .map(([Variable, order, value]) => ({ Variable, [`Numeric${order}`]: value })),
  fc
    .tuple(fc.constantFrom('$.x', '$.y', '$.x.n', '$v'), fc.constantFrom(...orders, 'Matches'), word)
    .map(([Variable, order, value]) => ({ Variable, [`String${order}`]: order === 'Matches' ? `${value}*` : value })),
  fc
    .tuple(
      fc.constantFrom('$.x', '$.y', '$.x.n', '$v'),
      fc.constantFrom('IsPresent', 'IsNull', 'IsString', 'IsNumeric', 'IsBoolean', 'BooleanEquals', 'IsTimestamp'),
      fc.boolean(),
    )
    .map(([Variable, name, value]) => ({ Variable, [name]: value })),
  fc.tuple(fc.constantFrom(...orders)).map(([order]) => ({ Variable: '$.x', [`Numeric${order}Path`]: '$.y' })),
);

const jsonPathRule = fc.letrec<{ rule: JsonObject }>((tie) => ({
  rule: fc.oneof(
    { maxDepth: 2 },
    jsonPathLeaf,
    fc
      .tuple(fc.constantFrom('And', 'Or'), fc.array(tie('rule'), { minLength: 1, maxLength: 3 }))
      .map(([name, rules]) => ({ [name]: rules })),
    tie('rule').map((rule) => ({ Not: rule })),
  ),
})).rule;

const place = fc.constantFrom('$states.input.x', '$states.input.y', '$states.input.x.n', '$v', '$v.n', '$states.input.x[0]');
const constant = fc.oneof(
  number.map(String),
  word.map((text) => JSON.stringify(text)),
  fc.constantFrom('true', 'false', 'null'),
);

const jsonataLeaf = fc.oneof(
  fc.tuple(place, fc.constantFrom('=', '!=', '<', '<=', '>', '>='), constant).map((parts) => parts.join(' ')),
  fc.tuple(constant, fc.constantFrom('=', '!=', '<', '>='), place).map((parts) => parts.join(' ')),
  place,
  place.map((each) => `$exists(${each})`),
  fc.tuple(place, fc.array(constant, { maxLength: 2 })).map(([each, list]) => `${each} in [${list.join(', ')}]`),
  fc
    .tuple(place, fc.constantFrom('=', '!='), fc.constantFrom('string', 'number', 'boolean', 'null', 'array'))
    .map(([each, sign, type]) => `$type(${each}) ${sign} "${type}"`),
  fc.constant('$states.input.x < $states.input.y'),
);

const jsonataText = fc.letrec<{ text: string }>((tie) => ({
  text: fc.oneof(
    { maxDepth: 2 },
    jsonataLeaf,
    fc.tuple(tie('text'), fc.constantFrom('and', 'or'), tie('text')).map(([left, sign, right]) => `(${left} ${sign} ${right})`),
    tie('text').map((text) => `$not(${text})`),
    tie('text').map((text) => `$boolean(${text})`),
  ),
})).text;

const value = fc.constantFrom(...VALUES.filter((each): each is JsonValue => each !== undefined));

const jsonPathBetween: fc.Arbitrary<JsonObject> = fc.oneof(
  fc.record({ Type: fc.constant('Wait'), Seconds: fc.constant(1) }),
  fc.record({ Type: fc.constant('Wait'), Seconds: fc.constant(1), OutputPath: fc.constantFrom<JsonValue>('$', '$.x', null) }),
  fc.record({ Type: fc.constant('Pass'), Result: value, ResultPath: fc.constantFrom<JsonValue>('$', '$.x', '$.x.n', '$.y', null) }),
  fc.record({
    Type: fc.constant('Pass'),
    InputPath: fc.constantFrom<JsonValue>('$', '$.x', null),
    ResultPath: fc.constantFrom<JsonValue>('$', '$.y', '$.x'),
  }),
  fc.record({
    Type: fc.constant('Pass'),
    Parameters: fc.constantFrom<JsonObject>(
      { x: 1 },
      { 'x.$': '$.y' },
      { 'x.$': 'States.MathAdd($v, 1)', y: { 'n.$': '$.y' } },
      { 'n.$': '$v', 'x.$': '$' },
    ),
    InputPath: fc.constantFrom('$', '$', '$.x'),
    ResultPath: fc.constantFrom<JsonValue>('$', '$.y', '$.x'),
  }),
  fc.record({
    Type: fc.constant('Task'),
    Resource: fc.constant(FUNCTION),
    ResultPath: fc.constantFrom<JsonValue>('$', '$.x', '$.x.n', '$.y', null),
  }),
  fc.record({
    Type: fc.constant('Pass'),
    Assign: fc.oneof(
      value.map((v) => ({ v })),
      fc.constantFrom<JsonObject>(
        { 'v.$': '$.x' },
        { 'v.$': '$' },
        { 'v.$': 'States.MathAdd($v, 1)' },
        { 'v.$': 'States.MathAdd(-1, States.MathAdd($v, $v))', 'w.$': '$v' },
        { v: { 'n.$': '$.x' } },
        { other: 1 },
      ),
    ),
  }),
);

const jsonataBetween: fc.Arbitrary<JsonObject> = fc.oneof(
  fc.constant<JsonObject>({ Type: 'Wait', Seconds: 1 }),
  fc
    .constantFrom<JsonValue>(
      '{% $states.input %}',
      '{% $merge([$states.input, {"y": 1}]) %}',
      '{% $merge([$states.input, {"x": $states.input.y}]) %}',
      '{% $states.input.x %}',
      '{% {"x": $v, "y": $states.input.x} %}',
      '{% $merge([$states.input, {"x": $v - 1, "y": $v}]) %}',
      { x: '{% $states.input %}', y: '{% $v %}' },
      { x: 1 },
      { x: '{% $states.input.y %}', y: 'a' },
      [],
    )
    .map((Output) => ({ Type: 'Pass', Output })),
  fc
    .constantFrom<JsonObject>({}, { Output: '{% $merge([$states.input, {"y": $states.result}]) %}' }, { Output: '{% $states.input %}' })
    .map((more) => ({ Type: 'Task', Resource: FUNCTION, ...more })),
  fc
    .oneof(
      value,
      fc.constantFrom<JsonValue>(
        '{% $states.input.x %}',
        '{% $v + 1 %}',
        '{% $v * 2 - 1 %}',
        '{% $states.input %}',
        { n: '{% $states.input.x %}' },
        '{% {"n": $v + 1} %}',
      ),
    )
    .map((v) => ({ Type: 'Pass', Assign: { v } })),
);

interface Languages {
  readonly language: string;
  readonly condition: fc.Arbitrary<JsonObject>;
  readonly between: fc.Arbitrary<JsonObject>;
}

const JSONPATH: Languages = { language: 'JSONPath', condition: jsonPathRule, between: jsonPathBetween };
const JSONATA: Languages = {
  language: 'JSONata',
  condition: jsonataText.map((text) => ({ Condition: `{% ${text} %}` })),
  between: jsonataBetween,
};

/** Choices with something between them, each of whose ways leads to a state of its own and from there to the next Choice or back to one. */
function machines({ language, condition, between }: Languages): fc.Arbitrary<JsonObject> {
  const choice = fc.record({
    rules: fc.array(fc.tuple(condition, between), { minLength: 1, maxLength: 3 }),
    otherwise: fc.option(between, { nil: undefined }),
    back: fc.nat({ max: 9 }),
    caught: fc.constantFrom<JsonObject>({}, language === 'JSONata' ? { Output: '{% $states.input %}' } : { ResultPath: '$.y' }),
  });
  return fc.array(choice, { minLength: 2, maxLength: 4 }).map((choices) => {
    const states: [string, JsonObject][] = [['Start', { Type: 'Pass', Assign: { v: 1 }, Next: 'C0' }]];
    for (const [at, { rules, otherwise, back, caught }] of choices.entries()) {
      const ways = [...rules.map(([, state]) => state), ...(otherwise === undefined ? [] : [otherwise])];
      const names = ways.map((_, index) => `C${at}W${index}`);
      states.push([
        `C${at}`,
        {
          Type: 'Choice',
          Choices: rules.map(([rule], index) => ({ ...rule, Next: names[index] as string })),
          ...(otherwise === undefined ? {} : { Default: names.at(-1) as string }),
        },
      ]);
      for (const [index, state] of ways.entries()) {
        const Next = index === 0 && back < at ? `C${back}` : `C${at + 1}`;
        const Catch = [{ ErrorEquals: ['States.ALL'], ...caught, Next: `C${at}X` }];
        states.push([names[index] as string, { ...state, Next, ...(state.Type === 'Task' ? { Catch } : {}) }]);
      }
      if (ways.some(({ Type }) => Type === 'Task')) states.push([`C${at}X`, { Type: 'Wait', Seconds: 1, Next: `C${at + 1}` }]);
    }
    return {
      QueryLanguage: language,
      StartAt: 'Start',
      States: { ...Object.fromEntries(states), [`C${choices.length}`]: { Type: 'Succeed' } },
    };
  });
}

/** Follows an execution through the visits that paths consist of. */
function follow(visits: readonly PathVisit[], names: readonly string[]): void {
  let at: readonly PathVisit[] = [visits[0] as PathVisit];
  for (const name of names.slice(1)) {
    at = at.flatMap(({ ways }) => ways.flatMap(({ to }) => (to?.state === name ? [to] : [])));
    if (at.length === 0) throw new Error(`No visit of ${name}, which an execution enters: ${names.join(', ')}`);
  }
}

describe.each([JSONPATH, JSONATA])('visits of paths in $language', (languages) => {
  test('are those that executions make, whatever the data', async () => {
    const inputs = fc.record({ x: fc.constantFrom(...VALUES), y: fc.constantFrom(...VALUES) });
    let choices = 0;
    await fc.assert(
      fc.asyncProperty(
        machines(languages),
        fc.array(inputs, { minLength: 8, maxLength: 8 }),
        fc.boolean(),
        async (definition, several, fails) => {
          const parsed = parseDefinition(definition);
          if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
          const visits = visitsIn(parsed.machine as StateGroup);
          const prepared = parse(definition);
          for (const { x, y } of several) {
            const input = { ...(x === undefined ? {} : { x }), ...(y === undefined ? {} : { y }) } as JsonObject;
            const tasks = () => {
              if (fails) throw new TaskError('Failed');
              return (y ?? null) as JsonValue;
            };
            const { history } = await execute(prepared, { input, tasks, mostEvents: 300 });
            const names = history.flatMap((event) => event.stateEnteredEventDetails?.name ?? []);
            choices += names.length;
            follow(visits, names);
          }
        },
      ),
      { numRuns: RUNS, seed: 20 },
    );
    expect(choices).toBeGreaterThan(RUNS * 8 * 3);
  }, 600_000);
});
