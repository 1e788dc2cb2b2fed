import { type JsonObject, ownKey } from '../../asl';

interface Bound {
  readonly value: number;
  readonly inclusive: boolean;
  /** Index of the rule that takes everything beyond it. */
  readonly rule: number;
}

/** What the rules met so far take of the numbers at one place: everything above one bound, and everything below another. */
interface Covered {
  above?: Bound;
  below?: Bound;
}

interface Interval {
  readonly low: number;
  readonly lowInclusive: boolean;
  readonly high: number;
  readonly highInclusive: boolean;
}

/**
 * A function that takes the rules of a Choice in their order, and answers with the index of an earlier one that is true whenever this one is:
 * `$.total > 10` leaves nothing for `$.total > 100`. Only rules that are one comparison of a number with a constant.
 */
export function coveredNumbers(): (rule: JsonObject, index: number) => number | undefined {
  const places = new Map<string, Covered>();
  return (rule, index) => {
    const variable = ownKey(rule, 'Variable');
    const interval = intervalOf(rule);
    if (typeof variable !== 'string' || interval === undefined) return undefined;
    const covered = places.get(variable) ?? {};
    places.set(variable, covered);
    const earlier = coveringRule(covered, interval);
    if (earlier === undefined) take(covered, interval, index);
    return earlier;
  };
}

function intervalOf(rule: JsonObject): Interval | undefined {
  const [operator] = Object.keys(rule).filter((field) => field.startsWith('Numeric'));
  const value = operator === undefined ? undefined : rule[operator];
  if (typeof value !== 'number') return undefined;
  const up = { low: value, lowInclusive: operator === 'NumericGreaterThanEquals', high: Number.POSITIVE_INFINITY, highInclusive: false };
  const down = { low: Number.NEGATIVE_INFINITY, lowInclusive: false, high: value, highInclusive: operator === 'NumericLessThanEquals' };
  if (operator === 'NumericGreaterThan' || operator === 'NumericGreaterThanEquals') return up;
  if (operator === 'NumericLessThan' || operator === 'NumericLessThanEquals') return down;
  return operator === 'NumericEquals' ? { low: value, lowInclusive: true, high: value, highInclusive: true } : undefined;
}

function coveringRule({ above, below }: Covered, { low, lowInclusive, high, highInclusive }: Interval): number | undefined {
  if (above && (low > above.value || (low === above.value && (above.inclusive || !lowInclusive)))) return above.rule;
  if (below && (high < below.value || (high === below.value && (below.inclusive || !highInclusive)))) return below.rule;
  return undefined;
}

/** Only what reaches further than the bound there is: otherwise it would have been covered. */
function take(covered: Covered, { low, lowInclusive, high, highInclusive }: Interval, rule: number): void {
  if (high === Number.POSITIVE_INFINITY) covered.above = { value: low, inclusive: lowInclusive, rule };
  if (low === Number.NEGATIVE_INFINITY) covered.below = { value: high, inclusive: highInclusive, rule };
}
