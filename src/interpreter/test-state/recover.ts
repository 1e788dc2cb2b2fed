import type { AnyStateFields, AnyStateNode } from '../../asl';
import { EvaluationError } from '../../data';
import { evaluationFailure } from '../engine/evaluation-failure';
import { preparationOf } from '../engine/preparation';
import { prepareRetrier, retryDelay } from '../engine/retry';
import type { Visit } from '../engine/visit';
import { matches } from '../error-matching';
import { Failure, isCatchable } from '../failure';
import { prepareCatcher } from '../prepare/catch';
import type { ErrorDetails } from './request';

/** What Retry and Catch make of a failure. */
export interface TestedRecovery {
  readonly status: 'FAILED' | 'RETRIABLE' | 'CAUGHT_ERROR';
  readonly details: ErrorDetails;
  /** Where the catcher goes; its output and variables are in the branch. */
  readonly nextState?: string;
}

/** The failure that a state threw, as TestState tells it: without the lead that names the state. Anything else is thrown on. */
export function failureOf(thrown: unknown, visit: Visit): Failure {
  const { errorTexts } = visit.run.engine;
  if (thrown instanceof EvaluationError && thrown.errorName === 'States.DataLimitExceeded') return evaluationFailure(visit, thrown);
  if (thrown instanceof EvaluationError) return new Failure(thrown.errorName, thrown.message).within(errorTexts);
  if (!(thrown instanceof Failure)) throw thrown;
  return thrown.within(errorTexts);
}

/** Looks for a retrier or catcher: of the state itself, then of each state around it. @param done retries already made */
export function recoverTested(failure: Failure, nodes: readonly AnyStateNode[], visit: Visit, done: number): TestedRecovery {
  if (!isCatchable(failure)) return { status: 'FAILED', details: {} };
  let details: ErrorDetails = {};
  for (const node of nodes) {
    const { Retry = [], Catch = [] }: AnyStateFields = node.fields;
    const retriers = Retry.map(prepareRetrier);
    // The first match decides: a retrier that is used up leaves the error to the catchers.
    const retryIndex = retriers.findIndex(({ errors }) => matches(errors, failure));
    const retrier = retriers[retryIndex];
    if (retrier !== undefined) {
      details = { retryIndex };
      if (done < retrier.maxAttempts) {
        const retryBackoffIntervalSeconds = Math.floor(retryDelay(retrier, done, visit.random));
        return { status: 'RETRIABLE', details: { ...details, retryBackoffIntervalSeconds } };
      }
    }
    const catchIndex = Catch.findIndex(({ ErrorEquals }) => matches(ErrorEquals, failure));
    const catcher = Catch[catchIndex];
    if (catcher === undefined) continue;
    visit.errorOutput = failure.output();
    visit.assigned = undefined;
    prepareCatcher(
      catcher,
      catchIndex,
      node,
      preparationOf(node, 0, [], () => 0),
    ).apply(visit);
    return { status: 'CAUGHT_ERROR', details: { ...details, catchIndex }, nextState: catcher.Next };
  }
  return { status: 'FAILED', details };
}
