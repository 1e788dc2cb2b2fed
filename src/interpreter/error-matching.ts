import type { Failure } from './failure';

/** Whether `ErrorEquals` names this failure, itself or by a wildcard. `States.TaskFailed` is one, whatever failed: all but a timeout. */
export function matches(errors: readonly string[], failure: Failure): boolean {
  const name = failure.error;
  for (const candidate of errors) {
    if (candidate === name || candidate === 'States.ALL') return true;
    if (candidate === 'States.TaskFailed' && name !== 'States.Timeout') return true;
    if (candidate === 'States.HeartbeatTimeout' && failure.heartbeat) return true;
  }
  return false;
}
