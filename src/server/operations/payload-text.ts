import { errorText, inexactInteger, inexactIntegerProblem, type JsonValue, jacksonProblem, parseJson } from '../../asl';

/**
 * A JSON text of a request, read. `problem` says why it is not JSON, as the service does, or which number JavaScript would change: the service passes it
 * on as it is (decision 27).
 */
export function readPayload(text: string): { readonly value: JsonValue } | { readonly problem: string } {
  try {
    const value = parseJson(text);
    const inexact = inexactInteger(text);
    return inexact === undefined ? { value } : { problem: inexactIntegerProblem('the JSON', inexact) };
  } catch (error) {
    return { problem: jacksonProblem(text)?.message ?? errorText(error) };
  }
}
