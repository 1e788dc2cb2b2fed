import { errorText, type JsonValue, jacksonProblem, parseJson } from '../../asl';

/** A JSON text of a request, read. `problem` says why it is not JSON, as the service does. */
export function readPayload(text: string): { readonly value: JsonValue } | { readonly problem: string } {
  try {
    return { value: parseJson(text) };
  } catch (error) {
    return { problem: jacksonProblem(text)?.message ?? errorText(error) };
  }
}
