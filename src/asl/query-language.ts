import type { QueryLanguage } from './definition';
import type { JsonValue } from './json';

/** The language that a `QueryLanguage` field sets. One that is wrong is reported by itself and taken as JSONata, as AWS does, unless JSONPath was meant. */
export function queryLanguageOf(value: JsonValue | undefined, inherited: QueryLanguage): QueryLanguage {
  if (value === undefined) return inherited;
  return typeof value === 'string' && value.toLowerCase() === 'jsonpath' ? 'JSONPath' : 'JSONata';
}
