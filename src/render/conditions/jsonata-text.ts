/** Texts, names in backticks and comments as wholes; what `$states` offers; blanks; else one character. */
const PIECES =
  /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`[^`]*`|\/\*.*?\*\/|\$states\.(?:input|context)\b(?:\s*\.\s*(?=[\p{L}_`]))?|[$\p{L}_][$\p{L}\p{N}_]*|\s+|./gsu;

/** The text of a JSONata expression (`{% … %}`) as a person would say it: `$states.input.total` is `total`, `$states.context` is `context`, and no line breaks or comments. */
export function expressionText(expression: string): string {
  return piecesOf(expression).join('');
}

/** The same, piece by piece: a text, a name, a run of blanks or a single character. */
export function piecesOf(expression: string): string[] {
  const inner = expression.trim().replace(/^\{%/, '').replace(/%\}$/, '').trim();
  const pieces: string[] = [];
  for (const [piece] of inner.matchAll(PIECES)) {
    const said = saidPiece(piece);
    if (said === ' ' && pieces.at(-1) === ' ') continue;
    if (said !== '') pieces.push(said);
  }
  return pieces;
}

function saidPiece(piece: string): string {
  if (/^\s/.test(piece) || piece.startsWith('/*')) return ' ';
  if (piece.startsWith('$states.input')) return /\.\s*$/.test(piece) ? '' : 'input';
  if (piece.startsWith('$states.context')) return /\.\s*$/.test(piece) ? 'context.' : 'context';
  return piece;
}
