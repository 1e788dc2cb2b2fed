import { EvaluationError } from '../../data';

/** A StringMatches pattern compiled: literal pieces between stars. */
export type StringPattern = (text: string) => boolean;

/** Compiles a pattern in which `*` stands for anything, `\*` for a star and `\\` for a backslash. Matching is linear: no regex. */
export function stringPattern(pattern: string): StringPattern {
  const pieces: string[] = [''];
  for (let index = 0; index < pattern.length; index++) {
    const character = pattern[index]!;
    if (character === '*') pieces.push('');
    else if (character === '\\') {
      const escaped = pattern[++index];
      if (escaped !== '*' && escaped !== '\\') {
        return () => {
          throw new EvaluationError(
            'States.Runtime',
            `Invalid StringMatches pattern '${pattern}': a backslash must stand before '*' or '\\'.`,
          );
        };
      }
      pieces[pieces.length - 1] += escaped;
    } else pieces[pieces.length - 1] += character;
  }
  return (text) => matchesPieces(pieces, text);
}

function matchesPieces(pieces: readonly string[], text: string): boolean {
  const first = pieces[0]!;
  if (pieces.length === 1) return text === first;
  const last = pieces[pieces.length - 1]!;
  if (text.length < first.length + last.length || !text.startsWith(first) || !text.endsWith(last)) return false;
  let at = first.length;
  const end = text.length - last.length;
  for (let index = 1; index < pieces.length - 1; index++) {
    const piece = pieces[index]!;
    const found = text.indexOf(piece, at);
    if (found < 0 || found + piece.length > end) return false;
    at = found + piece.length;
  }
  return true;
}
