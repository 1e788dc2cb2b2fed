import { elementAt } from '../../asl';
import type { HistoryEvent } from '../history/history-event';
import type { BranchLog } from './branch-logs';
import { counts } from './compare';
import type { RecordedEvent } from './recorded-event';

/**
 * The produced events that have a recorded counterpart, in the recorded order: branches that run at the same time advance one state at a time here, and may
 * be ahead of a history that was cut. Undefined when one of the recorded events that count was not produced.
 *
 * @param times whether events get the recorded times; else they keep their own, none earlier than the one before
 */
export function inRecordedOrder(
  events: readonly HistoryEvent[],
  recorded: readonly RecordedEvent[],
  recordedLogs: ReadonlyMap<string, BranchLog>,
  producedLogs: ReadonlyMap<string, BranchLog>,
  times: boolean,
): HistoryEvent[] | undefined {
  const counterparts = pairs(recordedLogs, producedLogs);
  const ids = new Map<number, number>([[0, 0]]);
  const ordered: HistoryEvent[] = [];
  let latest = Number.NEGATIVE_INFINITY;
  for (const event of recorded) {
    const counterpart = counterparts.get(event.id);
    if (counterpart === undefined) {
      if (counts(event)) return undefined;
      continue;
    }
    const produced = elementAt(events, counterpart - 1);
    const id = ordered.length + 1;
    ids.set(counterpart, id);
    latest = Math.max(latest, times ? event.at : produced.timestamp.getTime());
    const previousEventId = ids.get(produced.previousEventId) ?? event.previousEventId;
    ordered.push({ ...produced, id, previousEventId, timestamp: new Date(times ? event.at : latest) });
  }
  return ordered;
}

/** Ids of produced events by those of the recorded ones: event by event of each branch, those that do not count by their type. */
function pairs(recordedLogs: ReadonlyMap<string, BranchLog>, producedLogs: ReadonlyMap<string, BranchLog>): Map<number, number> {
  const found = new Map<number, number>();
  for (const [key, log] of recordedLogs) {
    const produced = new Map<string, RecordedEvent[]>();
    const kindOf = (event: RecordedEvent): string => (counts(event) ? '' : event.type);
    for (const event of producedLogs.get(key)?.events ?? []) {
      const alike = produced.get(kindOf(event));
      if (alike === undefined) produced.set(kindOf(event), [event]);
      else alike.push(event);
    }
    const taken = new Map<string, number>();
    for (const event of log.events) {
      const kind = kindOf(event);
      const at = taken.get(kind) ?? 0;
      taken.set(kind, at + 1);
      const counterpart = produced.get(kind)?.[at];
      if (counterpart !== undefined) found.set(event.id, counterpart.id);
    }
  }
  return found;
}
