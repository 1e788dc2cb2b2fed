import { BuilderError } from '../../expressions';
import type { RetryRule } from '../tree/retry';
import { behindEveryError, errorsShown, takenBefore } from '../tree/taken-errors';

/**
 * Refuses a retrier that never acts, since those before it take all of its errors. aws-cdk-lib moves the one for every error to the end without a word.
 *
 * @throws BuilderError naming the retrier
 */
export function refuseShadowedRetriers(step: string, rules: readonly RetryRule[]): void {
  for (const [index, rule] of rules.entries()) {
    const { own, twice, all } = takenBefore(rules.slice(0, index), rule);
    if (own.length === 0) continue;
    if (all) throw behindEveryError('retrier', own, 'put it before that one.', step);
    if (twice.length < own.length) continue;
    throw new BuilderError({
      code: 'STEP_UNREACHABLE',
      step,
      message: `Its retrier of ${errorsShown(own)} never acts: one before it takes the same.`,
      hint: 'take one of them out.',
    });
  }
}
