/**
 * Control characters of C0 and C1, separators of lines, and marks that turn the direction of text: a terminal obeys the first, editors and logs
 * break or reorder lines at the others.
 */
const UNPRINTABLE = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu;

/** The beginning of a line that the log readers of GitHub Actions and Azure Pipelines take for a command. */
const LOG_COMMAND = /^([^\S\n]*)(?=::|##\[|##vso\[)/gm;

const SHORT: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/**
 * Text from a definition, a payload or a file name as one line that is safe to print: what a terminal would obey is written as an escape,
 * `\n` or `\u001b`.
 */
export function printable(text: string): string {
  return text.replaceAll(UNPRINTABLE, escaped);
}

/**
 * A whole message that is safe to print: its line breaks and tabs stay, other control characters become escapes, and no line begins as a
 * command to the log of a CI system does.
 */
export function printableLines(text: string): string {
  return text
    .replaceAll(UNPRINTABLE, (character) => (character === '\n' || character === '\t' ? character : escaped(character)))
    .replaceAll(LOG_COMMAND, '$1\\');
}

/**
 * JSON text that is safe to print, and says the same: what a terminal would obey beyond what JSON itself escapes stands inside of strings, where an escape
 * means the character.
 */
export function printableJson(text: string): string {
  return text.replaceAll(UNPRINTABLE, (character) => (character === '\n' ? character : escaped(character)));
}

function escaped(character: string): string {
  return SHORT[character] ?? `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
