import type { Refusal } from './refusal';

/** Patterns and functions. */
export const patterns: readonly Refusal[] = [
  [
    'a variable inside a distributed map',
    `start.next(pass('V', { assign: () => ({ outer: 1 }) })).next(distributedMap('D', { items: ({ input }) => input.lines }, (line) => line.next(pass('P', { output: ({ vars }) => ({ x: vars.outer }) }))));`,
    'outer })',
    "Property 'outer' does not exist",
  ],
  [
    'a field of an item in a batch of them',
    `start.next(distributedMap('D', { source: itemsIn.csv<{ sku: string }>(bucket, { key: 'k' }), batch: { size: 2 } }, (b) => b.next(pass('P', { output: ({ input }) => ({ x: input.sku }) }))));`,
    'sku }',
    "Property 'sku' does not exist",
  ],
  [
    'a handler after finally',
    `start.next(tryCatch('T', (t) => t.try(pass('A')).finally(pass('F')).catch(fail('X'))));`,
    'catch(',
    "Property 'catch' does not exist",
  ],
  [
    'a loop whose step cannot run again',
    `start.next(loop('L', { while: ({ input }) => gt(input.total, 1) }, pass('S', { output: () => ({ x: 1 }) })));`,
    "pass('S'",
    'its input gets lost in the step, so it cannot run again. Give it into, replace or discard',
  ],
  [
    'a loop whose step loses a field',
    `workflow<{ page: string }>().next(loop('L', { while: ({ input }) => eq(input.page, 'x') }, pass('S', { output: () => ({ x: 1 }) })));`,
    "pass('S'",
    '\\"page\\" gets lost in the step, so it cannot run again. Give it into, replace or discard',
  ],
  [
    'a loop whose step turns a literal into any text',
    `start.next(loop('L', { while: ({ input }) => gt(input.total, 1) }, pass('S', { value: () => 'gift', replace: 'kind' })));`,
    "pass('S'",
    '\\"kind\\" comes out with another type, so it cannot run again. Write a literal as const',
  ],
  [
    'a loop whose callback gives something else',
    `start.next(loop('L', { while: ({ input }) => gt(input.total, 1) }, (again) => again.next(invoke('A', ship, { payload: () => ({ receipt: 'x' }) }))));`,
    '(again) =>',
    'its input gets lost in the step, so it cannot run again. Give it into, replace or discard',
  ],
  [
    'a loop whose step gives data of unknown type',
    `start.next(loop('L', { while: ({ input }) => gt(input.total, 1) }, steps<Order>().invoke('A', handler<Order, unknown>(lambdaFunction))));`,
    'steps<Order>()',
    'its input gets lost in the step, so it cannot run again',
  ],
  [
    'a poll whose step drops what it takes',
    `start.next(pollUntil('L', invoke('A', ship, { payload: () => ({ receipt: 'x' }) }), { until: ({ input }) => eq(input.trackingId, 'x'), every: Duration.seconds(1), attempts: 3 }));`,
    "invoke('A'",
    'its input gets lost in the step, so it cannot run again',
  ],
  [
    'a poll whose callback drops what it takes',
    `start.next(pollUntil('L', (job) => job.next(invoke('A', ship, { payload: () => ({ receipt: 'x' }) })), { until: ({ input }) => eq(input.trackingId, 'x'), every: Duration.seconds(1), attempts: 3 }));`,
    '(job) =>',
    'its input gets lost in the step, so it cannot run again',
  ],
  [
    'a loop that says when it ends',
    `start.next(loop('L', { until: ({ input }) => gt(input.total, 1) }, pass('S')));`,
    'until:',
    'there is no option \\"until\\"',
  ],
  ['a loop that says nothing', `start.next(loop('L', {}, pass('S')));`, '{}', "Argument of type '{}' is not assignable"],
  [
    'an array merged into an object',
    `import { merge } from 'drystep/expressions';
start.next(pass('A', { output: ({ input }) => merge(input, input.lines) }));`,
    'input.lines)',
    'only objects merge: write flatten([a, b]) or format',
  ],
  [
    'a merge with what may be absent',
    `import { merge } from 'drystep/expressions';
workflow<{ more?: { a: string } }>().next(pass('A', { output: ({ input }) => merge({ b: 1 }, input.more) }));`,
    'input.more)',
    'it may be absent: write orElse(..., {})',
  ],
  [
    'a field that a merge does not have',
    `import { merge } from 'drystep/expressions';
start.next(pass('A', { output: ({ input }) => merge({ a: 1 }, input.address) })).next(pass('B', { output: ({ input }) => ({ x: input.b }) }));`,
    'b }',
    "Property 'b' does not exist",
  ],
  [
    'a poll that reads what its step does not give',
    `start.next(pollUntil('L', (o) => o.next(pass('A')), { until: ({ input }) => eq(input.job, 'x'), every: Duration.seconds(1), deadline: Duration.hours(1) }));`,
    'job,',
    "Property 'job' does not exist",
  ],
  [
    'an approval without the token',
    `start.next(waitForApproval('L', ask, { payload: ({ input }) => ({ token: 'x', total: input.total }), into: 'approval', timeout: Duration.days(1) }));`,
    "({ token: 'x'",
    '\\"taskToken\\" is missing, so nobody can answer',
  ],
  [
    'an approval without a timeout',
    `start.next(waitForApproval('L', ask, { payload: ({ input, taskToken }) => ({ token: taskToken, total: input.total }), into: 'approval' }));`,
    "into: 'approval'",
    '\\"timeout\\" is missing, which says how long to wait for an answer',
  ],
  [
    'an approval whose timeout is misspelt',
    `start.next(waitForApproval('L', ask, { payload: ({ input, taskToken }) => ({ token: taskToken, total: input.total }), into: 'approval', timout: Duration.days(1) }));`,
    'timout:',
    'there is no option \\"timout\\"',
  ],
  [
    'an approval without a key for its answer',
    `start.next(waitForApproval('L', ask, { payload: ({ taskToken }) => ({ token: taskToken, total: 1 }), timeout: Duration.days(1) }));`,
    '{ payload',
    "Property 'into' is missing",
  ],
  [
    'a function of a field that items do not have',
    `start.next(pass('P', { output: ({ input }) => ({ x: mapItems(input.lines, (line) => line.price) }) }));`,
    'price)',
    "Property 'price' does not exist",
  ],
  [
    'a sum of text',
    `start.next(pass('P', { output: ({ input }) => ({ x: sum(mapItems(input.lines, (line) => line.sku)) }) }));`,
    'mapItems',
    'is not assignable to parameter',
  ],
  [
    'a field that pick does not find',
    `start.next(pass('P', { output: ({ input }) => ({ x: pick(input.address, 'town') }) }));`,
    "'town'",
    'is not assignable to parameter',
  ],
  [
    'a fan-out that reads what its work does not give',
    `start.next(fanOut('F', { items: ({ input }) => input.lines }, (line) => line.next(pass('A', { output: ({ input }) => ({ box: input.sku }) })), { output: ({ result }) => ({ x: result.succeeded[0].sku }) }));`,
    'sku }',
    "Property 'sku' does not exist",
  ],
  [
    'a fan-out whose tolerance is not a count',
    `start.next(fanOut('F', { items: ({ input }) => input.lines, toleratedFailures: 2 }, (line) => line.next(pass('A'))));`,
    'toleratedFailures: 2',
    "Type 'number' is not assignable",
  ],
  [
    'a fan-out with handlers, for which tryCatch is there',
    `start.next(fanOut('F', { items: ({ input }) => input.lines, catch: () => 1 }, (line) => line.next(pass('A'))));`,
    'catch: ()',
    'there is no option \\"catch\\"',
  ],
  [
    'a poll that never gives up',
    `start.next(pollUntil('L', pass('A'), { until: ({ input }) => gt(input.total, 1), every: Duration.seconds(1) }));`,
    'every: Duration',
    '\\"deadline\\" and \\"attempts\\" are missing, so it never gives up. Give one of them',
  ],
  [
    'a poll whose deadline is a number',
    `start.next(pollUntil('L', pass('A'), { until: ({ input }) => gt(input.total, 1), every: Duration.seconds(1), deadline: 60 }));`,
    'deadline: 60',
    "Type 'number' is not assignable to type ",
  ],
  [
    'a start that happens once with an input that does not fit',
    `start.next(dedupe('D', child, { key: ({ input }) => input.orderId, input: ({ input }) => ({ id: input.total }) }));`,
    'id: input.total',
    "Type 'Expression<number>' is not assignable to type 'string | Expression<string>",
  ],
  [
    'a start that happens once for a key that is not text',
    `start.next(dedupe('D', child, { key: ({ input }) => input.total, input: ({ input }) => ({ id: input.orderId }) }));`,
    'input.total,',
    "is not assignable to type 'Operand<string>'",
  ],
  [
    'an edge back to a step that needs what is not there',
    `const poll = steps<Order & { job: string }>().pass('Poll');
start.next(choice('R?', (c) => c.when(({ input }) => gt(input.total, 1), pass('A')).otherwise(backTo(poll))));`,
    'backTo(poll)',
    "Property 'job' is missing in type 'Order'",
  ],
  [
    'a state of aws-cdk-lib whose word is broken by the next step',
    `declare const plain: import('aws-cdk-lib/aws-stepfunctions').Pass;
start.next(fromState<Order, { audited: boolean }>(plain)).next(pass('P', { output: ({ input }) => ({ id: input.orderId }) }));`,
    'orderId',
    "Property 'orderId' does not exist",
  ],
  [
    'a field that the result of an L2 task does not have',
    `start.next(task('T', { state: () => made, result: typed<{ ok: boolean }>(), output: ({ result }) => ({ x: result.okay }) }));
declare const made: import('aws-cdk-lib/aws-stepfunctions').TaskStateBase;`,
    'okay }',
    "Property 'okay' does not exist",
  ],
  [
    'an output of a map that its items do not give',
    `start.next(map('M', { items: ({ input }) => input.lines }, (line) => line.next(pass('A', { output: ({ input }) => ({ box: input.sku }) })), { output: ({ result }) => ({ x: result[0].bux }) }));`,
    'bux }',
    "Property 'bux' does not exist",
  ],
  [
    'an output of named branches that none gives',
    `start.next(parallel('P', { left: pass('L') }, { output: ({ result }) => ({ x: result.right }) }));`,
    'right }',
    "Property 'right' does not exist",
  ],
  [
    'a comparison of a time with a number',
    `start.next(choice('C', (c) => c.when(({ input }) => isBefore(input.orderId, input.total), pass('A'))));`,
    'input.total',
    'is not assignable to parameter of type',
  ],
  [
    'a misspelt option of a retry preset',
    `start.next(invoke('A', ship, { payload: () => ({ receipt: 'x' }), retry: retry.transient({ attempts: 3 }) }));`,
    'attempts: 3',
    "'attempts' does not exist in type 'TransientOptions<ErrorName>'",
  ],
  [
    'a succeed with an option of a pass',
    `start.next(succeed('S', { assign: () => ({ x: 1 }) }));`,
    'assign',
    'there is no option \\"assign\\"',
  ],
  [
    'a step of a saga whose input is not there',
    `start.next(saga('S', (s) => s.step(steps<Order & { receipt: string }>().pass('A'))));`,
    'steps<Order & { receipt',
    "Property 'receipt' is missing in type 'Order'",
  ],
  [
    'a field of a result that a succeed ends without it',
    `start.next(map('M', { items: ({ input }) => input.lines }, (line) => line.next(choice('C', (c) => c.when(({ input }) => eq(input.sku, 'x'), succeed('Skip', { output: () => ({ skipped: 1 }) })).otherwise(pass('Pack', { output: () => ({ box: 1 }) })))), { assign: ({ result }) => ({ first: result[0].box }) }));`,
    'box })',
    "Property 'box' does not exist on type",
  ],
];
