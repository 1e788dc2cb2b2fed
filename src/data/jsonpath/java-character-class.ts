/** Tells whether a character belongs to a class. */
export type CodePointTest = (codePoint: number) => boolean;

/** A class of one character. */
export function oneCodePoint(wanted: number): CodePointTest {
  return (codePoint) => codePoint === wanted;
}

/** True for the characters at which a line ends in Java: `\n`, `\r`, next line, line and paragraph separator. */
export function isLineTerminator(codePoint: number | undefined): boolean {
  return codePoint === 10 || codePoint === 13 || codePoint === 0x85 || codePoint === 0x2028 || codePoint === 0x2029;
}

/** True for letters, digits and the underscore of ASCII. */
export function isWordCharacter(codePoint: number): boolean {
  return isAlphanumeric(codePoint) || codePoint === 95;
}

function between(low: string, high: string): CodePointTest {
  const [first, last] = [low.charCodeAt(0), high.charCodeAt(0)];
  return (codePoint) => codePoint >= first && codePoint <= last;
}

const isDigit = between('0', '9');
const isLower = between('a', 'z');
const isUpper = between('A', 'Z');
const isAlpha: CodePointTest = (codePoint) => isLower(codePoint) || isUpper(codePoint);
const isAlphanumeric: CodePointTest = (codePoint) => isAlpha(codePoint) || isDigit(codePoint);
const isGraphic = between('!', '~');
const isSpace: CodePointTest = (codePoint) => codePoint === 32 || (codePoint >= 9 && codePoint <= 13);

const CLASSES: ReadonlyMap<string, CodePointTest> = new Map<string, CodePointTest>([
  ['d', isDigit],
  ['w', isWordCharacter],
  ['s', isSpace],
  ['h', (codePoint) => codePoint === 9 || /[\p{Zs}\u180e]/u.test(String.fromCodePoint(codePoint))],
  ['v', (codePoint) => (codePoint >= 10 && codePoint <= 13) || isLineTerminator(codePoint)],
  ['Lower', isLower],
  ['Upper', isUpper],
  ['Alpha', isAlpha],
  ['Digit', isDigit],
  ['Alnum', isAlphanumeric],
  ['Punct', (codePoint) => isGraphic(codePoint) && !isAlphanumeric(codePoint)],
  ['Graph', isGraphic],
  ['Print', between(' ', '~')],
  ['Blank', (codePoint) => codePoint === 32 || codePoint === 9],
  ['Cntrl', (codePoint) => codePoint < 32 || codePoint === 127],
  ['XDigit', (codePoint) => isDigit(codePoint) || between('a', 'f')(codePoint) || between('A', 'F')(codePoint)],
  ['Space', isSpace],
  ['ASCII', (codePoint) => codePoint < 128],
]);

/** The class of `\d`, `\p{Alpha}`, `\p{L}`, `\p{IsGreek}`, or undefined when there is none of the name. */
export function namedClass(name: string): CodePointTest | undefined {
  return CLASSES.get(name) ?? unicodeClass(name);
}

function unicodeClass(name: string): CodePointTest | undefined {
  const plain = name.replace(/^(Is|In)/, '');
  for (const property of [plain, `Script=${plain}`]) {
    if (!/^[\w=]+$/.test(property)) continue;
    try {
      const pattern = new RegExp(`^\\p{${property}}$`, 'u');
      return (codePoint) => pattern.test(String.fromCodePoint(codePoint));
    } catch {
      // No such property: the next spelling may be one.
    }
  }
  return undefined;
}
