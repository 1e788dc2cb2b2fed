import type { JsonValue } from '../../asl';
import { detailsOfEvent } from '../../interpreter';
import type { ReportAttempt, ReportEvent, ReportStep } from '../../render';
import type { StateVisit, VisitAttempt } from '../visits/state-visit';
import type { OwnedEvent } from '../visits/visits';

/** A visit as a step of a report. */
export function reportStep(visit: StateVisit): ReportStep {
  const { number, state, kind, branch, enteredAt, exitedAt, status, inputText, outputText, next, caught } = visit;
  const failure = status === 'SUCCEEDED' ? undefined : (caught ?? visit.failures.at(-1));
  const attempts = attemptsOf(visit);
  return {
    number,
    state,
    kind,
    ...(branch === undefined ? {} : { within: { step: branch.visit.number, index: branch.index } }),
    status,
    enteredAt,
    ...given({
      exitedAt: exitedAt ?? (status === 'FAILED' ? visit.failures.at(-1)?.at : undefined),
      input: inputText,
      output: outputText,
      variables: objectText(visit.variables),
      assigned: objectText(visit.assigned),
      attempts: attempts.length === 0 ? undefined : attempts,
      error: failure?.error,
      cause: failure?.cause,
      caughtBy: caught?.next,
      next,
    }),
  };
}

/** An event as a report lists it. */
export function reportEvent({ event, visit, child }: OwnedEvent): ReportEvent {
  const details = jsonText(detailsOfEvent(event));
  return {
    id: event.id,
    previous: event.previousEventId,
    type: event.type,
    at: event.timestamp.getTime(),
    step: visit?.number ?? 0,
    ...(child === undefined ? {} : { child: { step: child.visit.number, index: child.index } }),
    ...(details === undefined ? {} : { details }),
  };
}

/** Members that are there. */
export function given<Members extends object>(members: Members): { [Key in keyof Members]?: Exclude<Members[Key], undefined> } {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as never;
}

/** Where nothing was sent, retried or lost, the step says it all. */
function attemptsOf({ tries }: StateVisit): ReportAttempt[] {
  const [first] = tries;
  const plain = tries.length < 2 && first?.input === undefined && first?.result === undefined && first?.failure === undefined;
  return plain ? [] : tries.map(attemptOf);
}

function attemptOf({ startedAt, endedAt, input, result, failure }: VisitAttempt): ReportAttempt {
  return {
    startedAt,
    ...given({ endedAt, arguments: jsonText(input), result: jsonText(result), error: failure?.error, cause: failure?.cause }),
  };
}

function jsonText(value: JsonValue | undefined): string | undefined {
  return value === undefined ? undefined : JSON.stringify(value);
}

function objectText(value: object): string | undefined {
  return Object.keys(value).length === 0 ? undefined : JSON.stringify(value);
}
