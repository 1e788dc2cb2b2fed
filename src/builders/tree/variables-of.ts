import type { ExpressionNode } from '../../expressions';
import type { CatchNode, StepKind, StepNode, StepNodeOf } from './step-node';

/** The variables that a pattern keeps its own data in, which no step outside of it reads. */
type Own = ReadonlySet<string>;

/** Whether a description of that kind assigns variables in the States map it stands in. */
const assigning: { readonly [Kind in StepKind]: (node: StepNodeOf<Kind>, own: Own) => boolean } = {
  task: ({ placement, catches }, own) => assigns(placement, own) || handlersAssign(catches, own),
  map: ({ placement, catches }, own) => assigns(placement, own) || handlersAssign(catches, own),
  parallel: ({ placement, catches }, own) => assigns(placement, own) || handlersAssign(catches, own),
  pass: ({ placement }, own) => assigns(placement, own),
  wait: ({ placement }, own) => assigns(placement, own),
  choice: ({ outcome, rules, otherwise }, own) =>
    (outcome !== undefined && assigns(outcome, own)) ||
    rules.some((rule) => assigns(rule, own) || (rule.step !== 'continue' && inside(rule.step, own))) ||
    (typeof otherwise === 'object' && inside(otherwise, own)),
  sequence: ({ before, last }, own) => (last !== undefined && inside(last, own)) || (before !== undefined && inside(before, own)),
  saga: ({ steps }, own) => steps.some(({ step }) => inside(step, own)),
  checked: ({ step, check }, own) => inside(step, own) || inside(check, own),
  perLanguage: ({ JSONata, JSONPath }, own) => inside(JSONata, own) || inside(JSONPath, own),
  ownVariables: (node, own) => inside(node.made(node.wanted), new Set([...own, ...node.wanted])),
  succeed: () => false,
  fail: () => false,
  rethrow: () => false,
  refused: () => false,
  back: () => false,
  foreign: () => false,
};

function inside(node: StepNode, own: Own): boolean {
  return (assigning[node.kind] as (node: StepNode, own: Own) => boolean)(node, own);
}

function handlersAssign(catches: readonly CatchNode[], own: Own): boolean {
  return catches.some(({ handler }) => handler !== 'continue' && inside(handler, own));
}

function assigns({ assign }: { readonly assign?: ExpressionNode | undefined }, own: Own): boolean {
  return assign !== undefined && !(assign.kind === 'object' && assign.fields.every(({ key }) => own.has(key)));
}

/** Whether a step assigns variables that the steps after it can read; those in which a pattern keeps its own data are read by none. */
export function assignsVariables(node: StepNode): boolean {
  return inside(node, new Set());
}
