import type { JsonValue } from '../../asl';
import { jsonFrom } from '../../asl';
import type { HistoryEvent } from '../../interpreter';
import { detailsOfEvent } from '../../interpreter';

/** How one attempt of a task went. */
export interface TaskOutcome {
  readonly state: string;
  /** Whether a Lambda function was called by its own ARN. */
  readonly lambdaArn: boolean;
  /** Undefined when the attempt has no end in the history. */
  readonly end: { readonly output: JsonValue } | { readonly error: string | undefined; readonly cause: string | undefined } | undefined;
}

/** The outcome of every attempt of every task, in the order in which they were made. */
export function taskOutcomes(history: readonly HistoryEvent[]): TaskOutcome[] {
  const outcomes: { state: string; lambdaArn: boolean; end: TaskOutcome['end'] }[] = [];
  /** State, and attempt, that an event belongs to. */
  const states = new Map<number, string>();
  const attempts = new Map<number, { end: TaskOutcome['end'] }>();
  for (const event of history) {
    const { id, previousEventId, type } = event;
    const state = event.stateEnteredEventDetails?.name ?? states.get(previousEventId);
    if (state !== undefined) states.set(id, state);
    if (/^(Task|LambdaFunction|Activity)Scheduled$/.test(type)) {
      const outcome = { state: state ?? '', lambdaArn: type === 'LambdaFunctionScheduled', end: undefined };
      outcomes.push(outcome);
      attempts.set(id, outcome);
      continue;
    }
    const attempt = attempts.get(previousEventId);
    if (attempt === undefined || !/^(Task|LambdaFunction|Activity)/.test(type) || type.startsWith('TaskState')) continue;
    attempts.set(id, attempt);
    const { output, error, cause }: OutcomeDetails = detailsOfEvent(event) ?? {};
    if (type.endsWith('Succeeded')) attempt.end = { output: output === undefined ? null : jsonFrom(output) };
    else if (type.endsWith('Failed')) attempt.end = { error, cause };
    else if (type.endsWith('TimedOut')) attempt.end = { error: 'States.Timeout', cause };
  }
  return outcomes;
}

interface OutcomeDetails {
  readonly output?: string;
  readonly error?: string;
  readonly cause?: string;
}
