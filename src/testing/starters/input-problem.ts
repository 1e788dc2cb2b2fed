import { firstIn, isJsonObject, type JsonObject, type JsonValue } from '../../asl';
import { validator } from '../lazy-validator';
import { isOpen } from './usual-event';

/** What a machine reads of its input and this one does not have, in words; undefined when it finds all of it. */
export function inputProblem(definition: JsonObject, type: 'STANDARD' | 'EXPRESS', input: JsonValue): string | undefined {
  const usual = new Set(
    validator()
      .validate(definition, { type })
      .diagnostics.map(({ code, pointer }) => `${code} ${pointer}`),
  );
  const { diagnostics } = validator().validate(definition, { type, inputSchema: schemaOf(input) });
  const found = diagnostics.filter(({ code, pointer }) => !usual.has(`${code} ${pointer}`));
  return found.length === 0 ? undefined : found.map(({ pointer, message }) => `at ${pointer}: ${message}`).join('; ');
}

/** The JSON Schema of data that has these fields, and no others but where a pattern says nothing of them. */
function schemaOf(value: JsonValue): JsonObject {
  if (Array.isArray(value)) return value.length === 0 ? { type: 'array' } : { type: 'array', items: schemaOf(firstIn(value)) };
  if (isJsonObject(value))
    return {
      type: 'object',
      properties: Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, schemaOf(inner)])),
      ...(isOpen(value) ? { additionalProperties: true } : {}),
    };
  return value === null ? {} : { type: typeof value };
}
