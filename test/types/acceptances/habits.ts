import type { Acceptance } from './acceptance';

const audited = 'interface Audited { auditId: string; by: { name: string }; lines: { sku: string }[]; note?: string; level: number }\n';
const used = 'const flow = workflow<Audited & { x: number }>().next(audited<Audited & { x: number }>())';

/** What people write before they have read everything. */
export const habits: readonly Acceptance[] = [
  [
    'flows and steps are annotated by what goes in and what comes out',
    `const flow: Flow<Order, Order> = start.next(pass('A'));
const step: Step<Order, Order & { size: number }> = pass('B', { value: () => 1, into: 'size' });
const whole: Flow<Order, { size: number }> = flow.next(step).next(pass('C', { output: ({ input }) => ({ size: input.size }) }));
const shipped = (before: Flow<Order, Order>): Flow<Order, Order & { x: string }> => before.next(pass('D', { value: ({ input }) => input.orderId, into: 'x' }));
new Workflow(scope, 'W', { definition: shipped(flow) });
sure<Is<OutputOf<typeof whole>, { size: number }>>();`,
  ],
  [
    'a generic step reaches the fields of what its input extends, and keeps the rest',
    `${audited}const audited = <T extends Audited>() => steps<T>().invoke('A', charge, { payload: ({ input }) => ({ orderId: input.by.name, amount: input.level, note: optional(input.note), tags: { name: input.lines[0].sku } }), into: 'audit' });
${used}.next(pass('B', { output: ({ input }) => ({ x: input.x, y: input.audit.receiptId, z: input.auditId }) }));
sure<Is<OutputOf<typeof flow>, { x: number; y: string; z: string }>>();`,
  ],
  [
    'a generic step knows what it extends from the flow that it is added to',
    `${audited}const audited = <T extends Audited>() => steps<T>().invoke('A', ship, { payload: ({ input }) => ({ receipt: input.by.name }), discard: true });
const flow = workflow<Audited & { x: number }>().next(audited()).next(pass('B', { output: ({ input }) => ({ x: input.x, z: input.by.name }) }));
sure<Is<OutputOf<typeof flow>, { x: number; z: string }>>();`,
  ],
  [
    'a generic flow has steps of all kinds',
    `${audited}const audited = <T extends Audited>() => workflow<T>()
  .next(invoke('A', ship, { payload: ({ input }) => ({ receipt: input.auditId }), into: 'audit', retry: retry.transient(), catch: (failure) => failure.all(fail('F')) }))
  .next(map('M', { items: ({ input }) => input.lines, into: 'done' }, (line) => line.next(pass('L', { output: ({ input }) => ({ s: input.sku }) }))))
  .next(parallel('P', { left: pass('Q', { output: ({ input }) => ({ i: input.auditId }) }) }, { into: 'both' }))
  .next(pass('R', { value: () => 1, replace: 'level', assign: ({ input }) => ({ id: input.auditId }) }));
${used}.next(pass('B', { output: ({ input, vars }) => ({ x: input.x, level: input.level, s: input.done[0].s, i: input.both.left.i, t: input.audit.trackingId, id: vars.id }) }));
sure<Is<OutputOf<typeof flow>, { x: number; level: number; s: string; i: string; t: string; id: string }>>();`,
  ],
  [
    'a generic function adds a step to a flow',
    `${audited}const audited = <T extends Audited>(flow: Flow<T, T>) => flow.next(invoke('A', ship, { payload: ({ input }) => ({ receipt: input.auditId }), into: 'done' }));
const flow = audited(workflow<Audited & { x: number }>()).next(pass('B', { output: ({ input }) => ({ x: input.x, y: input.done.trackingId }) }));
sure<Is<OutputOf<typeof flow>, { x: number; y: string }>>();`,
  ],
  [
    'a generic flow goes on after a choice, and keeps the rest of its input',
    `${audited}const audited = <T extends Audited>() => workflow<T>()
  .next(choice('C', (c) => c.when(({ input }) => gt(input.level, 1), pass('A', { value: () => 1, into: 'risk' })).when(({ input }) => eq(input.auditId, 'x'), pass('D')).otherwise()))
  .next(invoke('E', ship, { payload: ({ input }) => ({ receipt: input.auditId }), discard: true }))
  .next(choice('F', (c) => c.when(({ input }) => gt(input.level, 2), (flow) => flow.next(pass('G'))).otherwise(pass('H'))));
${used}.next(pass('B', { output: ({ input }) => ({ x: input.x, level: input.level, risk: orElse(input.risk, 0) }) }));
sure<Is<OutputOf<typeof flow>, { x: number; level: number; risk: number }>>();`,
  ],
  [
    'branches of a parallel are callbacks, too',
    `const flow = start.next(parallel('P', { left: (order) => order.next(pass('A', { value: () => 1, into: 'one' })).next(pass('B', { output: ({ input }) => ({ id: input.orderId, one: input.one }) })), right: pass('C') }, { output: ({ result }) => ({ id: result.left.id, one: result.left.one, total: result.right.total }) }));
sure<Is<OutputOf<typeof flow>, { id: string; one: number; total: number }>>();
const list = start.next(parallel('L', [(order) => order.next(pass('D', { output: ({ input }) => ({ id: input.orderId }) })), pass('E', { output: ({ input }) => ({ sum: input.total }) })], { into: 'both' }));
sure<Is<OutputOf<typeof list>['both'], [{ id: string }, { sum: number }]>>();`,
  ],
  [
    'rows of a file are an interface',
    `interface Row { sku: string; count: string; note?: string }
const flow = start.next(distributedMap('D', { source: itemsIn.csv<Row>(bucket, { key: 'k' }) }, (row) => row.next(pass('A', { output: ({ input }) => ({ sku: input.sku }) }))))
  .next(distributedMap('E', { source: itemsIn.inventory<Row>(bucket, { key: 'k' }), discard: true }, (row) => row.next(pass('B', { output: ({ input }) => ({ x: input.count }) }))));
sure<Is<OutputOf<typeof flow>, { sku: string }[]>>();`,
  ],
  [
    'texts in output stay literal; numbers and flags do not, nor what assign stores',
    `const flow = start.next(pass('A', { output: ({ input }) => ({ type: 'card', n: 1, ok: true, list: ['a', 'b'], nested: { s: 'x' }, id: input.orderId }), assign: () => ({ state: 'NEW' }) }));
sure<Is<OutputOf<typeof flow>, { type: 'card'; n: number; ok: boolean; list: ('a' | 'b')[]; nested: { s: 'x' }; id: string }>>();
sure<Is<VariablesOf<typeof flow>, { state: string }>>();
const told = start.next(invoke('B', ship, { payload: () => ({ receipt: 'x' }), output: ({ result }) => ({ status: 'NEW', id: result.trackingId }) }));
sure<Is<OutputOf<typeof told>, { status: 'NEW'; id: string }>>();
start.next(pass('C', { output: ({ input }) => ({ ...input, kind: 'gift' }) })).next(steps<Order>().pass('D'));`,
  ],
  [
    'alternatives are told apart by a text without as const',
    `const flow = start.next(choice('C', (c) => c.when(({ input }) => gt(input.total, 1), pass('A', { output: () => ({ type: 'card', card: 1 }) })).otherwise(pass('B', { output: () => ({ type: 'bank', bank: 'x' }) }))))
  .next(choiceOn('type', { card: pass('D', { output: ({ input }) => ({ x: input.card }) }), bank: pass('E', { output: () => ({ x: 1 }) }) }));
sure<Is<OutputOf<typeof flow>['x'], number>>();`,
  ],
  [
    'a loop takes a text that was written before it for any text, and leaves declared ones alone',
    `const flow = start.next(pass('Init', { output: () => ({ status: 'NEW', n: 0 }) })).next(loop('L', { while: ({ input }) => not(eq(input.status, 'DONE')) }, pass('Work', { output: () => ({ status: 'DONE', n: 1 }) })));
sure<Is<OutputOf<typeof flow>, { status: string; n: number }>>();
const kept = start.next(loop('M', { while: ({ input }) => eq(input.kind, 'gift') }, pass('S', { output: ({ input }) => ({ ...input, kind: 'plain' }) })));
sure<Is<OutputOf<typeof kept>, Order>>();`,
  ],
  [
    'merge types what it is given, defaults first or last',
    `import { merge } from 'drystep/expressions';
const first = start.next(pass('A', { output: ({ input }) => merge({ note: 'none', extra: input.total }, input) }));
sure<Is<OutputOf<typeof first>['note'], string>>();
sure<Is<OutputOf<typeof first>['extra'], number>>();
const last = start.next(pass('B', { output: ({ input }) => merge(input.address, { id: input.orderId, at: { total: input.total } }) }));
sure<Is<OutputOf<typeof last>, { city: string; zip?: string; id: string; at: { total: number } }>>();
const both = start.next(pass('C', { output: ({ input }) => ({ x: merge(input.address, input).city, y: merge(merge({ a: 1 }, input.address), { city: input.total }) }) }));
sure<Is<OutputOf<typeof both>, { x: string; y: { a: number; zip?: string; city: number } }>>();`,
  ],
  [
    'whenPresent makes a field inside others sure',
    `start.next(choice('N', (c) => c.whenPresent('address.zip', (order) => order.next(invoke('A', ship, { payload: ({ input }) => ({ receipt: input.address.zip }), into: 'x' }))).otherwise()));
const flow = workflow<{ maybe?: { deep?: { id?: string; n: number } } }>().next(choice('N', (c) => c.whenPresent('maybe.deep.id', invoke('A', ship, { payload: ({ input }) => ({ receipt: input.maybe.deep.id }), into: 'x' })).otherwise()));
sure<Is<OutputOf<typeof flow>['x'], { trackingId: string } | undefined>>();`,
  ],
  [
    'comparisons take constants on either side, and data that is any',
    `start.next(choice('C', (c) => c.when(({ input }) => and(gt(5, input.total), gt(input.orderId, 'x'), gt(add(input.total, 1), input.total), gt(orElse(input.note, 'a'), 'b')), pass('A')).otherwise()));
workflow<any>().next(choice('C', (c) => c.when(({ input }) => gt(input.a, 1), pass('A')).otherwise()));`,
  ],
  [
    'an SDK call outside the table names its permission, or is granted it',
    `start.next(sdk('A', { service: 'polly', action: 'synthesizeSpeech', access: (grantee) => grantee.grantPrincipal, discard: true }))
  .next(sdk('B', { service: 'polly', action: 'synthesizeSpeech', access: { resources: ['*'], action: 'polly:SynthesizeSpeech' }, discard: true }))
  .next(sdk('C', { service: 'polly', action: 'synthesizeSpeech', access: [], discard: true }))
  .next(sdk('D', { service: 's3', action: 'getObject', access: { resources: ['*'] }, into: 'file' }))
  .next(pass('E', { output: ({ input }) => ({ file: input.file, id: input.orderId }) }));`,
  ],
  [
    'field takes the names of fields, of records and of generic data, and any name of data that may be anything',
    `import { field } from 'drystep/expressions';
declare const name: 'orderId' | 'kind';
const flow = start.next(pass('A', { output: ({ input }) => ({ city: field(field(input, 'address'), 'city'), kind: field(input, 'kind'), either: field(input, name) }) }));
sure<Is<OutputOf<typeof flow>, { city: string; kind: 'gift' | 'plain'; either: string }>>();
workflow<{ counts: Record<string, number> }>().next(pass('A', { output: ({ input }) => ({ x: add(field(input.counts, '1'), 2) }) }));
workflow<any>().next(pass('A', { output: ({ input }) => ({ x: field(field(input, 'a'), 'length') }) }));
const generic = <T extends { auditId: string }>() => steps<T>().invoke('A', ship, { payload: ({ input }) => ({ receipt: field(input, 'auditId') }), discard: true });`,
  ],
];
