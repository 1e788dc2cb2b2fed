import { childPointer, isJsonArray, isJsonObject, type JsonObject, type JsonValue, ownKey } from '../../asl';

/** A field of an event that the pattern of a rule does not let through. */
export interface PatternMismatch {
  /** JSON pointer of the field. */
  readonly pointer: string;
  /** What the pattern lists for it. */
  readonly allowed: JsonValue;
  readonly received: JsonValue;
}

/**
 * The first field of an event that contradicts the pattern of a rule, which it then does not start; undefined where none does. A field that the event does not
 * have is not judged, as a sample may be a part of an event.
 *
 * Source of the rules: EventBridge's guide, "Comparison operators for use in event patterns".
 */
export function patternMismatch(pattern: JsonObject, event: JsonObject, pointer = ''): PatternMismatch | undefined {
  for (const [name, allowed] of Object.entries(pattern)) {
    const found =
      name === '$or' ? mismatchOfAll(allowed, event, pointer) : fieldMismatch(allowed, ownKey(event, name), childPointer(pointer, name));
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Alternatives: what contradicts the first, when an event contradicts each of them. */
function mismatchOfAll(alternatives: JsonValue, event: JsonObject, pointer: string): PatternMismatch | undefined {
  const patterns = isJsonArray(alternatives) ? alternatives.filter(isJsonObject) : [];
  const found = patterns.map((each) => patternMismatch(each, event, pointer));
  return found.includes(undefined) ? undefined : found[0];
}

function fieldMismatch(allowed: JsonValue, received: JsonValue | undefined, pointer: string): PatternMismatch | undefined {
  if (received === undefined) return undefined;
  if (isJsonObject(allowed)) return isJsonObject(received) ? patternMismatch(allowed, received, pointer) : { pointer, allowed, received };
  if (!isJsonArray(allowed)) return undefined;
  // A list in the event fits when one of its members does.
  const values = isJsonArray(received) ? received : [received];
  return values.some((value) => allowed.some((rule) => fits(value, rule))) ? undefined : { pointer, allowed, received };
}

function fits(value: JsonValue, rule: JsonValue): boolean {
  if (!isJsonObject(rule)) return value === rule;
  return Object.entries(rule).every(([operator, operand]) => OPERATORS[operator]?.(value, operand) ?? true);
}

type PatternOperator = (value: JsonValue, operand: JsonValue) => boolean;

/** Each operator that is judged. Another one, such as `cidr`, lets everything through. */
const OPERATORS: Readonly<Record<string, PatternOperator | undefined>> = {
  'anything-but': (value, operand) => !listed(operand).some((each) => fits(value, each)),
  'equals-ignore-case': ofTexts((text, wanted) => text.toLowerCase() === wanted.toLowerCase()),
  exists: (_, operand) => operand === true,
  numeric: (value, operand) => typeof value === 'number' && isJsonArray(operand) && holds(value, operand),
  prefix: ofTexts((text, wanted) => text.startsWith(wanted)),
  suffix: ofTexts((text, wanted) => text.endsWith(wanted)),
  wildcard: ofTexts(fitsWildcard),
};

/** What `anything-but` excludes: values, or an operator with one text or several. */
function listed(operand: JsonValue): readonly JsonValue[] {
  if (isJsonArray(operand)) return operand;
  if (!isJsonObject(operand)) return [operand];
  return Object.entries(operand).flatMap(([operator, texts]) => listed(texts).map((text) => ({ [operator]: text })));
}

/** An operator on text, which `prefix` and `suffix` also compare without regard to case. */
function ofTexts(compare: (text: string, wanted: string) => boolean): PatternOperator {
  return (value, operand) => {
    if (typeof value !== 'string') return false;
    if (typeof operand === 'string') return compare(value, operand);
    const folded = isJsonObject(operand) ? ownKey(operand, 'equals-ignore-case') : undefined;
    return typeof folded === 'string' && compare(value.toLowerCase(), folded.toLowerCase());
  };
}

const COMPARISONS: Readonly<Record<string, ((left: number, right: number) => boolean) | undefined>> = {
  '=': (left, right) => left === right,
  '<': (left, right) => left < right,
  '<=': (left, right) => left <= right,
  '>': (left, right) => left > right,
  '>=': (left, right) => left >= right,
};

/** `[">", 0, "<=", 5]`: each pair has to hold. */
function holds(value: number, pairs: readonly JsonValue[]): boolean {
  return pairs.every((each, index) => typeof each !== 'string' || COMPARISONS[each]?.(value, Number(pairs[index + 1])) !== false);
}

/** `*` stands for any text, `\*` for a star: parts are looked for from left to right, so that no pattern runs away. */
function fitsWildcard(text: string, pattern: string): boolean {
  const [first = '', ...others] = pattern.split(/(?<!\\)\*/).map((part) => part.replaceAll('\\*', '*'));
  const last = others.pop();
  if (last === undefined) return text === first;
  if (!text.startsWith(first)) return false;
  let at = first.length;
  for (const part of others) {
    const found = text.indexOf(part, at);
    if (found === -1) return false;
    at = found + part.length;
  }
  return text.length - last.length >= at && text.endsWith(last);
}
