import { CHOICE_OPERATORS, isJsonArray, isJsonObject, type JsonObject, type JsonValue, ownKey } from '../../asl';
import { readPath } from '../expressions/read-expression';
import { ABSENT, insert, joinShapes, type ScalarType, type Shape, select, UNKNOWN } from './shape';

/**
 * What a JSONPath choice rule tells of the data when it is true, or when it is false: types that comparisons ask for, and places where
 * nothing is. A comparison that is false tells nothing: the value may be of another type.
 */
export function narrowed(rule: JsonObject, isTrue: boolean, input: Shape): Shape {
  const not = ownKey(rule, 'Not');
  if (isJsonObject(not)) return narrowed(not, !isTrue, input);
  const every = rulesIn(ownKey(rule, isTrue ? 'And' : 'Or'));
  if (every.length > 0) return every.reduce((shape, each) => narrowed(each, isTrue, shape), input);
  const some = rulesIn(ownKey(rule, isTrue ? 'Or' : 'And'));
  if (some.length > 0) return some.map((each) => narrowed(each, isTrue, input)).reduce((left, right) => joinShapes(left, right));
  return byComparison(rule, isTrue, input);
}

function byComparison(rule: JsonObject, isTrue: boolean, input: Shape): Shape {
  const variable = ownKey(rule, 'Variable');
  const read = typeof variable === 'string' ? readPath(variable) : undefined;
  const segments = read?.ok && read.facts.root === 'input' ? read.facts.segments : undefined;
  if (segments === undefined || segments.length === 0 || !segments.every((segment) => typeof segment === 'string')) return input;
  const presence = ownKey(rule, 'IsPresent');
  if (typeof presence === 'boolean') return presence === isTrue ? withPlace(input, segments) : withoutPlace(input, segments);
  const type = isTrue ? typeAskedFor(rule) : undefined;
  const known = type === undefined ? undefined : select(input, segments);
  // A place of another type makes the comparison false: that is another rule's finding.
  return known?.kind === 'unknown' || (known?.kind === 'scalar' && known.type === undefined)
    ? insert(input, segments, { kind: 'scalar', type: type! })
    : input;
}

/** Behind a Choice that has found a place there is nothing to say of it, even where nothing is known to put it there. */
function withPlace(input: Shape, segments: readonly (string | number)[]): Shape {
  return select(input, segments) === undefined ? insert(input, segments, UNKNOWN) : input;
}

/** Only where the object around it is sure to stay an object: below a place of which nothing is known there may be a scalar as well. */
function withoutPlace(input: Shape, segments: readonly (string | number)[]): Shape {
  const around = select(input, segments.slice(0, -1));
  return around?.kind === 'object' || (segments.length === 1 && around?.kind === 'unknown') ? insert(input, segments, ABSENT) : input;
}

function typeAskedFor(rule: JsonObject): ScalarType | undefined {
  if (ownKey(rule, 'IsNull') === true) return 'null';
  for (const field of Object.keys(rule)) {
    const operator = CHOICE_OPERATORS.get(field);
    if (operator?.type === undefined || (operator.comparison === 'is' && rule[field] !== true)) continue;
    return operator.type === 'timestamp' ? 'string' : operator.type;
  }
  return undefined;
}

function rulesIn(value: JsonValue | undefined): readonly JsonObject[] {
  return isJsonArray(value) ? value.filter((each): each is JsonObject => isJsonObject(each)) : [];
}
