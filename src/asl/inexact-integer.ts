/** An integer in JSON text that a JavaScript number does not hold, or a number beyond all of them, as it is written and where. */
export interface InexactInteger {
  readonly text: string;
  readonly offset: number;
}

const TOKEN = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/**
 * Finds the first number of a JSON text that `JSON.parse` would silently change into another: identifiers of 19 digits, which the service
 * passes on as they are, and what is beyond the range of doubles, which would be infinite and print as null. Other fractions and exponents are doubles there too.
 */
export function inexactInteger(json: string): InexactInteger | undefined {
  // Fifteen digits always fit, so that most texts cost one look.
  if (!/\d{16}|[eE]\+?\d{3}/.test(json)) return undefined;
  for (const { 0: text, index: offset } of json.matchAll(TOKEN)) {
    if (text[0] === '"') continue;
    const changes = /[.eE]/.test(text) ? !Number.isFinite(Number(text)) : changesAsNumber(text);
    if (changes) return { text, offset };
  }
  return undefined;
}

/** Whether an integer in decimal digits is another one as a JavaScript number. */
export function changesAsNumber(digits: string): boolean {
  return digits.length > 15 && String(Number(digits)) !== digits;
}

/** So many digits fit a message. */
const MOST_DIGITS = 40;

/** Says of an integer that it would change, and what to do. @param where what the text is, to begin the sentence with */
export function inexactIntegerProblem(where: string, { text }: InexactInteger): string {
  const received = text.length <= MOST_DIGITS ? text : `${text.slice(0, MOST_DIGITS)}… (${text.length} digits)`;
  if (!Number.isFinite(Number(text)))
    return `${where}: expected numbers within the range of a JavaScript number, received ${received}, which would become infinite, and null in JSON. Hint: make it a text.`;
  return `${where}: expected integers that a JavaScript number holds exactly, received ${received}, which would become ${Number(text)} while AWS passes it on as it is. Hint: use at most 15 digits in a test, or make the identifier a text.`;
}
