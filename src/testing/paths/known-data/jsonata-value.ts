import { firstIn, isJsonObject, type JsonValue, ownKey } from '../../../asl';
import { jsonataTextOf, parseJsonata, type SyntaxNode } from '../../../data';
import { type ComputedValue, constantValue, copiedValue, reckonedValue } from './computed-value';
import { constantIn, isInput, placeIn } from './jsonata-syntax';
import { placeOf, type Segments } from './place';

const OPERATORS: Readonly<Record<string, (left: number, right: number) => number>> = {
  '+': (left, right) => left + right,
  '-': (left, right) => left - right,
  '*': (left, right) => left * right,
};

/** What stands at some segments of `Output`, or of a variable in `Assign`; undefined for what is not understood. */
export function jsonataValue(written: JsonValue, segments: Segments): ComputedValue | undefined {
  const text = typeof written === 'string' ? jsonataTextOf(written) : undefined;
  if (text !== undefined) return nodeValue(parseJsonata(text), segments);
  const [name, ...rest] = segments;
  if (name === undefined) return constantValue(written);
  const inner = isJsonObject(written) && typeof name === 'string' ? ownKey(written, name) : undefined;
  return inner === undefined ? undefined : jsonataValue(inner, rest);
}

/** What stands at some segments of what an expression gives. */
export function nodeValue(node: SyntaxNode, segments: Segments): ComputedValue | undefined {
  const { type, value, lhs, rhs, expressions, predicate, group } = node;
  if (predicate !== undefined || group !== undefined) return undefined;
  if (type === 'block' && expressions?.length === 1) return nodeValue(firstIn(expressions), segments);
  const place = placeIn(node);
  if (place !== undefined) return copiedValue(placeOf('JSONata', place.variable, [...place.segments, ...segments]));
  const [name, ...rest] = segments;
  if (name !== undefined) {
    if (isInput(node)) return copiedValue(placeOf('JSONata', undefined, segments));
    const inner = objectFields(node)?.find(([key]) => key === name)?.[1];
    return inner === undefined ? undefined : nodeValue(inner, rest);
  }
  const constant = constantIn(node);
  if (constant !== undefined) return constantValue(constant);
  const reckon = type === 'binary' ? OPERATORS[String(value)] : undefined;
  if (reckon === undefined || rhs === undefined) return undefined;
  const parts = [nodeValue(lhs as SyntaxNode, []), nodeValue(rhs, [])];
  return parts.includes(undefined) ? undefined : reckonedValue(parts as readonly ComputedValue[], reckon as never);
}

/** The fields of `{"a": …}` where each key is a text; undefined for any other expression. */
export function objectFields({ type, value, lhs }: SyntaxNode): readonly (readonly [string, SyntaxNode])[] | undefined {
  if (type !== 'unary' || value !== '{' || !Array.isArray(lhs)) return undefined;
  const fields = (lhs as readonly (readonly [SyntaxNode, SyntaxNode])[]).map(([key, field]) => [key, field] as const);
  return fields.every(([key]) => key.type === 'string') ? fields.map(([key, field]) => [String(key.value), field]) : undefined;
}
