import { requireAtMost } from '../../expressions';
import { stepNodeOf, stepOf } from '../tree/step-value';
import type { Ended } from '../types/standard-only';
import type { Step } from '../types/step';

/**
 * An edge back to a step that came before, for loops. Nothing can come after it.
 *
 * @example choice('Ready?', (c) => c.when(({ input }) => eq(input.status, 'DONE'), pass('Ready')).otherwise(backTo(poll)))
 */
export function backTo<Input, Variables>(step: Step<Input, unknown, Variables, unknown>): Step<Input, never, Variables, Ended> {
  requireAtMost('backTo()', 1, arguments);
  const target = stepNodeOf(step);
  return stepOf({ kind: 'back', name: step.name, target });
}
