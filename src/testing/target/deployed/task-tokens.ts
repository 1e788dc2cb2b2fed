import { type AnyStateFields, isJsonObject, type JsonValue } from '../../../asl';

/** A path through a request: the names of fields. */
type Path = readonly string[];

/** The task token that a callback sent out, found where the definition puts it; undefined where an expression hides it. */
export function sentToken(fields: object, parameters: JsonValue): string | undefined {
  const { Parameters, Arguments }: AnyStateFields = fields;
  for (const path of tokenPaths(Parameters ?? Arguments ?? null, [])) {
    let value: JsonValue | undefined = parameters;
    for (const name of path) value = isJsonObject(value) ? value[name] : undefined;
    if (typeof value === 'string') return value;
  }
  return undefined;
}

function tokenPaths(template: JsonValue, path: Path): Path[] {
  if (!isJsonObject(template)) return [];
  return Object.entries(template).flatMap(([key, value]): Path[] => {
    if (value === '$$.Task.Token' && key.endsWith('.$')) return [[...path, key.slice(0, -2)]];
    if (typeof value === 'string' && /^\{%\s*\$states\.context\.Task\.Token\s*%\}$/.test(value)) return [[...path, key]];
    return tokenPaths(value, [...path, key]);
  });
}
