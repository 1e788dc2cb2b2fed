import { State, type StateGraph } from 'aws-cdk-lib/aws-stepfunctions';
import type { ExpressionNode } from '../../expressions';
import type { CatchNode, Placement, StepKind, StepNode, StepNodeOf } from '../tree/step-node';

/** Names that a description assigns by itself, and the descriptions inside of it. */
interface Assigning {
  readonly names?: readonly string[];
  readonly inside?: readonly (StepNode | 'continue' | undefined)[];
  /** Those that have a States map of their own, whose variables nobody sees from outside. */
  readonly within?: readonly StepNode[];
}

const handlersOf = (catches: readonly CatchNode[]) => catches.map(({ handler }) => handler);
const placed = ({ placement }: { readonly placement: Placement }): Assigning => ({ names: assignedKeys(placement.assign) });

const assigning: { readonly [Kind in StepKind]: (node: StepNodeOf<Kind>) => Assigning } = {
  task: (node) => ({ ...placed(node), inside: handlersOf(node.catches) }),
  map: (node) => ({ ...placed(node), inside: handlersOf(node.catches), within: [node.processor] }),
  parallel: (node) => ({ ...placed(node), inside: handlersOf(node.catches), within: node.branches }),
  pass: placed,
  wait: placed,
  choice: ({ rules, otherwise, outcome }) => ({
    names: [outcome, ...rules].flatMap((way) => assignedKeys(way?.assign)),
    inside: [otherwise, ...rules.map(({ step }) => step)],
  }),
  sequence: ({ before, last }) => ({ inside: [before, last] }),
  saga: ({ steps }) => ({ inside: steps.flatMap(({ step, compensate }) => [step, compensate]) }),
  checked: ({ step, check }) => ({ inside: [step, check] }),
  perLanguage: ({ JSONata, JSONPath }) => ({ inside: [JSONata, JSONPath] }),
  // No variable of an author has an empty name, so its own ones are told apart.
  ownVariables: (node) => ({ inside: [node.made(node.wanted.map(() => ''))] }),
  foreign: ({ chainable }) => ({ names: namesInStates(chainable.startState) }),
  succeed: () => ({}),
  fail: () => ({}),
  rethrow: () => ({}),
  refused: () => ({}),
  back: () => ({}),
};

/**
 * The names of all variables that the author of a workflow assigns.
 *
 * @param depth whether branches and item processors are included, or only the States map of the step itself
 */
export function assignedNames(root: StepNode, depth: 'all' | 'own' = 'all'): ReadonlySet<string> {
  const names = new Set<string>();
  const seen = new Set<StepNode>();
  const waiting = [root];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (seen.has(node)) continue;
    seen.add(node);
    const found = (assigning[node.kind] as (node: StepNode) => Assigning)(node);
    for (const name of found.names ?? []) names.add(name);
    if (depth === 'all') waiting.push(...(found.within ?? []));
    for (const inner of found.inside ?? []) if (inner !== undefined && inner !== 'continue') waiting.push(inner);
  }
  names.delete('');
  return names;
}

function assignedKeys(assign: ExpressionNode | undefined): readonly string[] {
  return assign?.kind === 'object' ? assign.fields.map(({ key }) => key) : [];
}

/** What states of aws-cdk-lib keep for themselves. */
interface HoldsAssign {
  readonly assign?: object;
  readonly branches?: readonly StateGraph[];
  readonly processor?: StateGraph;
}

function namesInStates(start: State): readonly string[] {
  return State.findReachableStates(start).flatMap((state) => {
    const { assign = {}, branches = [], processor } = state as unknown as HoldsAssign;
    const inner = [...branches, ...(processor === undefined ? [] : [processor])];
    return [...Object.keys(assign).map((key) => key.replace(/\.\$$/, '')), ...inner.flatMap(({ startState }) => namesInStates(startState))];
  });
}
