/**
 * Control characters of C0 and C1, separators of lines, marks that turn the direction of text, and characters that nobody sees: a terminal obeys the first,
 * editors and logs break or reorder lines at others, and the last hide what a name says. Joiners and selectors of variants stay: scripts and emoji need them.
 */
const UNPRINTABLE =
  /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069\ufff9-\ufffb]|(?!\u200c|\u200d|\p{Variation_Selector})\p{Default_Ignorable_Code_Point}/gu;

/** The beginning of a line that GitHub's runner takes for a command, blanks before it or not. */
const LINE_COMMAND = /^([^\S\n]*)(?=::)/gm;

/**
 * `##[`, `##vso[` and `##teamcity[`, which GitHub's runner, Azure Pipelines and TeamCity take for a command wherever they stand in a line. Those written
 * for .NET search as readers compare: case and characters that nobody sees make no difference.
 */
const INNER_COMMAND = /#(\p{Default_Ignorable_Code_Point}*)#(?=[\p{Default_Ignorable_Code_Point}a-z]*\[)/giu;

const SHORT: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/**
 * Text from a definition, a payload or a file name as one line that is safe to print: what a terminal would obey is written as an escape,
 * `\n` or `\u001b`, and nothing in it is a command to the log of a CI system.
 */
export function printable(text: string): string {
  return text.replaceAll(UNPRINTABLE, escaped).replaceAll(INNER_COMMAND, '#$1\\#').replaceAll(LINE_COMMAND, '$1\\');
}

/**
 * A whole message that is safe to print: its line breaks and tabs stay, other control characters become escapes, and no line begins or holds a
 * command to the log of a CI system.
 */
export function printableLines(text: string): string {
  return text
    .replaceAll(UNPRINTABLE, (character) => (character === '\n' || character === '\t' ? character : escaped(character)))
    .replaceAll(INNER_COMMAND, '#$1\\#')
    .replaceAll(LINE_COMMAND, '$1\\');
}

/**
 * JSON text that is safe to print, and says the same: what a terminal or a log would obey beyond what JSON itself escapes stands inside of strings, where
 * an escape means the character.
 */
export function printableJson(text: string): string {
  return text
    .replaceAll(UNPRINTABLE, (character) => (character === '\n' ? character : escaped(character)))
    .replaceAll(INNER_COMMAND, '#$1\\u0023');
}

/** Each half of a surrogate pair as an escape of its own, as JSON writes it. */
function escaped(character: string): string {
  return (
    SHORT[character] ??
    Array.from({ length: character.length }, (_, at) => `\\u${character.charCodeAt(at).toString(16).padStart(4, '0')}`).join('')
  );
}
