/** Values of one type between two bounds, some of them left out. */
export interface ValueRange<Value extends number | string> {
  readonly low: RangeBound<Value> | undefined;
  readonly high: RangeBound<Value> | undefined;
  readonly without: readonly Value[];
}

interface RangeBound<Value> {
  readonly value: Value;
  readonly inclusive: boolean;
}

/** Every value of the type. */
export const WHOLE_RANGE: ValueRange<never> = { low: undefined, high: undefined, without: [] };

/** How a value compares with a constant. */
export type Order = 'equals' | 'lessThan' | 'lessThanEquals' | 'greaterThan' | 'greaterThanEquals';

/** The values that compare so with a constant, and those that do not. */
export function rangesOf<Value extends number | string>(
  order: Order,
  value: Value,
): { inside: ValueRange<Value>; outside: ValueRange<Value> } {
  const below = (inclusive: boolean): ValueRange<Value> => ({ low: undefined, high: { value, inclusive }, without: [] });
  const above = (inclusive: boolean): ValueRange<Value> => ({ low: { value, inclusive }, high: undefined, without: [] });
  switch (order) {
    case 'lessThan':
      return { inside: below(false), outside: above(true) };
    case 'lessThanEquals':
      return { inside: below(true), outside: above(false) };
    case 'greaterThan':
      return { inside: above(false), outside: below(true) };
    case 'greaterThanEquals':
      return { inside: above(true), outside: below(false) };
    case 'equals':
      return {
        inside: { low: { value, inclusive: true }, high: { value, inclusive: true }, without: [] },
        outside: { low: undefined, high: undefined, without: [value] },
      };
  }
}

/** The values of both ranges; undefined when there is none. Between two different bounds there is always one. */
export function commonRange<Value extends number | string>(
  one: ValueRange<Value>,
  other: ValueRange<Value>,
): ValueRange<Value> | undefined {
  const low = tighter(one.low, other.low, (a, b) => a > b);
  const high = tighter(one.high, other.high, (a, b) => a < b);
  const without = [...new Set([...one.without, ...other.without])].filter((value) => isBetween(value, low, high)).sort(ascending);
  if (low === undefined || high === undefined || low.value < high.value) return { low, high, without };
  return low.value === high.value && low.inclusive && high.inclusive && without.length === 0 ? { low, high, without } : undefined;
}

function tighter<Value>(
  one: RangeBound<Value> | undefined,
  other: RangeBound<Value> | undefined,
  isTighter: (a: Value, b: Value) => boolean,
): RangeBound<Value> | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  if (one.value === other.value) return one.inclusive ? other : one;
  return isTighter(one.value, other.value) ? one : other;
}

function isBetween<Value>(value: Value, low: RangeBound<Value> | undefined, high: RangeBound<Value> | undefined): boolean {
  if (low !== undefined && (value < low.value || (value === low.value && !low.inclusive))) return false;
  return high === undefined || value < high.value || (value === high.value && high.inclusive);
}

function ascending<Value>(one: Value, other: Value): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
