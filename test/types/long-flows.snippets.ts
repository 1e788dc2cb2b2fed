import { compileSnippets } from './compile-snippets';
import { completions, shownTypes } from './editor';
import { generateFlow } from './generate-flows';
import { prelude } from './prelude';

const cases = ['steps', 'variables', 'choices'] as const;
const compiled = compileSnippets(
  '',
  cases.map((budgetCase) => generateFlow(budgetCase, 60)),
);

// The time is measured by measure-budget.ts; here the types only have to hold out.
test.each(cases.map((budgetCase, index) => [budgetCase, index] as const))('60 %s in one flow compile', (_case, index) => {
  expect(compiled[index]?.errors).toEqual([]);
});

const hovers: readonly (readonly [string, string])[] = [
  [
    'the input of a payload',
    `start.next(invoke('A', charge, { payload: ({ input }) => ({ orderId: /*hover*/input.orderId, amount: input.total }), into: 'receipt' }));`,
  ],
  [
    'a field of the input',
    `start.next(invoke('A', charge, { payload: ({ input }) => ({ orderId: input./*hover*/orderId, amount: input.total }), into: 'receipt' }));`,
  ],
  [
    'a flow of three steps',
    `const /*hover*/flow = start.next(invoke('A', ship, { payload: ({ input }) => ({ receipt: input.orderId }), into: 'a' })).next(invoke('B', ship, { payload: ({ input }) => ({ receipt: input.orderId }), into: 'b' })).next(pass('C'));`,
  ],
  [
    'a step',
    `const /*hover*/step = steps<Order>().invoke('A', ship, { payload: ({ input }) => ({ receipt: input.orderId }), into: 'a' });`,
  ],
  ['a handler', `const /*hover*/reference = handler<(event: { id: string }) => Promise<Receipt>>(lambdaFunction);`],
];
const shown = shownTypes(
  prelude,
  hovers.map(([, snippet]) => snippet),
);

test.each(hovers.map(([title], index) => [title, index] as const))(
  'an editor shows %s in at most 400 characters',
  async (_title, index) => {
    const text = await shown(index);

    expect(text).toMatch(/Order|receiptId|Expression/);
    expect(text.length).toBeLessThanOrEqual(400);
  },
);

const unfinished: readonly (readonly [title: string, snippet: string, offered: readonly string[]])[] = [
  [
    'fields of the input in a payload',
    "start.next(invoke('A', charge, { payload: ({ input }) => ({ orderId: input./*here*/",
    ['orderId', 'total', 'address'],
  ],
  [
    'fields that an earlier step merged',
    "start.next(pass('A', { value: () => 1, into: 'extra' })).next(invoke('B', ship, { payload: ({ input }) => ({ receipt: input./*here*/ }) }))",
    ['orderId', 'extra'],
  ],
  ['fields of the payload', "start.next(invoke('A', charge, { payload: ({ input }) => ({ /*here*/ }) }))", ['orderId', 'amount', 'note']],
  [
    'fields of the payload of an approval',
    "start.next(waitForApproval('A', ask, { payload: ({ input }) => ({ /*here*/ }) }))",
    ['token', 'total'],
  ],
  ['options of a step', "start.next(invoke('A', charge, { /*here*/ }))", ['payload', 'into', 'retry', 'catch', 'timeout']],
  [
    'variables',
    "start.next(pass('A', { assign: () => ({ count: 1 }) })).next(pass('B', { output: ({ vars }) => ({ x: vars./*here*/ }) }))",
    ['count'],
  ],
  [
    'fields of an item',
    "start.next(map('M', { items: ({ input }) => input.lines }, (line) => line.next(pass('A', { output: ({ input }) => ({ x: input./*here*/ }) }))))",
    ['sku', 'quantity'],
  ],
  ['steps of a flow', 'start./*here*/', ['next']],
  [
    'names of fields',
    "import { field } from 'drystep/expressions'; start.next(pass('A', { output: ({ input }) => ({ x: field(input, '/*here*/') }) }))",
    ['orderId', 'address'],
  ],
  [
    'errors that a retry of a function answers',
    "start.next(invoke('A', ship, { payload: () => ({ receipt: 'x' }), retry: { errors: ['/*here*/'] } }))",
    ['Lambda.TooManyRequestsException', 'States.Timeout'],
  ],
  [
    'errors that a handler of a call of the SDK answers',
    "start.next(sdk('A', { service: 'dynamodb', action: 'getItem', access: { resources: ['*'] }, catch: (failure) => failure.on('/*here*/', pass('P')) }))",
    ['DynamoDb.ConditionalCheckFailedException', 'States.Timeout'],
  ],
  [
    'errors that a retry of a call of the SDK answers',
    "start.next(sdk('A', { service: 'dynamodb', action: 'getItem', access: { resources: ['*'] }, retry: [{ errors: ['/*here*/'] }] }))",
    ['DynamoDb.ConditionalCheckFailedException', 'DynamoDb.SdkClientException', 'States.Timeout'],
  ],
];
const offers = completions(
  prelude,
  unfinished.map(([, snippet]) => snippet),
);

test.each(unfinished.map(([title, , offered], index) => [title, offered, index] as const))(
  'an editor offers %s in unfinished code',
  async (_title, offered, index) => {
    expect(await offers(index)).toEqual(expect.arrayContaining([...offered]));
  },
);

const exact: readonly (readonly [title: string, snippet: string, offered: readonly string[]])[] = [
  [
    'the options of a wait and nothing else',
    "start.next(wait('W', { /*here*/ }))",
    ['assign', 'comment', 'duration', 'output', 'seconds', 'until'],
  ],
  ['no methods of a list of the data', "start.next(pass('A', { output: ({ input }) => ({ x: input.lines./*here*/ }) }))", []],
];
const all = completions(
  prelude,
  exact.map(([, snippet]) => snippet),
);

test.each(exact.map(([title, , offered], index) => [title, offered, index] as const))(
  'an editor offers %s',
  async (_title, offered, index) => {
    expect([...(await all(index))].sort()).toEqual(offered);
  },
);
