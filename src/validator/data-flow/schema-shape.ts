import { isJsonObject, type JsonObject, type JsonValue, ownKey } from '../../asl';
import { type ScalarType, type Shape, UNKNOWN } from './shape';

const SCALARS: Readonly<Record<string, ScalarType>> = {
  string: 'string',
  number: 'number',
  integer: 'number',
  boolean: 'boolean',
  null: 'null',
};
const DEEPEST = 8;

/** The shape of data that a JSON Schema describes. What it says by references or alternatives is unknown. */
export function shapeOfSchema(schema: JsonValue, depth = 0): Shape {
  if (!isJsonObject(schema) || depth > DEEPEST) return UNKNOWN;
  const type = ownKey(schema, 'type');
  if (type === 'object') return shapeOfObject(schema, depth);
  if (type === 'array') return { kind: 'array', items: shapeOfSchema(ownKey(schema, 'items') ?? true, depth + 1) };
  return typeof type === 'string' && Object.hasOwn(SCALARS, type) ? { kind: 'scalar', type: SCALARS[type]! } : UNKNOWN;
}

function shapeOfObject(schema: JsonObject, depth: number): Shape {
  const properties = ownKey(schema, 'properties');
  if (!isJsonObject(properties)) return UNKNOWN;
  const fields = new Map(Object.keys(properties).map((name): [string, Shape] => [name, shapeOfSchema(properties[name]!, depth + 1)]));
  const additional = ownKey(schema, 'additionalProperties');
  return { kind: 'object', fields, open: additional !== undefined && additional !== false };
}
