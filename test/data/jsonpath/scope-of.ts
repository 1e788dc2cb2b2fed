import type { JsonObject, JsonValue } from '../../../src/asl';
import type { EvaluationScope } from '../../../src/data';

/** A scope for tests: an input, and as much of the rest as a test names. */
export function scopeOf(
  input: JsonValue,
  {
    context = {},
    variables = {},
    random = 0.5,
  }: { context?: JsonObject; variables?: Readonly<Record<string, JsonValue>>; random?: number } = {},
): EvaluationScope {
  return {
    input,
    context: () => context,
    variable: (name) => (Object.hasOwn(variables, name) ? variables[name] : undefined),
    now: () => 0,
    random: { next: () => random, uuid: () => '00000000-0000-4000-8000-000000000000' },
  };
}
