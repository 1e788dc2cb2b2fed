import type { EvaluationError } from '../../data';
import { Failure } from '../failure';
import { EVENT } from '../history/event-types';
import { whileExecuting } from '../messages';
import type { Branch } from './branch';

/** Words an evaluation's error as AWS does, and records it where AWS does. */
export function evaluationFailure(branch: Branch, error: EvaluationError): Failure {
  // The executions that people quote have this cause alone, without the lead that names the state.
  if (error.errorName === 'States.ReferencePathConflict') return new Failure(error.errorName, error.message);
  const cause = whileExecuting(branch.state.name, branch.enteredEvent, error.message);
  if (error.errorName === 'States.QueryEvaluationError') {
    const previous = branch.lastEvent === branch.enteredEvent && !error.pointsAtEntered ? branch.beforeEntered : branch.lastEvent;
    branch.lastEvent = branch.run.recorder.add(EVENT.EvaluationFailed, previous, branch.now(), branch.state.name, cause, error.location);
  }
  return new Failure(error.errorName, cause);
}
