import type { StepKind, StepNode } from './step-node';

type NodeOf<Kind extends StepKind> = Extract<StepNode, { kind: Kind }>;

/** Whether a description of that kind assigns variables in the States map it stands in. */
const assigning: { readonly [Kind in StepKind]: (node: NodeOf<Kind>) => boolean } = {
  task: (node) =>
    node.placement.assign !== undefined || node.catches.some(({ handler }) => handler !== 'continue' && assignsVariables(handler)),
  map: (node) =>
    node.placement.assign !== undefined || node.catches.some(({ handler }) => handler !== 'continue' && assignsVariables(handler)),
  parallel: (node) =>
    node.placement.assign !== undefined || node.catches.some(({ handler }) => handler !== 'continue' && assignsVariables(handler)),
  pass: (node) => node.placement.assign !== undefined,
  wait: (node) => node.placement.assign !== undefined,
  choice: (node) =>
    node.outcome?.assign !== undefined ||
    node.rules.some(({ step, assign }) => assign !== undefined || (typeof step === 'object' && assignsVariables(step))) ||
    (typeof node.otherwise === 'object' && assignsVariables(node.otherwise)),
  sequence: (node) =>
    (node.last !== undefined && assignsVariables(node.last)) || (node.before !== undefined && assignsVariables(node.before)),
  saga: (node) => node.steps.some(({ step }) => assignsVariables(step)),
  checked: ({ step, check }) => assignsVariables(step) || assignsVariables(check),
  perLanguage: ({ JSONata, JSONPath }) => assignsVariables(JSONata) || assignsVariables(JSONPath),
  ownVariables: (node) => assignsVariables(node.made(node.wanted)),
  succeed: () => false,
  fail: () => false,
  rethrow: () => false,
  refused: () => false,
  back: () => false,
  foreign: () => false,
};

/** Whether a step assigns variables that the steps after it can read. */
export function assignsVariables(node: StepNode): boolean {
  return (assigning[node.kind] as (node: StepNode) => boolean)(node);
}
