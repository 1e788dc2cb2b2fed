import { escapePointerToken, inexactInteger, isJsonObject, type JsonValue, jsonFrom, ownKey } from '../../asl';

/** Where two values differ. */
export interface ValueDifference {
  /** JSON pointer into both. */
  readonly pointer: string;
  /** Undefined: absent. */
  readonly recorded: JsonValue | undefined;
  readonly produced: JsonValue | undefined;
}

const MADE_UP = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z/g;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/;
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z/;
/** Where in the history a state was entered, as causes say: the number differs where branches run at the same time. */
const ENTERED_AT = /\(entered at the event id #\d+\)/;
const ENTERED_ATS = new RegExp(ENTERED_AT, 'g');
/** A name shorter than this may occur in other texts by chance. */
const SHORTEST_PART = 16;
/** Numbers from here on may be times in milliseconds: they lie after 2001. */
const EARLIEST_MILLISECONDS = 1e12;

/** Something in a produced text that stands for something else in the recorded one. */
interface ChosenText {
  readonly from: number;
  readonly text: string;
  readonly kind: 'uuid' | 'time' | 'name';
}

/**
 * Compares values of a recorded and a replayed execution. What a run makes up must differ, and does not count as a difference as long as one always
 * stands for the same other: ARNs and names of the execution, task tokens, UUIDs. Times may differ by what the service takes between two states.
 */
export class SameValues {
  private readonly bound = new Map<string, string>();
  /** UUIDs and times that the recorded execution saw: a produced one among them was not made up. */
  private readonly seen: ReadonlySet<string>;
  private readonly parts: readonly string[];

  /** @param tolerance milliseconds by which made-up times may differ */
  constructor(
    recordedText: string,
    private readonly madeUp: ReadonlySet<string>,
    private readonly tolerance: number,
  ) {
    this.seen = new Set(recordedText.match(MADE_UP) ?? []);
    this.parts = [...madeUp].filter((text) => text.length >= SHORTEST_PART).sort((one, other) => other.length - one.length);
  }

  /** The first place where the values differ, undefined when they are the same. */
  difference(recorded: JsonValue | undefined, produced: JsonValue | undefined, pointer = ''): ValueDifference | undefined {
    if (recorded === produced) return undefined;
    const differ = { pointer, recorded, produced };
    if (recorded === undefined || produced === undefined) return differ;
    if (typeof recorded === 'string' && typeof produced === 'string') return this.sameText(recorded, produced) ? undefined : differ;
    if (typeof recorded === 'number' && typeof produced === 'number') return this.sameTime(recorded, produced) ? undefined : differ;
    if (Array.isArray(recorded) && Array.isArray(produced)) {
      const longest = Math.max(recorded.length, produced.length);
      for (let index = 0; index < longest; index++) {
        const found = this.difference(
          recorded[index] as JsonValue | undefined,
          produced[index] as JsonValue | undefined,
          `${pointer}/${index}`,
        );
        if (found !== undefined) return found;
      }
      return undefined;
    }
    if (!isJsonObject(recorded) || !isJsonObject(produced)) return differ;
    for (const key of new Set([...Object.keys(recorded), ...Object.keys(produced)])) {
      const found = this.difference(ownKey(recorded, key), ownKey(produced, key), `${pointer}/${escapePointerToken(key)}`);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  private sameText(recorded: string, produced: string): boolean {
    if (ENTERED_AT.test(recorded) && ENTERED_AT.test(produced)) {
      const plain = (text: string) => text.replaceAll(ENTERED_ATS, '(entered)');
      return plain(recorded) === plain(produced) || this.sameText(plain(recorded), plain(produced));
    }
    if (this.madeUp.has(produced)) return this.bind(produced, recorded);
    const slots = this.slotsIn(produced);
    if (slots.length > 0 && this.fits(recorded, produced, slots)) return true;
    return this.sameJson(recorded, produced);
  }

  /** JSON inside of a text, such as a cause or the input of another execution. */
  private sameJson(recorded: string, produced: string): boolean {
    if (!/^[[{]/.test(recorded) || !/^[[{]/.test(produced) || inexactInteger(recorded) !== undefined) return false;
    try {
      return this.difference(jsonFrom(recorded), jsonFrom(produced)) === undefined;
    } catch {
      return false;
    }
  }

  private sameTime(recorded: number, produced: number): boolean {
    return recorded > EARLIEST_MILLISECONDS && produced > EARLIEST_MILLISECONDS && Math.abs(recorded - produced) <= this.tolerance;
  }

  private slotsIn(text: string): ChosenText[] {
    const slots: ChosenText[] = [];
    for (const part of this.parts) {
      for (let from = text.indexOf(part); from !== -1; from = text.indexOf(part, from + part.length))
        slots.push({ from, text: part, kind: 'name' });
    }
    for (const match of text.matchAll(MADE_UP)) {
      if (!this.seen.has(match[0])) slots.push({ from: match.index, text: match[0], kind: UUID.test(match[0]) ? 'uuid' : 'time' });
    }
    slots.sort((one, other) => one.from - other.from || other.text.length - one.text.length);
    let end = 0;
    return slots.filter((slot) => {
      if (slot.from < end) return false;
      end = slot.from + slot.text.length;
      return true;
    });
  }

  private fits(recorded: string, produced: string, slots: readonly ChosenText[]): boolean {
    let at = 0;
    let done = 0;
    for (const [index, slot] of slots.entries()) {
      const before = produced.slice(done, slot.from);
      if (!recorded.startsWith(before, at)) return false;
      at += before.length;
      done = slot.from + slot.text.length;
      const after = produced.slice(done, slots[index + 1]?.from);
      const counterpart = this.counterpart(recorded.slice(at), slot, after, index === slots.length - 1);
      if (counterpart === undefined) return false;
      at += counterpart.length;
    }
    return recorded.slice(at) === produced.slice(done);
  }

  /** What stands for the slot at the start of `rest`. */
  private counterpart(rest: string, { text, kind }: ChosenText, after: string, last: boolean): string | undefined {
    if (kind === 'time') {
      const found = TIME.exec(rest)?.[0];
      return found !== undefined && Math.abs(Date.parse(found) - Date.parse(text)) <= this.tolerance ? found : undefined;
    }
    const end =
      kind === 'uuid' ? (UUID.exec(rest)?.[0].length ?? 0) : last ? rest.length - after.length : after === '' ? 0 : rest.indexOf(after);
    if (end <= 0) return undefined;
    const found = rest.slice(0, end);
    return this.bind(text, found) ? found : undefined;
  }

  private bind(produced: string, recorded: string): boolean {
    const known = this.bound.get(produced);
    if (known === undefined) this.bound.set(produced, recorded);
    return known === undefined || known === recorded;
  }
}
