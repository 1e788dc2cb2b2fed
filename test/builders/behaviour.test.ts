import { choice, type Flow, fail, handler, invoke, map, parallel, pass, retry, succeed, tryCatch, wait, workflow } from 'drystep';
import { eq, format, gt, merge } from 'drystep/expressions';
import type { JsonObject, JsonValue } from '../../src/asl';
import { type ExecutionResult, execute, TaskError } from '../../src/interpreter';
import { expectAccepted } from './accepted';
import { lambdaTasks } from './lambda-tasks';
import { definitionIn, emptyStack, importedFunction, statesOf } from './synthesized';

interface Order {
  orderId: string;
  total: number;
  lines: { sku: string; quantity: number }[];
}

const order = {
  orderId: 'o-1',
  total: 40,
  lines: [
    { sku: 'a', quantity: 1 },
    { sku: 'b', quantity: 2 },
  ],
};
const languages = ['JSONata', 'JSONPath'] as const;
type Language = (typeof languages)[number];
type Handlers = Record<string, (payload: JsonValue) => JsonValue>;

const stack = emptyStack();
const charge = handler<{ orderId: string; amount: number }, { receiptId: string }>(importedFunction(stack, 'Charge'));
const pack = handler<{ sku: string }, { box: string }>(importedFunction(stack, 'Pack'));

function definitionOf(definition: unknown, queryLanguage: Language): JsonObject {
  const own = emptyStack();
  statesOf(own, { definition: definition as Flow<Order, unknown, unknown, object>, queryLanguage });
  return definitionIn(own);
}

async function run(flow: unknown, queryLanguage: Language, answers: Handlers = {}, input: JsonValue = order): Promise<ExecutionResult> {
  const definition = definitionOf(flow, queryLanguage);
  expectAccepted(definition);
  return execute(definition, { input, tasks: lambdaTasks(queryLanguage, answers) });
}

const visited = (result: ExecutionResult) => result.history.flatMap(({ stateEnteredEventDetails }) => stateEnteredEventDetails?.name ?? []);
const broken = (error: string) => () => {
  throw new TaskError(error, `cause of ${error}`);
};

describe.each(languages)('a flow in %s', (language) => {
  test('merges a result under a key', async () => {
    const flow = workflow<Order>().next(
      invoke('Charge', charge, { payload: ({ input }) => ({ orderId: input.orderId, amount: input.total }), into: 'receipt' }),
    );
    const seen: JsonValue[] = [];

    const result = await run(flow, language, {
      Charge: (payload) => {
        seen.push(payload);
        return { receiptId: 'r' };
      },
    });

    expect(seen).toEqual([{ orderId: 'o-1', amount: 40 }]);
    expect(result.output).toEqual({ ...order, receipt: { receiptId: 'r' } });
  });

  test('replaces a key, drops a result, makes a result the output', async () => {
    const replaced = workflow<Order>().next(
      invoke('Charge', charge, { payload: ({ input }) => ({ orderId: input.orderId, amount: input.total }), replace: 'total' }),
    );
    const discarded = workflow<Order>().next(
      invoke('Charge', charge, { payload: ({ input }) => ({ orderId: input.orderId, amount: input.total }), discard: true }),
    );
    const plain = workflow<Order>().next(
      invoke('Charge', charge, { payload: ({ input }) => ({ orderId: input.orderId, amount: input.total }) }),
    );
    const answers = { Charge: () => ({ receiptId: 'r' }) };

    expect((await run(replaced, language, answers)).output).toEqual({ ...order, total: { receiptId: 'r' } });
    expect((await run(discarded, language, answers)).output).toEqual(order);
    expect((await run(plain, language, answers)).output).toEqual({ receiptId: 'r' });
  });

  test('passes variables to later steps and into branches', async () => {
    const flow = workflow<Order>()
      .next(
        invoke('Charge', charge, {
          payload: ({ input }) => ({ orderId: input.orderId, amount: input.total }),
          discard: true,
          assign: ({ result }) => ({ receiptId: result.receiptId }),
        }),
      )
      .next(
        parallel(
          'Both',
          {
            left: pass('Left', { output: ({ vars }) => ({ id: vars.receiptId }) }),
            right: pass('Right', { output: ({ input }) => ({ total: input.total }) }),
          },
          { into: 'both' },
        ),
      );

    const result = await run(flow, language, { Charge: () => ({ receiptId: 'r' }) });

    expect(result.output).toEqual({ ...order, both: { left: { id: 'r' }, right: { total: 40 } } });
  });

  test.each([
    [40, ['Large?', 'Small', 'Done']],
    [4000, ['Large?', 'Big', 'Done']],
  ])('goes by a condition: %d', async (total, path) => {
    const flow = workflow<Order>()
      .next(choice('Large?', (c) => c.when(({ input }) => gt(input.total, 1000), pass('Big')).otherwise(pass('Small'))))
      .next(pass('Done'));

    expect(visited(await run(flow, language, {}, { ...order, total }))).toEqual(path);
  });

  test('goes on after a choice that matches nothing, and ends when nothing comes after it', async () => {
    const flow = workflow<Order>().next(choice('Large?', (c) => c.when(({ input }) => gt(input.total, 1000), pass('Big')).otherwise()));

    expect(visited(await run(flow.next(pass('Done')), language))).toEqual(['Large?', 'Done']);
    expect(visited(await run(flow, language))).toEqual(['Large?', 'Large? Done']);
  });

  test('runs a flow for each item, with an item selector', async () => {
    const flow = workflow<Order>().next(
      map(
        'Pack Lines',
        {
          items: ({ input }) => input.lines,
          itemSelector: ({ item, index, input }) => ({ sku: item.sku, index, order: input.orderId }),
          maxConcurrency: 1,
          into: 'packed',
        },
        (line) => line.next(invoke('Pack', pack, { payload: ({ input }) => ({ sku: input.sku }), into: 'done' })),
      ),
    );

    const result = await run(flow, language, { Pack: (payload) => ({ box: `box of ${(payload as { sku: string }).sku}` }) });

    expect(result.output).toEqual({
      ...order,
      packed: [
        { sku: 'a', index: 0, order: 'o-1', done: { box: 'box of a' } },
        { sku: 'b', index: 1, order: 'o-1', done: { box: 'box of b' } },
      ],
    });
  });

  test('hands the results of a map to output and assign after its flow', async () => {
    const flow = workflow<Order>()
      .next(
        map(
          'Pack Lines',
          { items: ({ input }) => input.lines },
          (line) => line.next(pass('Box', { output: ({ input }) => ({ box: input.sku }) })),
          { output: ({ result }) => ({ all: result, first: result[0]!.box }) },
        ),
      )
      .next(pass('Show', { output: ({ input }) => ({ first: input.first, second: input.all[1]!.box }) }));

    expect((await run(flow, language)).output).toEqual({ first: 'a', second: 'b' });
  });

  test('hands the results of named branches to assign', async () => {
    const flow = workflow<Order>()
      .next(
        parallel(
          'Both',
          { left: pass('Left', { output: ({ input }) => ({ id: input.orderId }) }), right: pass('Right') },
          { discard: true, assign: ({ result }) => ({ id: result.left.id, total: result.right.total }) },
        ),
      )
      .next(pass('Show', { output: ({ vars }) => ({ id: vars.id, total: vars.total }) }));

    expect((await run(flow, language)).output).toEqual({ id: 'o-1', total: 40 });
  });

  test('waits for seconds of the data, ends early with success, fails with text of the data', async () => {
    const waiting = workflow<Order>()
      .next(wait('Pause', { seconds: ({ input }) => input.total }))
      .next(succeed('Stop'));
    const failing = workflow<Order>().next(fail('Reject', { error: 'Rejected', cause: ({ input }) => format('order {}', input.orderId) }));

    const [waited, failed] = [await run(waiting, language), await run(failing, language)];
    const times = waited.history.map(({ timestamp }) => Number(timestamp));

    expect(Math.max(...times) - Math.min(...times)).toBe(40_000);
    expect(waited).toMatchObject({ status: 'SUCCEEDED', output: order });
    expect(failed).toMatchObject({ status: 'FAILED', error: 'Rejected', cause: 'order o-1' });
  });

  test('hands a failure to its handler and goes on with the next step', async () => {
    const flow = workflow<Order>()
      .next(
        invoke('Charge', charge, {
          payload: ({ input }) => ({ orderId: input.orderId, amount: input.total }),
          into: 'receipt',
          retry: retry.never(),
          catch: (failure) =>
            failure.on('CardDeclined', pass('Declined', { output: ({ input, error }) => ({ orderId: input.orderId, why: error.Error }) })),
        }),
      )
      .next(pass('After'));

    const declined = await run(flow, language, { Charge: broken('CardDeclined') });
    const other = await run(flow, language, { Charge: broken('Other') });

    expect(visited(declined)).toEqual(['Charge', 'Declined', 'After']);
    expect(declined.output).toEqual({ orderId: 'o-1', why: 'CardDeclined' });
    expect(other).toMatchObject({ status: 'FAILED', error: 'Other' });
  });

  test('tries several steps and unwraps what they give', async () => {
    const flow = workflow<Order>().next(
      tryCatch('Attempt', (t) =>
        t
          .try((start) =>
            start.next(pass('First')).next(
              invoke('Charge', charge, {
                payload: ({ input }) => ({ orderId: input.orderId, amount: input.total }),
                into: 'receipt',
                retry: retry.never(),
              }),
            ),
          )
          .on('CardDeclined', pass('Declined'))
          .catch(fail('Broken', { error: 'Broken' })),
      ),
    );

    expect((await run(flow, language, { Charge: () => ({ receiptId: 'r' }) })).output).toEqual({ ...order, receipt: { receiptId: 'r' } });
    expect((await run(flow, language, { Charge: broken('CardDeclined') })).output).toEqual({
      ...order,
      error: { Error: 'CardDeclined', Cause: 'cause of CardDeclined' },
    });
    expect(await run(flow, language, { Charge: broken('Other') })).toMatchObject({ status: 'FAILED', error: 'Broken' });
  });

  test('retries what may pass two times, and what is excepted never', async () => {
    const flow = workflow<Order>().next(
      invoke('Charge', charge, {
        payload: ({ input }) => ({ orderId: input.orderId, amount: input.total }),
        retry: retry.transient({ except: ['CardDeclined'] }),
      }),
    );
    const attempts = async (error: string) => {
      let count = 0;
      await run(flow, language, {
        Charge: () => {
          count += 1;
          throw new TaskError(error, '');
        },
      });
      return count;
    };

    expect(await attempts('Busy')).toBe(3);
    expect(await attempts('CardDeclined')).toBe(1);
  });
});

test('defaults that are merged first give way to the input', async () => {
  const flow = workflow<{ note?: string; total: number }>().next(
    pass('Fill', { output: ({ input }) => merge({ note: 'none', sum: input.total }, input) }),
  );

  expect((await run(flow, 'JSONata', {}, { total: 1 })).output).toEqual({ note: 'none', sum: 1, total: 1 });
  expect((await run(flow, 'JSONata', {}, { total: 1, note: 'x' })).output).toEqual({ note: 'x', sum: 1, total: 1 });
});

test('outputs of a step can mix input, result and variables in JSONata', async () => {
  const flow = workflow<Order>().next(
    invoke('Charge', charge, {
      payload: ({ input }) => ({ orderId: input.orderId, amount: input.total }),
      output: ({ input, result }) => ({ receipt: merge(result, { total: input.total }), ids: [input.orderId, result.receiptId] }),
    }),
  );

  expect((await run(flow, 'JSONata', { Charge: () => ({ receiptId: 'r' }) })).output).toEqual({
    receipt: { receiptId: 'r', total: 40 },
    ids: ['o-1', 'r'],
  });
});

test.each([
  [
    'a variable of input and result',
    () =>
      invoke('Charge', charge, {
        payload: () => ({ orderId: 'x', amount: 1 }),
        assign: ({ input }: { input: { orderId: unknown } }) => ({ id: input.orderId }),
      } as never),
    'JSONPath cannot express "input" in "assign"',
  ],
  [
    'a variable of the input in a pass that gives something else',
    () =>
      pass('P', { value: () => 1, into: 'one', assign: ({ input }: { input: { orderId: unknown } }) => ({ id: input.orderId }) } as never),
    'JSONPath cannot express "input" in "assign". Hint: store it in a pass of its own before this one',
  ],
  [
    'a comparison with something computed',
    () => choice<Order, object, Order, never>('C', (c) => c.when(({ input }) => eq(format('{}', input.orderId), 'x'), pass('P')) as never),
    'JSONPath cannot express a comparison with something computed in "when"',
  ],
])('JSONPath refuses %s at build time', (_title, step, message) => {
  expect(() => definitionOf(workflow<Order>().next(step() as never), 'JSONPath')).toThrow(message);
});
