import type { JsonValue } from '../../asl';
import { HistoryQuotaReached } from '../failure';
import type { JsonText } from './event-details';
import { EVENT_MAKERS, EVENT_NAMES } from './event-types';
import type { HistoryEvent } from './history-event';

/** Slots per event in the one array that holds them all: type, previous event, time, and three of the event's own. */
const WIDTH = 6;

/** Keeps events as numbers and references; objects and JSON text are made when the history is read. */
export class Recorder {
  private readonly slots: unknown[] = [];
  private made: HistoryEvent[] = [];
  count = 0;

  /** @param limit most events there may be, the last one kept for the end of the execution */
  constructor(private readonly limit: number) {}

  /** Records an event and gives its id. Throws {@link HistoryQuotaReached} when only the closing event still fits. */
  add(type: number, previous: number, time: number, first?: unknown, second?: unknown, third?: unknown): number {
    if (this.count >= this.limit - 1) throw new HistoryQuotaReached();
    return this.close(type, previous, time, first, second, third);
  }

  /** Records the closing event: the quota has room for it. */
  close(type: number, previous: number, time: number, first?: unknown, second?: unknown, third?: unknown): number {
    this.slots.push(type, previous, time, first, second, third);
    return ++this.count;
  }

  /** Events so far. */
  events(): readonly HistoryEvent[] {
    if (this.made.length === this.count) return this.made;
    const text = payloadTexts();
    const events = this.made.slice();
    let date = new Date(Number.NaN);
    for (let id = events.length + 1; id <= this.count; id++) {
      const at = (id - 1) * WIDTH;
      const [type, previousEventId, time, first, second, third] = this.slots.slice(at, at + WIDTH) as [
        number,
        number,
        number,
        unknown,
        unknown,
        unknown,
      ];
      if (date.getTime() !== time) date = new Date(time);
      const event: Record<string, unknown> = { id, previousEventId, timestamp: date, type: EVENT_NAMES[type] };
      const maker = EVENT_MAKERS[type];
      if (maker !== undefined) event[maker.key] = maker.make({ first, second, third }, text);
      events.push(event as unknown as HistoryEvent);
    }
    this.made = events;
    return events;
  }
}

/** Writes payloads as JSON text and remembers the last: a state's output is the next one's input. */
function payloadTexts(): JsonText {
  let last: JsonValue | undefined;
  let lastText = '';
  return (value) => {
    if (value !== last) {
      lastText = JSON.stringify(value);
      last = value;
    }
    return lastText;
  };
}
