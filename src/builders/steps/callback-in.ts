import type { StepKind, StepNode, TaskNode } from './step-node';

type NodeOf<Kind extends StepKind> = Extract<StepNode, { kind: Kind }>;

const nothing = (): readonly StepNode[] => [];
const handlers = (node: { readonly catches: readonly { readonly handler: StepNode }[] }) => node.catches.map(({ handler }) => handler);

/** The steps inside a step. */
const parts: { readonly [Kind in StepKind]: (node: NodeOf<Kind>) => readonly StepNode[] } = {
  task: handlers,
  map: (node) => [node.processor, ...handlers(node)],
  parallel: (node) => [...node.branches, ...handlers(node)],
  choice: (node) => [...node.rules.map(({ step }) => step), ...(typeof node.otherwise === 'object' ? [node.otherwise] : [])],
  saga: (node) => node.steps.flatMap(({ step, compensate }) => (compensate === undefined ? [step] : [step, compensate])),
  sequence: (node) => [...(node.before === undefined ? [] : [node.before]), ...(node.last === undefined ? [] : [node.last])],
  pass: nothing,
  wait: nothing,
  succeed: nothing,
  fail: nothing,
  back: nothing,
  foreign: nothing,
};

/** Gives the first task that waits for its token, at any depth; undefined where there is none. */
export function callbackIn(node: StepNode): TaskNode | undefined {
  if (node.kind === 'task' && node.callback) return node;
  for (const part of (parts[node.kind] as (node: StepNode) => readonly StepNode[])(node)) {
    const found = callbackIn(part);
    if (found !== undefined) return found;
  }
  return undefined;
}
