import type { Refusal } from './refusal';

/** Choices by the values of a key. */
export const cases: readonly Refusal[] = [
  [
    'a case without a step',
    `workflow<Payment>().next(choiceOn('kind', { card: pass('A') }));`,
    "'kind', { card",
    '\\"invoice\\" has no step',
  ],
  [
    'a forgotten case before steps that read what the cases give',
    `start.next(choiceOn('kind', { gift: (order) => order.next(pass('A', { output: ({ input }) => ({ x: input.orderId }) })) }))
  .next(pass('B', { output: ({ input, vars }) => ({ x: input.x, y: input.y }) })).next(pass('C', { output: ({ input }) => ({ z: input.x }) }));`,
    "'kind', { gift",
    '\\"plain\\" has no step',
  ],
  [
    'several forgotten cases',
    `workflow<{ size: 's' | 'm' | 'l' }>().next(choiceOn('size', { s: (small) => small.next(pass('A')) }));`,
    "'size', { s",
    '\\"m\\" has no step',
  ],
  [
    'a misspelt case',
    `start.next(choiceOn('kind', { gift: pass('A'), plan: pass('B') }));`,
    'plan: pass',
    '\\"kind\\" is never \\"plan\\"',
  ],
  [
    'a case whose step takes what is not there',
    `start.next(choiceOn('kind', { gift: steps<{ receipt: string }>().pass('A'), plain: pass('B') }));`,
    'gift: steps',
    "Property 'receipt' is missing in type 'Order",
  ],
  [
    'a step for a case that does not exist',
    `start.next(choiceOn('kind', { gift: pass('A'), plain: pass('B'), other: pass('C') }));`,
    'other: pass',
    '\\"kind\\" is never \\"other\\"',
  ],
  [
    'a choice over a key that tells nothing apart',
    `start.next(choiceOn('orderId', { a: pass('A') }));`,
    "'orderId'",
    '\\"orderId\\" does not tell alternatives apart: its type must be a union of text literals. Use choice',
  ],
  [
    'a field of another case',
    `workflow<Payment>().next(choiceOn('kind', { card: pass('A', { output: ({ input }) => ({ x: input.address }) }), invoice: pass('B') }));`,
    'address }',
    "Property 'address' does not exist",
  ],
  [
    'whenPresent of a key that the input never has',
    `start.next(choice('N', (c) => c.whenPresent('notes', pass('A')).otherwise()));`,
    "'notes'",
    'Argument of type \'"notes"\' is not assignable',
  ],
  [
    'whenPresent of a field that an object never has',
    `start.next(choice('N', (c) => c.whenPresent('address.zap', pass('A')).otherwise()));`,
    "'address.zap'",
    'Argument of type \'"address.zap"\' is not assignable',
  ],
  [
    'a field of what whenPresent did not ask for',
    `start.next(choice('N', (c) => c.whenPresent('address.zip', invoke('A', ship, { payload: ({ input }) => ({ receipt: input.note }) })).otherwise()));`,
    'receipt: input.note',
    'Expression<string | undefined>',
  ],
  [
    'a key that whenPresent made sure, in another branch',
    `start.next(choice('N', (c) => c.whenPresent('note', pass('A')).otherwise(invoke('B', ship, { payload: ({ input }) => ({ receipt: input.note }) }))));`,
    'receipt: input.note',
    'Expression<string | undefined>',
  ],
];
