/** Code points that stand for no character: what is escaped with a backslash goes through the parser as one of them. */
const STAND_INS = Array.from({ length: 32 }, (_, index) => String.fromCharCode(0xfdd0 + index));

/** A CSV text with stand-ins, and what gives a cell its own characters again. */
export interface MarkedCsv {
  readonly text: string;
  readonly unmarked: (cell: string) => string;
}

/**
 * Marks what backslashes escape: another backslash, a double quotation mark and the delimiter. The backslash before any other character is dropped.
 *
 * @returns undefined for a text that has no backslash, and for one that holds all the stand-ins itself
 */
export function markEscapes(text: string, delimiter: string): MarkedCsv | undefined {
  if (!text.includes('\\')) return undefined;
  const free = STAND_INS.filter((standIn) => !text.includes(standIn));
  const escaped = ['\\', '"', delimiter];
  if (free.length < escaped.length) return undefined;
  const standIns = new Map(escaped.map((character, index) => [character, free[index]!]));
  const characters = new Map(escaped.map((character, index) => [free[index]!, character]));
  const marks = new RegExp(`[${free.slice(0, escaped.length).join('')}]`, 'g');
  return {
    text: text.replace(/\\(.|$)/gsu, (_, next: string) => standIns.get(next) ?? next),
    unmarked: (cell) => cell.replace(marks, (mark) => characters.get(mark)!),
  };
}
