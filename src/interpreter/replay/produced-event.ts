import { detailsOfEvent } from '../history/details-of-event';
import type { HistoryEvent } from '../history/history-event';
import type { RecordedEvent } from './recorded-event';

/** A produced event in the form of a recorded one. */
export function producedEvent(event: HistoryEvent): RecordedEvent {
  const { id, previousEventId, type } = event;
  return { id, previousEventId, type, at: event.timestamp.getTime(), details: detailsOfEvent(event) ?? {} };
}
