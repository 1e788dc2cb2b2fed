import { inspect } from 'node:util';
import { type App, Stack } from 'aws-cdk-lib';
import { Activity } from 'aws-cdk-lib/aws-stepfunctions';
import { activity, choice, distributedMap, handler, invoke, map, pass, sdk, startWorkflow, steps, Workflow, workflow } from 'drystep';
import { field, filter, format, gt, isPresent, mapItems, optional, type Ref, toJson } from 'drystep/expressions';
import type { JsonObject, JsonValue } from '../../src/asl';
import { execute } from '../../src/interpreter';
import { testMachine } from '../../src/testing';
import { validate } from '../../src/validator';
import { lambdaTasks } from './lambda-tasks';
import { type AnyFlow, acceptedDefinition, type Language, languages, runFlow } from './run-flow';
import { definitionIn, emptyStack, importedFunction, placed } from './synthesized';

interface Order {
  orderId: string;
  total: number;
  note?: string;
  lines: { sku: string }[];
  address: { city: string; zip: string };
}

const order = workflow<Order>();
const input = { orderId: 'o-1', total: 40, lines: [{ sku: 'a' }, { sku: 'b' }], address: { city: 'Ulm', zip: '89073' } };

async function outputOf(flow: AnyFlow, language: Language, given: JsonValue = input): Promise<unknown> {
  const { status, output, error, cause } = await runFlow(flow, language, given);
  return status === 'SUCCEEDED' ? output : { status, error, cause };
}

/** What is written, and what JavaScript gives for it where the references are the data. */
type Written = (scope: { input: Order }) => unknown;
const written: readonly (readonly [title: string, write: Written])[] = [
  ['fields after a copy', (scope) => ({ ...scope.input, total: 1, extra: 'x' })],
  ['fields before a copy', (scope) => ({ ...{ total: 1, extra: 'x' }, ...scope.input })],
  ['fields on both sides of a copy', (scope) => ({ ...{ total: 1, first: true }, ...scope.input, orderId: 'changed', last: null })],
  ['a reference in a field', (scope) => ({ ...scope.input, total: scope.input.address.zip, city: scope.input.address.city })],
  ['several copies', (scope) => ({ ...scope.input.address, ...scope.input, ...scope.input.address })],
  ['a field between two copies', (scope) => ({ ...scope.input.address, city: 'Bonn', ...scope.input })],
  ['a copy of a part', (scope) => ({ ...scope.input.address, country: 'DE' })],
  ['a copy in a field', (scope) => ({ id: scope.input.orderId, address: { ...scope.input.address, zip: '0' } })],
  ['copies in copies', (scope) => ({ ...scope.input, address: { ...{ zip: '1' }, ...scope.input.address, country: 'DE' } })],
  ['a copy alone', (scope) => ({ ...scope.input })],
  ['a copy of a copy', (scope) => ({ ...{ ...scope.input, total: 2 }, note: 'new' })],
  ['Object.assign', (scope) => Object.assign({}, scope.input, { total: 7 })],
  ['an object and an array in a field', (scope) => ({ ...scope.input, extra: { list: [1, 'two', scope.input.total] } })],
  ['a key with blanks', (scope) => ({ ...scope.input, "the 'last' {one}": true })],
];

describe.each(languages)('%s: a copy of a reference by spread', (language) => {
  test.each(written)('gives what JavaScript gives: %s', async (_title, write) => {
    const flow = order.next(pass('Copy', { output: write as unknown as (scope: { input: Ref<Order> }) => object }));

    expect(await outputOf(flow, language)).toEqual(JSON.parse(JSON.stringify(write({ input }))));
  });

  test('stands in a payload, keeps what is absent absent, and hands it to the function', async () => {
    const stack = emptyStack();
    const charge = handler<Order & { amount: number }, { ok: boolean }>(importedFunction(stack, 'charge'));
    const flow = order.next(invoke('Charge', charge, { payload: ({ input: all }) => ({ ...all, amount: all.total }) }));
    const definition = acceptedDefinition(flow, language, stack);
    const payloads: JsonValue[] = [];
    const answer = ({ input: sent }: { input: JsonValue }): JsonValue => {
      payloads.push((sent as JsonObject).Payload as JsonValue);
      return { StatusCode: 200, Payload: { ok: true } };
    };

    const { output } = await execute(definition, { input, tasks: { Charge: answer } });

    expect(payloads).toEqual([{ ...input, amount: 40 }]);
    expect(output).toEqual({ ok: true });
  });

  test('stands in the output of a task', async () => {
    const stack = emptyStack();
    const charge = handler<Order, { receipt: string; at: string }>(importedFunction(stack, 'charge'));
    const flow = order.next(
      invoke('Charge', charge, { output: ({ result }) => ({ ...result, receipt: format('no. {}', result.receipt) }) }),
    );
    const tasks = lambdaTasks(language, { Charge: () => ({ receipt: 'r-1', at: 'noon' }) });

    const { output } = await execute(acceptedDefinition(flow, language, stack), { input, tasks });

    expect(output).toEqual({ receipt: 'no. r-1', at: 'noon' });
  });

  test('stands in a variable', async () => {
    const flow = order
      .next(pass('Keep', { assign: ({ input: all }) => ({ kept: { ...all.address, zip: '0' } }) }))
      .next(pass('Use', { output: ({ vars }) => ({ city: vars.kept.city, zip: vars.kept.zip }) }));

    expect(await outputOf(flow, language)).toEqual({ city: 'Ulm', zip: '0' });
  });

  // asl-validator knows no backslash before a backslash in an intrinsic function; the specification does.
  test('gives what JavaScript gives: quotes, braces and backslashes', async () => {
    const stack = emptyStack();
    const note = `it's {} "so" \\ {%`;
    new Workflow(stack, 'Flow', {
      definition: order.next(pass('Copy', { output: ({ input: all }) => ({ ...all, note }) })),
      queryLanguage: language,
    });
    const definition = definitionIn(stack);

    expect(validate(definition).diagnostics).toEqual([]);
    expect((await execute(definition, { input })).output).toEqual({ ...input, note });
  });

  test('runs through testMachine', async () => {
    const stack = emptyStack();
    const definition = order.next(pass('Copy', { output: ({ input: all }) => ({ currency: 'EUR', ...all, total: 1 }) }));
    const machine = testMachine(new Workflow(stack, 'Flow', { definition, queryLanguage: language }));

    expect(await machine.execute(input)).toMatchObject({ status: 'SUCCEEDED', output: { currency: 'EUR', ...input, total: 1 } });
  });
});

describe('JSONata: a copy of a reference by spread', () => {
  test('is $merge in the order written', () => {
    const flow = order.next(pass('Copy', { output: ({ input: all }) => ({ currency: 'EUR', ...all, total: 1 }) }));

    expect(acceptedDefinition(flow, 'JSONata')).toMatchObject({
      States: { Copy: { Output: '{% $merge([{"currency": "EUR"}, $states.input, {"total": 1}]) %}' } },
    });
  });

  test('merges input and result', async () => {
    const stack = emptyStack();
    const charge = handler<Order, { receipt: string }>(importedFunction(stack, 'charge'));
    const flow = order.next(invoke('Charge', charge, { output: ({ input: all, result }) => ({ ...all, ...result, paid: true }) }));
    const tasks = lambdaTasks('JSONata', { Charge: () => ({ receipt: 'r-1' }) });

    const { output } = await execute(acceptedDefinition(flow, 'JSONata', stack), { input, tasks });

    expect(output).toEqual({ ...input, receipt: 'r-1', paid: true });
  });

  test('adds nothing where what is copied is absent', async () => {
    interface Input {
      id: string;
      extra?: { id?: string; more: number };
    }
    const flow = workflow<Input>().next(pass('Copy', { output: ({ input: all }) => ({ ...{ id: all.id }, ...all.extra }) }));

    expect(await outputOf(flow, 'JSONata', { id: 'a' })).toEqual({ id: 'a' });
    expect(await outputOf(flow, 'JSONata', { id: 'a', extra: { more: 1 } })).toEqual({ id: 'a', more: 1 });
  });

  test('keeps what was copied where an optional field is absent', async () => {
    const flow = order.next(pass('Copy', { output: ({ input: all }) => ({ ...all.address, note: optional(all.note) }) }));

    expect(await outputOf(flow, 'JSONata')).toEqual(input.address);
    expect(await outputOf(flow, 'JSONata', { ...input, note: 'x' })).toEqual({ ...input.address, note: 'x' });
  });

  test('stands in the functions of arrays, and in text', async () => {
    const flow = order.next(
      pass('Copy', {
        output: ({ input: all }) => ({
          lines: mapItems(all.lines, (line) => ({ ...line, order: all.orderId })),
          text: toJson({ ...all.address, zip: 1 }),
        }),
      }),
    );

    expect(await outputOf(flow, 'JSONata')).toEqual({
      lines: [
        { sku: 'a', order: 'o-1' },
        { sku: 'b', order: 'o-1' },
      ],
      text: '{"city":"Ulm","zip":1}',
    });
  });

  test('stands in what items of a Map, activities, services and workflows get', () => {
    const stack = emptyStack();
    const worker = Activity.fromActivityArn(stack, 'Worker', 'arn:aws:states:us-east-1:123456789012:activity:worker');
    const child = new Workflow(new Stack(stack.node.root as App, 'Other'), 'Child', {
      definition: steps<{ city: string; id: string }>().pass('P'),
    });
    const flow = order
      .next(
        map(
          'Each',
          { items: ({ input: all }) => all.lines, itemSelector: ({ item, index }) => ({ ...item, index }), into: 'mapped' },
          (line) => line.next(pass('Line')),
        ),
      )
      .next(activity('Work', worker, { payload: ({ input: all }) => ({ ...all.address, id: all.orderId }), discard: true }))
      .next(startWorkflow('Run', child, { input: ({ input: all }) => ({ ...all.address, id: all.orderId }), discard: true }))
      .next(
        sdk('Send', {
          service: 'eventbridge',
          action: 'putEvents',
          access: { resources: ['*'] },
          parameters: ({ input: all }) => ({ ...(all as unknown as Ref<{ Entries: [] }>), EndpointId: 'e' }),
        }),
      );

    expect(acceptedDefinition(flow, 'JSONata', stack)).toMatchObject({
      States: {
        Each: { ItemSelector: '{% $merge([$states.context.Map.Item.Value, {"index": $states.context.Map.Item.Index}]) %}' },
        Work: { Arguments: '{% $merge([$states.input.address, {"id": $states.input.orderId}]) %}' },
        Run: { Arguments: { Input: '{% $merge([$states.input.address, {"id": $states.input.orderId}]) %}' } },
        Send: { Arguments: '{% $merge([$states.input, {"EndpointId": "e"}]) %}' },
      },
    });
  });
});

type Scope = { input: Ref<Order> };
const built = (write: (scope: Scope) => unknown) => placed(() => order.next(pass('Copy', { output: write as (scope: Scope) => object })));

test.each<[string, string, (scope: Scope) => unknown]>([
  ['a rest of a reference', 'REFERENCE_REST', ({ input: { note, ...rest } }) => ({ ...rest, text: note })],
  ['a rest of a reference in a field', 'REFERENCE_REST', ({ input: { total, ...rest } }) => ({ sum: total, rest })],
  ['a field written again before the rest', 'SPREAD_ORDER', ({ input: { total, ...rest } }) => ({ total, ...rest })],
  ['undefined after a copy', 'SPREAD_UNDEFINED', (scope) => ({ ...scope.input, note: undefined })],
  ['a field of a copy', 'SPREAD_UNDEFINED', (scope) => ({ id: { ...scope.input }.orderId, all: { ...scope.input } })],
  [
    'a field of a copy that it does not hand on',
    'SPREAD_UNDEFINED',
    (scope) => {
      const all = { ...scope.input };
      return { id: all.orderId };
    },
  ],
  [
    'delete on a copy',
    'REFERENCE_REST',
    (scope) => {
      const all: { note?: unknown } = { ...scope.input };
      delete all.note;
      return all;
    },
  ],
  ['a copy as data for JSON.stringify', 'REFERENCE_USED_AS_VALUE', (scope) => ({ body: JSON.stringify({ ...scope.input, x: 1 }) })],
  ['a clone of a copy', 'REFERENCE_USED_AS_VALUE', (scope) => JSON.parse(JSON.stringify({ all: { ...scope.input } }))],
  ['an array with a reference put to it', 'REFERENCE_USED_AS_VALUE', (scope) => ({ all: ['x'].concat(scope.input.lines as never) })],
  ['a position before the first', 'OPTION_VALUE', (scope) => ({ last: scope.input.lines[-1] })],
  ['a name of a field that the data tells', 'OPTION_VALUE', (scope) => ({ x: field(scope.input.address, scope.input.orderId as never) })],
  ['a field on both sides of a copy', 'SPREAD_ORDER', (scope) => ({ ...{ total: 1 }, ...scope.input, ...{ total: 2 } })],
  ['Object.assign over a field', 'SPREAD_ORDER', (scope) => Object.assign({ total: 1 }, scope.input, { total: 2 })],
  ['a number as key after a copy', 'SPREAD_ORDER', (scope) => ({ ...scope.input, 5: 'x' })],
  ['Object.keys', 'REFERENCE_USED_AS_VALUE', (scope) => ({ keys: Object.keys(scope.input) })],
  ['Object.keys that are counted', 'REFERENCE_USED_AS_VALUE', (scope) => ({ keys: Object.keys(scope.input).length })],
  ['Object.values', 'REFERENCE_USED_AS_VALUE', (scope) => ({ values: Object.values(scope.input) })],
  ['Object.entries', 'REFERENCE_USED_AS_VALUE', (scope) => ({ entries: Object.entries(scope.input) })],
  ['in', 'REFERENCE_USED_AS_VALUE', (scope) => ({ there: 'note' in scope.input })],
  ['a copied array', 'REFERENCE_USED_AS_VALUE', (scope) => ({ lines: [...(scope.input.lines as unknown as unknown[])] })],
  [
    'a loop',
    'REFERENCE_USED_AS_VALUE',
    (scope) => {
      for (const line of scope.input.lines as unknown as unknown[]) return { line };
      return {};
    },
  ],
  [
    'writing into a reference',
    'REFERENCE_USED_AS_VALUE',
    (scope) => {
      (scope.input as unknown as Record<string, unknown>).total = 1;
      return scope.input;
    },
  ],
  ['Object.assign into a reference', 'REFERENCE_USED_AS_VALUE', (scope) => Object.assign(scope.input, { total: 1 })],
  ['a copied condition', 'REFERENCE_USED_AS_VALUE', (scope) => ({ ...(gt(scope.input.total, 1) as object), x: 1 })],
  ['a copied optional field', 'REFERENCE_USED_AS_VALUE', (scope) => ({ ...(optional(scope.input.note) as object), x: 1 })],
])('fails when a callback has %s: %s', (_title, code, write) => {
  expect(built(write)).toThrow(expect.objectContaining({ code }));
});

test('fails when a reference is asked for a key, naming isPresent', () => {
  expect(built((scope) => ({ there: 'note' in scope.input }))).toThrow('write isPresent(input.note), which asks at run time.');
});

test('fails when variables are copied into an assign, or JSONPath has to merge where it takes an object', () => {
  const assigned = order.next(pass('Keep', { assign: ({ input: all }) => ({ ...all, more: 1 }) }));
  const selected = order.next(
    map('Each', { items: ({ input: all }) => all.lines, itemSelector: ({ item }) => ({ ...item, more: 1 }) }, (line) =>
      line.next(pass('P')),
    ),
  );

  expect(placed(() => assigned)).toThrow('copied by spread, their names are not known while the workflow is built');
  expect(() => acceptedDefinition(selected, 'JSONPath')).toThrow('JSONPath cannot express an itemSelector that is not an object');
});

test('fails when the input of batches is a copy, which Step Functions takes as an object only', () => {
  const flow = order.next(
    distributedMap(
      'Each',
      { items: ({ input: all }) => all.lines, batch: { size: 2, input: ({ input: all }) => ({ ...all, x: 1 }) } },
      (batch) => batch.next(pass('P')),
    ),
  );

  expect(placed(() => flow)).toThrow(expect.objectContaining({ code: 'BATCH_INPUT' }));
});

test('console.log shows what a reference is', () => {
  const shown: string[] = [];
  const flow = order.next(
    choice('Large?', (c) =>
      c
        .when(({ input: all }) => {
          shown.push(inspect(all), inspect({ city: all.address.city }), inspect(gt(all.total, 1)));
          return isPresent(all.note);
        }, pass('A'))
        .otherwise(),
    ),
  );

  expect(() => acceptedDefinition(flow, 'JSONata')).not.toThrow();
  expect(shown.slice(0, 3)).toEqual([
    'input (known when the workflow runs)',
    '{ city: input.address.city (known when the workflow runs) }',
    'gt(...) (known when the workflow runs)',
  ]);
});

test('a list is filtered by a condition with a copy beside it', async () => {
  const flow = order.next(
    pass('Copy', { output: ({ input: all }) => ({ ...all, lines: filter(all.lines, (line) => isPresent(line.sku)) }) }),
  );

  expect(await outputOf(flow, 'JSONata')).toEqual(input);
});
