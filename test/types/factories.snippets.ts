import { steps } from 'drystep';
import { compileSnippets } from './compile-snippets';
import { prelude } from './prelude';

/** A call of each builder with as many options as fit into one line. */
const calls: Readonly<Record<string, string>> = {
  invoke: `invoke('A', charge, { payload: ({ input }) => ({ orderId: input.orderId, amount: input.total }), into: 'receipt', assign: ({ result }) => ({ id: result.receiptId }), catch: (failure) => failure.all(pass('F', { assign: () => ({ why: 1 }) })) })`,
  task: `task('T', { state: ({ scope, id, fields }) => make(scope, id, fields), result: typed<{ ok: boolean }>(), output: ({ result, input }) => ({ ok: result.ok, id: input.orderId }) })`,
  sdk: `sdk('A', { service: 'sqs', action: 'sendMessage', access: { resources: ['*'] }, waitForTaskToken: true, parameters: ({ taskToken }) => ({ MessageBody: taskToken }), result: typed<{ n: number }>(), into: 'answer' })`,
  startWorkflow: `startWorkflow('A', child, { input: ({ input }) => ({ id: input.orderId }), sync: true, into: 'shipment' })`,
  activity: `activity('A', worker, { payload: ({ input }) => ({ x: input.total }), result: typed<{ ok: boolean }>(), into: 'a' })`,
  http: `http('B', { connection, apiRoot: 'https://x', path: ({ input }) => input.orderId, method: 'GET', result: typed<{ y: 1 }>(), replace: 'note' })`,
  choice: `choice('C', (c) => c.whenPresent('note', pass('A', { assign: () => ({ both: 1, one: 2 }) })).otherwise(pass('B', { value: () => 1, into: 'size', assign: () => ({ both: 1 }) })))`,
  choiceOn: `choiceOn('kind', { gift: pass('A', { assign: ({ input }) => ({ a: input.total }) }), plain: pass('B') }, { name: 'Which?' })`,
  map: `map('M', { items: ({ input }) => input.lines, itemSelector: ({ item, index }) => ({ sku: item.sku, index }) }, (line) => line.next(pass('P', { output: ({ input }) => ({ box: input.sku }) })), { output: ({ result }) => ({ first: result[0].box }) })`,
  distributedMap: `distributedMap('D', { source: itemsIn.csv<{ sku: string }>(bucket, { key: 'k' }), batch: { size: 2 }, into: 'done' }, (batch) => batch.next(pass('P', { output: ({ input }) => ({ first: input.Items[0].sku }) })), { assign: ({ result }) => ({ one: result[0].first }) })`,
  parallel: `parallel('P', { left: pass('L', { output: ({ input }) => ({ id: input.orderId }) }), right: activity('R', worker) }, { into: 'both', assign: ({ result }) => ({ id: result.left.id }) })`,
  wait: `wait('W', { until: ({ input }) => input.orderId })`,
  pass: `pass('P', { value: ({ input }) => input.total, into: 'twice', assign: ({ input }) => ({ id: input.orderId }) })`,
  succeed: `succeed('S', { output: ({ input }) => input.total })`,
  fail: `fail('F', { error: 'X', cause: ({ input }) => input.orderId })`,
  saga: `saga('S', (s) => s.step(invoke('A', ship, { payload: ({ input }) => ({ receipt: input.orderId }), into: 'parcel' }), { compensate: invoke('U', ship, { payload: ({ input }) => ({ receipt: input.parcel.trackingId }) }) }).step(pass('B')))`,
  tryCatch: `tryCatch('T', (t) => t.try((order) => order.next(invoke('A', ship, { payload: ({ input }) => ({ receipt: input.orderId }), into: 'parcel' }))).on('X', pass('F', { assign: () => ({ why: 1 }) })).finally(pass('L')))`,
  loop: `loop('L', { while: ({ input }) => gt(input.total, 1) }, pass('S', { value: ({ input }) => add(input.total, 1), replace: 'total' }))`,
  pollUntil: `pollUntil('L', (o) => o.next(pass('A', { assign: ({ input }) => ({ seen: input.total }) })), { until: ({ vars }) => gt(vars.seen, 1), every: Duration.seconds(1), deadline: ({ input }) => input.orderId })`,
  waitForApproval: `waitForApproval('L', ask, { payload: ({ input, taskToken }) => ({ token: taskToken, total: input.total }), into: 'approval', timeout: Duration.days(1), expired: pass('E') })`,
  dedupe: `dedupe('D', child, { key: ({ input }) => input.orderId, input: ({ input }) => ({ id: input.orderId }) })`,
  fanOut: `fanOut('F', { items: ({ input }) => input.lines, toleratedFailures: { count: 1 }, into: 'packed' }, (line) => line.next(pass('P', { output: ({ input }) => ({ box: input.sku }) })), { assign: ({ result }) => ({ lost: result.failed }) })`,
};

const names = Object.keys(calls);
const compiled = compileSnippets(
  `${prelude}declare function make(...parts: readonly unknown[]): import('aws-cdk-lib/aws-stepfunctions').TaskStateBase;`,
  names.map(
    (name) => `const fixed = start.next(steps<Order>().${calls[name]});
const free = start.next(${calls[name]});
sure<Same<typeof fixed, typeof free>>();`,
  ),
);

test('every builder is there with its input named', () => {
  expect(Object.keys(steps()).sort()).toEqual([...names].sort());
});

test.each(names.map((name, index) => [name, index] as const))(
  '%s gives the same types with its input named and without',
  (_name, index) => {
    expect(compiled[index]?.errors).toEqual([]);
  },
);
