import type { Refusal } from './refusal';

/** Steps in the wrong order, and data that is not there. */
export const chains: readonly Refusal[] = [
  [
    'a stand-alone step whose input is not there',
    `start.next(steps<{ receipt: string }>().pass('A'));`,
    'steps<{ receipt',
    "Property 'receipt' is missing in type 'Order'",
  ],
  [
    'a step before the one it needs',
    `const ready = steps<Order & { receipt: string }>().pass('A');
start.next(ready).next(pass('B'));`,
    'ready).next',
    'receipt',
  ],
  [
    'a variable that nobody assigned',
    `start.next(pass('A', { output: ({ vars }) => ({ x: vars.total }) }));`,
    'total }',
    "Property 'total' does not exist",
  ],
  [
    'a variable of a branch outside it',
    `start.next(parallel('A', [pass('B', { assign: () => ({ inner: 1 }) })])).next(pass('C', { output: ({ vars }) => ({ x: vars.inner }) }));`,
    'inner }',
    "Property 'inner' does not exist",
  ],
  [
    'a variable of an iteration outside it',
    `start.next(map('A', { items: ({ input }) => input.lines }, (line) => line.next(pass('B', { assign: () => ({ inner: 1 }) })))).next(pass('C', { output: ({ vars }) => ({ x: vars.inner }) }));`,
    'inner }',
    "Property 'inner' does not exist",
  ],
  [
    'a variable of one branch as if it were sure',
    `start.next(choice('C', (c) => c.when(({ input }) => gt(input.total, 1), pass('A', { assign: () => ({ some: 1 }) })).otherwise(pass('B')))).next(pass('D', { output: ({ vars }) => ({ x: add(vars.some, 1) }) }));`,
    'vars.some',
    'Expression<number | undefined>',
  ],
  [
    'a step that needs variables',
    `const step = steps<Order, { count: number }>().pass('A');
start.next(step);`,
    'step);',
    'count',
  ],
  [
    'a stand-alone step that names no input',
    `const step = pass('A', { output: ({ input }) => ({ id: input.orderId }) });`,
    'orderId',
    "Property 'orderId' does not exist",
  ],
  ['a flow with then', `start.then(pass('A'));`, 'then', "Property 'then' does not exist"],
  [
    'a reference with then',
    `start.next(pass('A', { output: ({ input }) => ({ x: input.then }) }));`,
    'then',
    "Property 'then' is protected",
  ],
  [
    'something after the end',
    `start.next(fail('A')).next(pass('B', { output: ({ input }) => ({ id: input.orderId }) }));`,
    'orderId',
    "Property 'orderId' does not exist on type",
  ],
  [
    'a workflow made of a flow that needs variables',
    `new Workflow(scope, 'W', { definition: workflow<Order, { count: number }>().next(pass('A')) });`,
    'definition',
    'count',
  ],
];
