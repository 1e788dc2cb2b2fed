import { choice, type Expression, fail, parallel, pass, type Ref, steps, Workflow, workflow } from 'drystep';
import {
  add,
  and,
  contains,
  count,
  divide,
  eq,
  filter,
  find,
  format,
  gt,
  ifElse,
  isString,
  itemAt,
  lt,
  merge,
  multiply,
  not,
  or,
  orElse,
  pick,
  raw,
  startsWith,
  subtract,
  toJson,
  upper,
} from 'drystep/expressions';
import type { JsonObject, JsonValue } from '../../src/asl';
import { execute } from '../../src/interpreter';
import { acceptedDefinition, languages } from './run-flow';
import { definitionIn, emptyStack } from './synthesized';

interface Data {
  a: number;
  b: number;
  c: number;
  flag: boolean;
  id: string;
  list: number[];
  text: string;
  order: { id: string; lines: string[] };
  note?: string;
}

const data = {
  a: 7,
  b: 2,
  c: 3,
  flag: true,
  id: 'o-1',
  list: [4, 5],
  text: 'quoted "text" with \\ and ]',
  order: { id: 'o-1', lines: ['x'] },
} satisfies Data;

type Build = (input: Ref<Data>) => unknown;

function written(build: Build): { readonly definition: JsonObject; readonly text: string } {
  const flow = workflow<Data>().next(pass('Compute', { output: ({ input }) => ({ value: build(input) as Expression<JsonValue> }) }));
  const definition = acceptedDefinition(flow, 'JSONata');
  const { Output } = (definition.States as { Compute: { Output: { value: string } } }).Compute;
  return { definition, text: Output.value.replaceAll('$states.input.', '').replace(/^\{% | %\}$/g, '') };
}

const evaluated = async (definition: JsonObject): Promise<unknown> =>
  ((await execute(definition, { input: data })).output as { value?: JsonValue } | undefined)?.value;

const { a, b, c, flag, id, list, text, order } = data;

describe('Parentheses stand where the meaning needs them', () => {
  test.each<[string, Build, unknown]>([
    ['a > 1 and b < 5', (input) => and(gt(input.a, 1), lt(input.b, 5)), a > 1 && b < 5],
    ['(flag and a > 1) or b > 9', (input) => or(and(input.flag, gt(input.a, 1)), gt(input.b, 9)), (flag && a > 1) || b > 9],
    ['flag and (a > 9 or b > 1)', (input) => and(input.flag, or(gt(input.a, 9), gt(input.b, 1))), flag && (a > 9 || b > 1)],
    ['flag and a > 1 and b > 1', (input) => and(input.flag, and(gt(input.a, 1), gt(input.b, 1))), flag && a > 1 && b > 1],
    ['(a > 1) = flag', (input) => eq(gt(input.a, 1), input.flag), a > 1 === flag],
    ['a + b * c', (input) => add(input.a, multiply(input.b, input.c)), a + b * c],
    ['(a + b) * c', (input) => multiply(add(input.a, input.b), input.c), (a + b) * c],
    ['a - (b - c)', (input) => subtract(input.a, subtract(input.b, input.c)), a - (b - c)],
    ['a - b - c', (input) => subtract(subtract(input.a, input.b), input.c), a - b - c],
    ['a / (b * c)', (input) => divide(input.a, multiply(input.b, input.c)), a / (b * c)],
    ['a + -1', (input) => add(input.a, -1), a - 1],
    ['a + b > 3', (input) => gt(add(input.a, input.b), 3), a + b > 3],
    ['"x" & id & "zy" & (a + b)', (input) => format('{}y{}', format('x{}z', input.id), add(input.a, input.b)), `x${id}zy${a + b}`],
    ['"{}" & id & "-" & id & "{}"', (input) => format('{}{}{}', '{}', format('{}-{}', input.id, input.id), '{}'), `{}${id}-${id}{}`],
    ['"order o is " & id', (input) => format('order {} is {}', 'o', input.id), `order o is ${id}`],
    ['$count(list) + 1', (input) => add(count(input.list), 1), list.length + 1],
    ['flag ? a : b > 1 ? b : c', (input) => ifElse(input.flag, input.a, ifElse(gt(input.b, 1), input.b, input.c)), a],
    ['flag ? (b > 9 ? b : c) : a', (input) => ifElse(input.flag, ifElse(gt(input.b, 9), input.b, input.c), input.a), c],
    ['(flag ? a : b) + 1', (input) => add(ifElse(input.flag, input.a, input.b) as Expression<number>, 1), a + 1],
    ['note != null ? note : "none"', (input) => orElse(input.note, 'none'), 'none'],
    ['$uppercase(note != null ? note : id)', (input) => upper(orElse(input.note, input.id) as Expression<string>), id.toUpperCase()],
    ['$not(a > 1 and flag)', (input) => not(and(gt(input.a, 1), input.flag)), false],
    ['$merge([order, {"n": a}]).id', (input) => merge(input.order, { n: input.a }).id, id],
    ['[$filter(list, function($item1) { $item1 > 4 })[]][0]', (input) => filter(input.list, (item) => gt(item, 4))[0], 5],
    ['a in list', (input) => contains(input.list, input.a), false],
    ['(a + 1) * 2', () => multiply(raw<number>('{% $states.input.a + 1 %}'), 2), (a + 1) * 2],
  ])('%s', async (expected, build, value) => {
    const { definition, text: said } = written(build);

    expect(said).toBe(expected);
    expect(await evaluated(definition)).toEqual(value);
  });

  // Each of them came out as something else while its operands stood without them.
  test.each<[string, Build, unknown]>([
    ['an array of a reference', (input) => itemAt([input.order] as never, 0), order],
    ['an array of a reference to an array', (input) => itemAt([input.list] as never, 0), list],
    ['a search in an array of a reference', (input) => contains([input.id] as never, 'o-2' as never), false],
    [
      'arrays of references in an array',
      (input) => ({ ...input.order, in: [[input.a], [input.b], input.list] }),
      { ...order, in: [[a], [b], list] },
    ],
    [
      'an array of a computed list',
      (input) => ({ ...input.order, in: [filter(input.list, (item) => gt(item, 4))] }),
      { ...order, in: [[5]] },
    ],
    [
      'an array of a found item',
      (input) => ({ ...input.order, in: [find([input.list] as never, () => input.flag as never)] }),
      { ...order, in: [list] },
    ],
    ['an array of raw text', (input) => ({ ...input.order, in: [raw<number[]>('{% [1, 2] %}')] }), { ...order, in: [[1, 2]] }],
    ['a start that is chosen', (input) => startsWith(input.id, ifElse(input.flag, 'o', 'p') as Expression<string>), true],
    ['a start that is not', (input) => startsWith(input.id, ifElse(not(input.flag), 'o', 'p') as Expression<string>), false],
  ])('around %s', async (_title, build, value) => {
    expect(await evaluated(written(build).definition)).toEqual(value);
  });
});

describe('JSON text', () => {
  test.each<[string, Build, unknown]>([
    ['$string({"id": id, "n": a})', (input) => toJson({ id: input.id, n: input.a }), { id, n: a }],
    ['$string($merge([order, {"n": a}]))', (input) => toJson({ ...input.order, n: input.a }), { ...order, n: a }],
    ['$string({"id": $lookup(order, "id")})', (input) => toJson(pick(input.order, 'id')), { id }],
    ['$string([$string(id), "b"])', (input) => toJson([format('{}', input.id), 'b']), [id, 'b']],
    ['$string(a + 1)', (input) => toJson(add(input.a, 1)), a + 1],
    ['$string(null)', () => toJson(null), null],
  ])('of what is never text is $string of it: %s', async (expected, build, value) => {
    const { definition, text: said } = written(build);

    expect(said).toBe(expected);
    expect(JSON.parse((await evaluated(definition)) as string)).toEqual(value);
  });

  test.each<[string, Build, unknown]>([
    ['a text', (input) => toJson(input.text), text],
    ['a constant text', () => toJson('it\'s "quoted"'), 'it\'s "quoted"'],
    ['a list', (input) => toJson(input.list), list],
    ['a number', (input) => toJson(input.a), a],
    ['an object', (input) => toJson(input.order), order],
    ['the whole input', (input) => toJson(input), data],
    ['a text that was computed', (input) => toJson(format('"{}"', input.id)), `"${id}"`],
  ])('of %s reads back as it', async (_title, build, value) => {
    expect(JSON.parse((await evaluated(written(build).definition)) as string)).toEqual(value);
  });

  test('of what is absent is absent, and fails where a value is needed', async () => {
    const { definition } = written((input) => toJson(input.note));

    expect(await execute(definition, { input: data })).toMatchObject({ status: 'FAILED', error: 'States.QueryEvaluationError' });
  });
});

test('A condition of JSONPath lists what conditions of its kind inside of it list, and keeps those of the other kind apart', () => {
  const flow = workflow<Data>().next(
    choice('Which?', (c) =>
      c
        .when(({ input }) => and(and(gt(input.a, 1), eq(input.flag, true)), isString(input.id), or(lt(input.b, 1), lt(input.c, 1))))
        .when(({ input }) => or(eq(input.a, 1), or(eq(input.b, 2), and(eq(input.c, 3), not(and(eq(input.a, 4), eq(input.b, 5)))))))
        .otherwise(fail('Stop')),
    ),
  );
  const { Choices } = (acceptedDefinition(flow, 'JSONPath').States as unknown as Record<string, JsonObject>)['Which?'] as JsonObject;
  const is = (name: string, value: number) => ({ Variable: `$.${name}`, NumericEquals: value });
  const less = (name: string) => ({ Variable: `$.${name}`, NumericLessThan: 1 });

  expect(Choices).toMatchObject([
    {
      And: [
        { Variable: '$.a', NumericGreaterThan: 1 },
        { Variable: '$.flag', BooleanEquals: true },
        { Variable: '$.id', IsPresent: true },
        { Variable: '$.id', IsString: true },
        { Or: [less('b'), less('c')] },
      ],
    },
    { Or: [is('a', 1), is('b', 2), { And: [is('c', 3), { Not: { And: [is('a', 4), is('b', 5)] } }] }] },
  ]);
});

test('Named results of a parallel are referred to where they stand', async () => {
  const own = steps<Data>();
  const flow = workflow<Data>().next(
    parallel(
      'Both',
      {
        label: own.pass('Label', { output: ({ input }) => ({ url: input.id }) }),
        stock: own.pass('Stock', { output: () => ({ shelf: 7 }) }),
      },
      {
        output: ({ result, input }) => ({ url: result.label.url, both: result, next: add(result.stock.shelf, input.a) }),
        assign: ({ result }) => ({ shelf: result.stock.shelf, label: result.label }),
      },
    ),
  );
  const definition = acceptedDefinition(flow, 'JSONata');

  expect((definition.States as JsonObject).Both).toMatchObject({
    Output: {
      url: '{% $states.result[0].url %}',
      both: { label: '{% $states.result[0] %}', stock: '{% $states.result[1] %}' },
      next: '{% $states.result[1].shelf + $states.input.a %}',
    },
    Assign: { shelf: '{% $states.result[1].shelf %}', label: '{% $states.result[0] %}' },
  });
  expect((await execute(definition, { input: data })).output).toEqual({
    url: id,
    both: { label: { url: id }, stock: { shelf: 7 } },
    next: 7 + a,
  });
});

test.each(languages)('Backslashes of constants in %s stay as many as they are, in texts and in objects', async (language) => {
  const flow = workflow<Data>().next(
    pass('Compute', {
      output: ({ input }) => ({
        ...input.order,
        path: { file: 'C:\\new\\\\{}\\', quote: '"\\"', 'k\\': [1, '\\'] },
        text: format("\\{} it's \\\\{}\\", input.id, 'x\\y'),
      }),
    }),
  );
  const own = emptyStack();
  new Workflow(own, 'Flow', { definition: flow, queryLanguage: language });
  // asl-validator takes a backslash before the end of a text for one that escapes it.
  const { output } = await execute(definitionIn(own), { input: data });

  expect(output).toEqual({
    ...order,
    path: { file: 'C:\\new\\\\{}\\', quote: '"\\"', 'k\\': [1, '\\'] },
    text: `\\${id} it's \\\\x\\y\\`,
  });
});
