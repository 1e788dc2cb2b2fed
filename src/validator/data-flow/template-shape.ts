import { isJsonataText, isJsonObject, type JsonValue } from '../../asl';
import { looksLikePath, readPath } from '../expressions/read-expression';
import { SCALAR, type Shape, select, shapeOfConstant, UNKNOWN } from './shape';

/** The shape of what a JSONPath gives, read from `input`. */
export function shapeOfPath(text: JsonValue | undefined, input: Shape): Shape {
  if (typeof text !== 'string' || !looksLikePath(text)) return UNKNOWN;
  const read = readPath(text);
  if (!read.ok || read.facts.root !== 'input' || read.facts.segments === undefined) return UNKNOWN;
  return select(input, read.facts.segments) ?? UNKNOWN;
}

/** The shape of what a payload template gives: `.$` members read from `input`. */
export function shapeOfTemplate(template: JsonValue, input: Shape, depth = 0): Shape {
  if (!isJsonObject(template) || depth > 8) return Array.isArray(template) ? UNKNOWN : shapeOfConstant(template);
  const fields = Object.entries(template).map(([key, value]): [string, Shape] => {
    if (!key.endsWith('.$')) return [key, shapeOfTemplate(value, input, depth + 1)];
    return [key.slice(0, -2), typeof value === 'string' && !looksLikePath(value) ? shapeOfCall(value) : shapeOfPath(value, input)];
  });
  return fields.length > 100 ? UNKNOWN : { kind: 'object', fields: new Map(fields), open: false };
}

/** What `$states` holds, as far as it is known. */
export interface JsonataReads {
  readonly input: Shape;
  readonly result?: Shape;
  readonly errorOutput?: Shape;
}

const STATES_PATH = /^\{%\s*\$states\.(input|result|errorOutput)((?:\.[A-Za-z_]\w*)*)\s*%\}$/;

/** The shape of a JSONata value: constants as they are, what a plain path into `$states` leads to, anything else unknown. */
export function shapeOfJsonata(value: JsonValue, reads: JsonataReads, depth = 0): Shape {
  if (isJsonataText(value)) {
    const [whole, root, path = ''] = STATES_PATH.exec(value) ?? [];
    const shape = whole === undefined ? undefined : reads[root as keyof JsonataReads];
    const selected = shape && select(shape, path.split('.').slice(1));
    // A path through a list gives what JSONata makes of it.
    return selected === undefined || (path !== '' && selected.kind === 'array') ? UNKNOWN : selected;
  }
  if (Array.isArray(value) || depth > 8) return UNKNOWN;
  if (!isJsonObject(value)) return shapeOfConstant(value);
  const fields = Object.entries(value);
  return fields.length > 100
    ? UNKNOWN
    : { kind: 'object', fields: new Map(fields.map(([key, field]) => [key, shapeOfJsonata(field, reads, depth + 1)])), open: false };
}

function shapeOfCall(text: string): Shape {
  return /^\s*States\.(?:Format|JsonToString|UUID|Hash|MathAdd|MathRandom|ArrayLength|ArrayContains|Base64Encode|Base64Decode)\(/.test(text)
    ? SCALAR
    : UNKNOWN;
}
