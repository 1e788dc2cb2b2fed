import { type JsonValue, QUOTAS } from '../asl';
import { EvaluationError } from './evaluation-error';
import { OutOfRoom } from './out-of-room';
import { workMeter } from './work-meter';

/** Steps of an evaluation whose value is too small to be weighed. */
const UNWEIGHED_STEPS = 100;
/** Parts that a value can have for each step that made it: what has more was there before. */
const PARTS_A_STEP = 4;
/** What a part weighs that is not a text. */
const BYTES_A_PART = 4;

/**
 * Weighs what expressions make. One of them has a bound of its own; a field may hold ten thousand of them, and an execution may come to ten thousand
 * states. Whoever runs an execution sets `most` while it runs.
 */
export const madeMeter = {
  made: 0,
  most: Number.POSITIVE_INFINITY,
  fieldFrom: 0,
  /** The expressions of another field come next. */
  beginField(): void {
    this.fieldFrom = this.made;
  },
  /**
   * Weighs what an expression of `field` gave, and gives it back. `done` is what the work meter read before it; `isAlone` says that no other expression belongs to
   * the field. Throws an `EvaluationError` with
   * States.DataLimitExceeded where a field makes more than any payload may hold, and {@link OutOfRoom} where an execution makes more than there is room for.
   */
  weigh<Result>(value: Result, done: number, field: string, isAlone = false): Result {
    const steps = workMeter.done - done;
    if (steps > UNWEIGHED_STEPS) {
      if (isAlone) this.beginField();
      this.made += weightOf(value as JsonValue | undefined, steps * PARTS_A_STEP);
      if (this.made - this.fieldFrom > QUOTAS.heldBytes) throw new EvaluationError('States.DataLimitExceeded', '', field);
      if (this.made > this.most) throw new OutOfRoom();
    }
    return value;
  },
};

/** Bytes that a value takes at least, of so many parts. */
function weightOf(value: JsonValue | undefined, mostParts: number): number {
  if (typeof value === 'string') return value.length;
  let weight = 0;
  let left = mostParts;
  const open: object[] = [];
  const add = (part: JsonValue | undefined): void => {
    if (typeof part === 'string') weight += part.length;
    else if (typeof part === 'object' && part !== null) open.push(part);
  };
  add(value);
  for (let next = open.pop(); next !== undefined && left > 0; next = open.pop()) {
    const parts = Array.isArray(next) ? (next as readonly JsonValue[]) : Object.values(next as Record<string, JsonValue>);
    const count = Math.min(parts.length, left);
    weight += count * BYTES_A_PART;
    left -= count + 1;
    for (let at = 0; at < count; at++) add(parts[at]);
  }
  return weight;
}
