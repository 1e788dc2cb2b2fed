import { WILDCARD_ERROR } from '../../asl';
import { BuilderError } from '../../expressions';
import type { RetryRule } from '../tree/retry';

/**
 * Refuses a retrier that never acts, since those before it take all of its errors. Step Functions takes the one for every error at the end only, and
 * aws-cdk-lib moves it there without a word.
 *
 * @throws BuilderError naming the retrier
 */
export function refuseShadowedRetriers(step: string, rules: readonly RetryRule[]): void {
  const taken = new Set<string>();
  for (const { errors = [WILDCARD_ERROR] } of rules) {
    const all = taken.has(WILDCARD_ERROR);
    if (errors.length > 0 && (all || errors.every((name) => taken.has(name)))) {
      const names = errors.map((name) => JSON.stringify(name)).join(', ');
      throw new BuilderError({
        code: 'STEP_UNREACHABLE',
        step,
        message: all
          ? `Its retrier of ${names} comes after the one for every error, which takes that as well.`
          : `Its retrier of ${names} never acts: one before it takes the same.`,
        hint: all ? 'put it before that one.' : 'take one of them out.',
      });
    }
    for (const name of errors) taken.add(name);
  }
}
