import type { Refusal } from './refusal';

/** Results put where they cannot go. */
export const placements: readonly Refusal[] = [
  [
    'into a key that is taken',
    `start.next(invoke('A', ship, { payload: () => ({ receipt: 'x' }), into: 'total' }));`,
    "into: 'total'",
    'the input already has \\"total\\". Choose another key, or write replace: \\"total\\" to overwrite it',
  ],
  [
    'into a key that a generic step knows of',
    `const audited = <T extends { auditId: string }>() => steps<T>().pass('A', { value: () => 1, into: 'auditId' });`,
    '{ value: () => 1',
    'the input already has',
  ],
  [
    'into a key that an earlier step took',
    `start.next(invoke('A', ship, { payload: () => ({ receipt: 'x' }), into: 'x' })).next(invoke('B', ship, { payload: () => ({ receipt: 'x' }), into: 'x' }));`,
    "into: 'x'",
    'the input already has \\"x\\"',
  ],
  [
    'into an array',
    `workflow<string[]>().next(invoke('A', ship, { payload: () => ({ receipt: 'x' }), into: 'x' }));`,
    "into: 'x'",
    'the state input is not always an object, so nothing can be merged into it',
  ],
  [
    'into a string',
    `workflow<string>().next(invoke('A', ship, { payload: () => ({ receipt: 'x' }), into: 'x' }));`,
    "into: 'x'",
    'the state input is not always an object',
  ],
  [
    'into what may be null',
    `workflow<Order | null>().next(invoke('A', ship, { payload: () => ({ receipt: 'x' }), into: 'x' }));`,
    "into: 'x'",
    'the state input is not always an object',
  ],
  [
    'into a key that one of several alternatives has',
    `workflow<Payment>().next(invoke('A', ship, { payload: () => ({ receipt: 'x' }), into: 'card' }));`,
    "into: 'card'",
    'the input already has \\"card\\"',
  ],
  [
    'replace of a key that is not there',
    `start.next(invoke('A', ship, { payload: () => ({ receipt: 'x' }), replace: 'parcel' }));`,
    "replace: 'parcel'",
    'the input has no \\"parcel\\" to replace. Write into: \\"parcel\\" to add it',
  ],
  [
    'a field that a result replaced',
    `start.next(invoke('A', ship, { payload: () => ({ receipt: 'x' }) })).next(pass('B', { output: ({ input }) => ({ id: input.orderId }) }));`,
    'orderId',
    "Property 'orderId' does not exist",
  ],
  [
    'a field of the result that is not there',
    `start.next(invoke('A', ship, { payload: () => ({ receipt: 'x' }), output: ({ result }) => ({ id: result.trackingid }) }));`,
    'trackingid',
    "Did you mean 'trackingId'?",
  ],
  [
    'the result in a payload',
    `start.next(invoke('A', ship, { payload: ({ result }) => ({ receipt: result.x }) }));`,
    'result }',
    "Property 'result' does not exist",
  ],
  [
    'into on a pass with a key that is taken',
    `start.next(pass('A', { value: () => 1, into: 'total' }));`,
    "into: 'total'",
    'the input already has \\"total\\"',
  ],
  [
    'into on a map with a key that is taken',
    `start.next(map('A', { items: ({ input }) => input.lines, into: 'lines' }, (line) => line.next(pass('B'))));`,
    "into: 'lines'",
    'the input already has \\"lines\\"',
  ],
  [
    'into on a parallel with a key that is taken',
    `start.next(parallel('A', { a: pass('B') }, { into: 'total' }));`,
    "into: 'total'",
    'the input already has \\"total\\"',
  ],
];
