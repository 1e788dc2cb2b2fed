import { Failure } from '../failure';
import { EVENT } from '../history/event-types';
import { activityMissing, whileExecuting } from '../messages';
import { type Integration, record } from './integration';

/** An activity: workers ask for its tasks and answer with their token. */
export function activity(arn: string): Integration {
  const name = arn.slice(arn.lastIndexOf(':') + 1);
  return {
    pattern: 'activity',
    serviceName: undefined,
    check(branch) {
      const known = branch.run.engine.activities;
      if (known === undefined || known.has(arn) || known.has(name)) return;
      throw new Failure('States.Runtime', whileExecuting(branch.state.name, branch.enteredEvent, activityMissing(arn)));
    },
    scheduled(branch, input, extras) {
      record(branch, EVENT.ActivityScheduled, arn, input, extras);
    },
    started(branch) {
      record(branch, EVENT.ActivityStarted, branch.workerName);
    },
    submitted() {},
    submitFailed() {},
    succeeded(branch, output) {
      record(branch, EVENT.ActivitySucceeded, undefined, output);
    },
    failed(branch, error, cause) {
      record(branch, EVENT.ActivityFailed, error, cause);
    },
    timedOut(branch, error, cause) {
      record(branch, EVENT.ActivityTimedOut, error, cause);
    },
    plausibleResponse: () => null,
  };
}
