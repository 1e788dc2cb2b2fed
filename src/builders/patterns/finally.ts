import { type ExpressionNode, internalRoot } from '../../expressions';
import type { ParallelNode, PassNode, Placement, RethrowNode, SequenceNode, StepNode } from '../tree/step-node';
import { addedVariable, stateFor, variableFor, withVariables } from './added-names';

/**
 * Steps with a last one that runs in any case, with the input that the first one had: after them it runs before their output
 * goes on, and after a failure that nobody handled before the workflow fails with it.
 */
export function finallyNode(attempt: ParallelNode, last: StepNode): StepNode {
  const { name } = attempt;
  return withVariables(name, [variableFor(name, 'Result'), variableFor(name, 'Failure')], (names, origin) => {
    const [result, failure] = names as readonly [string, string];
    return guarded(attempt, last, { result, failure, origin });
  });
}

/** The variables that keep the output and the failure of the tried steps. */
interface KeptOutcome {
  readonly result: string;
  readonly failure: string;
  /** What the states are made for. */
  readonly origin: StepNode;
}

function guarded(attempt: ParallelNode, last: StepNode, { result, failure, origin }: KeptOutcome): StepNode {
  const { name } = attempt;
  const only: ExpressionNode = { kind: 'index', of: internalRoot('rawResult'), index: 0 };
  const own = last.origin ?? last;
  const cleanUp: StepNode = { ...handingOn(last, { mode: 'discard' }), origin: own };
  const afterFailure: StepNode = { ...cleanUp, name: stateFor(cleanUp.name, 'After Failure') };
  const guard: ParallelNode = {
    kind: 'parallel',
    name: stateFor(name, 'Guard'),
    origin,
    // Without handlers the tried steps are the branch; with them their Parallel is.
    branches: attempt.catches.length === 0 ? attempt.branches : [attempt],
    result: only,
    placement: { mode: 'discard', assign: assigned(result, internalRoot('result')) },
    catches: [{ handler: sequence(afterFailure, rethrow(name, failure, origin)), keepInput: failure }],
  };
  const restore: PassNode = {
    kind: 'pass',
    name: stateFor(name, 'Result'),
    origin,
    placement: { mode: 'output', output: addedVariable(result) },
  };
  // In JSONata the last step hands on what was kept; JSONPath cannot, so a Pass does.
  const handing: StepNode = { ...handingOn(last, restore.placement), origin: own };
  return { kind: 'perLanguage', name, JSONata: sequence(guard, handing), JSONPath: sequence(guard, cleanUp, restore) };
}

function assigned(name: string, value: ExpressionNode): ExpressionNode {
  return { kind: 'object', fields: [{ key: name, value, optional: false }] };
}

function rethrow(name: string, failure: string, origin: StepNode): RethrowNode {
  return { kind: 'rethrow', name: stateFor(name, 'Failed'), origin, variable: failure };
}

/** The last step as one that hands on something else: what it gives interests nobody. */
function handingOn(last: StepNode, placement: Placement): StepNode {
  if ((last.kind === 'task' || last.kind === 'map' || last.kind === 'parallel') && last.catches.length === 0) {
    return { ...last, placement };
  }
  if (last.kind === 'wait') return { ...last, placement: placement.mode === 'discard' ? { mode: 'result' } : placement };
  return {
    kind: 'parallel',
    name: stateFor(last.name, 'Last'),
    branches: [last],
    result: internalRoot('rawResult'),
    placement,
    catches: [],
  };
}

/** Steps one after the other. */
export function sequence(...steps: readonly StepNode[]): SequenceNode {
  const name = steps[0]?.name ?? '';
  return steps.reduce<SequenceNode>((before, last) => ({ kind: 'sequence', name, before, last }), { kind: 'sequence', name });
}
