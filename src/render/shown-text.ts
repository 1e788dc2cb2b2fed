import { printable } from '../asl';

/** Halves of a surrogate pair that stand alone, and code points that are not characters: no file format takes them. */
const NO_CHARACTERS = /(?:[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]|[\ufffe\uffff])/g;

/** Text from a definition as one line to be shown: blanks in a row are one, and control characters and marks that turn the direction of text become escapes. */
export function shownText(text: string): string {
  return printable(text.replaceAll(/[ \t\r\n]+/g, ' ').trim()).replaceAll(NO_CHARACTERS, '\ufffd');
}

/** Text cut after so many characters, in the middle of none. */
export function shortened(text: string, longest: number): string {
  const characters = [...text];
  return characters.length <= longest
    ? text
    : `${characters
        .slice(0, longest - 1)
        .join('')
        .trimEnd()}…`;
}
