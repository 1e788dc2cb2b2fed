import type { Failure } from './failure';

/** What of a failure decides which retriers and catchers take it. */
export type MatchedFailure = Pick<Failure, 'error'> & { readonly heartbeat?: boolean };

/**
 * Whether `ErrorEquals` names this failure, itself or by a wildcard. `States.TaskFailed` is one, whatever failed: all but a timeout. A heartbeat that ran out is a
 * timeout, whether it came as one or somebody gave it its own name: the service records it as States.Timeout (recordings `timeouts/heartbeats`), which the
 * guide's page on error names excepts from `States.TaskFailed`, and says of `States.Timeout` that it stands for a missed heartbeat as well.
 */
export function matches(errors: readonly string[], failure: MatchedFailure): boolean {
  const name = failure.error;
  for (const candidate of errors) {
    if (candidate === name || candidate === 'States.ALL') return true;
    if (candidate === 'States.TaskFailed' && name !== 'States.Timeout' && name !== 'States.HeartbeatTimeout') return true;
    if (candidate === 'States.Timeout' && name === 'States.HeartbeatTimeout') return true;
    if (candidate === 'States.HeartbeatTimeout' && failure.heartbeat === true) return true;
  }
  return false;
}
