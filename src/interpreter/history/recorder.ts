import type { JsonValue } from '../../asl';
import { HistoryQuotaReached } from '../failure';
import { upperBound } from '../payload-size';
import type { PayloadTexts } from './event-details';
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
    const payloads = payloadTexts();
    const events = this.made.slice();
    let date = new Date(Number.NaN);
    for (let id = events.length + 1; id <= this.count; id++) {
      const at = (id - 1) * WIDTH;
      const { slots } = this;
      const type = slots[at] as number;
      const time = slots[at + 2] as number;
      if (date.getTime() !== time) date = new Date(time);
      const event: Record<string, unknown> = { id, previousEventId: slots[at + 1], timestamp: date, type: EVENT_NAMES[type] };
      const maker = EVENT_MAKERS[type];
      if (maker !== undefined)
        event[maker.key] = maker.make({ first: slots[at + 3], second: slots[at + 4], third: slots[at + 5] }, payloads);
      events.push(event as unknown as HistoryEvent);
    }
    this.made = events;
    return events;
  }
}

/** Payloads with a bound under this many bytes are written at once: a getter costs more than their text. */
const SMALL = 16_384;

/** Writes payloads as JSON text and remembers the last: a state's output is the next one's input. */
function payloadTexts(): PayloadTexts {
  let last: JsonValue | undefined;
  let lastText = '';
  const text = (value: JsonValue): string => {
    if (value !== last) {
      lastText = JSON.stringify(value);
      last = value;
    }
    return lastText;
  };
  return {
    text,
    put(details, field, value) {
      if (value === last || upperBound(value) < SMALL) details[field] = text(value);
      else Object.defineProperty(details, field, { get: () => text(value), enumerable: true, configurable: true });
    },
  };
}
