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
    'what the repeated step hands on is not what it takes, so it cannot run again. Give it into, replace or discard',
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
    'the payload of a task that waits for its token must contain taskToken, or nobody can answer',
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
];
