import { type JsonValue, writeJson } from '../../asl';
import { type ErrorTextLimits, HistoryQuotaReached } from '../failure';
import { upperBound } from '../payloads/payload-size';
import { entered, exited, type PayloadTexts, type RecordedState } from './event-details';
import { setTime } from './event-time';
import { EVENT_MAKERS, EVENT_NAMES } from './event-types';
import type { HistoryEvent } from './history-event';

/** Slots per event: type, previous event, time since the start, and three of the event's own. */
const WIDTH = 6;

/** Events per chunk. Chunks are never copied, as one growing array would be, and waste little in a short execution. */
const CHUNK_EVENTS = 16;
const CHUNK_SLOTS = CHUNK_EVENTS * WIDTH;

/** Keeps events as numbers and references; objects and JSON text are made when the history is read. */
export class Recorder {
  private readonly chunks: unknown[][] = [];
  private chunk: unknown[] = [];
  /** Slots of the chunk that are taken. */
  private taken = CHUNK_SLOTS;
  private made: HistoryEvent[] = [];
  /** Events that were looked through for visits. */
  private visitsTold = 0;
  count = 0;

  /**
   * @param limit most events there may be, the last one kept for the end of the execution
   * @param startedAt when the execution started: times are kept as what has passed since then, small integers, which need no box of their own
   */
  constructor(
    private readonly limit: number,
    private readonly startedAt: number,
    private readonly texts: ErrorTextLimits,
  ) {}

  /** Records an event and gives its id. Throws {@link HistoryQuotaReached} when only the closing event still fits. */
  add(type: number, previous: number, time: number, first?: unknown, second?: unknown, third?: unknown): number {
    if (this.count >= this.limit - 1) throw new HistoryQuotaReached();
    return this.close(type, previous, time, first, second, third);
  }

  /** Records the closing event: the quota has room for it. */
  close(type: number, previous: number, time: number, first?: unknown, second?: unknown, third?: unknown): number {
    if (this.taken === CHUNK_SLOTS) {
      this.chunk = new Array<unknown>(CHUNK_SLOTS);
      this.chunks.push(this.chunk);
      this.taken = 0;
    }
    const { chunk, taken } = this;
    chunk[taken] = type;
    chunk[taken + 1] = previous;
    chunk[taken + 2] = time - this.startedAt;
    chunk[taken + 3] = first;
    chunk[taken + 4] = second;
    chunk[taken + 5] = third;
    this.taken = taken + WIDTH;
    return ++this.count;
  }

  /** Tells of every state that was entered or left since it was last asked. */
  newVisits(tell: (state: RecordedState) => void): void {
    for (; this.visitsTold < this.count; this.visitsTold++) {
      const slots = this.chunks[Math.floor(this.visitsTold / CHUNK_EVENTS)]!;
      const at = (this.visitsTold % CHUNK_EVENTS) * WIDTH;
      const maker = EVENT_MAKERS[slots[at] as number];
      if (maker === entered || maker === exited) tell(slots[at + 3] as RecordedState);
    }
  }

  /** Events so far. */
  events(): readonly HistoryEvent[] {
    if (this.made.length === this.count) return this.made;
    const payloads = payloadTexts(this.texts);
    const events = this.made.slice();
    for (let id = events.length + 1; id <= this.count; id++) {
      const slots = this.chunks[Math.floor((id - 1) / CHUNK_EVENTS)]!;
      const at = ((id - 1) % CHUNK_EVENTS) * WIDTH;
      const type = slots[at] as number;
      const event: Record<string, unknown> = { id, previousEventId: slots[at + 1] };
      setTime(event, this.startedAt + (slots[at + 2] as number));
      event.type = EVENT_NAMES[type];
      const maker = EVENT_MAKERS[type];
      if (maker !== undefined)
        event[maker.key] = maker.make({ first: slots[at + 3], second: slots[at + 4], third: slots[at + 5] }, payloads);
      events.push(event as unknown as HistoryEvent);
    }
    this.made = events;
    return events;
  }
}

/** A history of fewer characters has all its payloads written at once: even their bounds take time to find. */
const SHORT = 65_536;

/** In a longer one, so have payloads with a bound under this many bytes: a getter costs more than their text. */
const SMALL = 16_384;

const PAYLOAD: unique symbol = Symbol('payload');

interface Unwritten {
  readonly [PAYLOAD]: () => string;
}

/** One getter for all payloads: with one of its own, each event would get a hidden class of its own. */
const WRITTEN_WHEN_READ: PropertyDescriptor & ThisType<Unwritten> = {
  get() {
    return this[PAYLOAD]();
  },
  enumerable: true,
  configurable: true,
};

/** Writes payloads as JSON text and remembers the last two: a state's output is the next one's input, and its input that of all its branches. */
function payloadTexts(limits: ErrorTextLimits): PayloadTexts {
  let last: JsonValue | undefined;
  let lastText = '';
  let previous: JsonValue | undefined;
  let previousText = '';
  let written = 0;
  const text = (value: JsonValue): string => {
    if (value === last) return lastText;
    if (value === previous) return previousText;
    previous = last;
    previousText = lastText;
    last = value;
    lastText = writeJson(value);
    written += lastText.length;
    return lastText;
  };
  return {
    limits,
    text,
    put(details, field, value) {
      if (value === last || written < SHORT || upperBound(value) < SMALL) details[field] = text(value);
      else {
        Object.defineProperty(details, PAYLOAD, { value: () => text(value) });
        Object.defineProperty(details, field, WRITTEN_WHEN_READ);
      }
    },
  };
}
