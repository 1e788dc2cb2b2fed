import { State, Succeed } from 'aws-cdk-lib/aws-stepfunctions';
import { BuilderError } from '../../expressions';
import type { CatchNode, StepKind, StepNode } from './step-node';

type NodeOf<Kind extends StepKind> = Extract<StepNode, { kind: Kind }>;

type Ending = string | undefined;

/** The first step in the same States map that ends the workflow with success, by name. */
const endings: { readonly [Kind in StepKind]: (node: NodeOf<Kind>) => Ending } = {
  task: ({ catches }) => endingIn(handlersOf(catches)),
  // Branches and item processors have a States map of their own, which their succeed ends as its author says.
  map: ({ catches }) => endingIn(handlersOf(catches)),
  parallel: ({ catches }) => endingIn(handlersOf(catches)),
  choice: ({ rules, otherwise }) => endingIn([...rules.map(({ step }) => step), otherwise]),
  sequence: ({ before, last }) => endingIn([before, last]),
  saga: ({ steps }) => endingIn(steps.map(({ step }) => step)),
  checked: ({ step, check }) => endingIn([step, check]),
  perLanguage: ({ JSONata, JSONPath }) => endingIn([JSONata, JSONPath]),
  ownVariables: (node) => ending(node.made(node.wanted)),
  foreign: ({ chainable }) =>
    State.findReachableStates(chainable.startState, { includeErrorHandlers: true }).find((state) => state instanceof Succeed)?.stateId,
  succeed: ({ name }) => name,
  pass: () => undefined,
  wait: () => undefined,
  fail: () => undefined,
  rethrow: () => undefined,
  refused: () => undefined,
  back: () => undefined,
};

function ending(node: StepNode): Ending {
  return (endings[node.kind] as (node: StepNode) => Ending)(node);
}

function endingIn(nodes: readonly (StepNode | 'continue' | undefined)[]): Ending {
  for (const node of nodes) {
    const found = node === undefined || node === 'continue' ? undefined : ending(node);
    if (found !== undefined) return found;
  }
  return undefined;
}

function handlersOf(catches: readonly CatchNode[]): readonly (StepNode | 'continue')[] {
  return catches.map(({ handler }) => handler);
}

/**
 * Refuses steps that a pattern puts into a Parallel where one of them ends the workflow: it would end that Parallel, and the next step would
 * get its output.
 *
 * @param pattern what the steps are part of
 * @throws BuilderError naming the step that ends
 */
export function refuseEndInside(node: StepNode, pattern: string): void {
  const name = ending(node);
  if (name === undefined) return;
  throw new BuilderError({
    code: 'SUCCEED_INSIDE',
    step: name,
    message: `It is part of ${pattern}, whose states run inside a Parallel: it would end only that Parallel, and the next step would run with its output.`,
    hint: 'decide with a choice after it whether the workflow ends, or write pass where the next step is meant to run.',
  });
}
