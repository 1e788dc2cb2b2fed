import type { JsonObject, JsonValue } from '../../asl';
import { isJsonArray } from '../../asl';

// What a state is stands first, where it goes last; between them the fields keep the order in which aws-cdk-lib prints them.
const first = ['Type', 'Comment', 'QueryLanguage', 'Resource', 'ErrorEquals', 'Condition'];
const last = ['ItemProcessor', 'Iterator', 'Branches', 'Output', 'Assign', 'Retry', 'Catch', 'Default', 'Next', 'End'];

/** A state with its fields in the order in which people write and read them, and those of its catchers and rules, too. */
export function inReadingOrder(state: JsonObject, isPlain: (value: JsonValue) => value is JsonObject): JsonObject {
  const entries = Object.entries(sorted(state)).map(([key, value]) => [
    key,
    (key === 'Catch' || key === 'Choices') && isJsonArray(value) ? value.map((entry) => (isPlain(entry) ? sorted(entry) : entry)) : value,
  ]);
  return Object.fromEntries(entries) as JsonObject;
}

function sorted(fields: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(fields).sort(([left], [right]) => rank(left) - rank(right)));
}

function rank(key: string): number {
  const start = first.indexOf(key);
  if (start !== -1) return start - first.length;
  return last.indexOf(key) + 1;
}
