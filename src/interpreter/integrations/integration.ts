import type { IntegrationPattern, JsonValue } from '../../asl';
import type { Branch } from '../engine/branch';
import type { ScheduledExtras } from '../history/event-details';

/** What a task's `Resource` means: which events its attempts leave. */
export interface Integration {
  /** How a task ends relative to its request. */
  readonly pattern: IntegrationPattern | 'activity';
  /** What an oversized result is said to come from; undefined: the state. */
  readonly serviceName: string | undefined;
  /** Throws a Failure when the request cannot be made at all. */
  check(branch: Branch, input: JsonValue): void;
  scheduled(branch: Branch, input: JsonValue, extras: ScheduledExtras): void;
  /** A worker or service has taken it up. */
  started(branch: Branch): void;
  /** The service has answered the request of a callback or `.sync` task. */
  submitted(branch: Branch, response: JsonValue): void;
  /** The service has refused the request of a callback or `.sync` task. */
  submitFailed(branch: Branch, error: string | undefined, cause: string | undefined): void;
  succeeded(branch: Branch, output: JsonValue): void;
  failed(branch: Branch, error: string | undefined, cause: string | undefined): void;
  timedOut(branch: Branch, error: string, cause: string | undefined): void;
  /** A plausible answer to the request, for those who do not give one. */
  plausibleResponse(branch: Branch, input: JsonValue): JsonValue;
}

/** Records an event of a branch and moves its link. */
export function record(branch: Branch, type: number, first?: unknown, second?: unknown, third?: unknown): void {
  branch.lastEvent = branch.run.recorder.add(type, branch.lastEvent, branch.now(), first, second, third);
}
