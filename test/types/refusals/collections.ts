import type { Refusal } from './refusal';

/** Maps and branches. */
export const collections: readonly Refusal[] = [
  [
    'items that are not an array',
    `start.next(map('M', { items: ({ input }) => input.total }, (line) => line.next(pass('A'))));`,
    'input.total',
    'is not assignable to type',
  ],
  [
    'a field that items do not have',
    `start.next(map('M', { items: ({ input }) => input.lines }, (line) => line.next(pass('A', { output: ({ input }) => ({ x: input.orderId }) }))));`,
    'orderId',
    "Property 'orderId' does not exist",
  ],
  [
    'the input outside, once an item selector chose',
    `start.next(map('M', { items: ({ input }) => input.lines, itemSelector: ({ item }) => ({ only: item.sku }) }, (line) => line.next(pass('A', { output: ({ input }) => ({ x: input.sku }) }))));`,
    'sku }',
    "Property 'sku' does not exist",
  ],
  [
    'a row of a file with a number in it',
    `interface Row { sku: string; count: number }
start.next(distributedMap('D', { source: itemsIn.csv<Row>(bucket, { key: 'k' }) }, (row) => row.next(pass('A'))));`,
    'Row>(bucket',
    "Types of property 'count' are incompatible",
  ],
  [
    'a field of another branch in a callback of a parallel',
    `start.next(parallel('P', { left: pass('A', { value: () => 1, into: 'one' }), right: (order) => order.next(pass('B', { output: ({ input }) => ({ x: input.one }) })) }));`,
    'one }',
    "Property 'one' does not exist",
  ],
  ['a branch that is not a step', `start.next(parallel('P', { a: 1 }));`, 'a: 1', "is not assignable to type 'BranchStep<Order"],
  [
    'a position that the tuple does not have',
    `start.next(parallel('P', [pass('A')])).next(pass('B', { output: ({ input }) => ({ x: input[1] }) }));`,
    'input[1]',
    "Property '1' does not exist",
  ],
  [
    'a name that branches do not have',
    `start.next(parallel('P', { left: pass('A') })).next(pass('B', { output: ({ input }) => ({ x: input.right }) }));`,
    'right }',
    "Property 'right' does not exist",
  ],
  [
    'the keys of a list',
    `start.next(pass('A', { output: ({ input }) => ({ x: keysOf(input.lines) }) }));`,
    'input.lines',
    'a list has no keys: write mapItems(list, (item) => ...)',
  ],
  [
    'a list of objects that is sorted',
    `start.next(pass('A', { output: ({ input }) => ({ x: sort(input.lines) }) }));`,
    'input.lines',
    "Type 'Line' is not assignable to type 'string | number'",
  ],
];
