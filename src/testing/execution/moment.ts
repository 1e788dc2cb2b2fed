import { type JsonObject, type JsonValue, jsonFrom, receivedText } from '../../asl';
import type { HistoryEvent } from '../../interpreter';
import { detailsOfEvent } from '../../interpreter';
import { UsageError } from '../usage-error';
import type { StateVisit } from '../visits/state-visit';
import { visitsAt } from '../visits/visits';

/** An execution as it stood at one event of its history. */
export interface Moment {
  readonly event: HistoryEvent;
  /** Virtual time. */
  readonly at: Date;
  /** Visit that the event belongs to, as it was then; undefined for the execution's own start and end. */
  readonly visit: StateVisit | undefined;
  /** The payload in the branch of the event: the state's input, its task's raw result once that is there, its output when it is left. */
  readonly data: JsonValue | undefined;
  /** Variables that the branch of the event can read. */
  readonly variables: JsonObject;
  /** All visits up to then, as they were. */
  readonly visits: readonly StateVisit[];
}

/** An execution as it stood at an event. Throws a usage error for an event that its history does not have. */
export function momentAt(history: readonly HistoryEvent[], eventId: number): Moment {
  const event = history.find((each) => each.id === eventId);
  if (event === undefined) {
    throw new UsageError(
      `at() found no event ${receivedText(eventId)}: the history has the events 1 to ${history.length}.`,
      'look for the id in execution.history.',
    );
  }
  const { visits, visit } = visitsAt(history, eventId);
  const last = visits.filter((each) => each.branch === undefined).at(-1);
  const left = visit?.exitedAt !== undefined;
  const around = visit ?? (event.type === 'ExecutionStarted' ? undefined : last);
  return {
    event,
    at: event.timestamp,
    visit,
    visits,
    get data() {
      const own = payloadOf(event);
      return own === undefined ? around?.input : jsonFrom(own);
    },
    get variables() {
      if (around === undefined) return {};
      return left || visit === undefined ? { ...around.variables, ...around.assigned } : around.variables;
    },
  };
}

/** Payload of the event itself; what a request holds is not data of the workflow. */
function payloadOf(event: HistoryEvent): string | undefined {
  if (event.type.endsWith('Scheduled') || event.type.endsWith('Submitted')) return undefined;
  const { input, output }: { readonly input?: string; readonly output?: string } = detailsOfEvent(event) ?? {};
  return output ?? input;
}
