import type { EvaluationError } from '../data';
import type { Branch } from './branch';
import { Failure } from './failure';
import { EVENT } from './history/event-types';
import { whileExecuting } from './messages';

/** Words an evaluation's error as AWS does, and records it where AWS does. */
export function evaluationFailure(branch: Branch, error: EvaluationError): Failure {
  const cause = whileExecuting(branch.state.name, branch.enteredEvent, error.message);
  if (error.errorName === 'States.QueryEvaluationError') {
    const previous = branch.lastEvent === branch.enteredEvent && !error.pointsAtEntered ? branch.beforeEntered : branch.lastEvent;
    branch.lastEvent = branch.run.recorder.add(EVENT.EvaluationFailed, previous, branch.now(), branch.state.name, cause, error.location);
  }
  return new Failure(error.errorName, cause);
}
