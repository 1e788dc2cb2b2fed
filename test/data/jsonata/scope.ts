import type { EvaluationScope } from '../../../src/data';

/** A scope for tests: nothing in it but what is given; the clock stands at 2024-01-02T03:04:05.678Z. */
export function scopeOf(
  parts: Partial<EvaluationScope> & { readonly variables?: Readonly<Record<string, unknown>> } = {},
): EvaluationScope {
  const { variables = {}, ...rest } = parts;
  return {
    input: null,
    context: () => ({}),
    variable: (name) => (Object.hasOwn(variables, name) ? (variables[name] as null) : undefined),
    now: () => Date.UTC(2024, 0, 2, 3, 4, 5, 678),
    random: { next: () => 0.5, uuid: () => '7f3c1c6e-1d34-4b5a-9c55-2f0a3c8d9e10' },
    ...rest,
  };
}
