import type { ChoiceRule } from '../../asl';
import { piecesOf } from './jsonata-text';

/** Names, and texts in brackets or backticks, one behind the other: what a condition asks of. */
const PLACE = '[$\\p{L}_`][$\\p{L}\\p{N}_.`]*';

/** What a part of a condition says in fewer words, where it says just this. */
const SHORTER: readonly (readonly [RegExp, string])[] = [
  [new RegExp(`^\\$not\\(\\s*\\$exists\\(\\s*(${PLACE})\\s*\\)\\s*\\)$`, 'u'), '$1 is not present'],
  [new RegExp(`^\\$exists\\(\\s*(${PLACE})\\s*\\)$`, 'u'), '$1 is present'],
  [new RegExp(`^\\$not\\(\\s*(${PLACE})\\s*\\)$`, 'u'), 'not $1'],
  [new RegExp(`^\\$boolean\\(\\s*(${PLACE})\\s*\\)$`, 'u'), '$1'],
  [new RegExp(`^(${PLACE}) ?= ?true$`, 'u'), '$1'],
  [new RegExp(`^(${PLACE}) ?= ?false$`, 'u'), 'not $1'],
  [new RegExp(`^(${PLACE}) ?= ?null$`, 'u'), '$1 is null'],
  [new RegExp(`^(${PLACE}) ?!= ?null$`, 'u'), '$1 is not null'],
];

/** A JSONata rule as a line. */
export function jsonataCondition({ Condition }: ChoiceRule): string {
  if (typeof Condition !== 'string') return String(Condition);
  return operandsOf(piecesOf(Condition))
    .map((part) => (part === 'and' || part === 'or' ? part : shorter(part)))
    .join(' ');
}

/** The operands of the outermost `and` and `or`, with these between them. */
function operandsOf(pieces: readonly string[]): string[] {
  const parts: string[] = [];
  let part = '';
  let depth = 0;
  for (const [index, piece] of pieces.entries()) {
    if (/^[([{]$/.test(piece)) depth++;
    if (/^[)\]}]$/.test(piece)) depth--;
    const connects = depth === 0 && (piece === 'and' || piece === 'or') && pieces[index - 1] !== '.' && part.trim() !== '';
    if (!connects) {
      part += piece;
      continue;
    }
    parts.push(part.trim(), piece);
    part = '';
  }
  return [...parts, part.trim()];
}

function shorter(part: string): string {
  for (const [pattern, words] of SHORTER) if (pattern.test(part)) return part.replace(pattern, words);
  const negated = /^\$not\((.*)\)$/s.exec(part)?.[1]?.trim();
  return negated !== undefined && isClosed(negated) ? `not (${shorter(negated)})` : part;
}

/** Whether what stands between the outermost parentheses is one expression: `a) and (b` is two. */
function isClosed(text: string): boolean {
  let depth = 0;
  for (const piece of piecesOf(text)) {
    if (piece === '(') depth++;
    if (piece === ')' && --depth < 0) return false;
  }
  return depth === 0;
}
