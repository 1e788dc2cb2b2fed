import { Duration } from 'aws-cdk-lib';
import { StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import {
  choice,
  distributedMap,
  fanOut,
  handler,
  invoke,
  map,
  parallel,
  pass,
  type Step,
  sdk,
  startWorkflow,
  succeed,
  Workflow,
  wait,
  workflow,
} from 'drystep';
import { add, and, count, type Expression, eq, format, isPresent, neq, not, randomInteger, range, raw, toJson } from 'drystep/expressions';
import type { JsonObject, JsonValue } from '../../src/asl';
import { type ExecutionResult, execute } from '../../src/interpreter';
import { validate } from '../../src/validator';
import { type AnyFlow, type Language, languages } from './run-flow';
import { definitionIn, emptyStack, importedFunction, placed, statesOf } from './synthesized';

const fn = handler<JsonValue, JsonValue>(importedFunction(emptyStack(), 'Echo'));
/** Lambda functions and services answer with what they get. */
const echo = ({ input, resource }: { input: JsonValue; resource: string }): JsonValue =>
  resource.endsWith('lambda:invoke') ? { Payload: (input as JsonObject).Payload ?? null } : input;

/** Synthesizes a flow and runs it. The schema of asl-validator knows less of what values may be, so only AWS's rules judge it. */
async function ran(flow: unknown, queryLanguage: Language, input: unknown, tasks: unknown = {}): Promise<ExecutionResult> {
  const stack = emptyStack();
  new Workflow(stack, 'Flow', { definition: flow as AnyFlow, queryLanguage } as never);
  const definition = definitionIn(stack);

  expect(validate(definition).diagnostics.filter(({ severity }) => severity === 'ERROR')).toEqual([]);
  return execute(definition, { input: input as JsonValue, tasks: tasks as never, seed: 1 });
}

interface One {
  x: number;
  list: number[];
}

const one: One = { x: 1, list: [7] };
/** Null in every place that data has for it. */
const nulls = (x: Expression<number>) => ({ a: null, b: x, c: { d: null }, e: [null, { f: null }, [null]], g: [{ h: null, k: x }] });
const written = (x: number) => ({ a: null, b: x, c: { d: null }, e: [null, { f: null }, [null]], g: [{ h: null, k: x }] });
const stored = pass('Read', { output: ({ vars }) => ({ v: (vars as never as { v: never }).v, n: (vars as never as { n: never }).n }) });

type Case = readonly [title: string, flow: () => Step<One, unknown, never, unknown>, output: JsonValue];

const cases: readonly Case[] = [
  ['the output of a pass', () => workflow<One>().next(pass('A', { output: ({ input }) => nulls(input.x) })), written(1)],
  ['a value', () => workflow<One>().next(pass('A', { value: ({ input }) => nulls(input.x), into: 'v' })), { ...one, v: written(1) }],
  ['a constant', () => workflow<One>().next(pass('A', { output: () => ({ a: null, b: [{ c: null }] }) })), { a: null, b: [{ c: null }] }],
  [
    'variables of a pass',
    () =>
      workflow<One>()
        .next(pass('A', { assign: ({ input }) => ({ v: nulls(input.x), n: null }) }))
        .next(stored as never),
    { v: written(1), n: null },
  ],
  [
    'variables of a wait',
    () =>
      workflow<One>()
        .next(wait('A', { seconds: 1, assign: ({ input }) => ({ v: nulls(input.x), n: null }) }))
        .next(stored as never),
    { v: written(1), n: null },
  ],
  [
    'variables of a rule',
    () =>
      workflow<One>()
        .next(
          choice('A', (c) =>
            c.rule({ when: ({ input }) => eq(input.x, 1), assign: ({ input }) => ({ v: nulls(input.x), n: null }) }).otherwise(),
          ),
        )
        .next(stored as never),
    { v: written(1), n: null },
  ],
  [
    'variables of a task',
    () =>
      workflow<One>()
        .next(
          invoke('A', fn, {
            payload: ({ input }) => input.x,
            assign: ({ result }) => ({ v: nulls(result as never), n: null }),
            discard: true,
          }),
        )
        .next(stored as never),
    { v: written(1), n: null },
  ],
  ['a payload', () => workflow<One>().next(invoke('A', fn, { payload: ({ input }) => nulls(input.x) as never })), written(1)],
  [
    'the output of a task',
    () => workflow<One>().next(invoke('A', fn, { payload: ({ input }) => input.x, output: ({ result }) => nulls(result as never) })),
    written(1),
  ],
  [
    'the output of a task that mixes in the input',
    () =>
      workflow<One>().next(
        invoke('A', fn, { payload: ({ input }) => input.x, output: ({ input, result }) => ({ n: null, r: result, v: nulls(input.x) }) }),
      ),
    { n: null, r: 1, v: written(1) },
  ],
  [
    'what iterations get',
    () =>
      workflow<One>().next(
        map('A', { items: ({ input }) => input.list, itemSelector: ({ item }) => nulls(item) }, (item) => item.next(pass('B'))),
      ),
    [written(7)],
  ],
  [
    'what a fan-out gives its items',
    () =>
      workflow<One>().next(
        fanOut('A', { items: ({ input }) => input.list, itemSelector: ({ item }) => nulls(item) }, (item) => item.next(pass('B'))),
      ),
    { succeeded: [written(7)], failed: [] },
  ],
  [
    'the input of batches',
    () =>
      workflow<One>().next(
        distributedMap('A', { items: ({ input }) => input.list, batch: { size: 2, input: ({ input }) => nulls(input.x) } }, (item) =>
          item.next(pass('B')),
        ),
      ),
    [{ Items: [7], BatchInput: written(1) }],
  ],
  ['the output of the workflow', () => workflow<One>().next(succeed('A', { output: ({ input }) => nulls(input.x) })), written(1)],
  [
    'the parameters of a call',
    () =>
      workflow<One>().next(
        sdk('A', {
          service: 'dynamodb',
          action: 'putItem',
          access: { resources: ['*'] },
          parameters: ({ input }) => ({ TableName: 't', Item: { a: { M: null }, b: { L: [{ N: null }, { N: toJson(input.x) }] } } }),
        }),
      ),
    { TableName: 't', Item: { a: { M: null }, b: { L: [{ N: null }, { N: '1' }] } } },
  ],
];

describe.each(languages)('null in %s', (language) => {
  test.each(cases)('stays in %s', async (_title, flow, output) => {
    expect(await ran(flow(), language, one, echo)).toMatchObject({ status: 'SUCCEEDED', output });
  });
});

type Payload = readonly [title: string, payload: (scope: { input: { x: Expression<number> } }) => unknown, arrives: JsonValue];

const payloads: readonly Payload[] = [
  ['null', () => null, null],
  ['a number', () => 0, 0],
  ['a flag', () => false, false],
  ['text that looks like a path', () => '$.x', '$.x'],
  ['text that looks like a function', () => 'States.UUID()', 'States.UUID()'],
  ['text that looks like an expression', () => '{% 1 %}', '{% 1 %}'],
  ['an array', () => [1, null], [1, null]],
  ['an array with references', ({ input }) => [input.x, [input.x]], [1, [1]]],
  ['a text with references', ({ input }) => format('x is {}', input.x), 'x is 1'],
  ['what is computed', ({ input }) => add(input.x, 2), 3],
  ['a reference', ({ input }) => input.x, 1],
];

describe.each(languages)('a function in %s gets', (language) => {
  test.each(payloads)('%s', async (_title, payload, arrives) => {
    const flow = workflow<One>().next(invoke('A', fn, { payload: payload as () => JsonValue }));

    expect(await ran(flow, language, one, echo)).toMatchObject({ status: 'SUCCEEDED', output: arrives });
  });

  test('a text around its token', async () => {
    const flow = workflow<One>().next(
      invoke('A', fn, {
        waitForTaskToken: true,
        payload: ({ input, taskToken }) => format('{} for {}', taskToken, input.x) as never,
        timeout: Duration.hours(1),
      }),
    );
    const seen: JsonValue[] = [];

    await ran(
      flow as never,
      language,
      one as never,
      ((call: { input: JsonObject; taskToken: string }) => {
        seen.push(call.input.Payload === `${call.taskToken} for 1`);
        return null;
      }) as never,
    );

    expect(seen).toEqual([true]);
  });
});

test.each(languages)('a workflow that is started in %s gets text as it is written', (language) => {
  const stack = emptyStack();
  const child = StateMachine.fromStateMachineName(stack, 'Child', 'child');
  const states = statesOf(stack, {
    definition: workflow<One>().next(startWorkflow('Run', child, { input: () => '$.x', executionName: () => 'States.UUID()' })),
    queryLanguage: language,
  });

  expect(states.Run?.[language === 'JSONata' ? 'Arguments' : 'Parameters']).toMatchObject({ Input: '$.x', Name: 'States.UUID()' });
});

describe.each(languages)('text in %s', (language) => {
  test.each([
    '{%',
    '{% 1 %}',
    '{%%}',
    '{% 1',
    '{% "%} ',
    ' {% 1 %}',
    '1 %}',
    '$.x',
    '$$.Execution.Id',
    "it's {} \\ {a}",
    'a\nb "c" \u2028 😀',
    'x'.repeat(50_000),
  ])('is the same when it runs: %.20s', async (text) => {
    const flow = workflow<One>().next(pass('A', { output: ({ input }) => ({ text, list: [text, input.x], inside: { text } }) }));

    expect((await ran(flow, language, one)).output).toEqual({ text, list: [text, 1], inside: { text } });
  });
});

interface Sides {
  a?: string | number | boolean | null;
  b: string | number | boolean | null;
}

/** A definition that gives whether a condition holds. */
function deciding(queryLanguage: Language, condition: (input: { a: never; b: never }) => Expression<boolean>): JsonObject {
  const stack = emptyStack();
  const flow = workflow<Sides>().next(
    choice('Is It?', (c) =>
      c
        .when((scope) => condition(scope.input as never), pass('Yes', { output: () => true }))
        .otherwise(pass('No', { output: () => false })),
    ),
  );
  new Workflow(stack, 'Flow', { definition: flow, queryLanguage });
  return definitionIn(stack);
}

async function decides(definition: JsonObject, input: JsonValue): Promise<JsonValue | undefined> {
  return (await execute(definition, { input })).output;
}

const values = [null, 0, '0', false, '', 1, true, 'true'];
const pairs = values.flatMap((a) => values.map((b) => [a, b] as const));

test.each(languages)('eq and neq of two places decide as === and !== do in %s', async (language) => {
  const [equal, unequal] = [deciding(language, ({ a, b }) => eq(a, b)), deciding(language, ({ a, b }) => neq(a, b))];

  for (const [a, b] of pairs) {
    expect([a, b, await decides(equal, { a, b })]).toEqual([a, b, a === b]);
    expect([a, b, await decides(unequal, { a, b })]).toEqual([a, b, a !== b]);
  }
});

test.each<[string, (input: { a: never }) => Expression<boolean>, boolean]>([
  ['a text', ({ a }) => neq(a, 'x' as never), true],
  ['null', ({ a }) => neq(a, null as never), true],
  ['a text, and not so', ({ a }) => not(neq(a, 'x' as never)), false],
  ['a number, where it is absent', ({ a }) => and(not(isPresent(a)), neq(a, 0 as never)), true],
])('what is absent differs from everything in JSONata: from %s', async (_title, condition, holds) => {
  expect(await decides(deciding('JSONata', condition), { b: 1 })).toBe(holds);
});

describe('a variable that has the name of a function of JSONata', () => {
  const counted = (name: string) =>
    workflow<One>()
      .next(pass('Set', { assign: () => ({ [name]: 5 }) }))
      .next(pass('Count', { output: ({ input }) => ({ text: '$count(', n: count(input.list) }) }));
  const at = (definition: unknown) => placed(() => definition);

  test('is refused where an expression calls that function, by name', () => {
    expect(at(counted('count'))).toThrow(
      'Test/Flow: step "Count": Its "output" calls the function $count of JSONata, which the variable "count" of the workflow hides. Hint: give the variable another name, such as "countValue".',
    );
    expect(
      at(
        workflow<One>()
          .next(pass('Set', { assign: () => ({ merge: 5 }) }))
          .next(pass('Add', { value: () => 1, into: 'one' })),
      ),
    ).toThrow('calls the function $merge of JSONata');
  });

  test('is refused where a branch calls it, or a rule asks it', () => {
    const set = () => workflow<One>().next(pass('Set', { assign: () => ({ exists: 5 }) }));
    const asking = set().next(choice('There?', (c) => c.when(({ input }) => isPresent(input.x)).otherwise()));
    const inside = set().next(
      parallel('Both', [(branch) => branch.next(pass('Look', { output: ({ input }) => ({ there: isPresent(input.x) }) })), pass('Idle')]),
    );

    expect(at(asking)).toThrow('step "There?": Its "when" calls the function $exists');
    expect(at(inside)).toThrow('step "Look": Its "output" calls the function $exists');
  });

  test('is fine where nothing calls it, and in places that do not see it', async () => {
    const inner = workflow<One>()
      .next(
        map('Inline', { items: ({ input }) => input.list, discard: true }, (item) =>
          item.next(pass('Set Inside', { assign: () => ({ count: 1 }) })),
        ),
      )
      .next(pass('Count', { output: ({ input }) => ({ n: count(input.list) }) }));
    const apart = workflow<{ rows: number[][] }>()
      .next(pass('Set', { assign: () => ({ count: 5 }) }))
      .next(
        distributedMap('Rows', { items: ({ input }) => input.rows }, (row) =>
          row.next(pass('Count', { output: ({ input }) => ({ n: count(input) }) })),
        ),
      );

    expect((await ran(counted('countValue'), 'JSONata', one)).output).toEqual({ text: '$count(', n: 1 });
    expect((await ran(inner, 'JSONata', one)).output).toEqual({ n: 1 });
    expect((await ran(apart, 'JSONata', { rows: [[1, 2]] })).output).toEqual([{ n: 2 }]);
    expect((await ran(counted('count'), 'JSONPath', one)).output).toEqual({ text: '$count(', n: 1 });
  });
});

describe('numbers that JSONPath does not compute with', () => {
  const placedSum = (build: (x: Expression<number>) => unknown, queryLanguage: Language) => () =>
    new Workflow(emptyStack(), 'Flow', {
      definition: workflow<One>().next(pass('Sum', { output: ({ input }) => ({ n: build(input.x) as never }) })),
      queryLanguage,
    });

  test.each([0.5, 1e21, 2 ** 31, -1e-7])('%p is refused in add, which rounds it or fails', (number) => {
    expect(placedSum((x) => add(x, number), 'JSONPath')).toThrow(
      `step "Sum": JSONPath cannot express add(...) with ${number}, since it computes with whole numbers of 32 bits in "output".`,
    );
    expect(placedSum((x) => add(x, number), 'JSONata')).not.toThrow();
  });

  test('whole numbers of 32 bits are fine', async () => {
    const flow = workflow<One>().next(
      pass('Sum', {
        output: ({ input }) => ({ n: add(input.x, -(2 ** 31)), zero: add(input.x, -0), r: range(-1, input.x), q: randomInteger(0, 1) }),
      }),
    );

    expect((await ran(flow, 'JSONPath', one)).output).toEqual({ n: -2147483647, zero: 1, r: [-1, 0, 1], q: 0 });
  });

  test.each(languages)('a range of fractions is refused in %s', (language) => {
    expect(placedSum(() => range(0, 1, 0.5), language)).toThrow(
      'range(): expected a whole number other than 0 for the step, received 0.5.',
    );
    expect(placedSum(() => range(0.5, 2), language)).toThrow('range(): expected a whole number for the first and the last, received 0.5.');
  });
});

describe('a call of an intrinsic function that its author wrote', () => {
  test('is the output of a pass, a payload and a part of either, as what the builders write', async () => {
    const flow = workflow<One>()
      .next(pass('Whole', { output: () => raw<number[]>('States.Array(1, $.x)') }))
      .next(invoke('A', fn, { payload: () => raw<JsonValue>('States.ArrayUnique($)') }))
      .next(pass('Part', { output: ({ input }) => ({ items: input, first: raw<number>('States.ArrayGetItem($, 0)') }) }));

    expect((await ran(flow, 'JSONPath', one, echo)).output).toEqual({ items: [1], first: 1 });
  });

  test('is refused where a path is wanted', () => {
    const flow = workflow<One>().next(map('M', { items: () => raw<number[]>('States.Array(1)') }, (item) => item.next(pass('P'))));

    expect(() => new Workflow(emptyStack(), 'Flow', { definition: flow, queryLanguage: 'JSONPath' })).toThrow(
      'step "M": JSONPath cannot express items that are not a path in "items".',
    );
  });
});
