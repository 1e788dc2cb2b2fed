import { CfnParameter, Duration } from 'aws-cdk-lib';
import { BuilderError, type Expression, pass, type Ref, steps, Workflow, workflow } from 'drystep';
import {
  add,
  and,
  count,
  eq,
  format,
  fromJson,
  gt,
  ifElse,
  isNull,
  isPresent,
  lt,
  merge,
  neq,
  not,
  optional,
  or,
  orElse,
  raw,
  subtract,
  toJson,
  uuid,
} from 'drystep/expressions';
import type { JsonValue } from '../../src/asl';
import { execute } from '../../src/interpreter';
import { definitionIn, emptyStack, placed, statesOf } from './synthesized';

interface Input {
  name: string;
  total: number;
  flag: boolean;
  list: number[];
  'odd key': string;
  nothing: null;
  absent?: string;
  nested: { deep: { value: number } };
}

const data = { name: 'Ada', total: 41, flag: true, list: [3, 1, 2], 'odd key': 'odd', nothing: null, nested: { deep: { value: 7 } } };

type Build = (input: Ref<Input>) => unknown;

async function evaluated(build: Build, queryLanguage: 'JSONata' | 'JSONPath'): Promise<JsonValue | undefined> {
  const stack = emptyStack();
  const definition = workflow<Input>().next(pass('Compute', { output: ({ input }) => ({ value: build(input) as Expression<JsonValue> }) }));
  statesOf(stack, { definition, queryLanguage });
  const result = await execute(definitionIn(stack), { input: data });
  return (result.output as { value: JsonValue } | undefined)?.value;
}

function rendered(build: Build, queryLanguage: 'JSONata' | 'JSONPath'): JsonValue | undefined {
  const definition = workflow<Input>().next(pass('Compute', { output: ({ input }) => ({ value: build(input) as Expression<JsonValue> }) }));
  const state = statesOf(emptyStack(), { definition, queryLanguage }).Compute as unknown as {
    Output?: { value: JsonValue };
    Parameters?: Record<string, JsonValue>;
    Result?: Record<string, JsonValue>;
  };
  return queryLanguage === 'JSONata' ? state.Output?.value : (state.Parameters?.['value.$'] ?? (state.Parameters ?? state.Result)?.value);
}

const cases: readonly { title: string; build: Build; jsonata: string; jsonPath?: string; value: JsonValue }[] = [
  { title: 'a field', build: (input) => input.name, jsonata: '{% $states.input.name %}', jsonPath: '$.name', value: 'Ada' },
  {
    title: 'a field of a field',
    build: (input) => input.nested.deep.value,
    jsonata: '{% $states.input.nested.deep.value %}',
    jsonPath: '$.nested.deep.value',
    value: 7,
  },
  {
    title: 'a field with a blank in its name',
    build: (input) => input['odd key'],
    jsonata: '{% $states.input.`odd key` %}',
    jsonPath: "$['odd key']",
    value: 'odd',
  },
  { title: 'an item', build: (input) => input.list[1], jsonata: '{% $states.input.list[1] %}', jsonPath: '$.list[1]', value: 1 },
  {
    title: 'text from parts',
    build: (input) => format('{} pays {}', input.name, input.total),
    jsonata: '{% $states.input.name & " pays " & $states.input.total %}',
    jsonPath: "States.Format('{} pays {}', $.name, $.total)",
    value: 'Ada pays 41',
  },
  {
    title: 'text of one value',
    build: (input) => format('{}', input.total),
    jsonata: '{% $string($states.input.total) %}',
    jsonPath: "States.Format('{}', $.total)",
    value: '41',
  },
  {
    title: 'text with quotes',
    build: (input) => format("it's {}", input.name),
    jsonata: '{% "it\'s " & $states.input.name %}',
    jsonPath: "States.Format('it\\'s {}', $.name)",
    value: "it's Ada",
  },
  {
    title: 'a sum',
    build: (input) => add(input.total, 1),
    jsonata: '{% $states.input.total + 1 %}',
    jsonPath: 'States.MathAdd($.total, 1)',
    value: 42,
  },
  { title: 'a difference', build: (input) => subtract(input.total, 1), jsonata: '{% $states.input.total - 1 %}', value: 40 },
  {
    title: 'a difference of sums',
    build: (input) => subtract(10, add(input.total, 1)),
    jsonata: '{% 10 - ($states.input.total + 1) %}',
    value: -32,
  },
  {
    title: 'a count',
    build: (input) => count(input.list),
    jsonata: '{% $count($states.input.list) %}',
    jsonPath: 'States.ArrayLength($.list)',
    value: 3,
  },
  {
    title: 'JSON text',
    build: (input) => toJson(input.name),
    jsonata:
      '{% $type($states.input.name) = "string" ? $replace($string([$states.input.name]), /^\\[|\\]$/, "") : $string($states.input.name) %}',
    jsonPath: 'States.JsonToString($.name)',
    value: '"Ada"',
  },
  { title: 'the value of JSON text', build: () => fromJson(raw<string>("{% '[1]' %}")), jsonata: "{% $parse('[1]') %}", value: [1] },
  {
    title: 'a merge',
    build: (input) => merge(input.nested.deep, { more: 1 }),
    jsonata: '{% $merge([$states.input.nested.deep, {"more": 1}]) %}',
    value: { value: 7, more: 1 },
  },
  { title: 'greater', build: (input) => gt(input.total, 40), jsonata: '{% $states.input.total > 40 %}', value: true },
  { title: 'equal to null', build: (input) => isNull(input.nothing), jsonata: '{% $states.input.nothing = null %}', value: true },
  { title: 'absent', build: (input) => isPresent(input.absent), jsonata: '{% $exists($states.input.absent) %}', value: false },
  {
    title: 'and, or, not',
    build: (input) => and(input.flag, or(lt(input.total, 1), not(eq(input.name, 'Bob')))),
    jsonata: '{% $states.input.flag and ($states.input.total < 1 or $not($states.input.name = "Bob")) %}',
    value: true,
  },
  { title: 'not equal', build: (input) => neq(input.name, 'Bob'), jsonata: '{% $not($states.input.name = "Bob") %}', value: true },
  {
    title: 'a default for what is absent',
    build: (input) => orElse(input.absent, 'none'),
    jsonata: '{% $states.input.absent != null ? $states.input.absent : "none" %}',
    value: 'none',
  },
  {
    title: 'a default for null',
    build: (input) => orElse(input.nothing, 'none'),
    jsonata: '{% $states.input.nothing != null ? $states.input.nothing : "none" %}',
    value: 'none',
  },
  {
    title: 'a default that is not needed',
    build: (input) => orElse(input.name, 'none'),
    jsonata: '{% $states.input.name != null ? $states.input.name : "none" %}',
    value: 'Ada',
  },
  {
    title: 'a conditional',
    build: (input) => ifElse(gt(input.total, 40), 'large', 'small'),
    jsonata: '{% $states.input.total > 40 ? "large" : "small" %}',
    value: 'large',
  },
  {
    title: 'a constant',
    build: () => ['a', 1, null],
    jsonata: ['a', 1, null] as never,
    jsonPath: ['a', 1, null] as never,
    value: ['a', 1, null],
  },
  {
    title: 'text that looks like an expression',
    build: () => '{% 1 %}',
    jsonata: '{% "{% 1 %}" %}',
    jsonPath: '{% 1 %}',
    value: '{% 1 %}',
  },
  {
    title: 'an expression as written',
    build: () => raw<number>('{% $sum($states.input.list) %}'),
    jsonata: '{% $sum($states.input.list) %}',
    value: 6,
  },
];

describe('expressions in JSONata', () => {
  test.each(cases)('render and evaluate $title', async ({ build, jsonata, value }) => {
    expect(rendered(build, 'JSONata')).toEqual(jsonata);
    expect(await evaluated(build, 'JSONata')).toEqual(value);
  });

  test('leave out an optional field whose value is absent, and keep it when it is there', async () => {
    const build: Build = (input) => ({ name: input.name, absent: optional(input.absent), total: optional(input.total) });

    expect(await evaluated(build, 'JSONata')).toEqual({ name: 'Ada', total: 41 });
  });

  test('give a fresh UUID', async () => {
    expect(await evaluated(() => uuid(), 'JSONata')).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-/);
  });

  test('keep an array inside an array', async () => {
    expect(await evaluated((input) => [input.list, [input.total]], 'JSONata')).toEqual([[3, 1, 2], [41]]);
  });

  test('keep an array inside an array that is part of one expression', async () => {
    expect(await evaluated((input) => merge(input.nested.deep, { lists: [input.list, input.total] } as never), 'JSONata')).toEqual({
      value: 7,
      lists: [[3, 1, 2], 41],
    });
  });
});

describe('expressions in JSONPath', () => {
  const said = cases.filter(({ jsonPath }) => jsonPath !== undefined);
  const unsaid = cases.filter(({ jsonPath, title }) => jsonPath === undefined && !/written|merge|JSON text/.test(title));

  test.each(said)('render and evaluate $title', async ({ build, jsonPath, value }) => {
    expect(rendered(build, 'JSONPath')).toEqual(jsonPath);
    expect(await evaluated(build, 'JSONPath')).toEqual(value);
  });

  test.each(unsaid)('fails when asked for $title, naming what the language cannot say', ({ build }) => {
    expect(() => rendered(build, 'JSONPath')).toThrow(
      /^Test\/Flow: step "Compute": JSONPath cannot express .* in "output"\. Hint: leave queryLanguage at JSONata/,
    );
  });

  test('fails when a field is optional', () => {
    expect(() => rendered((input) => ({ absent: optional(input.absent) }), 'JSONPath')).toThrow('JSONPath cannot express optional(...)');
  });
});

describe('references', () => {
  const seen: Ref<Input>[] = [];
  steps<Input>().pass('Leak', {
    output: ({ input }) => {
      seen.push(input);
      return {};
    },
  });
  const input = seen[0] as Ref<Input>;

  test('fail when they are put into a template string, naming format', () => {
    expect(() => `${input.name as unknown as string}`).toThrow(/format\('\.\.\. \{\}', reference\)/);
  });

  test.each<[string, (input: Ref<Input>) => unknown, string]>([
    [
      'a template string',
      (all) => `${all.name as unknown as string}`,
      '"input.name" has no value while the workflow is built, and it is used as text or number',
    ],
    ['a +', (all) => (all.total as unknown as number) + 1, '"input.total" has no value'],
    [
      'a spread',
      (all) => [...(all.list as unknown as number[])],
      '"input.list" has no value while the workflow is built, and it is used as a list',
    ],
    [
      'JSON.stringify',
      (all) => JSON.stringify(all.nested.deep),
      '"input.nested.deep" has no value while the workflow is built, and it is used as data for JSON.stringify',
    ],
    ['text of what was computed', (all) => `${gt(all.total, 1) as unknown as string}`, '"gt(...)" has no value'],
  ])('fail in %s, naming step, path and way out', (_title, misuse, message) => {
    const build = placed(() => steps<Input>().pass('Misuse', { output: ({ input: all }) => ({ value: misuse(all) as never }) }));

    expect(build).toThrow(`Test/Flow: step "Misuse": ${message}`);
    expect(build).toThrow(/ Hint: (write|put) .*\.$/);
  });

  test('fail in the middle of a task, naming the construct, too', () => {
    const flow = steps<Input>().task('Misuse', { state: ({ input: all }) => `${all.name as unknown as string}` as never });

    expect(() => new Workflow(emptyStack(), 'Flow', { definition: flow })).toThrow('Test/Flow: step "Misuse": "input.name" has no value');
  });

  test('fail when an operand holds what JSON cannot carry, naming step and function', () => {
    expect(placed(() => steps<Input>().pass('Bad', { output: ({ input: all }) => ({ x: gt(all.total, Number.NaN) }) }))).toThrow(
      'Test/Flow: step "Bad": An operand of gt(...) gave NaN, which JSON cannot carry.',
    );
  });

  test('fail when they are added up, printed as JSON or walked', () => {
    expect(() => Number(input.total)).toThrow(BuilderError);
    expect(() => JSON.stringify({ input })).toThrow('toJson(reference)');
    expect(() => [...(input.list as unknown as Iterable<unknown>)]).toThrow(BuilderError);
    expect(() => JSON.stringify(gt(input.total, 1))).toThrow(BuilderError);
  });

  test('do not look like promises', async () => {
    expect(await Promise.resolve(input)).toBe(input);
  });

  test('fail when another step uses them, naming both steps', () => {
    expect(placed(() => steps<Input>().pass('Use', { output: () => ({ name: input.name }) }))).toThrow(
      'Test/Flow: step "Use": It uses the reference "input" that was given to a callback of step "Leak". Hint: use the references that this callback itself receives',
    );
  });

  test('fail when a payload holds what JSON cannot carry', () => {
    expect(placed(() => steps<Input>().pass('Bad', { output: () => ({ when: Duration.days(1) as never }) }))).toThrow(
      'Field "when" gave an instance of Duration',
    );
    expect(placed(() => steps<Input>().pass('Bad', { output: () => ({ amount: Number.NaN }) }))).toThrow('Field "amount" gave NaN');
  });
});

describe('raw text', () => {
  test('that is not JSONata is refused with the form to write', () => {
    expect(() => rendered(() => raw<number>('1 + 1'), 'JSONata')).toThrow("write raw('{% ... %}')");
  });

  test.each<[string, 'JSONata' | 'JSONPath', string]>([
    ['{% $sum( %}', 'JSONata', "which is not JSONata: The JSONata expression '$sum(' could not be parsed."],
    ['{% $eval("1") %}', 'JSONata', 'which is not JSONata: there is no function "$eval" in Step Functions.'],
    ['$.lines[', 'JSONPath', "which is not JSONPath: The value for the field 'v.$' must be a valid JSONPath"],
    ['$.lines[-1]', 'JSONPath', 'has a negative index: AWS does not count from the end and finds nothing'],
    ['$["lines"]', 'JSONPath', 'has a name in double quotes: AWS does not find it'],
    ["$.lines[?(@.sku in ['a'])]", 'JSONPath', 'has an operator in words: AWS refuses it when it runs'],
    ['States.Nope($.a)', 'JSONPath', 'must be a valid JSONPath or a valid intrinsic function call.'],
  ])('%s in %s is refused by construct, step and option', (text, language, message) => {
    expect(() => rendered(() => raw<number>(text), language)).toThrow(
      `Test/Flow: step "Compute": Its "output" holds raw(${JSON.stringify(text)}), `,
    );
    expect(() => rendered(() => raw<number>(text), language)).toThrow(message.replaceAll('\\"', '"'));
  });

  test.each<[string, 'JSONata' | 'JSONPath', JsonValue]>([
    ['{% $sum($states.input.list) %}', 'JSONata', 6],
    ['$.list[?(@ > 1)]', 'JSONPath', [3, 2]],
    ["States.Format('{}!', $.name)", 'JSONPath', 'Ada!'],
  ])('%s in %s is taken as it is', async (text, language, value) => {
    expect(await evaluated(() => raw<number>(text), language)).toEqual(value);
  });
});

test('values known only at deployment keep their place in expressions', () => {
  const stack = emptyStack();
  const limit = new CfnParameter(stack, 'Limit', { type: 'Number' }).valueAsNumber;
  const region = new CfnParameter(stack, 'Region').valueAsString;
  const definition = workflow<Input>().next(
    pass('P', { output: ({ input }) => ({ large: gt(input.total, limit), place: format('{} in {}', input.name, region) }) }),
  );

  expect(statesOf(stack, { definition }).P?.Output).toEqual({
    large: '{% $states.input.total > <Limit> %}',
    place: '{% $states.input.name & " in <Region>" %}',
  });
});
