import { choice, handler, invoke, map, parallel, pass, type Step, steps, succeed, Workflow, wait, workflow } from 'drystep';
import { format, gt, merge } from 'drystep/expressions';
import type { JsonObject } from '../../src/asl';
import { execute, TaskError } from '../../src/interpreter';
import { validate } from '../../src/validator';
import { acceptedDefinition, languages, runFlow, visitedStates } from './run-flow';
import { definitionIn, emptyStack, importedFunction } from './synthesized';

interface Order {
  id: string;
  total: number;
  lines: { sku: string }[];
}

const order = { id: 'o-1', total: 40, lines: [{ sku: 'a' }, { sku: 'b' }] };
const from = steps<Order>();
const charge = (id: string) => handler<{ amount: number }, { receipt: string; fee: { sum: number } }>(importedFunction(emptyStack(), id));
const answer = { receipt: 'r-1', fee: { sum: 2 } };

describe.each(languages)('in %s', (language) => {
  const raw = language === 'JSONata' ? { Payload: answer, StatusCode: 200 } : answer;

  test('an output mixes input and result', async () => {
    const flow = workflow<Order>().next(
      invoke('Charge Card', charge('Charge'), {
        payload: ({ input }) => ({ amount: input.total }),
        output: ({ input, result }) => ({
          orderId: input.id,
          receipt: result.receipt,
          said: format('{} of {}', result.fee.sum, input.total),
        }),
        assign: ({ result }) => ({ fee: result.fee.sum }),
      }),
    );
    const more = flow.next(pass('After', { output: ({ input, vars }) => ({ ...input, fee: vars.fee }) }));

    const result = await runFlow(more, language, order, { 'Charge Card': () => raw });

    expect(result.output ?? result.cause).toEqual({ orderId: 'o-1', receipt: 'r-1', said: '2 of 40', fee: 2 });
  });

  test('an output that is what the state hands on by itself is not written', async () => {
    const flow = workflow<Order>()
      .next(pass('Keep', { output: ({ input }) => input, assign: ({ input }) => ({ id: input.id }) }))
      .next(wait('Rest', { seconds: 1, output: ({ input }) => input }))
      .next(invoke('Charge', charge('Charge'), { payload: ({ input }) => ({ amount: input.total }), output: ({ result }) => result }))
      .next(succeed('Done', { output: ({ input }) => input }));

    const States = acceptedDefinition(flow, language).States as Readonly<Record<string, JsonObject>>;
    for (const name of ['Keep', 'Rest', 'Done'])
      for (const field of ['Output', 'OutputPath', 'InputPath', 'Parameters', 'Result', 'ResultPath'])
        expect(States[name]).not.toHaveProperty(field);
    // The result is the payload of the function.
    expect(States.Charge?.Output ?? States.Charge?.OutputPath ?? 'none').toBe(
      language === 'JSONata' ? '{% $states.result.Payload %}' : 'none',
    );
    expect((await runFlow(flow, language, order, { Charge: () => raw })).output).toEqual(answer);
  });

  test('an output copies the input and the result', async () => {
    const flow = workflow<Order>().next(
      invoke('Charge', charge('Charge'), {
        payload: ({ input }) => ({ amount: input.total }),
        output: ({ input, result }) => ({ ...input, ...result.fee }),
      }),
    );

    expect((await runFlow(flow, language, order, { Charge: () => raw })).output).toEqual({ ...order, sum: 2 });
  });

  test('an output is made of the input alone', async () => {
    const flow = workflow<Order>().next(
      invoke('Charge', charge('Charge'), {
        payload: ({ input }) => ({ amount: input.total }),
        output: ({ input }) => ({ only: input.id }),
      }),
    );

    expect((await runFlow(flow, language, order, { Charge: () => raw })).output).toEqual({ only: 'o-1' });
  });

  test('outputs of branches and iterations mix alike', async () => {
    const flow = workflow<Order>()
      .next(
        parallel(
          'Both',
          { one: from.pass('One', { output: ({ input }) => ({ at: input.id }) }), two: from.pass('Two', { output: () => ({ n: 2 }) }) },
          { output: ({ input, result }) => ({ ...input, first: result.one.at, second: result.two }) },
        ),
      )
      .next(
        map('Each', { items: ({ input }) => input.lines }, (line) => line.next(pass('Line')), {
          output: ({ input, result }) => ({ id: input.id, first: input.first, second: input.second.n, last: result[1] }),
        }),
      );

    expect((await runFlow(flow, language, order)).output).toEqual({ id: 'o-1', first: 'o-1', second: 2, last: { sku: 'b' } });
  });

  test('a failure takes its handler past the output', async () => {
    const flow = workflow<Order>().next(
      invoke('Charge', charge('Charge'), {
        payload: ({ input }) => ({ amount: input.total }),
        output: ({ input, result }) => ({ id: input.id, receipt: result.receipt }),
        catch: (failure) => failure.all(pass('Handle', { output: ({ input }) => ({ id: input.id, receipt: 'none' }) })),
      }),
    );

    const result = await execute(acceptedDefinition(flow, language), {
      input: order,
      tasks: {
        Charge: () => {
          throw new TaskError('Declined', 'no');
        },
      },
    });

    expect(result.output).toEqual({ id: 'o-1', receipt: 'none' });
    expect(visitedStates(result)).toEqual(['Charge', 'Handle']);
  });

  test('an end has a shape of its own', async () => {
    const flow = workflow<Order>().next(
      choice('Large?', (c) =>
        c
          .when(({ input }) => gt(input.total, 10), succeed('Large', { output: ({ input }) => ({ id: input.id, large: true }) }))
          .otherwise(succeed('Small', { output: () => ({ large: false }) })),
      ),
    );

    const large = await runFlow(flow, language, order);

    expect(large.output).toEqual({ id: 'o-1', large: true });
    expect(visitedStates(large).at(-1)).toBe('Large');
    expect((await runFlow(flow, language, { ...order, total: 1 })).output).toEqual({ large: false });
  });

  test.each<[string, unknown]>([
    ['an object', { a: { b: [1, 'x', null] }, '$.c': '$.d' }],
    ['an array', [1, { a: 2 }]],
    ['a number', 5],
    ['a text', '$.id'],
    ['a flag', false],
    ['null', null],
  ])('a constant that is %s is an output, and a value', async (_title, value) => {
    // The validator of another package knows objects and expressions only; AWS takes any JSON.
    // biome-ignore lint/complexity/noBannedTypes: a workflow starts without variables.
    const run = async (step: Step<Order, unknown, {}>) => {
      const stack = emptyStack();
      new Workflow(stack, 'Flow', { definition: workflow<Order>().next(step), queryLanguage: language });
      const definition = definitionIn(stack);
      expect(validate(definition).result).toBe('OK');
      return execute(definition, { input: order });
    };
    const whole = await run(from.pass('Whole', { output: () => value as string }));
    const part = await run(from.pass('Part', { value: () => value as string, into: 'part' }));

    expect([whole.output, whole.cause]).toEqual([value, undefined]);
    expect(part.output).toEqual({ ...order, part: value });
  });

  test('an object is merged into what a reference gives', async () => {
    const flow = workflow<Order>().next(
      pass('Merge', { output: ({ input }) => merge(input, { total: 1, said: format("it's {}", input.id) }) }),
    );

    expect((await runFlow(flow, language, order)).output).toEqual({ ...order, total: 1, said: "it's o-1" });
  });
});

test('a constant stands in Result, and an output that mixes in a Pass of its own', () => {
  const flow = workflow<Order>()
    .next(
      invoke('Charge Card', charge('Charge'), {
        payload: ({ input }) => ({ amount: input.total }),
        output: ({ input, result }) => ({ id: input.id, receipt: result.receipt }),
      }),
    )
    .next(pass('Constant', { output: () => ({ done: true }) }));

  expect(acceptedDefinition(flow, 'JSONPath').States).toMatchObject({
    'Charge Card': { ResultPath: null, Assign: { 'resultOf_Charge_Card.$': '$' }, Next: 'Charge Card Output' },
    'Charge Card Output': { Parameters: { 'id.$': '$.id', 'receipt.$': '$resultOf_Charge_Card.receipt' }, Next: 'Constant' },
    Constant: { Result: { done: true } },
  });
});

test('results of steps whose names differ in punctuation only stay apart, inside each other as well', () => {
  const mixed = (name: string, id: string) =>
    from.invoke(name, charge(id), {
      payload: ({ input }) => ({ amount: input.total }),
      output: ({ input, result }) => ({ id: input.id, total: input.total, lines: input.lines, receipt: result.receipt }),
    });
  const flow = workflow<Order>()
    .next(mixed('Charge Card', 'First'))
    .next(parallel('Both', [mixed('Charge-Card', 'Second')]));

  const { States } = acceptedDefinition(flow, 'JSONPath') as unknown as Record<'States', Record<string, unknown>>;

  expect(States).toMatchObject({
    'Charge Card': { Assign: { 'resultOf_Charge_Card.$': '$' } },
    Both: { Branches: [{ States: { 'Charge-Card': { Assign: { 'resultOf_Charge_Card2.$': '$' } } } }] },
  });
});

test('fails when a variable has a name that builders give', () => {
  expect(() => acceptedDefinition(workflow<Order>().next(pass('Keep', { assign: () => ({ resultOf_Keep: 1 }) })), 'JSONPath')).toThrow(
    '"resultOf_Keep" begins with resultOf_, which the builders reserve for variables that keep results',
  );
});

describe.each(languages)('an output of named branches in %s', (language) => {
  const branches = {
    quote: from.pass('Quote', { output: ({ input }) => ({ price: input.total, tags: ['a', 'b'] }) }),
    stock: from.pass('Stock', { output: ({ input }) => ({ levels: [input.total, 4] }) }),
  };

  test('takes what it needs of each, in any shape', async () => {
    const flow = workflow<Order>().next(
      parallel('Look', branches, {
        output: ({ result }) => ({
          price: result.quote.price,
          levels: result.stock.levels,
          said: format('{} at {}', result.stock.levels[1]!, result.quote.price),
          list: [result.quote.tags, { all: result.quote }],
          none: null,
        }),
      }),
    );

    expect((await runFlow(flow, language, order)).output).toEqual({
      price: 40,
      levels: [40, 4],
      said: '4 at 40',
      list: [['a', 'b'], { all: { price: 40, tags: ['a', 'b'] } }],
      none: null,
    });
  });

  test('holds all of them where it takes the whole result', async () => {
    const flow = workflow<Order>().next(parallel('Look', branches, { output: ({ result }) => ({ both: result, one: result.stock }) }));

    expect((await runFlow(flow, language, order)).output).toEqual({
      both: { quote: { price: 40, tags: ['a', 'b'] }, stock: { levels: [40, 4] } },
      one: { levels: [40, 4] },
    });
  });

  test('may be null, as that of any task', async () => {
    const stack = emptyStack();
    const flow = workflow<Order>().next(parallel('Look', branches, { output: () => null }));
    new Workflow(stack, 'Flow', { definition: flow, queryLanguage: language });

    // The schema of asl-validator knows less of outputs.
    expect(await execute(definitionIn(stack), { input: { ...order } })).toMatchObject({ status: 'SUCCEEDED', output: null });
  });
});
