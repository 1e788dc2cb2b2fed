import type { JsonValue } from '../../src/asl';
import type { Tasks } from '../../src/interpreter';

/** Task handlers by state name that answer as `lambda:invoke` does; in JSONPath workflows functions are called directly and answer plainly. */
export function lambdaTasks(language: 'JSONata' | 'JSONPath', answers: Record<string, (payload: JsonValue) => JsonValue>): Tasks {
  const entries = Object.entries(answers).map(([state, answer]) => [
    state,
    (call: { input: JsonValue }): JsonValue =>
      language === 'JSONata' ? { StatusCode: 200, Payload: answer((call.input as { Payload: JsonValue }).Payload) } : answer(call.input),
  ]);
  return Object.fromEntries(entries) as Tasks;
}
