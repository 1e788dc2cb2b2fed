/** Programs of a given size, as the typing budget of the project names them; the baseline has the same imports and an empty flow. */
export type BudgetCase = 'baseline' | 'steps' | 'variables' | 'choices';

const header = `import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { choice, handler, invoke, pass, workflow } from 'drystep';
import { gt } from 'drystep/expressions';
interface Order { orderId: string; total: number }
declare const lambdaFunction: IFunction;
declare const work: (event: { orderId: string; amount: number }) => Promise<{ id: string; count: number }>;
const worker = handler<typeof work>(lambdaFunction);
export const used = [choice, gt, invoke, pass, worker];
export const flow = workflow<Order>()`;

const lines: Record<BudgetCase, (index: number) => string> = {
  baseline: () => '',
  steps: (index) =>
    `  .next(invoke('Step ${index}', worker, { payload: ({ input }) => ({ orderId: input.${index === 0 ? 'orderId' : `result${index - 1}.id`}, amount: input.total }), into: 'result${index}' }))`,
  variables: (index) =>
    `  .next(invoke('Step ${index}', worker, { payload: ({ input, vars }) => ({ orderId: ${index === 0 ? 'input.orderId' : `vars.id${index - 1}`}, amount: input.total }), discard: true, assign: ({ result }) => ({ id${index}: result.id }) }))`,
  choices: (index) =>
    `  .next(choice('Choice ${index}', (c) => c.when(({ input }) => gt(input.total, ${index}), invoke('Step ${index}', worker, { payload: ({ input }) => ({ orderId: input.orderId, amount: input.total }), into: 'result${index}' })).otherwise(pass('Pass ${index}'))))`,
};

/** Gives the text of a program with that many steps, variables or choices. */
export function generateFlow(budgetCase: BudgetCase, size: number): string {
  const body = Array.from({ length: budgetCase === 'baseline' ? 0 : size }, (_, index) => lines[budgetCase](index));
  return `${[header, ...body].join('\n')};\n`;
}
