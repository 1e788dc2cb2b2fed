import { type Expression, pass, type Ref, workflow } from 'drystep';
import {
  add,
  concat,
  count,
  eq,
  filter,
  find,
  format,
  fromJson,
  gt,
  isPresent,
  itemAt,
  mapItems,
  multiply,
  orElse,
  raw,
  required,
  reverse,
  sortBy,
  subtract,
} from 'drystep/expressions';
import type { JsonValue } from '../../src/asl';
import { acceptedDefinition, runFlow } from './run-flow';

interface Order {
  readonly rows: { id: string; tags: number[]; sub: { k: number[] } }[];
  readonly grid: number[][];
  readonly list: number[];
  readonly text: string;
}

const order: Order = { rows: [{ id: 'a', tags: [9], sub: { k: [1] } }], grid: [[1, 2], [3]], list: [3, -1, 4], text: '"x"' };
const row = (input: Ref<Order>) => find(input.rows, ({ id }) => eq(id, 'a'));
const none = (input: Ref<Order>) => find(input.rows, ({ id }) => eq(id, 'z'));

type Case = readonly [title: string, written: (input: Ref<Order>) => unknown, meant: JsonValue];

// What JavaScript gives for the same.
const cases: readonly Case[] = [
  ['a field of the item that is found', (input) => row(input).id, 'a'],
  ['a field of a field of it', (input) => row(input).sub.k, [1]],
  ['a field of it, or a default', (input) => orElse(row(input).id, 'none'), 'a'],
  ['a default where nothing is found', (input) => orElse(none(input).id, 'none'), 'none'],
  ['whether it has the field', (input) => [isPresent(row(input).id), isPresent(none(input).id)], [true, false]],
  ['a field of it in a text', (input) => format('{}: {}', required(row(input).id), input.text), 'a: "x"'],
  [
    'a field of it for each item',
    (input) => mapItems(input.list, (n) => ({ n, of: required(row(input).tags) })),
    order.list.map((n) => ({ n, of: [9] })),
  ],
  [
    'a field of the first of a list in order',
    (input) =>
      itemAt(
        sortBy(input.rows, ({ id }) => id),
        0,
      ).tags,
    [9],
  ],
  ['a field of the first of a list backwards', (input) => reverse(input.rows)[0]?.tags, [9]],
  ['an item of the item at a computed place', (input) => itemAt(itemAt(input.grid, subtract(count(input.grid), 1)), 0), 3],
  ['an item by its number of the item at a computed place', (input) => itemAt(input.grid, subtract(count(input.grid), 1))[0], 3],
  ['a product of an item at a computed place', (input) => multiply(itemAt(input.list, count(input.grid)), 2), 8],
  ['a list of which nothing is added', (input) => concat(input.list), order.list],
  ['a computed list to which nothing is added', (input) => concat(mapItems(input.list, (n) => add(n, 1))), [4, 0, 5]],
  [
    'lists around what may be a list',
    (input) => mapItems(input.grid, (line) => [[[line]], [[reverse(line)]]]),
    [
      [[[[1, 2]]], [[[2, 1]]]],
      [[[[3]]], [[[3]]]],
    ],
  ],
  [
    'lists around what is empty',
    (input) => mapItems(input.list, () => [[filter(input.list, (n) => gt(n, 9))]]),
    order.list.map(() => [[[]]]),
  ],
  ['a computed list in an expression of the author', (input) => raw<number[]>`[${mapItems(input.list, (n) => n)}[$ > 0]]`, [3, 4]],
];

describe('JSONata: what is taken out of a list', () => {
  test.each(cases)('%s', async (_title, written, meant) => {
    const flow = workflow<Order>().next(pass('Take', { output: ({ input }) => ({ taken: written(input) as Expression<string> }) }));

    const { output, cause } = await runFlow(flow, 'JSONata', order as unknown as JsonValue);

    expect({ output, cause }).toEqual({ output: { taken: meant }, cause: undefined });
  });
});

test('a list around a list around a value is as long as they are together', () => {
  const nested = (input: Ref<Order>, depth: number): unknown => (depth === 0 ? input.text : [nested(input, depth - 1)]);
  const size = (depth: number) => {
    const flow = workflow<Order>().next(
      pass('Nest', { output: ({ input }) => ({ ...input, nested: nested(input, depth) as Expression<string> }) }),
    );
    return JSON.stringify(acceptedDefinition(flow, 'JSONata')).length;
  };

  expect(size(6) - size(5)).toBeLessThanOrEqual(size(5) - size(4));
});

describe('what a JSON text says, in a text', () => {
  const flow = workflow<Order>().next(pass('Say', { output: ({ input }) => ({ said: format('{}!', fromJson<string>(input.text)) }) }));

  test('is the text itself', async () => {
    const { output } = await runFlow(flow, 'JSONata', order as unknown as JsonValue);

    expect(output).toEqual({ said: 'x!' });
  });

  // States.Format prints what States.StringToJson gives as JSON, in its quotes.
  test('fails the synthesis in JSONPath, which would put it in quotes', () => {
    expect(() => acceptedDefinition(flow, 'JSONPath')).toThrow(
      'step "Say": JSONPath cannot express fromJson(...) inside of format(...), which prints what it gives as JSON, a text with its quotes, in "output".',
    );
  });
});
