import { isJsonataText, isJsonObject, type JsonValue } from '../../asl';
import { looksLikePath, readPath } from '../expressions/read-expression';
import { SCALAR, type Shape, select, shapeOfConstant, UNKNOWN } from './shape';

/** Gives the shape of what a JSONPath gives, read from `input`. */
export function shapeOfPath(text: JsonValue | undefined, input: Shape): Shape {
  if (typeof text !== 'string' || !looksLikePath(text)) return UNKNOWN;
  const read = readPath(text);
  if (!read.ok || read.facts.root !== 'input' || read.facts.segments === undefined) return UNKNOWN;
  return select(input, read.facts.segments) ?? UNKNOWN;
}

/** Gives the shape of what a payload template gives: `.$` members read from `input`. */
export function shapeOfTemplate(template: JsonValue, input: Shape, depth = 0): Shape {
  if (!isJsonObject(template) || depth > 8) return Array.isArray(template) ? UNKNOWN : shapeOfConstant(template);
  const fields = Object.keys(template).map((key): [string, Shape] => {
    const value = template[key]!;
    if (!key.endsWith('.$')) return [key, shapeOfTemplate(value, input, depth + 1)];
    return [key.slice(0, -2), typeof value === 'string' && !looksLikePath(value) ? shapeOfCall(value) : shapeOfPath(value, input)];
  });
  return fields.length > 100 ? UNKNOWN : { kind: 'object', fields: new Map(fields), open: false };
}

/** Gives the shape of a JSONata value: constants as they are, `$states.input` itself, anything else unknown. */
export function shapeOfJsonata(value: JsonValue, input: Shape, depth = 0): Shape {
  if (isJsonataText(value)) return /^\{%\s*\$states\.input\s*%\}$/.test(value) ? input : UNKNOWN;
  if (Array.isArray(value) || depth > 8) return UNKNOWN;
  if (!isJsonObject(value)) return shapeOfConstant(value);
  const keys = Object.keys(value);
  return keys.length > 100
    ? UNKNOWN
    : { kind: 'object', fields: new Map(keys.map((key) => [key, shapeOfJsonata(value[key]!, input, depth + 1)])), open: false };
}

function shapeOfCall(text: string): Shape {
  return /^\s*States\.(?:Format|JsonToString|UUID|Hash|MathAdd|MathRandom|ArrayLength|ArrayContains|Base64Encode|Base64Decode)\(/.test(text)
    ? SCALAR
    : UNKNOWN;
}
