import type { Acceptance } from './acceptance';

const maybe = (name: string, ends: string, goesOn: string) =>
  `choice('${name}?', (c) => c.when(({ input }) => eq(input.sku, 'x'), ${ends}).otherwise(${goesOn}))`;
const skipped = "succeed('Skip', { output: ({ input }) => ({ skipped: input.sku }) })";
const packed = "pass('Pack', { output: () => ({ box: 1 }) })";

/** Iterations, branches and workflows that a `succeed` ends. */
export const earlyEnds: readonly Acceptance[] = [
  [
    'the result of a map holds what a succeed ends an iteration with',
    `const flow = start.next(map('M', { items: ({ input }) => input.lines, into: 'done' }, (line) => line.next(${maybe('Any', skipped, packed)})));
sure<Is<OutputOf<typeof flow>['done'], ({ skipped: string } | { box: number })[]>>();`,
  ],
  [
    'a succeed without an output ends an iteration with its input',
    `const flow = start.next(map('M', { items: ({ input }) => input.lines }, (line) => line.next(${maybe('Any', "succeed('Skip')", packed)})));
sure<Is<OutputOf<typeof flow>, ({ sku: string; quantity: number } | { box: number })[]>>();`,
  ],
  [
    'an iteration that always ends with a succeed',
    `const flow = start.next(map('M', { items: ({ input }) => input.lines }, (line) => line.next(${skipped})));
sure<Is<OutputOf<typeof flow>, { skipped: string }[]>>();`,
  ],
  [
    'several early ends are a union, those of handlers included',
    `const flow = start.next(map('M', { items: ({ input }) => input.lines }, (line) => line
  .next(${maybe('A', "succeed('One', { output: () => ({ one: 1 }) })", "pass('P')")})
  .next(${maybe('B', "succeed('Two', { output: () => ({ two: 2 }) })", "pass('Q')")})
  .next(invoke('I', ship, { payload: () => ({ receipt: 'x' }), catch: (failure) => failure.all(succeed('Three', { output: () => ({ three: 3 }) })) }))));
sure<Is<OutputOf<typeof flow>, ({ one: number } | { two: number } | { three: number } | { trackingId: string })[]>>();`,
  ],
  [
    'branches of a parallel, and what may have ended the workflow before them',
    `const flow = start
  .next(choice('Early?', (c) => c.when(({ input }) => gt(input.total, 1), succeed('Early', { output: () => ({ early: true }) })).otherwise()))
  .next(parallel('Both', { left: (branch) => branch.next(choice('L', (c) => c.when(({ input }) => gt(input.total, 1), succeed('None', { output: () => 'none' })).otherwise(pass('Some', { output: () => 1 })))), right: pass('R', { output: () => true }) }));
sure<Is<OutputOf<typeof flow>, { left: 'none' | number; right: boolean }>>();`,
  ],
  [
    'children of a distributed map and a fan-out',
    `const inChildren = start.next(distributedMap('D', { items: ({ input }) => input.lines }, (line) => line.next(${maybe('Any', skipped, packed)})));
sure<Is<OutputOf<typeof inChildren>, ({ skipped: string } | { box: number })[]>>();`,
  ],
  [
    'the output of a workflow that may end early, for steps that start it',
    `const flow = workflow<{ id: string }>().next(choice('C', (c) => c.when(({ input }) => eq(input.id, 'x'), succeed('Early', { output: () => ({ early: true }) })).otherwise(pass('P', { output: () => ({ parcel: 'p' }) }))));
const machine = new Workflow(scope, 'W', { definition: flow });
const outer = start.next(startWorkflow('S', machine, { input: ({ input }) => ({ id: input.orderId }), sync: true }));
sure<Is<OutputOf<typeof outer>, { early: boolean } | { parcel: 'p' }>>();`,
  ],
  [
    'more early outputs than are told apart are unknown',
    `const flow = start.next(map('M', { items: ({ input }) => input.lines }, (line) => line${Array.from({ length: 9 }, (_, at) => `.next(${maybe(`C${at}`, `succeed('S${at}', { output: () => ({ at${at}: 1 }) })`, `pass('P${at}')`)})`).join('')}));
sure<Is<OutputOf<typeof flow>, unknown[]>>();`,
  ],
];
