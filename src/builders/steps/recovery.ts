import { kinds } from '../../asl';
import { BuilderError, requireValue } from '../../expressions';
import { type CallCount, refuseDroppedCalls } from '../tree/dropped-steps';
import { ownRules } from '../tree/lambda-faults';
import { made } from '../tree/made';
import type { RetryPolicy, RetryRule } from '../tree/retry';
import type { CatchNode, Recovery } from '../tree/step-node';
import { behindEveryError, takenBefore } from '../tree/taken-errors';
import { type AnyNestedStep, nestedNode, oneStep } from './nested-step';

/** Collects handlers; each call gives a longer list. */
class CatchCollector {
  constructor(
    readonly catches: readonly CatchNode[],
    readonly calls: CallCount = { made: 0 },
  ) {}

  on(errors: string | readonly string[], handler: AnyNestedStep): CatchCollector {
    oneStep('on()', 2, arguments);
    return this.with({ errors: typeof errors === 'string' ? [errors] : errors, handler: nestedNode(handler) });
  }

  all(handler: AnyNestedStep): CatchCollector {
    oneStep('all()', 1, arguments);
    return this.with({ handler: nestedNode(handler) });
  }

  private with(entry: CatchNode): CatchCollector {
    this.calls.made += 1;
    return new CatchCollector(withHandler(this.catches, entry), this.calls);
  }
}

/**
 * Handlers with one more.
 *
 * @throws BuilderError for a handler that would never run, since one before it takes its error
 */
export function withHandler(catches: readonly CatchNode[], entry: CatchNode): readonly CatchNode[] {
  const { own, twice, all } = takenBefore(catches, entry);
  if (twice.length > 0) {
    throw new BuilderError({
      code: 'STEP_UNREACHABLE',
      message: `Its catch names ${JSON.stringify(twice[0])} twice, and only the first of the two handlers would ever run.`,
      hint: 'take one of them out, or put their steps into one.',
    });
  }
  if (all) throw behindEveryError('handler', own, "put it before that one: on('NoCarrier', step).all(other).");
  return [...catches, entry];
}

const CATCH_HINT = "write catch: (failure) => failure.on('NoCarrier', step).all(other).";

function caughtBy(step: string, build: (failure: never) => unknown): readonly CatchNode[] {
  requireValue('catch', build, kinds.callable, 'its handlers', CATCH_HINT, step);
  const collected = (build as unknown as (failure: CatchCollector) => CatchCollector)(new CatchCollector([]));
  requireValue('catch', collected, made(CatchCollector), 'what its function returns', CATCH_HINT, step);
  refuseDroppedCalls(step, collected.calls, collected.catches.length);
  if (collected.catches.length === 0)
    throw new BuilderError({ code: 'CATCH_EMPTY', step, message: 'Its catch names no error, so nothing is caught.', hint: CATCH_HINT });
  return collected.catches;
}

/** The recovery options without their types. */
export interface UntypedRecovery {
  readonly retry?: object | undefined;
  readonly catch?: ((failure: never) => unknown) | undefined;
}

/** What happens when the step fails. */
export function recoveryOf(step: string, options: UntypedRecovery): Recovery {
  return { retry: retryPolicy(options.retry), catches: options.catch === undefined ? [] : caughtBy(step, options.catch) };
}

function retryPolicy(given: UntypedRecovery['retry']): RetryPolicy | undefined {
  if (given === undefined || isPolicy(given)) return given;
  return ownRules(isList(given) ? given : [given]);
}

function isPolicy(given: object): given is RetryPolicy {
  return 'rules' in given;
}

function isList(given: object): given is readonly RetryRule[] {
  return Array.isArray(given);
}
