/** An integer in JSON text that a JavaScript number does not hold, as it is written and where. */
export interface InexactInteger {
  readonly text: string;
  readonly offset: number;
}

const TOKEN = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/**
 * Finds the first integer of a JSON text that `JSON.parse` would silently change into another: identifiers of 19 digits, which the service
 * passes on as they are. Fractions and exponents are doubles there too.
 */
export function inexactInteger(json: string): InexactInteger | undefined {
  // Fifteen digits always fit, so that most texts cost one look.
  if (!/\d{16}/.test(json)) return undefined;
  for (const { 0: text, index: offset } of json.matchAll(TOKEN)) {
    if (text.length > 15 && text[0] !== '"' && !/[.eE]/.test(text) && String(Number(text)) !== text) return { text, offset };
  }
  return undefined;
}

/** So many digits fit a message. */
const MOST_DIGITS = 40;

/** Says of an integer that it would change, and what to do. @param where what the text is, to begin the sentence with */
export function inexactIntegerProblem(where: string, { text }: InexactInteger): string {
  return `${where}: expected integers that a JavaScript number holds exactly, received ${text.length <= MOST_DIGITS ? text : `${text.slice(0, MOST_DIGITS)}… (${text.length} digits)`}, which would become ${Number(text)} while AWS passes it on as it is. Hint: use at most 15 digits in a test, or make the identifier a text.`;
}
