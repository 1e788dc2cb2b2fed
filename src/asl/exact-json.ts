import { inexactInteger, inexactIntegerProblem } from './inexact-integer';
import type { JsonValue } from './json';
import { parseJson } from './parse-json';
import { UsageError } from './usage-error';

/** The value of a JSON text. Throws SyntaxError, and {@link UsageError} where an integer would silently become another. @param where what the text is */
export function parseExactJson(text: string, where: string): JsonValue {
  const value = parseJson(text);
  const inexact = inexactInteger(text);
  if (inexact !== undefined) throw new UsageError(inexactIntegerProblem(where, inexact));
  return value;
}
