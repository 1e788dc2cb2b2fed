import type { Refusal } from './refusal';

const audited =
  "import { merge } from 'drystep/expressions';\ninterface Audited { auditId: string; by: { name: string }; note?: string; level: number; lines: Line[] }\ndeclare const check: HandlerReference<{ id: string }, { status: string }>;\nconst generic = <T extends Audited>() => ";

/** Functions over the type of the input that read what the constraint does not have, or lose what it does not name. */
export const generics: readonly Refusal[] = [
  [
    'a field that a handler of a generic step does not know of',
    `${audited}steps<T>().invoke('A', ship, { payload: ({ input }) => ({ receipt: input.auditId }), discard: true, catch: (failure) => failure.all((failed) => failed.next(pass('B', { value: ({ input }) => input.nope, into: 'who' }))) });`,
    'nope, into',
    "Property 'nope' does not exist",
  ],
  [
    'a field that may be absent in a handler of a generic step',
    `${audited}steps<T>().invoke('A', ship, { payload: ({ input }) => ({ receipt: input.auditId }), discard: true, catch: (failure) => failure.all((failed) => failed.next(invoke('B', ship, { payload: ({ input }) => ({ receipt: input.note }), discard: true }))) });`,
    'receipt: input.note',
    "is not assignable to type 'string | Expression<string>",
  ],
  [
    'the failure of a generic step that handles none',
    `${audited}steps<T>().pass('B', { value: ({ error }) => error.Cause, into: 'who' });`,
    'Cause',
    "Property 'Cause' does not exist",
  ],
  [
    'what a generic step with a handler may not have',
    `${audited}workflow<T>().next(invoke('A', ship, { payload: ({ input }) => ({ receipt: input.auditId }), into: 'done', catch: (failure) => failure.all(pass('C')) })).next(pass('D', { value: ({ input }) => input.done.trackingId, into: 'd' }));`,
    'done.trackingId',
    "Property 'done' does not exist",
  ],
  [
    'a generic loop whose step loses its input',
    `${audited}workflow<T>().next(loop('L', { while: ({ input }) => gt(input.level, 0) }, (order) => order.next(pass('B', { output: ({ input }) => ({ level: add(input.level, -1) }) }))));`,
    '(order) => order.next(pass',
    "is not assignable to parameter of type 'IfRepeatable",
  ],
  [
    'a generic loop whose step hands on no more than the constraint',
    `${audited}workflow<T>().next(loop('L', { while: ({ input }) => gt(input.level, 0) }, (order) => order.next(pass('B', { output: ({ input }) => pick(input, 'auditId', 'by', 'level', 'lines') }))));`,
    '(order) => order.next(pass',
    "is not assignable to parameter of type 'IfRepeatable",
  ],
  [
    'a generic loop whose step changes the type of a field',
    `${audited}workflow<T>().next(loop('L', { while: ({ input }) => gt(input.level, 0) }, (order) => order.next(pass('B', { value: () => 'x', replace: 'level' }))));`,
    '(order) => order.next(pass',
    "is not assignable to parameter of type 'IfRepeatable",
  ],
  [
    'a field that a generic loop does not know of',
    `${audited}workflow<T>().next(loop('L', { while: ({ input }) => gt(input.nope, 0) }, (order) => order.next(pass('B'))));`,
    'nope, 0',
    "Property 'nope' does not exist",
  ],
  [
    'a generic poll whose step loses its input',
    `${audited}workflow<T>().next(pollUntil('L', (order) => order.next(invoke('B', check, { payload: ({ input }) => ({ id: input.auditId }) })), { until: ({ input }) => eq(input.status, 'DONE'), every: Duration.minutes(1), attempts: 3 }));`,
    '(order) => order.next(invoke',
    "is not assignable to parameter of type 'IfRepeatable",
  ],
  [
    'a field that the step of a generic poll does not hand on',
    `${audited}workflow<T>().next(pollUntil('L', (order) => order.next(invoke('B', check, { payload: ({ input }) => ({ id: input.auditId }), into: 'state' })), { until: ({ input }) => eq(input.state.nope, 'DONE'), every: Duration.minutes(1), attempts: 3 }));`,
    "nope, 'DONE'",
    "Property 'nope' does not exist",
  ],
  [
    'a step of a generic saga that loses its input',
    `${audited}steps<T>().saga('L', (s) => s.step(invoke('A', ship, { payload: ({ input }) => ({ receipt: input.auditId }) })));`,
    "invoke('A'",
    "is not assignable to parameter of type 'IfKept",
  ],
  [
    'a compensation of a generic saga that reads what a later step returns',
    `${audited}steps<T>().saga('L', (s) => s.step(invoke('A', ship, { payload: ({ input }) => ({ receipt: input.auditId }), into: 'done' }), { compensate: (order) => order.next(pass('U', { value: ({ input }) => input.later, into: 'q' })) }).step(pass('B', { value: () => 1, into: 'later' })));`,
    'later, into',
    "Property 'later' does not exist",
  ],
  [
    'a field that a generic map does not select',
    `${audited}steps<T>().map('L', { items: ({ input }) => input.lines, itemSelector: ({ item, input }) => ({ sku: item.sku, who: input.auditId }), into: 'all' }, (line) => line.next(pass('P', { output: ({ input }) => ({ n: input.quantity }) })));`,
    'quantity })',
    "Property 'quantity' does not exist",
  ],
  [
    'items of a generic map that are not a list',
    `${audited}steps<T>().map('L', { items: ({ input }) => input.level, into: 'all' }, (line) => line.next(pass('P')));`,
    '{ items',
    "is not assignable to type 'readonly unknown[]'",
  ],
  [
    'a text that a generic step merges',
    `${audited}steps<T>().pass('L', { output: ({ input }) => merge(input, input.auditId) });`,
    'input.auditId) })',
    'only objects merge',
  ],
  [
    'a list that a generic step merges',
    `${audited}steps<T>().pass('L', { output: ({ input }) => merge(input.lines, input) });`,
    'input.lines, input',
    'only objects merge',
  ],
  [
    'whenPresent of a key that the constraint does not have',
    `${audited}steps<T>().choice('L', (c) => c.whenPresent('nope', pass('P')).otherwise());`,
    "'nope'",
    'the input has no \\"nope\\"',
  ],
  [
    'another field than whenPresent of a generic choice asked for',
    `${audited}steps<T>().choice('L', (c) => c.whenPresent('by.name', invoke('P', ship, { payload: ({ input }) => ({ receipt: input.note }) })).otherwise());`,
    'receipt: input.note',
    "is not assignable to type 'string | Expression<string>",
  ],
  [
    'a field that a branch of a generic parallel does not give',
    `${audited}workflow<T>().next(parallel('L', { a: (order) => order.next(pass('A', { output: ({ input }) => ({ id: input.auditId }) })) }, { into: 'both' })).next(pass('N', { value: ({ input }) => input.both.b, into: 'n' }));`,
    'b, into',
    "Property 'b' does not exist",
  ],
  [
    'a variable that a generic step did not store',
    `${audited}workflow<T>().next(pass('V', { assign: ({ input }) => ({ n: input.level }) })).next(pass('N', { value: ({ vars }) => vars.m, into: 'n' }));`,
    'm, into',
    "Property 'm' does not exist",
  ],
  [
    'a variable of a generic step that holds another type',
    `${audited}workflow<T>().next(pass('V', { assign: ({ input }) => ({ n: input.auditId }) })).next(pass('N', { value: ({ vars }) => add(vars.n, 1), into: 'n' }));`,
    'vars.n, 1',
    "is not assignable to parameter of type 'Operand<number>'",
  ],
];
