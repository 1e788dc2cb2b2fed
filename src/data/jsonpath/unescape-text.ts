/** The text that an escaped, quoted text of a path stands for: `\n`, `\u00e9`, and any other character after a backslash as itself. */
export function unescapeText(text: string): string {
  if (!text.includes('\\')) return text;
  let out = '';
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (character !== '\\' || at === text.length - 1) {
      out += character;
      continue;
    }
    const escaped = text[++at];
    if (escaped === 'u') {
      const digits = text.slice(at + 1, at + 5);
      // An unfinished \u is dropped; what is no hexadecimal number is an error in Jayway, and the text as written here.
      if (digits.length === 4 && /^[0-9a-fA-F]{4}$/.test(digits)) out += String.fromCharCode(Number.parseInt(digits, 16));
      at += 4;
    } else {
      out += SINGLE.get(escaped) ?? escaped;
    }
  }
  return out;
}

const SINGLE: ReadonlyMap<string, string> = new Map([
  ['r', '\r'],
  ['f', '\f'],
  ['t', '\t'],
  ['n', '\n'],
  ['b', '\b'],
]);
