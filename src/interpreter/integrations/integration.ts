import type { IntegrationPattern, JsonValue } from '../../asl';
import type { Visit } from '../engine/visit';
import type { ScheduledExtras } from '../history/event-details';

/** What a task's `Resource` means: which events its attempts leave. */
export interface Integration {
  /** How a task ends relative to its request. */
  readonly pattern: IntegrationPattern | 'activity';
  /** What an oversized result is said to come from; undefined: the state. */
  readonly serviceName: string | undefined;
  /** Seconds within which an answer must come, or the task fails with States.Http.Socket; undefined: no such bound. */
  readonly answersWithin?: number;
  /** Throws a Failure when the request cannot be made at all. */
  check(visit: Visit, input: JsonValue): void;
  scheduled(visit: Visit, input: JsonValue, extras: ScheduledExtras): void;
  /** A worker or service has taken it up. */
  started(visit: Visit): void;
  /** The service has answered the request of a callback or `.sync` task. */
  submitted(visit: Visit, response: JsonValue): void;
  /** The service has refused the request of a callback or `.sync` task. */
  submitFailed(visit: Visit, error: string | undefined, cause: string | undefined): void;
  succeeded(visit: Visit, output: JsonValue): void;
  failed(visit: Visit, error: string | undefined, cause: string | undefined): void;
  timedOut(visit: Visit, error: string, cause: string | undefined): void;
  /** A plausible answer to the request, for those who do not give one. */
  plausibleResponse(visit: Visit, input: JsonValue): JsonValue;
}

/** Records an event of a branch and moves its link. */
export function record(visit: Visit, type: number, first?: unknown, second?: unknown, third?: unknown): void {
  visit.lastEvent = visit.run.recorder.add(type, visit.lastEvent, visit.now(), first, second, third);
}
