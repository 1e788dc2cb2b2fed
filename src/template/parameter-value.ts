import { isJsonObject, type JsonObject, type JsonValue, ownKey } from '../asl';

/**
 * The value of a template's parameter: the given one, its `Default`, the first of `AllowedValues`, or its own name as a label.
 * Parameters read from SSM stand for themselves by the SSM name, since their values are in an account. Undefined when there is no such parameter.
 */
export function parameterValue(template: JsonObject, name: string, given: JsonValue | undefined): JsonValue | undefined {
  const section = ownKey(template, 'Parameters');
  const declaration = isJsonObject(section) ? ownKey(section, name) : undefined;
  if (!isJsonObject(declaration)) return given;
  const type = typeof declaration.Type === 'string' ? declaration.Type : 'String';
  if (given !== undefined) return typed(given, type);
  const allowed = ownKey(declaration, 'AllowedValues');
  const fallback = Array.isArray(allowed) ? (allowed[0] as JsonValue | undefined) : undefined;
  return typed(ownKey(declaration, 'Default') ?? fallback ?? labelFor(name, type, declaration), type);
}

function labelFor(name: string, type: string, declaration: JsonObject): JsonValue {
  return type === 'Number' ? (ownKey(declaration, 'MinValue') ?? 1) : name;
}

function typed(value: JsonValue, type: string): JsonValue {
  const isList = type === 'CommaDelimitedList' || type.includes('List<');
  if (isList && typeof value === 'string') return value.split(',').map((item) => item.trim());
  // A number stays a number where a definition is given as an object; joined into text it looks the same.
  if (type === 'Number' && typeof value === 'string' && value.trim() !== '' && Number.isFinite(Number(value))) return Number(value);
  return value;
}
