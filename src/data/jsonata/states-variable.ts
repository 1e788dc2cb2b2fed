import type { EvaluationScope } from '../scope';
import { setValue, type Value } from './values';

/** The fields of `$states`. */
export const STATES_FIELDS = ['input', 'context', 'result', 'errorOutput'] as const;

/** Readers of one field of `$states`, so that `$states.input` never builds the context object. */
export const STATES_READERS: Readonly<Record<string, (scope: EvaluationScope) => Value>> = {
  input: (scope) => scope.input,
  context: (scope) => scope.context(),
  result: (scope) => scope.result,
  errorOutput: (scope) => scope.errorOutput,
};

/** `$states` as a whole, for the rare expression that does not ask for one of its fields. */
export function statesObject(scope: EvaluationScope): Value {
  const states: Record<string, Value> = {};
  for (const field of STATES_FIELDS) {
    const value = STATES_READERS[field]!(scope);
    if (value !== undefined) setValue(states, field, value);
  }
  return states;
}
