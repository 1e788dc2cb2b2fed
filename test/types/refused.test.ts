import { compileSnippets } from './compile-snippets';
import { prelude } from './prelude';

/** What a snippet must be told: the compiler's message contains `says`, and the error begins at the text `at`. */
type Refusal = readonly [title: string, snippet: string, at: string, says: string];

const payloads: readonly Refusal[] = [
  [
    'a field of the wrong type',
    `start.next(invoke('A', charge, { payload: ({ input }) => ({ orderId: input.total, amount: 1 }) }));`,
    'orderId: input.total',
    "Type 'Expression<number>' is not assignable to type 'string | Expression<string>'",
  ],
  [
    'a constant of the wrong type',
    `start.next(invoke('A', charge, { payload: () => ({ orderId: 'x', amount: 'y' }) }));`,
    "amount: 'y'",
    "Type 'string' is not assignable to type 'number | Expression<number>'",
  ],
  [
    'a missing field',
    `start.next(invoke('A', charge, { payload: ({ input }) => ({ orderId: input.orderId }) }));`,
    '({ orderId',
    "Property 'amount' is missing",
  ],
  [
    'a misspelt optional field',
    `start.next(invoke('A', charge, { payload: ({ input }) => ({ orderId: input.orderId, amount: 1, notes: 'x' }) }));`,
    "notes: 'x'",
    'what the task takes has no field \\"notes\\"',
  ],
  [
    'a misspelt field of a nested object',
    `start.next(invoke('A', charge, { payload: ({ input }) => ({ orderId: input.orderId, amount: 1, tags: { name: 'x', wait: 1 } }) }));`,
    'wait: 1',
    'what the task takes has no field \\"wait\\"',
  ],
  [
    'a reference that may be absent in a required field',
    `start.next(invoke('A', charge, { payload: ({ input }) => ({ orderId: input.note, amount: 1 }) }));`,
    'orderId: input.note',
    "Type 'Expression<string | undefined>' is not assignable to type 'string | Expression<string>'",
  ],
  [
    'a bare reference that may be absent in an optional field',
    `start.next(invoke('A', charge, { payload: ({ input }) => ({ orderId: 'x', amount: 1, note: input.note }) }));`,
    'note: input.note',
    "Type 'Expression<string | undefined>' is not assignable",
  ],
  [
    'an optional value in a required field',
    `start.next(invoke('A', charge, { payload: ({ input }) => ({ orderId: optional(input.note), amount: 1 }) }));`,
    'orderId: optional',
    "is not assignable to type 'string | Expression<string>'",
  ],
  [
    'a field the input does not have',
    `start.next(invoke('A', charge, { payload: ({ input }) => ({ orderId: input.orderid, amount: 1 }) }));`,
    'orderid',
    "Did you mean 'orderId'?",
  ],
  [
    'a field of a field that is not there',
    `start.next(invoke('A', charge, { payload: ({ input }) => ({ orderId: input.address.street, amount: 1 }) }));`,
    'street',
    "Property 'street' does not exist",
  ],
  [
    'no payload where the input does not fit',
    `start.next(invoke('A', charge, { into: 'x' }));`,
    "invoke('A'",
    'the state input is not what the function takes, so the step needs a payload that fits',
  ],
  [
    'no options where the input does not fit',
    `start.next(invoke('A', charge));`,
    "invoke('A'",
    'the state input is not what the function takes, so the step needs a payload that fits',
  ],
  [
    'a callback task without payload',
    `start.next(invoke('A', ask, { waitForTaskToken: true }));`,
    "invoke('A'",
    'a task that waits for its token needs a payload with taskToken in it',
  ],
  [
    'a callback payload without its token',
    `start.next(invoke('A', ask, { waitForTaskToken: true, payload: ({ input }) => ({ token: input.orderId, total: 1 }) }));`,
    '({ token: input.orderId',
    'must contain taskToken, or nobody can answer',
  ],
  [
    'a token where the task does not wait',
    `start.next(invoke('A', ask, { payload: ({ taskToken }) => ({ token: taskToken, total: 1 }) }));`,
    'token: taskToken',
    'a task has a token only with waitForTaskToken: true',
  ],
  [
    'a token asked for with false',
    `start.next(invoke('A', ask, { waitForTaskToken: false, payload: ({ taskToken }) => ({ token: taskToken, total: 1 }) }));`,
    'token: taskToken',
    'a task has a token only with waitForTaskToken: true',
  ],
  [
    'an array where one value is expected',
    `start.next(invoke('A', charge, { payload: ({ input }) => ({ orderId: [input.orderId], amount: 1 }) }));`,
    'orderId: [',
    'is not assignable to type',
  ],
  [
    'arithmetic in JavaScript',
    `start.next(invoke('A', charge, { payload: ({ input }) => ({ orderId: 'x', amount: input.total * 2 }) }));`,
    'input.total * 2',
    'must be of type',
  ],
  [
    'a misspelt option',
    `start.next(invoke('A', ship, { payload: () => ({ receipt: 'x' }), intro: 'y' }));`,
    "intro: 'y'",
    'there is no option \\"intro\\"',
  ],
  ['a handler that is none', `start.next(invoke('A', lambdaFunction, {}));`, 'lambdaFunction, {}', "Property 'lambdaFunction' is missing"],
  [
    'an event of the wrong shape for a handler in another language',
    `start.next(invoke('A', handler<{ id: number }, string>(lambdaFunction), { payload: ({ input }) => ({ id: input.orderId }) }));`,
    'id: input.orderId',
    "Type 'Expression<string>' is not assignable to type 'number | Expression<number>'",
  ],
];

const placements: readonly Refusal[] = [
  [
    'into a key that is taken',
    `start.next(invoke('A', ship, { payload: () => ({ receipt: 'x' }), into: 'total' }));`,
    "into: 'total'",
    'the input already has \\"total\\". Choose another key, or write replace: \\"total\\" to overwrite it',
  ],
  [
    'into a key that an earlier step took',
    `start.next(invoke('A', ship, { payload: () => ({ receipt: 'x' }), into: 'x' })).next(invoke('B', ship, { payload: () => ({ receipt: 'x' }), into: 'x' }));`,
    "into: 'x'",
    'the input already has \\"x\\"',
  ],
  [
    'into an array',
    `workflow<string[]>().next(invoke('A', ship, { payload: () => ({ receipt: 'x' }), into: 'x' }));`,
    "into: 'x'",
    'the state input is no object, so nothing can be merged into it',
  ],
  [
    'into a string',
    `workflow<string>().next(invoke('A', ship, { payload: () => ({ receipt: 'x' }), into: 'x' }));`,
    "into: 'x'",
    'the state input is no object',
  ],
  [
    'replace of a key that is not there',
    `start.next(invoke('A', ship, { payload: () => ({ receipt: 'x' }), replace: 'parcel' }));`,
    "replace: 'parcel'",
    'the input has no \\"parcel\\" to replace. Write into: \\"parcel\\" to add it',
  ],
  [
    'a field that a result replaced',
    `start.next(invoke('A', ship, { payload: () => ({ receipt: 'x' }) })).next(pass('B', { output: ({ input }) => ({ id: input.orderId }) }));`,
    'orderId',
    "Property 'orderId' does not exist",
  ],
  [
    'a field of the result that is not there',
    `start.next(invoke('A', ship, { payload: () => ({ receipt: 'x' }), output: ({ result }) => ({ id: result.trackingid }) }));`,
    'trackingid',
    "Did you mean 'trackingId'?",
  ],
  [
    'the result in a payload',
    `start.next(invoke('A', ship, { payload: ({ result }) => ({ receipt: result.x }) }));`,
    'result }',
    "Property 'result' does not exist",
  ],
  [
    'into on a pass with a key that is taken',
    `start.next(pass('A', { value: () => 1, into: 'total' }));`,
    "into: 'total'",
    'the input already has \\"total\\"',
  ],
  [
    'into on a map with a key that is taken',
    `start.next(map('A', { items: ({ input }) => input.lines, into: 'lines' }, (line) => line.next(pass('B'))));`,
    "into: 'lines'",
    'the input already has \\"lines\\"',
  ],
  [
    'into on a parallel with a key that is taken',
    `start.next(parallel('A', { a: pass('B') }, { into: 'total' }));`,
    "into: 'total'",
    'the input already has \\"total\\"',
  ],
];

const chains: readonly Refusal[] = [
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
    "Property 'then' does not exist",
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

const branches: readonly Refusal[] = [
  [
    'a comparison of number and text',
    `start.next(choice('C', (c) => c.when(({ input }) => gt(input.total, 'x'), pass('A'))));`,
    "'x'), pass",
    "Argument of type 'string' is not assignable to parameter of type 'Operand<number>'",
  ],
  [
    'a comparison with what may be absent',
    `start.next(choice('C', (c) => c.when(({ input }) => gt(input.note, 'x'), pass('A'))));`,
    'input.note',
    "Type 'undefined' is not assignable",
  ],
  [
    'equality with a literal that cannot be',
    `start.next(choice('C', (c) => c.when(({ input }) => eq(input.kind, 'grift'), pass('A'))));`,
    "'grift'",
    '"grift"',
  ],
  [
    'a condition that is no boolean',
    `start.next(choice('C', (c) => c.when(({ input }) => input.total, pass('A'))));`,
    'input.total',
    "is not assignable to type 'Operand<boolean>'",
  ],
  [
    'a condition in JavaScript',
    `start.next(choice('C', (c) => c.when(({ input }) => input.total > 1, pass('A'))));`,
    'input.total > 1',
    "Operator '>' cannot be applied",
  ],
  [
    'a field of one branch as if it were sure',
    `start.next(choice('C', (c) => c.when(({ input }) => gt(input.total, 1), pass('A', { value: () => 'x', into: 'extra' })).otherwise(pass('B')))).next(invoke('D', ship, { payload: ({ input }) => ({ receipt: input.extra }) }));`,
    'receipt: input.extra',
    'Expression<string | undefined>',
  ],
  [
    'a branch whose input is not there',
    `start.next(choice('C', (c) => c.when(({ input }) => gt(input.total, 1), steps<{ receipt: string }>().pass('A'))));`,
    'steps<{ receipt',
    'receipt',
  ],
  [
    'a field of one alternative of a union',
    `start.next(choice('C', (c) => c.when(({ input }) => gt(input.total, 1), pass('A', { output: () => ({ type: 'card' as const, card: 1 }) })).otherwise(pass('B', { output: () => ({ type: 'bank' as const, bank: 2 }) })))).next(pass('D', { output: ({ input }) => ({ x: input.card }) }));`,
    'card }',
    "Property 'card' does not exist",
  ],
  [
    'a second otherwise',
    `start.next(choice('C', (c) => c.otherwise(pass('A')).otherwise(pass('B'))));`,
    'otherwise(pass',
    "Property 'otherwise' does not exist",
  ],
  [
    'an and of one condition',
    `start.next(choice('C', (c) => c.when(({ input }) => and(eq(input.kind, 'gift')), pass('A'))));`,
    'and(',
    'Expected at least 2 arguments',
  ],
];

const cases: readonly Refusal[] = [
  [
    'a case without a step',
    `workflow<Payment>().next(choiceOn('kind', { card: pass('A') }));`,
    '{ card',
    "Property 'invoice' is missing in type",
  ],
  [
    'a step for a case that does not exist',
    `start.next(choiceOn('kind', { gift: pass('A'), plain: pass('B'), other: pass('C') }));`,
    'other: pass',
    '\\"kind\\" is never \\"other\\"',
  ],
  [
    'a choice over a key that tells nothing apart',
    `start.next(choiceOn('orderId', { a: pass('A') }));`,
    "'orderId'",
    '\\"orderId\\" does not tell alternatives apart: its type must be a union of text literals. Use choice',
  ],
  [
    'a field of another case',
    `workflow<Payment>().next(choiceOn('kind', { card: pass('A', { output: ({ input }) => ({ x: input.address }) }), invoice: pass('B') }));`,
    'address }',
    "Property 'address' does not exist",
  ],
  [
    'whenPresent of a key that the input never has',
    `start.next(choice('N', (c) => c.whenPresent('notes', pass('A')).otherwise()));`,
    "'notes'",
    'Argument of type \'"notes"\' is not assignable',
  ],
  [
    'a key that whenPresent made sure, in another branch',
    `start.next(choice('N', (c) => c.whenPresent('note', pass('A')).otherwise(invoke('B', ship, { payload: ({ input }) => ({ receipt: input.note }) }))));`,
    'receipt: input.note',
    'Expression<string | undefined>',
  ],
];

const collections: readonly Refusal[] = [
  [
    'items that are no array',
    `start.next(map('M', { items: ({ input }) => input.total }, (line) => line.next(pass('A'))));`,
    'input.total',
    'is not assignable to type',
  ],
  [
    'a field that items do not have',
    `start.next(map('M', { items: ({ input }) => input.lines }, (line) => line.next(pass('A', { output: ({ input }) => ({ x: input.orderId }) }))));`,
    'orderId',
    "Property 'orderId' does not exist",
  ],
  [
    'the input outside, once an item selector chose',
    `start.next(map('M', { items: ({ input }) => input.lines, itemSelector: ({ item }) => ({ only: item.sku }) }, (line) => line.next(pass('A', { output: ({ input }) => ({ x: input.sku }) }))));`,
    'sku }',
    "Property 'sku' does not exist",
  ],
  ['a branch that is no step', `start.next(parallel('P', { a: 1 }));`, 'a: 1', "is not assignable to type 'Step<"],
  [
    'a position that the tuple does not have',
    `start.next(parallel('P', [pass('A')])).next(pass('B', { output: ({ input }) => ({ x: input[1] }) }));`,
    'input[1]',
    "Property '1' does not exist",
  ],
  [
    'a name that branches do not have',
    `start.next(parallel('P', { left: pass('A') })).next(pass('B', { output: ({ input }) => ({ x: input.right }) }));`,
    'right }',
    "Property 'right' does not exist",
  ],
];

const failures: readonly Refusal[] = [
  [
    'a handler that needs what the failed step would have given',
    `start.next(invoke('A', ship, { payload: () => ({ receipt: 'x' }), into: 'parcel', catch: (failure) => failure.all(pass('B', { output: ({ input }) => ({ x: input.parcel }) })) }));`,
    'parcel }',
    "Property 'parcel' does not exist",
  ],
  [
    'a field of the error that is not there',
    `start.next(invoke('A', ship, { payload: () => ({ receipt: 'x' }), catch: (failure) => failure.all(pass('B', { output: ({ input }) => ({ x: input.error.Message }) })) }));`,
    'Message',
    "Property 'Message' does not exist",
  ],
  [
    'a saga step that drops what earlier steps gave',
    `start.next(saga('S', (s) => s.step(invoke('A', ship, { payload: () => ({ receipt: 'x' }) }))));`,
    "invoke('A'",
    'a step of a saga must keep what earlier steps returned, since their compensations read it. Give it into or discard',
  ],
  [
    'a compensation that reads what a later step gives',
    `start.next(saga('S', (s) => s.step(pass('A', { value: () => 1, into: 'a' }), { compensate: pass('U', { output: ({ input }) => ({ x: input.b }) }) }).step(pass('B', { value: () => 1, into: 'b' }))));`,
    'b }',
    "Property 'b' does not exist",
  ],
  [
    'a retry that is none',
    `start.next(invoke('A', ship, { payload: () => ({ receipt: 'x' }), retry: 3 }));`,
    'retry: 3',
    "Type 'number' is not assignable",
  ],
  [
    'a timeout in plain numbers',
    `start.next(invoke('A', ship, { payload: () => ({ receipt: 'x' }), timeout: 3 }));`,
    'timeout: 3',
    "Type 'number' is not assignable to type",
  ],
  ['a wait with two times', `start.next(wait('W', { seconds: 1, duration: Duration.days(1) }));`, '{ seconds', 'is not assignable'],
  ['a cause that is no text', `start.next(fail('F', { cause: ({ input }) => input.total }));`, 'cause:', 'is not assignable'],
  [
    'format of an object',
    `start.next(fail('F', { cause: ({ input }) => format('{}', input.address) }));`,
    'input.address',
    'is not assignable to parameter of type',
  ],
  ['a tried step without try', `start.next(tryCatch('T', (t) => t.catch(fail('F'))));`, 'catch(', "Property 'catch' does not exist"],
];

const services: readonly Refusal[] = [
  [
    'an input of the wrong type for a nested workflow',
    `start.next(startWorkflow('A', child, { input: ({ input }) => ({ id: input.total }) }));`,
    'id: input.total',
    "Type 'Expression<number>' is not assignable to type 'string | Expression<string>'",
  ],
  [
    'a nested workflow without the input it takes',
    `start.next(startWorkflow('A', child));`,
    "startWorkflow('A'",
    'the state input is not what the workflow takes, so the step needs an input that fits',
  ],
  [
    'a field of the output of a nested workflow that is not waited for',
    `start.next(startWorkflow('A', child, { input: ({ input }) => ({ id: input.orderId }), output: ({ result }) => ({ x: result.parcel }) }));`,
    'parcel }',
    "Property 'parcel' does not exist",
  ],
  [
    'an SDK call without access',
    `start.next(sdk('A', { service: 's3', action: 'getObject', parameters: ({ input }) => ({ Bucket: 'b', Key: input.orderId }) }));`,
    '{ service',
    "Property 'access' is missing",
  ],
  [
    'an SDK action whose permission is not known and not named',
    `start.next(sdk('A', { service: 'polly', action: 'synthesizeSpeech', access: { resources: ['*'] } }));`,
    'access: {',
    'NamedAccess',
  ],
  [
    'a callback through a service whose parameters lack the token',
    `start.next(sdk('A', { service: 'sqs', action: 'sendMessage', access: { resources: ['*'] }, waitForTaskToken: true, parameters: () => ({ MessageBody: 'x' }) }));`,
    '({ MessageBody',
    'the payload of a task that waits for its token must contain taskToken, or nobody can answer',
  ],
  [
    'a token for a service that does not wait for it',
    `start.next(sdk('A', { service: 'sqs', action: 'sendMessage', access: { resources: ['*'] }, parameters: ({ taskToken }) => ({ MessageBody: format('{}', taskToken) }) }));`,
    'taskToken) })',
    'a task has a token only with waitForTaskToken: true',
  ],
  [
    'a parameter in the case of the SDK',
    `import type { SendTaskSuccessCommandInput } from '@aws-sdk/client-sfn';
start.next(sdk('A', { service: 'sfn', action: 'sendTaskSuccess', access: { resources: ['*'] }, request: typed<SdkFields<SendTaskSuccessCommandInput>>(), parameters: ({ input }) => ({ taskToken: input.orderId, Output: '{}' }) }));`,
    '({ taskToken',
    "Property 'TaskToken' is missing",
  ],
  [
    'a method that HTTP does not have',
    `start.next(http('B', { connection, apiRoot: 'https://x', path: 'y', method: 'GETT' }));`,
    "method: 'GETT'",
    'Did you mean \'"GET"\'?',
  ],
  [
    'a misspelt option of an activity',
    `start.next(activity('A', worker, { playload: () => ({}) }));`,
    'playload',
    'there is no option \\"playload\\"',
  ],
];

const patterns: readonly Refusal[] = [
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

const refusals = [...payloads, ...placements, ...chains, ...branches, ...cases, ...collections, ...failures, ...services, ...patterns];
const compiled = compileSnippets(
  prelude,
  refusals.map(([, snippet]) => snippet),
);

test.each(refusals.map(([title, , at, says], index) => [title, at, says, index] as const))(
  'does not compile: %s',
  (_title, at, says, index) => {
    const errors = compiled[index]?.errors ?? [];

    expect(errors.map(({ from, message }) => `${from.startsWith(at) ? at : from}: ${message.includes(says) ? says : message}`)).toContain(
      `${at}: ${says}`,
    );
  },
);

test('every refusal has one cause, and few have a second error in their wake', () => {
  const counts = compiled.map(({ errors }) => errors.length);

  expect(Math.min(...counts)).toBe(1);
  expect(counts.filter((count) => count > 1).length).toBeLessThanOrEqual(counts.length / 6);
});
