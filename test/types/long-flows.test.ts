import { compileSnippets, shownTypes } from './compile-snippets';
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
  ['the input of a payload', `start.next(invoke('A', charge, { payload: ({ input }) => ({ orderId: /*hover*/input.orderId, amount: input.total }), into: 'receipt' }));`],
  ['a field of the input', `start.next(invoke('A', charge, { payload: ({ input }) => ({ orderId: input./*hover*/orderId, amount: input.total }), into: 'receipt' }));`],
  ['a flow of three steps', `const /*hover*/flow = start.next(invoke('A', ship, { payload: ({ input }) => ({ receipt: input.orderId }), into: 'a' })).next(invoke('B', ship, { payload: ({ input }) => ({ receipt: input.orderId }), into: 'b' })).next(pass('C'));`],
  ['a step', `const /*hover*/step = steps<Order>().invoke('A', ship, { payload: ({ input }) => ({ receipt: input.orderId }), into: 'a' });`],
  ['a handler', `const /*hover*/reference = handler<(event: { id: string }) => Promise<Receipt>>(lambdaFunction);`],
];
const shown = shownTypes(
  prelude,
  hovers.map(([, snippet]) => snippet),
);

test.each(hovers.map(([title], index) => [title, index] as const))('an editor shows %s in at most 400 characters', (_title, index) => {
  expect(shown[index]).toMatch(/Order|receiptId|Expression/);
  expect(shown[index]?.length).toBeLessThanOrEqual(400);
});
