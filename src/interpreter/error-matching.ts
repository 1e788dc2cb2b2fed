import type { Failure } from './failure';

/** Errors that are no task failure: `States.TaskFailed` does not match them. */
const NOT_TASK_FAILED = new Set(['States.Timeout']);

/** Whether `ErrorEquals` names this failure, itself or by a wildcard. */
export function matches(errors: readonly string[], failure: Failure): boolean {
  const name = failure.error;
  for (const candidate of errors) {
    if (candidate === name || candidate === 'States.ALL') return true;
    if (candidate === 'States.TaskFailed' && name !== undefined && !NOT_TASK_FAILED.has(name) && failure.fromTask) return true;
    if (candidate === 'States.HeartbeatTimeout' && failure.heartbeat) return true;
  }
  return false;
}
