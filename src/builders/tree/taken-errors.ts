import { WILDCARD_ERROR } from '../../asl';
import { BuilderError } from '../../expressions';

/** A retrier or a catcher, as far as it names errors. Without names it takes all. */
export interface TakesErrors {
  readonly errors?: readonly string[] | undefined;
}

/** What the rules before one leave to it: both ASL's `Retry` and its `Catch` go by the first that takes an error. */
export interface TakenErrors {
  /** The names that the rule itself takes. */
  readonly own: readonly string[];
  /** Those of them that stand in a rule before it. */
  readonly twice: readonly string[];
  /** True if one before it takes every error. */
  readonly all: boolean;
}

/** Which errors of a rule those before it take. */
export function takenBefore(earlier: readonly TakesErrors[], { errors: own = [WILDCARD_ERROR] }: TakesErrors): TakenErrors {
  const taken = new Set(earlier.flatMap(({ errors }) => errors ?? [WILDCARD_ERROR]));
  return { own, twice: own.filter((name) => taken.has(name)), all: taken.has(WILDCARD_ERROR) };
}

/** The refusal of a rule that stands behind the one for every error. Step Functions takes that one at the end only. */
export function behindEveryError(kind: 'handler' | 'retrier', own: readonly string[], hint: string, step?: string): BuilderError {
  return new BuilderError({
    code: 'STEP_UNREACHABLE',
    step,
    message: `Its ${kind} of ${errorsShown(own)} comes after the one for every error, which takes that as well.`,
    hint,
  });
}

/** Names as a sentence has them. */
export function errorsShown(names: readonly string[]): string {
  return names.map((name) => JSON.stringify(name)).join(', ');
}
