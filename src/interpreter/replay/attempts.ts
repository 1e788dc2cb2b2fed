import type { JsonValue } from '../../asl';
import type { BranchLog } from './branch-logs';
import { detailText, payloadOf, type RecordedEvent } from './recorded-event';

/** How one attempt of a task went, as a history tells it. */
export interface RecordedAttempt {
  readonly state: string;
  readonly scheduled: RecordedEvent;
  /** What the service answered to the request of a callback or `.sync` task, and when. */
  readonly submitted: { readonly at: number; readonly response: JsonValue } | undefined;
  readonly workerName: string | undefined;
  /** When a worker took it, of an activity. */
  readonly takenAt: number | undefined;
  /** Undefined when the history ends before the attempt does, or the attempt was cut short. */
  readonly end: AttemptEnd | undefined;
  /** Seconds after which it would have timed out by itself. */
  readonly timeoutSeconds: number | undefined;
  readonly heartbeatSeconds: number | undefined;
  /** How often the execution had been redriven before. */
  readonly redrives: number;
}

/** The last event of an attempt. */
export type AttemptEnd = { readonly event: RecordedEvent; readonly at: number } & (
  | { readonly kind: 'succeeded'; readonly output: JsonValue }
  | { readonly kind: 'failed' | 'timedOut'; readonly error: string | undefined; readonly cause: string | undefined }
);

/**
 * The attempts of the tasks of one branch, in the order in which they were made.
 *
 * @param redrivenAt ids of the events at which the execution was redriven
 */
export function attemptsOf(log: BranchLog, redrivenAt: readonly number[]): RecordedAttempt[] {
  const attempts: RecordedAttempt[] = [];
  let state = '';
  let open: { -readonly [Key in keyof RecordedAttempt]: RecordedAttempt[Key] } | undefined;
  for (const event of log.events) {
    const { type } = event;
    if (type.endsWith('StateEntered')) state = detailText(event, 'name')!;
    if (/^(Task|LambdaFunction|Activity)Scheduled$/.test(type)) {
      open = {
        state,
        scheduled: event,
        submitted: undefined,
        workerName: undefined,
        takenAt: undefined,
        end: undefined,
        timeoutSeconds: secondsOf(event, 'timeoutInSeconds'),
        heartbeatSeconds: secondsOf(event, 'heartbeatInSeconds'),
        redrives: redrivenAt.filter((id) => id < event.id).length,
      };
      attempts.push(open);
    }
    if (open === undefined) continue;
    if (type === 'TaskSubmitted') open.submitted = { at: event.at, response: payloadOf(event, 'output') ?? null };
    if (type === 'ActivityStarted') {
      open.workerName = detailText(event, 'workerName');
      open.takenAt = event.at;
    }
    const end = endOf(event);
    if (end === undefined) continue;
    open.end = end;
    open = undefined;
  }
  return attempts;
}

function endOf(event: RecordedEvent): AttemptEnd | undefined {
  const { type, at } = event;
  // The service also says at which point it failed: TaskStartFailed, TaskSubmitFailed, LambdaFunctionScheduleFailed.
  const kind = /^(?:Task|LambdaFunction|Activity)(Succeeded|TimedOut|(?:Schedule|Start|Submit)?Failed)$/.exec(type)?.[1];
  if (kind === undefined) return undefined;
  if (kind === 'Succeeded') return { event, kind: 'succeeded', at, output: payloadOf(event, 'output') ?? null };
  return {
    event,
    kind: kind === 'TimedOut' ? 'timedOut' : 'failed',
    at,
    error: detailText(event, 'error'),
    cause: detailText(event, 'cause'),
  };
}

function secondsOf({ details }: RecordedEvent, name: string): number | undefined {
  const value = Object.hasOwn(details, name) ? details[name] : undefined;
  return typeof value === 'number' ? value : undefined;
}
