import type { IntegrationPattern } from '../../asl';
import type { TaskCall } from '../tasks/task-call';
import type { Outcome } from './prepared';
import type { Visit } from './visit';

/** The attempt of a task that a visit waits for, as those see it who answer it. */
export interface WaitingAttempt extends TaskCall {
  readonly owner: Visit;
  readonly integration: { readonly pattern: IntegrationPattern | 'activity' };
  /** Whether a worker has taken it. */
  readonly taken: boolean;
  /** When it ends by itself, in virtual time; undefined: never. */
  readonly dueAt: number | undefined;
  /** A worker takes it. */
  start(workerName?: string): void;
  succeed(value: unknown): Outcome;
  fail(error: string | undefined, cause: string | undefined): Outcome;
  beat(): void;
}
