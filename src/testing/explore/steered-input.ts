import { elementAt, isJsonObject, type JsonValue, valueAlong } from '../../asl';
import type { ArbitraryOf } from './fast-check';
import { isMeant, sitesOf, withValueAt } from './leaf-sites';
import type { Steering } from './plan';
import type { RuleConstant } from './rule-constants';

/**
 * An input with some values replaced by those at which rules decide: their constants and the values beside, and what is empty, null or absent. Each
 * is one that the arbitrary could have generated: an input that nobody sends breaks no law.
 */
export function steeredInput<Input>(
  inputs: ArbitraryOf<Input>,
  input: Input,
  steering: readonly Steering[],
  constants: readonly RuleConstant[],
): Input {
  let steered = input;
  for (const { site, item, value } of steering) {
    const whole = steered as JsonValue;
    const sites = sitesOf(whole);
    const { names, places } = elementAt(sites, site % sites.length);
    const place = elementAt(places, item % places.length);
    const elsewhere = constants.filter((each) => !sites.some((other) => isMeant(each, other.names)));
    const values = candidates(valueAlong(whole, place) ?? null, names, constants, elsewhere);
    const other = withValueAt(whole, place, values[value % values.length]);
    if (other !== undefined && couldGenerate(inputs, other)) steered = other as Input;
  }
  return steered;
}

/** An arbitrary that says nothing, such as one behind `.map()`, is not second-guessed. */
function couldGenerate(inputs: ArbitraryOf<unknown>, value: unknown): boolean {
  try {
    return inputs.canShrinkWithoutContext?.(value) === true;
  } catch {
    return false;
  }
}

/**
 * What may stand in the place of a value; undefined: nothing, so that the field is absent. A constant that is compared with a name which the input does not
 * have (`elsewhere`) may get its value from any field: the states in between, or handlers, call it something else.
 */
function candidates(
  value: JsonValue,
  names: readonly string[],
  constants: readonly RuleConstant[],
  elsewhere: readonly RuleConstant[],
): readonly (JsonValue | undefined)[] {
  const meant = constants.filter((each) => isMeant(each, names)).flatMap(({ constant }) => neighboursOf(constant));
  const others = elsewhere.flatMap(({ constant }) => (constant !== null && typeof constant === typeof value ? [constant] : []));
  return [...new Set<JsonValue | undefined>([...meant, ...others]), ...emptyOf(value), null, undefined];
}

/** A constant and the values beside it. */
export function neighboursOf(constant: RuleConstant['constant']): readonly JsonValue[] {
  if (typeof constant === 'number') return [constant, constant - 1, constant + 1];
  if (typeof constant === 'boolean') return [constant, !constant];
  return constant === null ? [null] : [constant, `${constant} `, constant.slice(0, -1)];
}

function emptyOf(value: JsonValue): readonly JsonValue[] {
  if (typeof value === 'string') return [''];
  if (typeof value === 'number') return [0, 1, -1];
  if (typeof value === 'boolean') return [!value];
  if (Array.isArray(value)) return [[], value.slice(0, 1)];
  return isJsonObject(value) ? [{}] : [];
}
