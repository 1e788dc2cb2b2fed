import type { Acceptance } from './acceptance';

/** Services, collections in S3, and patterns. */
export const services: readonly Acceptance[] = [
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
const flow = start.next(sdk('A', { service: 'sfn', action: 'sendTaskSuccess', access: { resources: ['*'] }, request: typed<SdkFields<SendTaskSuccessCommandInput>>(), result: typed<SdkFields<DescribeExecutionCommandOutput>>(), parameters: ({ input }) => ({ TaskToken: input.orderId, Output: '{}' }), into: 'x' })).next(pass('B', { output: ({ input }) => ({ a: required(input.x.StartDate) }) }));
sure<Is<OutputOf<typeof flow>, { a: string }>>();`,
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
    'a distributed map gives its results in the shape that it is told',
    `const pairs = workflow<{ pairs: string[][] }>();
const flat = pairs.next(distributedMap('D', { items: ({ input }) => input.pairs, transformation: 'FLATTEN', into: 'done' }, (pair) => pair.next(pass('P'))));
const told = pairs.next(distributedMap('E', { items: ({ input }) => input.pairs, transformation: 'NONE', into: 'done' }, (pair) => pair.next(pass('Q'))));
const plain = pairs.next(distributedMap('F', { items: ({ input }) => input.pairs, into: 'done' }, (pair) => pair.next(pass('R'))));
sure<Is<OutputOf<typeof flat>['done'], string[]>>();
sure<Is<OutputOf<typeof told>['done'][number]['Output'], string>>();
sure<Is<OutputOf<typeof plain>['done'], string[][]>>();
declare const either: 'FLATTEN' | 'COMPACT';
const open = pairs.next(distributedMap('G', { items: ({ input }) => input.pairs, transformation: either, into: 'done' }, (pair) => pair.next(pass('S'))));
sure<Is<OutputOf<typeof open>['done'], string[] | string[][]>>();`,
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
    `start.next(waitForApproval('L', ask, { payload: ({ input, taskToken }) => ({ token: taskToken, total: input.total }), into: 'approval', timeout: Duration.days(1), rejected: (no) => no.next(pass('R', { output: ({ input }) => ({ by: optional(input.approval.by) }) })), expired: pass('X', { output: ({ input }) => ({ e: input.error.Error }) }) }));`,
  ],
  [
    'a start that happens once takes key and input',
    `start.next(dedupe('D', child, { key: ({ input }) => input.orderId, input: ({ input }) => ({ id: input.orderId }) }));`,
  ],
  [
    'an activity and an HTTP task stand alone',
    `const flow = start.next(steps<Order>().activity('A', worker, { result: typed<{ ok: boolean }>(), into: 'a' })).next(steps<Order & { a: { ok: boolean } }>().http('B', { connection, apiRoot: 'https://x', path: 'y', method: 'GET', result: typed<{ n: number }>(), into: 'b' })).next(pass('C', { output: ({ input }) => ({ ok: input.a.ok, n: input.b.ResponseBody.n }) }));
sure<Is<OutputOf<typeof flow>, { ok: boolean; n: number }>>();`,
  ],
  [
    'a fan-out hands on what succeeded and what failed',
    `const flow = start.next(fanOut('F', { items: ({ input }) => input.lines, toleratedFailures: { count: 1 }, into: 'packed' }, (line) => line.next(pass('P', { output: ({ input }) => ({ box: input.sku }) }))));
sure<Is<OutputOf<typeof flow>['packed']['succeeded'], { box: string }[]>>();
sure<Is<OutputOf<typeof flow>['packed']['failed'][number]['item'], Line>>();`,
  ],
  [
    'a fan-out gives its lists to output and assign, with what an item selector made',
    `const flow = start.next(fanOut('F', { items: ({ input }) => input.lines, itemSelector: ({ item }) => ({ only: item.sku }), toleratedFailures: 'all' }, (line) => line.next(pass('P', { output: ({ input }) => ({ box: input.only }) })), { output: ({ result, input }) => ({ first: result.succeeded[0].box, lost: result.failed[0].item.only, why: result.failed[0].error.Error, id: input.orderId }), assign: ({ result }) => ({ lost: result.failed }) }));
sure<Is<OutputOf<typeof flow>, { first: string; lost: string; why: string; id: string }>>();
sure<Is<VariablesOf<typeof flow>['lost'][number]['item'], { only: string }>>();`,
  ],
  [
    'a poll gives up by a timestamp of its input, or after a number of runs',
    `start.next(pollUntil('L', pass('A'), { until: ({ input }) => gt(input.total, 1), every: Duration.seconds(1), deadline: ({ input }) => input.orderId })).next(pollUntil('M', pass('B'), { until: ({ input }) => gt(input.total, 1), every: Duration.seconds(1), attempts: 3 }));`,
  ],
  [
    'every pattern stands alone with its input named',
    `const own = steps<Order, { count: number }>();
const flow = workflow<Order, { count: number }>()
  .next(own.fanOut('F', { items: ({ input }) => input.lines, discard: true }, (line) => line.next(pass('P', { output: ({ input, vars }) => ({ box: input.sku, count: vars.count }) }))))
  .next(own.loop('L', { while: ({ vars }) => gt(vars.count, 1) }, (order) => order.next(pass('S', { value: ({ input }) => add(input.total, 1), replace: 'total' }))))
  .next(own.pollUntil('Q', (o) => o.next(pass('A', { assign: ({ input }) => ({ seen: input.total }) })), { until: ({ vars }) => gt(vars.seen, vars.count), every: Duration.seconds(1), attempts: 3 }))
  .next(own.dedupe('D', child, { key: ({ input }) => input.orderId, input: ({ input }) => ({ id: input.orderId }) }))
  .next(own.waitForApproval('W', ask, { payload: ({ input, taskToken }) => ({ token: taskToken, total: input.total }), into: 'approval', timeout: Duration.days(1) }));
sure<OutputOf<typeof flow>['approval'] extends { approved: boolean } ? true : false>();`,
  ],
  [
    'a reference to what a function takes, or to more, is a payload, and so is data that may be anything',
    `workflow<ChargeEvent & { more: 1 }>().next(invoke('A', charge, { payload: ({ input }) => input }));
workflow<{ event: ChargeEvent; any: any }>().next(invoke('A', charge, { payload: ({ input }) => input.event, into: 'one' })).next(invoke('B', charge, { payload: ({ input }) => input.any }));
start.next(startWorkflow('S', {} as import('aws-cdk-lib/aws-stepfunctions').IStateMachine, { input: ({ input }) => input.lines }));
const generic = <T extends ChargeEvent & { at: { id: string } }>() => steps<T>().invoke('A', charge, { payload: ({ input }) => input, discard: true });
const part = <T extends ChargeEvent & { at: { id: string } }>() => steps<T>().startWorkflow('A', child, { input: ({ input }) => input.at, discard: true });`,
  ],
  [
    'a step without options takes what its function or workflow takes, and stands alone',
    `const charged = invoke('A', charge);
workflow<ChargeEvent & { more: 1 }>().next(parallel('P', { a: charged, b: invoke('B', charge), c: (flow) => flow.next(invoke('C', charge)) }));
const generic = <T extends ChargeEvent>() => workflow<T>().next(charged);
workflow<{ id: string; more: 1 }>().next(startWorkflow('S', child)).next(pass('Q', { output: ({ input }) => ({ arn: input.ExecutionArn }) }));`,
  ],
];
