import { compileSnippets } from './compile-snippets';
import { prelude } from './prelude';

const snippets: readonly (readonly [title: string, snippet: string])[] = [
  [
    'a chain gives each step the output of the one before',
    `const flow = start.next(invoke('A', charge, { payload: ({ input }) => ({ orderId: input.orderId, amount: input.total }), into: 'receipt' })).next(invoke('B', ship, { payload: ({ input }) => ({ receipt: input.receipt.receiptId }), into: 'shipment' }));
sure<Is<OutputOf<typeof flow>, Order & { receipt: { receiptId: string; at: string }; shipment: { trackingId: string } }>>();`,
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
sure<Is<OutputOf<typeof flow>, { type: 'card'; card: number } | { type: 'bank'; bank: string }>>();`,
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
    'a saga types its compensations',
    `const flow = start.next(saga('S', (s) => s.step(invoke('A', ship, { payload: ({ input }) => ({ receipt: input.orderId }), into: 'parcel' }), { compensate: invoke('U', ship, { payload: ({ input }) => ({ receipt: input.parcel.trackingId }) }) }).step(pass('B'))));
sure<Is<OutputOf<typeof flow>, Order & { parcel: { trackingId: string } }>>();`,
  ],
  [
    'a tryCatch joins what it tried with its handlers',
    `const flow = start.next(tryCatch('T', (t) => t.try((order) => order.next(invoke('A', ship, { payload: ({ input }) => ({ receipt: input.orderId }), into: 'parcel' }))).on('X', fail('F'))));
sure<Is<OutputOf<typeof flow>, Order & { parcel: { trackingId: string } }>>();`,
  ],
  [
    'fields of optional objects are references that may be absent',
    `workflow<{ maybe?: { id: string } }>().next(pass('P', { output: ({ input }) => ({ id: orElse(input.maybe.id, 'none') }) }));`,
  ],
  [
    'an async handler',
    `declare const fn: (event: { id: string }) => Promise<Receipt>;
const types = typeOf(handler<typeof fn>(lambdaFunction)); sure<Same<Flat<typeof types>, { event: { id: string }; result: { receiptId: string; at: string } }>>();`,
  ],
  [
    'a handler typed by @types/aws-lambda',
    `declare const fn: Handler<{ id: string }, { ok: boolean }>;
const types = typeOf(handler<typeof fn>(lambdaFunction)); sure<Same<Flat<typeof types>, { event: { id: string }; result: { ok: boolean } }>>();`,
  ],
  [
    'a handler that answers by callback',
    `declare const fn: (event: { id: string }, context: Context, callback: Callback<{ ok: boolean }>) => void;
const types = typeOf(handler<typeof fn>(lambdaFunction)); sure<Same<Flat<typeof types>, { event: { id: string }; result: { ok: boolean } }>>();`,
  ],
  [
    'a handler wrapped as middy does',
    `interface Wrapped<Event, Result> { (event: Event, context: Context, callback?: Callback<Result>): void | Promise<Result> | Result; use(plugin: unknown): Wrapped<Event, Result>; before(hook: unknown): Wrapped<Event, Result> }
declare const fn: Wrapped<{ id: string }, { ok: boolean }>;
const types = typeOf(handler<typeof fn>(lambdaFunction)); sure<Same<Flat<typeof types>, { event: { id: string }; result: { ok: boolean } }>>();`,
  ],
  [
    'a handler that gives nothing gives null',
    `declare const fn: (event: { id: string }) => Promise<void>;
const types = typeOf(handler<typeof fn>(lambdaFunction)); sure<Same<typeof types['result'], null>>();`,
  ],
  [
    'a plain handler that gives nothing gives null',
    `declare const fn: (event: { id: string }) => void;
const types = typeOf(handler<typeof fn>(lambdaFunction)); sure<Same<typeof types['result'], null>>();`,
  ],
  [
    'what JSON leaves of a result',
    `declare const fn: () => Promise<{ when: Date; list: Date[]; method(): void; maybe?: Date; map: Map<string, string> }>;
const types = typeOf(handler<typeof fn>(lambdaFunction)); sure<Same<Flat<typeof types['result']>, { when: string; list: string[]; maybe?: string; map: Record<string, never> }>>();`,
  ],
  [
    'a handler in another language',
    `const types = typeOf(handler<{ id: string }, { ok: boolean }>(lambdaFunction)); sure<Same<typeof types, { event: { id: string }; result: { ok: boolean } }>>();`,
  ],
  [
    'a workflow carries its types',
    `const machine = new Workflow(scope, 'W', { definition: start.next(pass('A', { output: ({ input }) => ({ id: input.orderId }) })) });
sure<typeof machine extends Workflow<Order, { id: string }> ? true : false>();`,
  ],
  [
    'waits, conditionals, sums, ends',
    `start.next(wait('W', { until: ({ input }) => input.orderId })).next(wait('X', { duration: Duration.days(1) })).next(pass('P', { output: ({ input }) => ({ size: when(gt(input.total, 1), 'large', 'small'), more: add(input.total, 1) }) })).next(succeed('S'));`,
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
    'a nested workflow hands on its output when it is waited for',
    `const flow = start.next(startWorkflow('A', child, { input: ({ input }) => ({ id: input.orderId }), sync: true, into: 'shipment' }));
sure<Is<OutputOf<typeof flow>['shipment'], { parcel: string }>>();`,
  ],
  [
    'a nested workflow that is only started says where its execution is',
    `const flow = start.next(startWorkflow('A', child, { input: ({ input }) => ({ id: input.orderId }), into: 'started' })).next(pass('B', { output: ({ input }) => ({ arn: input.started.ExecutionArn }) }));
sure<Is<OutputOf<typeof flow>, { arn: string }>>();`,
  ],
  [
    'an SDK call takes the types of the client',
    `import type { DescribeExecutionCommandOutput, SendTaskSuccessCommandInput } from '@aws-sdk/client-sfn';
const flow = start.next(sdk('A', { service: 'sfn', action: 'sendTaskSuccess', access: { resources: ['*'] }, request: typed<SdkFields<SendTaskSuccessCommandInput>>(), result: typed<SdkFields<DescribeExecutionCommandOutput>>(), parameters: ({ input }) => ({ TaskToken: input.orderId, Output: '{}' }), into: 'x' })).next(pass('B', { output: ({ input }) => ({ a: input.x.StartDate }) }));
sure<Is<OutputOf<typeof flow>, { a: string | undefined }>>();`,
  ],
  [
    'an SDK call without types takes any parameters, and a token inside text counts',
    `const flow = start.next(sdk('A', { service: 'sqs', action: 'sendMessage', access: { resources: ['*'] }, waitForTaskToken: true, parameters: ({ taskToken, input }) => ({ MessageBody: toJson({ t: taskToken, id: input.orderId }) }), result: typed<{ n: number }>(), into: 'answer' }));
sure<Is<OutputOf<typeof flow>['answer'], { n: number }>>();`,
  ],
  [
    'an activity and an HTTP task type what comes back',
    `const flow = start.next(activity('A', worker, { payload: ({ input }) => ({ x: input.total }), result: typed<{ ok: boolean }>(), into: 'a' })).next(http('B', { connection, apiRoot: 'https://x', path: ({ input }) => input.orderId, method: 'GET', result: typed<{ y: 1 }>(), output: ({ input, result }) => ({ y: result.ResponseBody.y, code: result.StatusCode, ok: input.a.ok }) }));
sure<Is<OutputOf<typeof flow>, { y: 1; code: number; ok: boolean }>>();`,
  ],
  [
    'a batch of a distributed map has items and an input of its own',
    `const flow = start.next(distributedMap('D', { source: itemsIn.csv<{ sku: string }>(bucket, { key: 'k' }), batch: { size: 2, input: ({ input }) => ({ id: input.orderId }) }, into: 'done' }, (b) => b.next(pass('P', { output: ({ input }) => ({ first: input.Items[0].sku, id: input.BatchInput.id }) }))));
sure<Is<OutputOf<typeof flow>['done'], { first: string; id: string }[]>>();`,
  ],
  [
    'a distributed map that writes its results says where',
    `const flow = start.next(distributedMap('D', { items: ({ input }) => input.lines, resultsTo: { bucket }, into: 'done' }, (line) => line.next(pass('P')))).next(pass('Q', { output: ({ input }) => ({ key: input.done.ResultWriterDetails.Key }) }));
sure<Is<OutputOf<typeof flow>, { key: string }>>();`,
  ],
  [
    'finally does not change what a tryCatch hands on',
    `const flow = start.next(tryCatch('T', (t) => t.try(pass('A')).finally(invoke('F', ship, { payload: ({ input }) => ({ receipt: input.orderId }) }))));
sure<Is<OutputOf<typeof flow>, Order>>();`,
  ],
  [
    'a poll sees what its step hands on',
    `const flow = start.next(pollUntil('L', (o) => o.next(invoke('A', ship, { payload: ({ input }) => ({ receipt: input.orderId }), into: 'job' })), { until: ({ input }) => eq(input.job.trackingId, 'x'), every: Duration.seconds(1), deadline: Duration.hours(1) }));
sure<Is<OutputOf<typeof flow>, Order & { job: { trackingId: string } }>>();`,
  ],
  [
    'a loop hands on its input',
    `const flow = start.next(loop('L', { while: ({ input }) => gt(input.total, 1) }, pass('S', { value: ({ input }) => add(input.total, 1), replace: 'total' })));
sure<Is<OutputOf<typeof flow>, Order>>();`,
  ],
  [
    'an approval is typed, and so is what happens without one',
    `start.next(waitForApproval('L', ask, { payload: ({ input, taskToken }) => ({ token: taskToken, total: input.total }), into: 'approval', timeout: Duration.days(1), rejected: (no) => no.next(pass('R', { output: ({ input }) => ({ by: input.approval.by }) })), expired: pass('X', { output: ({ input }) => ({ e: input.error.Error }) }) }));`,
  ],
  [
    'a start that happens once takes key and input',
    `start.next(dedupe('D', child, { key: ({ input }) => input.orderId, input: ({ input }) => ({ id: input.orderId }) }));`,
  ],
  [
    'functions of arrays and objects give types',
    `const flow = start.next(pass('P', { output: ({ input }) => ({ skus: mapItems(input.lines, (line) => line.sku), many: filter(input.lines, (line) => gt(line.quantity, 1)), first: find(input.lines, (line) => eq(line.sku, 'x')), all: sum(mapItems(input.lines, (line) => line.quantity)), part: pick(input.address, 'city') }) }));
sure<Is<OutputOf<typeof flow>, { skus: string[]; many: Line[]; first: Line | undefined; all: number; part: { city: string } }>>();`,
  ],
];

const compiled = compileSnippets(
  prelude,
  snippets.map(([, snippet]) => snippet),
);

test.each(snippets.map(([title], index) => [title, index] as const))('compiles: %s', (_title, index) => {
  expect(compiled[index]?.errors).toEqual([]);
});
