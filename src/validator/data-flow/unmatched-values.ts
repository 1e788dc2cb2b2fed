import { CHOICE_OPERATORS, isJsonArray, isJsonObject, type JsonObject, type JsonValue, objectsIn, ownKey } from '../../asl';
import type { Shape } from './shape';

/** A place of which no comparison of a Choice is true: the one value that it can have, and the first top-level rule that asks for another. */
export interface UnmatchedValue {
  readonly variable: string;
  readonly value: string | number;
  readonly rule: number;
  /** What the comparisons ask for. */
  readonly operands: readonly JsonValue[];
}

/** Every comparison of a rule, those in `And`, `Or` and `Not` included. */
export function comparisonsIn(rule: JsonObject): JsonObject[] {
  const parts = ['And', 'Or'].flatMap((field) => (isJsonArray(rule[field]) ? objectsIn(rule[field]) : []));
  const not = ownKey(rule, 'Not');
  return [...(isJsonObject(not) ? [not] : []), ...parts]
    .flatMap(comparisonsIn)
    .concat(ownKey(rule, 'Variable') === undefined ? [] : [rule]);
}

/**
 * The places that states before a Choice fill with one constant that none of its comparisons with constants takes. Of a constant that one of them takes
 * nothing is said: it stands in for work that is still to be written, or for a setting.
 *
 * @param rules the rules in their order; undefined for one that cannot be read
 * @param shapeAt what stands at the place of a comparison
 */
export function unmatchedValues(
  rules: readonly (JsonObject | undefined)[],
  shapeAt: (comparison: JsonObject) => Shape | undefined,
): readonly UnmatchedValue[] {
  // What a rule that cannot be read asks is not known.
  if (rules.includes(undefined)) return [];
  const places = new Map<string, (UnmatchedValue & { readonly operands: JsonValue[] }) | undefined>();
  for (const [index, rule] of rules.entries())
    for (const comparison of comparisonsIn(rule ?? {})) {
      const variable = String(ownKey(comparison, 'Variable'));
      const shape = shapeAt(comparison);
      if (shape?.kind !== 'scalar' || shape.value === undefined || ownKey(comparison, 'IsPresent') !== undefined) continue;
      const operand = falseOperand(comparison, shape.value);
      const known = places.has(variable) ? places.get(variable) : { variable, value: shape.value, rule: index, operands: [] };
      known?.operands.push(operand ?? null);
      places.set(variable, operand === undefined ? undefined : known);
    }
  return [...places.values()].filter((each) => each !== undefined);
}

/** The constant of a comparison that is false of a value; undefined for one that may be true. */
function falseOperand(comparison: JsonObject, value: string | number): string | number | undefined {
  for (const [field, operand] of Object.entries(comparison)) {
    const operator = CHOICE_OPERATORS.get(field);
    if (operator === undefined || operator.path || operator.type === 'timestamp') continue;
    const holds = ORDERS[operator.comparison];
    if (holds === undefined || (typeof operand !== 'string' && typeof operand !== 'number') || typeof operand !== typeof value) continue;
    if (!holds(value, operand)) return operand;
  }
  return undefined;
}

type Comparable = string | number;
const ORDERS: Readonly<Record<string, ((left: Comparable, right: Comparable) => boolean) | undefined>> = {
  equals: (left, right) => left === right,
  lessThan: (left, right) => left < right,
  lessThanEquals: (left, right) => left <= right,
  greaterThan: (left, right) => left > right,
  greaterThanEquals: (left, right) => left >= right,
};
