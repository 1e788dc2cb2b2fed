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
  [
    'a flow that is not what its annotation says',
    `const flow: Flow<Order, { size: number }> = start.next(pass('A'));`,
    'flow: Flow',
    "Property 'size' is missing in type",
  ],
  [
    'a step that is not what its annotation says',
    `const step: Step<Order, Order & { size: number }> = pass('A', { value: () => 1, into: 'sizes' });`,
    'step: Step',
    "Property 'size' is missing in type",
  ],
  [
    'variables that an annotation names and no step stores',
    `const flow: Flow<Order, Order, { n: number }> = start.next(pass('A'));`,
    'flow: Flow',
    "Property 'n' is missing in type",
  ],
  [
    'a result that only an annotation knows the type of',
    `const flow: Flow<Order, { n: number }> = start.next(sdk('A', { service: 's3', action: 'getObject', access: { resources: [] } }));`,
    'flow: Flow',
    'is not assignable',
  ],
  [
    'a field that a generic step does not know of',
    `const audited = <T extends { auditId: string }>() => steps<T>().invoke('A', ship, { payload: ({ input }) => ({ receipt: input.orderId }), discard: true });`,
    'orderId',
    "Property 'orderId' does not exist on type 'Ref<T>'",
  ],
  [
    'a generic step in a flow that lacks what it extends',
    `const audited = <T extends { auditId: string }>() => steps<T>().pass('A');
start.next(audited());`,
    'audited()',
    "Property 'auditId' is missing in type 'Order'",
  ],
  [
    'a generic choiceOn that forgets a value of the constraint',
    `const generic = <T extends { kind: 'A' | 'B' }>() => steps<T>().choiceOn('kind', { A: (flow) => flow.next(pass('A')) });`,
    "'kind'",
    'has a value without a step',
  ],
  [
    'a generic choiceOn over any text',
    `const generic = <T extends { kind: string }>() => steps<T>().choiceOn('kind', { A: pass('A') });`,
    "'kind'",
    'has a value without a step',
  ],
  [
    'a case of a generic choiceOn that takes something else',
    `const generic = <T extends { kind: 'A' | 'B' }>() => steps<T>().choiceOn('kind', { A: steps<{ other: string }>().pass('A'), B: pass('B') });`,
    "'kind'",
    'is not assignable to parameter of type',
  ],
  [
    'a generic step without a payload whose constraint does not fit',
    `const generic = <T extends { other: string }>() => workflow<T>().next(invoke('A', ship, { into: 'done' }));`,
    "'A', ship",
    'is missing: the state input is not what the function takes',
  ],
  [
    'a reference of a generic step that may be absent',
    `const generic = <T extends { note?: string }>() => steps<T>().pass('A', { value: ({ input }) => input.note, into: 'x' });`,
    '',
    'not assignable',
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
  [
    'a whole flow whose input is not there',
    `start.next(workflow<{ receipt: string }>().next(pass('A')));`,
    'workflow<{ receipt',
    "Property 'receipt' is missing in type 'Order'",
  ],
  [
    'a whole flow that takes a field of another type',
    `start.next(workflow<{ total: string }>().next(pass('A')));`,
    'workflow<{ total',
    "Type 'number' is not assignable to type 'string'",
  ],
];
