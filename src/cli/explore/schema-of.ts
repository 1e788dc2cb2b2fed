import { firstIn, isJsonObject, type JsonValue } from '../../asl';
import type { JsonSchemaObject } from '../../testing';

/** The JSON Schema of values that are as one is: the same fields, and other values of the same sorts. */
export function schemaOf(value: JsonValue): JsonSchemaObject {
  if (isJsonObject(value))
    return {
      type: 'object',
      required: Object.keys(value),
      properties: Object.fromEntries(Object.entries(value).map(([name, item]) => [name, schemaOf(item)])),
    };
  if (Array.isArray(value)) return { type: 'array', maxItems: 3, ...(value.length === 0 ? {} : { items: schemaOf(firstIn(value)) }) };
  if (typeof value === 'number') return { type: Number.isInteger(value) ? 'integer' : 'number' };
  // A time, an address or text of JSON is one of its kind: random text would only show that.
  if (typeof value === 'string') return /^some /.test(value) ? { type: 'string' } : { const: value };
  return value === null ? { const: null } : { type: 'boolean' };
}
