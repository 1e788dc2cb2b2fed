import type { Refusal } from './refusal';

/** Choices by conditions that cannot hold or cannot be computed. */
export const branches: readonly Refusal[] = [
  [
    'a comparison of number and text',
    `start.next(choice('C', (c) => c.when(({ input }) => gt(input.total, 'x'), pass('A'))));`,
    "'x'), pass",
    "Argument of type 'string' is not assignable to parameter of type 'Operand<number>'",
  ],
  [
    'a comparison with what may be absent',
    `start.next(choice('C', (c) => c.when(({ input }) => gt(input.note, 'x'), pass('A'))));`,
    'input.note',
    'it may be absent: write orElse(..., ...), or ask isPresent before',
  ],
  [
    'a comparison with a right side that may be absent',
    `start.next(choice('C', (c) => c.when(({ input }) => gt(input.orderId, input.note), pass('A'))));`,
    'input.note),',
    'it may be absent: write orElse(..., ...), or ask isPresent before',
  ],
  [
    'equality with a literal that cannot be',
    `start.next(choice('C', (c) => c.when(({ input }) => eq(input.kind, 'grift'), pass('A'))));`,
    "'grift'",
    '"grift"',
  ],
  [
    'a condition that is not a boolean',
    `start.next(choice('C', (c) => c.when(({ input }) => input.total, pass('A'))));`,
    'input.total',
    "is not assignable to type 'Expression<boolean>'",
  ],
  [
    'a condition in JavaScript',
    // In a condition the compiler tells of the operator, and of the boolean that is not an expression.
    `start.next(pass('C', { output: ({ input }) => ({ large: input.total > 1 }) }));`,
    'input.total > 1',
    "Operator '>' cannot be applied",
  ],
  [
    'a field of one branch as if it were sure',
    `start.next(choice('C', (c) => c.when(({ input }) => gt(input.total, 1), pass('A', { value: () => 'x', into: 'extra' })).otherwise(pass('B')))).next(invoke('D', ship, { payload: ({ input }) => ({ receipt: input.extra }) }));`,
    'receipt: input.extra',
    'Expression<string | undefined>',
  ],
  [
    'a branch whose input is not there',
    `start.next(choice('C', (c) => c.when(({ input }) => gt(input.total, 1), steps<{ receipt: string }>().pass('A'))));`,
    'steps<{ receipt',
    'receipt',
  ],
  [
    'a branch of a Parallel whose input is not there',
    `start.next(parallel('P', { a: steps<{ receipt: string }>().pass('A'), b: pass('B') }));`,
    'a: steps<{ receipt',
    'receipt',
  ],
  [
    'a branch of a list whose input is not there',
    `start.next(parallel('P', [pass('B'), steps<{ receipt: string }>().pass('A')]));`,
    'steps<{ receipt',
    "Property 'receipt' is missing in type 'Order'",
  ],
  [
    'a branch of a Parallel that reads a variable which is not there',
    `start.next(parallel('P', { a: steps<Order, { receipt: string }>().pass('A'), b: pass('B') }));`,
    'a: steps<Order',
    "Property 'receipt' is missing",
  ],
  [
    'a callback of a Parallel whose input is not there',
    `start.next(parallel('P', { b: pass('B'), a: (flow) => flow.next(steps<{ receipt: string }>().pass('A')) }));`,
    'steps<{ receipt',
    "Property 'receipt' is missing in type 'Order'",
  ],
  [
    'a callback of a Parallel that gives no step',
    `start.next(parallel('P', { a: () => 1 }));`,
    'a: () => 1',
    "is not assignable to type 'BranchStep<Order",
  ],
  [
    'a field of one alternative of a union',
    `start.next(choice('C', (c) => c.when(({ input }) => gt(input.total, 1), pass('A', { output: () => ({ type: 'card' as const, card: 1 }) })).otherwise(pass('B', { output: () => ({ type: 'bank' as const, bank: 2 }) })))).next(pass('D', { output: ({ input }) => ({ x: input.card }) }));`,
    'card }',
    "Property 'card' does not exist",
  ],
  [
    'a second otherwise',
    `start.next(choice('C', (c) => c.otherwise(pass('A')).otherwise(pass('B'))));`,
    'otherwise(pass',
    "Property 'otherwise' does not exist",
  ],
  [
    'an and of one condition',
    `start.next(choice('C', (c) => c.when(({ input }) => and(eq(input.kind, 'gift')), pass('A'))));`,
    'and(',
    'Expected at least 2 arguments',
  ],
];
