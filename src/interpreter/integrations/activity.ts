import { EvaluationError } from '../../data';
import { EVENT } from '../history/event-types';
import { activityMissing } from '../messages';
import { type Integration, record } from './integration';

/** An activity: workers ask for its tasks and answer with their token. */
export function activity(arn: string): Integration {
  const name = arn.slice(arn.lastIndexOf(':') + 1);
  return {
    pattern: 'activity',
    serviceName: undefined,
    check(visit) {
      const known = visit.run.engine.activities;
      if (known === undefined || known.has(arn) || known.has(name)) return;
      throw new EvaluationError('States.Runtime', activityMissing(arn));
    },
    scheduled(visit, input, extras) {
      record(visit, EVENT.ActivityScheduled, arn, input, extras);
    },
    started(visit) {
      record(visit, EVENT.ActivityStarted, visit.wait.workerName);
    },
    submitted() {},
    submitFailed() {},
    succeeded(visit, output) {
      record(visit, EVENT.ActivitySucceeded, undefined, output);
    },
    failed(visit, error, cause) {
      record(visit, EVENT.ActivityFailed, error, cause);
    },
    timedOut(visit, error, cause) {
      record(visit, EVENT.ActivityTimedOut, error, cause);
    },
    plausibleResponse: () => null,
  };
}
