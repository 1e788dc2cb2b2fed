import type { EvaluationError } from '../../data';
import { Failure, terminal } from '../failure';
import { EVENT } from '../history/event-types';
import { parametersTooLarge, resultTooLarge, whileExecuting } from '../messages';
import type { Visit } from './visit';

/** A failure of the state itself, which no retrier or catcher takes, as the service words it. */
export function runtimeFailure({ state, enteredEvent }: Visit, problem: string): Failure {
  return new Failure('States.Runtime', whileExecuting(state.name, enteredEvent, problem));
}

/** Fields whose value is what a state hands on to its work. */
const INPUT_FIELDS = /^(Parameters|Arguments|ItemSelector)/;

/** What an evaluation failed by, as the service words it. */
export function evaluationFailure({ state, enteredEvent }: Visit, { errorName, message, location = '' }: EvaluationError): Failure {
  if (errorName === 'States.DataLimitExceeded') {
    if (location.startsWith('Assign')) return new Failure(errorName, resultTooLarge(state.name));
    return terminal(
      errorName,
      (INPUT_FIELDS.test(location) && state.node.type !== 'Pass' ? parametersTooLarge : resultTooLarge)(state.name),
    );
  }
  // The executions that people quote have this cause alone, without the lead that names the state.
  if (errorName === 'States.ReferencePathConflict') return new Failure(errorName, message);
  return new Failure(errorName, whileExecuting(state.name, enteredEvent, message));
}

/** Records a failed evaluation where the service does. */
export function recordEvaluation(visit: Visit, { errorName, location, pointsAtEntered }: EvaluationError, { cause }: Failure): void {
  if (errorName !== 'States.QueryEvaluationError') return;
  const { lastEvent, enteredEvent, beforeEntered } = visit;
  const previous = lastEvent === enteredEvent && !pointsAtEntered ? beforeEntered : lastEvent;
  visit.lastEvent = visit.run.recorder.add(EVENT.EvaluationFailed, previous, visit.now(), visit.state.name, cause, location);
}
