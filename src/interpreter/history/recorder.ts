import type { JsonValue } from '../../asl';
import { HistoryQuotaReached } from '../failure';
import type { JsonText } from './event-details';
import { EVENT_MAKERS, EVENT_NAMES } from './event-types';
import type { HistoryEvent } from './history-event';

/** Keeps events as numbers and references; objects and JSON text are made when the history is read. */
export class Recorder {
  private readonly types: number[] = [];
  private readonly previous: number[] = [];
  private readonly times: number[] = [];
  private readonly first: unknown[] = [];
  private readonly second: unknown[] = [];
  private readonly third: unknown[] = [];
  private made: HistoryEvent[] = [];

  /** @param limit most events there may be, the last one kept for the end of the execution */
  constructor(private readonly limit: number) {}

  get count(): number {
    return this.types.length;
  }

  /** Records an event and gives its id. Throws {@link HistoryQuotaReached} when only the closing event still fits. */
  add(type: number, previous: number, time: number, first?: unknown, second?: unknown, third?: unknown): number {
    if (this.types.length >= this.limit - 1) throw new HistoryQuotaReached();
    return this.close(type, previous, time, first, second, third);
  }

  /** Records the closing event: the quota has room for it. */
  close(type: number, previous: number, time: number, first?: unknown, second?: unknown, third?: unknown): number {
    this.previous.push(previous);
    this.times.push(time);
    this.first.push(first);
    this.second.push(second);
    this.third.push(third);
    return this.types.push(type);
  }

  /** Numbers of the event types so far, without making events. */
  typeAt(id: number): number | undefined {
    return this.types[id - 1];
  }

  /** Events so far. */
  events(): readonly HistoryEvent[] {
    if (this.made.length === this.types.length) return this.made;
    const text = payloadTexts();
    const events = this.made.slice();
    let date = new Date(Number.NaN);
    for (let index = events.length; index < this.types.length; index++) {
      const type = this.types[index] as number;
      const time = this.times[index] as number;
      if (date.getTime() !== time) date = new Date(time);
      const event: Record<string, unknown> = {
        id: index + 1,
        previousEventId: this.previous[index],
        timestamp: date,
        type: EVENT_NAMES[type],
      };
      const maker = EVENT_MAKERS[type];
      if (maker !== undefined)
        event[maker.key] = maker.make({ first: this.first[index], second: this.second[index], third: this.third[index] }, text);
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
