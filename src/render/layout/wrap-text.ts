import { textWidth } from './text-width';

/** Breaks text into lines of at most so much width: at blanks where there are any, then behind signs and at capitals, and else anywhere. The last line that fits ends in an ellipsis. */
export function wrapText(text: string, width: number, size: number, most: number, bold = false): string[] {
  const lines: string[] = [];
  let line = '';
  for (const piece of text.split(/(?<=\s)/).flatMap((word) => piecesOf(word, width, size, bold))) {
    if (line !== '' && textWidth((line + piece).trimEnd(), size, bold) > width) {
      lines.push(line.trimEnd());
      line = '';
    }
    line += piece;
  }
  if (line.trimEnd() !== '' || lines.length === 0) lines.push(line.trimEnd());
  return lines.length <= most ? lines : [...lines.slice(0, most - 1), cutLine(lines.slice(most - 1).join(' '), width, size, bold)];
}

/** A word in pieces that fit. */
function piecesOf(word: string, width: number, size: number, bold: boolean): string[] {
  if (textWidth(word.trimEnd(), size, bold) <= width) return [word];
  const parts = word.split(/(?<=[-_.:/,])|(?<=[a-z])(?=[A-Z])/).filter((part) => part !== '');
  return parts.flatMap((part) => {
    if (textWidth(part, size, bold) <= width) return [part];
    const pieces: string[] = [];
    let piece = '';
    for (const character of part) {
      if (piece !== '' && textWidth(piece + character, size, bold) > width) {
        pieces.push(piece);
        piece = '';
      }
      piece += character;
    }
    return [...pieces, piece];
  });
}

function cutLine(text: string, width: number, size: number, bold: boolean): string {
  const characters = [...text];
  while (characters.length > 1 && textWidth(`${characters.join('')}…`, size, bold) > width) characters.pop();
  return `${characters.join('').trimEnd()}…`;
}
