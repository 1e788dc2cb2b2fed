import { shownText } from '../shown-text';

/** What Mermaid would read as more than text: its own entities, quotes, tags, Markdown, directives and escapes. */
const SPECIAL = /[#"<>&`%\\]/g;

/** Mermaid's clean-up before it parses takes the end of a line for a statement where it finds these words before a colon. */
const STATEMENT = /style|classDef/;

/** Text as a label of Mermaid that shows just this text, on one line. */
export function quoted(text: string): string {
  return `"${escaped(text)}"`;
}

/** The same for several lines. */
export function quotedLines(lines: readonly string[]): string {
  return `"${lines.map(escaped).join('<br/>')}"`;
}

function escaped(text: string): string {
  const shown = shownText(text);
  const special = STATEMENT.test(shown) ? new RegExp(`${SPECIAL.source}|:`, 'g') : SPECIAL;
  return shown.replaceAll(special, (character) => `#${character.charCodeAt(0)};`) || ' ';
}
