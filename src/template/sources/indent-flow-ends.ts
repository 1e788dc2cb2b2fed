import { cutQuote } from './cut-quote';
import type { YamlDocument, YamlPackage } from './yaml-package';

/** So many lines are moved before the text is taken for what it is; each of them costs a reading of the text. */
const MOST_REPAIRS = 400;
const MOST_CHARACTERS = 50_000_000;

/**
 * Parses a YAML text with the indentation of lines inside of `{…}`, `[…]` and quotes left out of account, as PyYAML and CloudFormation do: people
 * write closing braces at the margin. The lines that the package stumbles on are moved to the right, where white space means nothing.
 */
export function indentFlowEnds(text: string, parse: (text: string) => YamlDocument, yaml: YamlPackage): YamlDocument {
  let document = parse(text);
  let moved = text;
  let last = -1;
  for (let repairs = 0; repairs < MOST_REPAIRS && repairs * text.length < MOST_CHARACTERS; repairs += 1) {
    const line = lineToMove(document, moved, yaml);
    if (line <= last || line === 0) return document;
    last = line;
    moved = moved.slice(0, line) + ' '.repeat(deepestIndent(text)) + moved.slice(line);
    document = parse(moved);
  }
  return document;
}

/** Where the first line begins that is not indented enough for the package; -1 or 0 for none. */
function lineToMove(document: YamlDocument, text: string, yaml: YamlPackage): number {
  if (document.errors.length === 0) return -1;
  const error = document.errors.find(({ code, message }) => code === 'BAD_INDENT' && message.startsWith('Flow '));
  const flow = error === undefined ? Number.POSITIVE_INFINITY : text.lastIndexOf('\n', error.pos[0]) + 1;
  const cut = cutQuote(document.contents, text, yaml);
  const quoted = cut === undefined ? Number.POSITIVE_INFINITY : text.indexOf('\n', cut - 1) + 1;
  const line = Math.min(flow, quoted);
  return Number.isFinite(line) ? line : -1;
}

/** One more than any line of the text has. */
function deepestIndent(text: string): number {
  let deepest = 0;
  for (const [spaces] of text.matchAll(/^ +/gm)) deepest = Math.max(deepest, Math.min(spaces.length, 200));
  return deepest + 1;
}
