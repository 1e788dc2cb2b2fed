import type { HistoryEvent } from '../history/history-event';
import { detailsIn, type RecordedEvent } from './recorded-event';

/** A produced event in the form of a recorded one. @param at when it came @default what the event says */
export function producedEvent(event: HistoryEvent, at = event.timestamp.getTime()): RecordedEvent {
  const { id, previousEventId, type } = event;
  return { id, previousEventId, type, at, details: detailsIn(event as never) };
}
