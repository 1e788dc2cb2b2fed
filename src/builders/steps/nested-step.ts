import { requireAtMost } from '../../expressions';
import { droppedStep } from '../tree/dropped-steps';
import type { SequenceNode, StepNode } from '../tree/step-node';
import { type AnyStep, stepKey, stepNodeOf } from '../tree/step-value';
import { nestedFlow } from './flow';

/** Refuses more than the one step that a branch or handler takes. */
export function oneStep(call: string, most: number, given: ArrayLike<unknown>, name?: string): void {
  requireAtMost(call, most, given, 'join steps in one: (flow) => flow.next(first).next(second).', name);
}

/** A nested step without its types; a text is the sentence of one that is refused, which no value is. */
export type AnyNestedStep = AnyStep | ((flow: never) => AnyStep) | string;

function addedIn(add: Extract<AnyNestedStep, (flow: never) => unknown>): StepNode {
  const flow = nestedFlow();
  const node = stepNodeOf(add(flow as never));
  const empty = (flow as unknown as { readonly [stepKey]: SequenceNode })[stepKey];
  const dropped = droppedStep(node.kind === 'sequence' ? node : empty) ?? droppedStep(empty);
  if (dropped !== undefined) throw dropped;
  return node;
}

/**
 * The description of a nested step; a callback gets an empty flow to add to.
 *
 * @throws BuilderError for a value that is not a step
 */
export function nestedNode(step: AnyNestedStep): StepNode {
  const node = typeof step === 'function' ? addedIn(step) : stepNodeOf(step);
  // A flow of one step is that step, so that patterns see the state they can attach to.
  const alone = node.kind === 'sequence' && node.before !== undefined && node.before.last === undefined ? node.last : undefined;
  return alone ?? node;
}
