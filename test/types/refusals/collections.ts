import type { Refusal } from './refusal';

/** Maps and branches. */
export const collections: readonly Refusal[] = [
  [
    'items that are no array',
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
  ['a branch that is no step', `start.next(parallel('P', { a: 1 }));`, 'a: 1', "is not assignable to type 'Step<"],
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
];
