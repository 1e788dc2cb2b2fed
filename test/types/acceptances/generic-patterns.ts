import type { Acceptance } from './acceptance';

const audited =
  'interface Audited { auditId: string; by: { name: string }; note?: string; level: number; lines: Line[] }\ntype Whole = Audited & { x: number };\ndeclare const check: HandlerReference<{ id: string }, { status: string }>;\n' +
  "import { merge } from 'drystep/expressions';\n";

/** Functions over the type of the input that handle failures, repeat, branch and merge: each reaches what the constraint has, and keeps the rest. */
export const genericPatterns: readonly Acceptance[] = [
  [
    'a handler of a generic step reads the input and the failure',
    `${audited}const generic = <T extends Audited>() => workflow<T>()
  .next(invoke('A', ship, { payload: ({ input }) => ({ receipt: input.auditId }), into: 'done', catch: (failure) => failure.on('NoCarrier', (failed) => failed.next(pass('B', { value: ({ input, error }) => format('{} {}', error.Cause, input.auditId), into: 'why' }))).all(fail('F')) }));
const flow = workflow<Whole>().next(generic<Whole>()).next(pass('Out', { output: ({ input }) => ({ x: input.x, why: orElse(input.why, '') }) }));
sure<Is<OutputOf<typeof flow>, { x: number; why: string }>>();`,
  ],
  [
    'a generic tryCatch',
    `${audited}const generic = <T extends Audited>() => workflow<T>()
  .next(tryCatch('A', (t) => t.try((order) => order.next(pass('B', { value: ({ input }) => input.auditId, into: 'who' }))).on('X', (failed) => failed.next(pass('C', { value: ({ error }) => error.Error, into: 'why' }))).catch(fail('F')).finally(pass('G'))));
const flow = workflow<Whole>().next(generic<Whole>()).next(pass('Out', { output: ({ input }) => ({ x: input.x, who: orElse(input.who, ''), why: orElse(input.why, '') }) }));
sure<Is<OutputOf<typeof flow>, { x: number; who: string; why: string }>>();`,
  ],
  [
    'a generic loop over a field that its step replaces',
    `${audited}const generic = <T extends Audited>() => workflow<T>()
  .next(loop('L', { while: ({ input }) => gt(input.level, 0) }, (order) => order.next(pass('B', { value: ({ input }) => add(input.level, -1), replace: 'level' }))))
  .next(invoke('Read', ship, { payload: ({ input }) => ({ receipt: input.auditId }), discard: true })).next(pass('Deep', { value: ({ input }) => format('{} {}', input.by.name, input.level), into: 'deep' }));
const flow = workflow<Whole>().next(generic<Whole>()).next(pass('Out', { output: ({ input }) => ({ x: input.x, level: input.level }) }));
sure<Is<OutputOf<typeof flow>, { x: number; level: number }>>();`,
  ],
  [
    'a generic loop over a copy',
    `${audited}const generic = <T extends Audited>() => workflow<T>()
  .next(loop('L', { while: ({ input }) => gt(input.level, 0) }, (order) => order.next(pass('B', { output: ({ input }) => ({ ...input, level: add(input.level, -1) }) }))))
  .next(invoke('Read', ship, { payload: ({ input }) => ({ receipt: input.auditId }), discard: true })).next(pass('Deep', { value: ({ input }) => format('{} {}', input.by.name, input.level), into: 'deep' }));
const flow = workflow<Whole>().next(generic<Whole>()).next(pass('Out', { output: ({ input }) => ({ x: input.x, level: input.level }) }));
sure<Is<OutputOf<typeof flow>, { x: number; level: number }>>();`,
  ],
  [
    'a generic loop over a variable',
    `${audited}const generic = <T extends Audited>() => workflow<T>()
  .next(pass('V', { assign: ({ input }) => ({ left: input.level }) })).next(loop('L', { while: ({ vars }) => gt(vars.left, 0) }, (order) => order.next(pass('B', { assign: ({ vars }) => ({ left: add(vars.left, -1) }) }))))
  .next(invoke('Read', ship, { payload: ({ input }) => ({ receipt: input.auditId }), discard: true })).next(pass('Deep', { value: ({ input }) => format('{} {}', input.by.name, input.level), into: 'deep' }));
const flow = workflow<Whole>().next(generic<Whole>()).next(pass('Out', { output: ({ input }) => ({ x: input.x, level: input.level }) }));
sure<Is<OutputOf<typeof flow>, { x: number; level: number }>>();`,
  ],
  [
    'a generic poll whose step keeps its input',
    `${audited}const generic = <T extends Audited>() => workflow<T>()
  .next(pollUntil('P', (order) => order.next(invoke('B', check, { payload: ({ input }) => ({ id: input.auditId }), into: 'state' })), { until: ({ input }) => eq(input.state.status, 'DONE'), every: Duration.minutes(1), attempts: 3 }))
  .next(invoke('Read', ship, { payload: ({ input }) => ({ receipt: input.auditId }), discard: true })).next(pass('Deep', { value: ({ input }) => format('{} {}', input.by.name, input.level), into: 'deep' }));
const flow = workflow<Whole>().next(generic<Whole>()).next(pass('Out', { output: ({ input }) => ({ x: input.x, status: input.state.status }) }));
sure<Is<OutputOf<typeof flow>, { x: number; status: string }>>();`,
  ],
  [
    'a generic poll whose step stores what it found',
    `${audited}const generic = <T extends Audited>() => workflow<T>()
  .next(pollUntil('P', (order) => order.next(invoke('B', check, { payload: ({ input }) => ({ id: input.auditId }), discard: true, assign: ({ result }) => ({ status: result.status }) })), { until: ({ vars }) => eq(vars.status, 'DONE'), every: Duration.minutes(1), attempts: 3 }))
  .next(invoke('Read', ship, { payload: ({ input }) => ({ receipt: input.auditId }), discard: true })).next(pass('Deep', { value: ({ input }) => format('{} {}', input.by.name, input.level), into: 'deep' }));
const flow = workflow<Whole>().next(generic<Whole>()).next(pass('Out', { output: ({ input }) => ({ x: input.x }) }));
sure<Is<OutputOf<typeof flow>, { x: number }>>();`,
  ],
  [
    'a generic saga',
    `${audited}const generic = <T extends Audited>() => workflow<T>()
  .next(saga('S', (s) => s.step(invoke('A', ship, { payload: ({ input }) => ({ receipt: input.auditId }), into: 'done' }), { compensate: invoke('U', ship, { payload: ({ input }) => ({ receipt: input.done.trackingId }) }) }).step((order) => order.next(pass('B', { value: ({ input }) => input.done.trackingId, into: 'again' })), { compensate: (order) => order.next(pass('V', { value: ({ input }) => format('{} {}', input.again, input.by.name), into: 'undone' })) })))
  .next(invoke('Read', ship, { payload: ({ input }) => ({ receipt: input.auditId }), discard: true })).next(pass('Deep', { value: ({ input }) => format('{} {}', input.by.name, input.level), into: 'deep' }));
const flow = workflow<Whole>().next(generic<Whole>()).next(pass('Out', { output: ({ input }) => ({ x: input.x, done: input.done.trackingId }) }));
sure<Is<OutputOf<typeof flow>, { x: number; done: string }>>();`,
  ],
  [
    'items that a generic map selects',
    `${audited}const generic = <T extends Audited>() => workflow<T>()
  .next(map('M', { items: ({ input }) => input.lines, itemSelector: ({ item, input }) => ({ sku: item.sku, who: input.auditId, order: input }), into: 'all' }, (line) => line.next(pass('P', { output: ({ input }) => ({ sku: input.sku, who: input.who, by: input.order.by.name }) }))))
  .next(invoke('Read', ship, { payload: ({ input }) => ({ receipt: input.auditId }), discard: true })).next(pass('Deep', { value: ({ input }) => format('{} {}', input.by.name, input.level), into: 'deep' }));
const flow = workflow<Whole>().next(generic<Whole>()).next(pass('Out', { output: ({ input }) => ({ x: input.x, all: input.all }) }));
sure<Is<OutputOf<typeof flow>, { x: number; all: { sku: string; who: string; by: string }[] }>>();`,
  ],
  [
    'a generic fanOut',
    `${audited}const generic = <T extends Audited>() => workflow<T>()
  .next(fanOut('M', { items: ({ input }) => input.lines, itemSelector: ({ item, input }) => ({ sku: item.sku, who: input.auditId }), into: 'all' }, (line) => line.next(pass('P', { output: ({ input }) => ({ sku: input.sku, who: input.who }) }))))
  .next(invoke('Read', ship, { payload: ({ input }) => ({ receipt: input.auditId }), discard: true })).next(pass('Deep', { value: ({ input }) => format('{} {}', input.by.name, input.level), into: 'deep' }));
const flow = workflow<Whole>().next(generic<Whole>()).next(pass('Out', { output: ({ input }) => ({ x: input.x, all: input.all.succeeded }) }));
sure<Is<OutputOf<typeof flow>, { x: number; all: { sku: string; who: string }[] }>>();`,
  ],
  [
    'defaults that a generic step merges under its input',
    `${audited}const generic = <T extends Audited>() => workflow<T>()
  .next(pass('M', { output: ({ input }) => merge({ note: 'none' }, input) }))
  .next(invoke('Read', ship, { payload: ({ input }) => ({ receipt: input.auditId }), discard: true })).next(pass('Deep', { value: ({ input }) => format('{} {}', input.by.name, input.level), into: 'deep' }));
const flow = workflow<Whole>().next(generic<Whole>()).next(pass('Out', { output: ({ input }) => ({ x: input.x, note: input.note }) }));
sure<Is<OutputOf<typeof flow>, { x: number; note: string }>>();`,
  ],
  [
    'fields that a generic step merges over its input',
    `${audited}const generic = <T extends Audited>() => workflow<T>()
  .next(pass('M', { output: ({ input }) => merge(input, { n: input.level }) })).next(pass('N', { value: ({ input }) => add(input.n, 1), into: 'm' }))
  .next(invoke('Read', ship, { payload: ({ input }) => ({ receipt: input.auditId }), discard: true }));
const flow = workflow<Whole>().next(generic<Whole>()).next(pass('Out', { output: ({ input }) => ({ x: input.x, n: input.n, m: input.m }) }));
sure<Is<OutputOf<typeof flow>, { x: number; n: number; m: number }>>();`,
  ],
  [
    'whenPresent of a generic choice',
    `${audited}const generic = <T extends Audited>() => workflow<T>()
  .next(choice('C', (c) => c.whenPresent('note', (order) => order.next(invoke('P', ship, { payload: ({ input }) => ({ receipt: input.note }), into: 'noted' }))).otherwise()))
  .next(invoke('Read', ship, { payload: ({ input }) => ({ receipt: input.auditId }), discard: true }));
const flow = workflow<Whole>().next(generic<Whole>()).next(pass('Out', { output: ({ input }) => ({ x: input.x, noted: isPresent(input.noted) }) }));
sure<Is<OutputOf<typeof flow>, { x: number; noted: boolean }>>();`,
  ],
  [
    'a rule of a generic choice stores what it is told',
    `${audited}const generic = <T extends Audited>() => workflow<T>()
  .next(choice('C', (c) => c.rule({ when: ({ input }) => gt(input.level, 1), assign: ({ input }) => ({ was: input.level }) }, pass('A')).default({ assign: () => ({ was: 0 }) }))).next(pass('W', { value: ({ vars }) => vars.was, into: 'was' }))
  .next(invoke('Read', ship, { payload: ({ input }) => ({ receipt: input.auditId }), discard: true }));
const flow = workflow<Whole>().next(generic<Whole>()).next(pass('Out', { output: ({ input }) => ({ x: input.x, was: input.was }) }));
sure<Is<OutputOf<typeof flow>, { x: number; was: number }>>();`,
  ],
  [
    'branches of a generic parallel as callbacks',
    `${audited}const generic = <T extends Audited>() => workflow<T>()
  .next(parallel('P', { left: (order) => order.next(pass('A', { output: ({ input }) => ({ id: input.auditId }) })), right: (order) => order.next(invoke('B', ship, { payload: ({ input }) => ({ receipt: input.auditId }) })) }, { into: 'both' })).next(pass('N', { value: ({ input }) => input.both.left.id, into: 'id' }))
  .next(invoke('Read', ship, { payload: ({ input }) => ({ receipt: input.auditId }), discard: true })).next(pass('Deep', { value: ({ input }) => format('{} {}', input.by.name, input.level), into: 'deep' }));
const flow = workflow<Whole>().next(generic<Whole>()).next(pass('Out', { output: ({ input }) => ({ x: input.x, id: input.id, tracking: input.both.right.trackingId }) }));
sure<Is<OutputOf<typeof flow>, { x: number; id: string; tracking: string }>>();`,
  ],
  [
    'a handler inside a branch of a generic choice',
    `${audited}const generic = <T extends Audited>() => workflow<T>()
  .next(choice('Q', (c) => c.when(({ input }) => gt(input.level, 1), (order) => order.next(invoke('A', ship, { payload: ({ input }) => ({ receipt: input.auditId }), into: 'done', catch: (failure) => failure.on(['X', 'Y'], (failed) => failed.next(pass('H', { value: ({ input, error }) => format('{} {}', input.auditId, error.Cause), into: 'why' }))).all(fail('Z')) }))).otherwise(pass('O'))));
const flow = workflow<Whole>().next(generic<Whole>()).next(pass('Out', { output: ({ input }) => ({ x: input.x, why: orElse(input.why, '') }) }));
sure<Is<OutputOf<typeof flow>, { x: number; why: string }>>();`,
  ],
];
