import type { Acceptance } from './acceptance';

/** Steps, data, branches. */
export const flows: readonly Acceptance[] = [
  [
    'a chain gives each step the output of the one before',
    `const flow = start.next(invoke('A', charge, { payload: ({ input }) => ({ orderId: input.orderId, amount: input.total }), into: 'receipt' })).next(invoke('B', ship, { payload: ({ input }) => ({ receipt: input.receipt.receiptId }), into: 'shipment' }));
sure<Is<OutputOf<typeof flow>, Order & { receipt: { receiptId: string; at: string }; shipment: { trackingId: string } }>>();`,
  ],
  [
    'a field of what may be null, with a default, left out, known to be there, and found present',
    `workflow<{ order: Order | null }>().next(pass('A', { output: ({ input }) => ({ a: orElse(input.order.orderId, 'none'), b: optional(input.order.total), c: required(input.order.orderId) }) }));
workflow<{ order: Order | null }>().next(choice('C', (c) => c.whenPresent('order.orderId', (order) => order.next(invoke('A', ship, { payload: ({ input }) => ({ receipt: input.order.orderId }) }))).otherwise()));`,
  ],
  [
    'into a key that no alternative has, and over one that some have',
    `const paid = workflow<Payment>().next(invoke('A', ship, { payload: () => ({ receipt: 'x' }), into: 'parcel' })).next(pass('B', { output: ({ input }) => ({ id: input.parcel.trackingId }) }));
sure<Is<OutputOf<typeof paid>, { id: string }>>();
workflow<Payment>().next(invoke('A', ship, { payload: () => ({ receipt: 'x' }), replace: 'card' }));`,
  ],
  [
    'without placement the result is the output',
    `const flow = start.next(invoke('A', ship, { payload: ({ input }) => ({ receipt: input.orderId }) }));
sure<Is<OutputOf<typeof flow>, { trackingId: string }>>();`,
  ],
  [
    'discard keeps the input',
    `const flow = start.next(invoke('A', ship, { payload: ({ input }) => ({ receipt: input.orderId }), discard: true }));
sure<Is<OutputOf<typeof flow>, Order>>();`,
  ],
  [
    'replace overwrites a key',
    `const flow = start.next(invoke('A', ship, { payload: ({ input }) => ({ receipt: input.orderId }), replace: 'note' }));
sure<Is<OutputOf<typeof flow>['note'], { trackingId: string }>>();`,
  ],
  [
    'output reshapes',
    `const flow = start.next(invoke('A', ship, { payload: ({ input }) => ({ receipt: input.orderId }), output: ({ input, result }) => ({ id: input.orderId, parcel: result.trackingId, fixed: 1 }) }));
sure<Is<OutputOf<typeof flow>, { id: string; parcel: string; fixed: number }>>();`,
  ],
  [
    'an optional field of an output is optional',
    `const flow = start.next(pass('A', { output: ({ input }) => ({ note: optional(input.note), id: input.orderId }) }));
sure<Is<OutputOf<typeof flow>, { id: string } & { note?: string }>>();`,
  ],
  [
    'variables accumulate',
    `const flow = start.next(pass('A', { assign: ({ input }) => ({ first: input.total }) })).next(pass('B', { assign: ({ vars }) => ({ second: format('{}', vars.first) }) })).next(pass('C', { output: ({ vars }) => ({ both: [vars.first, vars.second] as const }) }));
sure<Is<VariablesOf<typeof flow>, { first: number; second: string }>>();`,
  ],
  [
    'a step stands alone with its input named',
    `const step = steps<{ total: number }>().invoke('Ask', ask, { waitForTaskToken: true, payload: ({ input, taskToken }) => ({ token: taskToken, total: input.total }), into: 'approval' });
start.next(step);`,
  ],
  [
    'the answer of a token has the type it is given',
    `const flow = start.next(invoke('Ask', ask, { waitForTaskToken: true, payload: ({ input, taskToken }) => ({ token: taskToken, total: input.total }), result: typed<{ approved: boolean }>(), into: 'approval' }));
sure<Is<OutputOf<typeof flow>['approval'], { approved: boolean }>>();`,
  ],
  [
    'the answer of a token is unknown without it',
    `const flow = start.next(invoke('Ask', ask, { waitForTaskToken: true, payload: ({ input, taskToken }) => ({ token: taskToken, total: input.total }), into: 'approval' }));
sure<Is<OutputOf<typeof flow>['approval'], unknown>>();`,
  ],
  [
    'the whole input may be the payload',
    `workflow<ChargeEvent>().next(invoke('A', charge)).next(pass('B', { output: ({ input }) => ({ id: input.receiptId }) }));`,
  ],
  [
    'a reference may be the whole payload',
    `workflow<{ event: ChargeEvent }>().next(invoke('A', charge, { payload: ({ input }) => input.event }));`,
  ],
  [
    'an optional field is left out by optional',
    `start.next(invoke('A', charge, { payload: ({ input }) => ({ orderId: input.orderId, amount: input.total, note: optional(input.note), tags: { name: 'x' } }) }));`,
  ],
  [
    'a default makes an optional field fit',
    `start.next(invoke('A', ship, { payload: ({ input }) => ({ receipt: orElse(input.note, 'none') }) }));`,
  ],
  ['constants fit as they are', `start.next(invoke('A', charge, { payload: () => ({ orderId: 'x', amount: 1 }) }));`],
  [
    'any as input works',
    `const flow = workflow<any>().next(invoke('A', charge, { payload: ({ input }) => ({ orderId: input.some.where[0], amount: input.total }), into: 'receipt' }));`,
  ],
  [
    'unknown as input works',
    `const flow = workflow<unknown>().next(pass('A', { output: ({ input }) => ({ all: input }) })).next(pass('B', { output: ({ input }) => input.all }));
sure<Is<OutputOf<typeof flow>, unknown>>();`,
  ],
  [
    'a choice makes fields of some branches optional',
    `const flow = start.next(choice('C', (c) => c.when(({ input }) => gt(input.total, 1), invoke('A', ship, { payload: ({ input }) => ({ receipt: input.orderId }), into: 'shipment' })).otherwise(pass('B'))));
sure<Is<OutputOf<typeof flow>, Order & { shipment?: { trackingId: string } }>>();`,
  ],
  [
    'a choice keeps fields of all branches',
    `const flow = start.next(choice('C', (c) => c.when(({ input }) => gt(input.total, 1), pass('A', { value: () => 1, into: 'size' })).otherwise(pass('B', { value: () => 'x', into: 'size' }))));
sure<Is<OutputOf<typeof flow>, Order & { size: string | number }>>();`,
  ],
  [
    'a branch that ends does not count',
    `const flow = start.next(choice('C', (c) => c.when(({ input }) => gt(input.total, 1), fail('A')).otherwise(pass('B', { value: () => 'x', into: 'size' }))));
sure<Is<OutputOf<typeof flow>, Order & { size: string }>>();`,
  ],
  [
    'outputs told apart by a literal stay a union',
    `const flow = start.next(choice('C', (c) => c.when(({ input }) => gt(input.total, 1), pass('A', { output: () => ({ type: 'card' as const, card: 1 }) })).otherwise(pass('B', { output: () => ({ type: 'bank' as const, bank: 'x' }) }))));
sure<Is<OutputOf<typeof flow>, { type: 'card'; card: number } | { type: 'bank'; bank: 'x' }>>();`,
  ],
  [
    'a choice without otherwise step goes on',
    `const flow = start.next(choice('C', (c) => c.when(({ input }) => eq(input.kind, 'gift'), pass('A', { value: () => true, into: 'wrapped' })).otherwise()));
sure<Is<OutputOf<typeof flow>, Order & { wrapped?: boolean }>>();`,
  ],
  [
    'variables of some branches are optional',
    `const flow = start.next(choice('C', (c) => c.when(({ input }) => gt(input.total, 1), pass('A', { assign: () => ({ both: 1, one: 2 }) })).otherwise(pass('B', { assign: () => ({ both: 1 }) }))));
sure<Is<VariablesOf<typeof flow>, { both: number; one?: number }>>();`,
  ],
  [
    'a branch may be a callback of several steps',
    `start.next(choice('C', (c) => c.when(({ input }) => and(gt(input.total, 1), not(isPresent(input.note))), (order) => order.next(pass('A')).next(invoke('B', ship, { payload: ({ input }) => ({ receipt: input.orderId }), into: 'x' }))).otherwise(pass('D'))));`,
  ],
  [
    'a map gives its items a type and collects results',
    `const flow = start.next(map('M', { items: ({ input }) => input.lines, into: 'packed' }, (line) => line.next(pass('P', { output: ({ input }) => ({ box: input.sku }) }))));
sure<Is<OutputOf<typeof flow>['packed'], { box: string }[]>>();`,
  ],
  [
    'a map with an item selector',
    `start.next(map('M', { items: ({ input }) => input.lines, itemSelector: ({ item, index, input }) => ({ sku: item.sku, index, id: input.orderId }) }, (line) => line.next(pass('P', { output: ({ input }) => ({ text: format('{} {} {}', input.sku, input.index, input.id) }) }))));`,
  ],
  [
    'variables are visible inside a map and not after it',
    `const flow = start.next(pass('V', { assign: ({ input }) => ({ outer: input.total }) })).next(map('M', { items: ({ input }) => input.lines, discard: true }, (line) => line.next(pass('P', { assign: ({ vars }) => ({ inner: vars.outer }) }))));
sure<Is<VariablesOf<typeof flow>, { outer: number }>>();`,
  ],
  [
    'named branches give an object',
    `const flow = start.next(parallel('P', { left: pass('L', { output: ({ input }) => ({ id: input.orderId }) }), right: invoke('R', ship, { payload: ({ input }) => ({ receipt: input.orderId }) }) }, { into: 'both' }));
sure<Is<OutputOf<typeof flow>['both'], { left: { id: string }; right: { trackingId: string } }>>();`,
  ],
  [
    'listed branches give a tuple',
    `const flow = start.next(parallel('P', [pass('L', { output: ({ input }) => ({ id: input.orderId }) }), invoke('R', ship, { payload: ({ input }) => ({ receipt: input.orderId }) })]));
sure<Is<OutputOf<typeof flow>, [{ id: string }, { trackingId: string }]>>();`,
  ],
  [
    'a handler of a failure sees the error and joins',
    `const flow = start.next(invoke('A', ship, { payload: ({ input }) => ({ receipt: input.orderId }), into: 'shipment', catch: (failure) => failure.on('NoCarrier', pass('P', { value: ({ input }) => input.error.Cause, into: 'why' })).all(fail('F')) }));
sure<OutputOf<typeof flow>['shipment'] extends { trackingId: string } | undefined ? true : false>();
sure<OutputOf<typeof flow>['why'] extends string | undefined ? true : false>();`,
  ],
  [
    'errors of AWS, of HTTP tasks, of services and of your own are named as they are',
    `const mine: string = 'Mine';
start.next(invoke('A', ship, { payload: () => ({ receipt: 'x' }), into: 's', retry: retry.rules({ errors: ['States.Timeout', 'Busy'] }), catch: (failure) => failure.on(['States.Timeout', 'States.Http.StatusCode.404', 'Lambda.TooManyRequestsException', mine], fail('F', { error: 'OrderRejected' })).on(mine, fail('G', { error: mine })).on('States.ALL', fail('H')) }));`,
  ],
  [
    'fields of optional objects are references that may be absent',
    `workflow<{ maybe?: { id: string } }>().next(pass('P', { output: ({ input }) => ({ id: orElse(input.maybe.id, 'none') }) }));`,
  ],
  [
    'a workflow carries its types',
    `const machine = new Workflow(scope, 'W', { definition: start.next(pass('A', { output: ({ input }) => ({ id: input.orderId }) })) });
sure<typeof machine extends Workflow<Order, { id: string }> ? true : false>();`,
  ],
  [
    'waits, conditionals, sums, ends',
    `start.next(wait('W', { until: ({ input }) => input.orderId })).next(wait('X', { duration: Duration.days(1) })).next(pass('P', { output: ({ input }) => ({ size: ifElse(gt(input.total, 1), 'large', 'small'), more: add(input.total, 1) }) })).next(succeed('S'));`,
  ],
  [
    'a choice over a discriminant narrows in each case',
    `const flow = workflow<Payment>().next(choiceOn('kind', { card: (p) => p.next(pass('A', { value: ({ input }) => input.card, into: 'done' })), invoice: pass('B', { value: ({ input }) => input.address, into: 'done' }) }));
sure<Is<OutputOf<typeof flow>['done'], string>>();`,
  ],
  [
    'a choice over text literals of one object keeps its input',
    `const flow = start.next(choiceOn('kind', { gift: pass('A', { assign: ({ input }) => ({ a: input.total }) }), plain: pass('B', { assign: () => ({ a: 1, b: 1 }) }) }));
sure<Is<VariablesOf<typeof flow>, { a: number; b?: number }>>();
sure<Is<OutputOf<typeof flow>, Order>>();`,
  ],
  [
    'whenPresent makes a key sure in its branch',
    `const flow = start.next(choice('N', (c) => c.whenPresent('note', (o) => o.next(invoke('A', ship, { payload: ({ input }) => ({ receipt: input.note }), into: 'x' }))).otherwise()));
sure<Is<OutputOf<typeof flow>, Order & { x?: { trackingId: string } }>>();`,
  ],
  [
    'functions of arrays and objects give types',
    `const flow = start.next(pass('P', { output: ({ input }) => ({ skus: mapItems(input.lines, (line) => line.sku), many: filter(input.lines, (line) => gt(line.quantity, 1)), first: optional(find(input.lines, (line) => eq(line.sku, 'x'))), all: sum(mapItems(input.lines, (line) => line.quantity)), part: pick(input.address, 'city') }) }));
sure<Is<OutputOf<typeof flow>, { skus: string[]; many: Line[]; first?: Line; all: number; part: { city: string } }>>();`,
  ],
  [
    'the results of a map have their type in output and assign after its flow',
    `const flow = start.next(map('M', { items: ({ input }) => input.lines }, (line) => line.next(pass('P', { output: ({ input }) => ({ box: input.sku }) })), { output: ({ result, input }) => ({ first: result[0].box, id: input.orderId }), assign: ({ result }) => ({ all: result }) }));
sure<Is<OutputOf<typeof flow>, { first: string; id: string }>>();
sure<Is<VariablesOf<typeof flow>, { all: { box: string }[] }>>();`,
  ],
  [
    'the results of named branches have their type in output and assign',
    `const flow = start.next(parallel('P', { left: pass('L', { output: ({ input }) => ({ id: input.orderId }) }), right: pass('R') }, { output: ({ result }) => ({ id: result.left.id, total: result.right.total }), assign: ({ result }) => ({ id: result.left.id }) }));
sure<Is<OutputOf<typeof flow>, { id: string; total: number }>>();
sure<Is<VariablesOf<typeof flow>, { id: string }>>();`,
  ],
  [
    'the results of listed branches have their type in output',
    `const flow = start.next(parallel('P', [pass('L', { output: ({ input }) => ({ id: input.orderId }) }), pass('R')], { output: ({ result }) => ({ id: result[0].id, total: result[1].total }) }));
sure<Is<OutputOf<typeof flow>, { id: string; total: number }>>();`,
  ],
  [
    'the results of a distributed map have their type in assign',
    `const flow = start.next(distributedMap('D', { items: ({ input }) => input.lines, discard: true }, (line) => line.next(pass('P', { output: ({ input }) => ({ box: input.sku }) })), { assign: ({ result }) => ({ first: result[0].box }) })).next(pass('Q', { output: ({ vars }) => ({ first: vars.first }) }));
sure<Is<OutputOf<typeof flow>, { first: string }>>();`,
  ],
  [
    'a state of aws-cdk-lib has the types it is given, and an edge back ends its branch',
    `declare const plain: import('aws-cdk-lib/aws-stepfunctions').Pass;
const poll = steps<Order>().pass('Poll');
const flow = start.next(poll).next(choice('Ready?', (c) => c.when(({ input }) => gt(input.total, 1), pass('Ready')).otherwise(backTo(poll)))).next(fromState<Order, { audited: boolean }>(plain));
sure<Is<OutputOf<typeof flow>, { audited: boolean }>>();`,
  ],
  [
    'a state of aws-cdk-lib takes its types as values, too',
    `declare const plain: import('aws-cdk-lib/aws-stepfunctions').Pass;
const flow = start.next(fromState(plain, { input: typed<Order>(), output: typed<{ audited: boolean }>() })).next(pass('P', { output: ({ input }) => ({ ok: input.audited }) }));
sure<Is<OutputOf<typeof flow>, { ok: boolean }>>();`,
  ],
  [
    'an L2 task has the references of its step',
    `const flow = start.next(task('T', { state: ({ scope, id, fields, text, render, input, vars, taskToken }) => makeTask(scope, id, fields, text(input.orderId), render({ token: taskToken, all: [input.total] })), result: typed<{ ok: boolean }>(), into: 'done' }));
declare function makeTask(...parts: readonly unknown[]): import('aws-cdk-lib/aws-stepfunctions').TaskStateBase;
sure<Is<OutputOf<typeof flow>['done'], { ok: boolean }>>();`,
  ],
  [
    'retries are presets or rules',
    `start.next(invoke('A', ship, { payload: () => ({ receipt: 'x' }), retry: retry.transient({ except: ['X'], maxDelay: Duration.minutes(1) }) })).next(invoke('B', ship, { payload: () => ({ receipt: 'x' }), retry: [{ errors: ['X'], maxAttempts: 1 }, { jitter: true }] }));`,
  ],
  [
    'times compare as conditions',
    `start.next(choice('C', (c) => c.when(({ input, context }) => isBefore(context.State.EnteredTime, input.orderId), pass('A')).otherwise(pass('B'))));`,
  ],
  [
    'a handler of a failure has the error',
    `start.next(invoke('A', ship, { payload: ({ input }) => ({ receipt: input.orderId }), into: 'shipment', catch: (failure) => failure.on('X', fail('F', { error: ({ error }) => error.Error, cause: ({ error }) => error.Cause })) })).next(tryCatch('T', (t) => t.try(pass('A')).catch(pass('B', { output: ({ error, input }) => ({ why: format('{} {}', error.Error, input.orderId) }) }))));`,
  ],
  [
    'limits of the data, and in whose name',
    `const flow = start.next(invoke('A', ship, { payload: ({ input }) => ({ receipt: input.orderId }), timeout: ({ input }) => input.total, heartbeat: ({ context }) => context.State.RetryCount as never, credentials: ({ input }) => input.orderId, comment: 'x', into: 'parcel' }));
sure<Is<OutputOf<typeof flow>['parcel'], { trackingId: string }>>();`,
  ],
  [
    'a wait that hands on and stores',
    `const flow = start.next(wait('W', { seconds: 1, output: ({ input }) => ({ id: input.orderId }), assign: ({ input }) => ({ sum: input.total }), comment: 'x' })).next(pass('P', { output: ({ input, vars }) => ({ id: input.id, sum: vars.sum }) }));
sure<Is<OutputOf<typeof flow>, { id: string; sum: number }>>();`,
  ],
  [
    'a branch without a step hands on what the choice got',
    `const flow = start.next(choice('C', (c) => c.when(({ input }) => gt(input.total, 1)).when(({ input }) => gt(input.total, 0), pass('A', { value: () => 1, into: 'one' })).otherwise()));
sure<Is<OutputOf<typeof flow>['one'], number | undefined>>();`,
  ],
  [
    'rules and the default store and hand on',
    `const flow = start.next(choice('C', (c) => c.rule({ when: ({ input }) => gt(input.total, 1), assign: ({ input }) => ({ size: input.total }), output: ({ input }) => ({ id: input.orderId }) }, (big) => big.next(pass('A', { output: ({ input, vars }) => ({ id: input.id, size: vars.size }) }))).default({ assign: () => ({ size: 0 }), output: ({ input }) => ({ id: input.orderId, size: 1 }) })));
sure<Is<OutputOf<typeof flow>['size'], number>>();
sure<Is<VariablesOf<typeof flow>['size'], number>>();`,
  ],
];
