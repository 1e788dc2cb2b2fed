import { requireAtMost } from '../../expressions';
import type { Flow } from '../types/step';
import { workflow } from './flow';
import type { StepNode } from './step-node';
import { type AnyStep, stepNodeOf } from './step-value';

/** Refuses more than the one step that a branch or handler takes. */
export function oneStep(call: string, most: number, given: ArrayLike<unknown>, name?: string): void {
  requireAtMost(call, most, given, 'join steps in one: (flow) => flow.next(first).next(second).', name);
}

/** A nested step without its types. */
export type AnyNestedStep = AnyStep | ((flow: Flow<never, never, never, never>) => AnyStep);

/**
 * Gives the description of a nested step; a callback gets an empty flow to add to.
 *
 * @throws BuilderError for a value that is no step
 */
export function nestedNode(step: AnyNestedStep): StepNode {
  const node = stepNodeOf(typeof step === 'function' ? step(workflow() as unknown as Flow<never, never, never, never>) : step);
  // A flow of one step is that step, so that patterns see the state they can attach to.
  const alone = node.kind === 'sequence' && node.before !== undefined && node.before.last === undefined ? node.last : undefined;
  return alone ?? node;
}
