/**
 * Widths of the characters from blank to tilde in hundredths of the font size, of a wide sans serif: whatever font shows a picture, its text is
 * hardly wider than this, and boxes that are made for it hold it.
 */
const WIDTHS = [
  32, 40, 46, 84, 64, 95, 78, 27, 39, 39, 50, 84, 32, 36, 32, 34, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 34, 34, 84, 84, 84, 53, 100, 68,
  69, 70, 77, 63, 58, 77, 75, 29, 29, 66, 56, 86, 75, 79, 60, 79, 69, 63, 61, 73, 68, 99, 69, 61, 69, 39, 34, 39, 84, 50, 50, 61, 63, 55,
  63, 62, 35, 63, 63, 28, 28, 58, 28, 97, 63, 61, 63, 63, 41, 52, 39, 63, 59, 82, 59, 59, 52, 64, 34, 64, 84,
];
const BOLD = 1.1;
/** Letters of other alphabets, signs. */
const OTHER = 72;
const WIDE = 105;

/** Combining marks and joiners, which take no room of their own. */
const NO_WIDTH = /^(?:\p{M}|[\u200b-\u200d])$/u;
/** Characters as wide as they are high. */
const FULL_WIDTH =
  /^[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]$|^\p{Extended_Pictographic}$/u;

/** How wide text is at most, in the unit of the font size. */
export function textWidth(text: string, size: number, bold = false): number {
  let width = 0;
  for (const character of text) {
    const code = character.codePointAt(0)!;
    width += WIDTHS[code - 32] ?? (NO_WIDTH.test(character) ? 0 : FULL_WIDTH.test(character) || code > 0xffff ? WIDE : OTHER);
  }
  return (width * size * (bold ? BOLD : 1)) / 100;
}
