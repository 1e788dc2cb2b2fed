import { type ExpressionNode, internalRoot } from '../../expressions';
import type { ParallelNode, PassNode, RethrowNode, SequenceNode, StepNode } from '../steps/step-node';
import { stateFor, variableFor } from './added-names';

/**
 * Gives steps with a last one that runs in any case, with the input that the first one had: after them it runs before their output
 * goes on, and after a failure that nobody handled before the workflow fails with it.
 */
export function finallyNode(attempt: ParallelNode, last: StepNode): SequenceNode {
  const { name } = attempt;
  const [result, failure] = [variableFor(name, 'Result'), variableFor(name, 'Failure')];
  const only: ExpressionNode = { kind: 'index', of: internalRoot('rawResult'), index: 0 };
  const cleanUp: StepNode = { ...keptInput(last), origin: last.origin ?? last };
  const afterFailure: StepNode = { ...cleanUp, name: stateFor(cleanUp.name, 'After Failure') };
  const guard: ParallelNode = {
    kind: 'parallel',
    name: stateFor(name, 'Guard'),
    // Without handlers the tried steps are the branch; with them their Parallel is.
    branches: attempt.catches.length === 0 ? attempt.branches : [attempt],
    result: only,
    placement: { mode: 'discard', assign: assigned(result, internalRoot('result')) },
    catches: [{ handler: sequence(afterFailure, rethrow(name, failure)), keepInput: failure }],
  };
  const restore: PassNode = {
    kind: 'pass',
    name: stateFor(name, 'Result'),
    placement: { mode: 'output', output: variable(result) },
  };
  return sequence(guard, cleanUp, restore);
}

function variable(name: string): ExpressionNode {
  return { kind: 'field', of: internalRoot('variables'), name };
}

function assigned(name: string, value: ExpressionNode): ExpressionNode {
  return { kind: 'object', fields: [{ key: name, value, optional: false }] };
}

function rethrow(name: string, failure: string): RethrowNode {
  return { kind: 'rethrow', name: stateFor(name, 'Failed'), variable: failure };
}

/** The last step as one that hands on what it got: what it gives interests nobody. */
function keptInput(last: StepNode): StepNode {
  if ((last.kind === 'task' || last.kind === 'map' || last.kind === 'parallel') && last.catches.length === 0) {
    return { ...last, placement: { mode: 'discard' } };
  }
  if (last.kind === 'wait') return { ...last, placement: { mode: 'result' } };
  return {
    kind: 'parallel',
    name: stateFor(last.name, 'Last'),
    branches: [last],
    result: internalRoot('rawResult'),
    placement: { mode: 'discard' },
    catches: [],
  };
}

/** Gives steps one after the other. */
export function sequence(...steps: readonly StepNode[]): SequenceNode {
  const name = steps[0]?.name ?? '';
  return steps.reduce<SequenceNode>((before, last) => ({ kind: 'sequence', name, before, last }), { kind: 'sequence', name });
}
