import { ExpressionSyntaxError } from '../evaluation-error';
import { type CodePointTest, isLineTerminator, isWordCharacter, namedClass, oneCodePoint } from './java-character-class';

/** A parsed regular expression. */
export type JavaRegexNode =
  | { readonly kind: 'character'; readonly accepts: CodePointTest }
  | { readonly kind: 'assert'; readonly holds: (text: readonly number[], at: number) => boolean }
  | { readonly kind: 'look'; readonly body: JavaRegexNode; readonly negative: boolean }
  | { readonly kind: 'sequence'; readonly parts: readonly JavaRegexNode[] }
  | { readonly kind: 'choice'; readonly options: readonly JavaRegexNode[] }
  | { readonly kind: 'repeat'; readonly body: JavaRegexNode; readonly minimum: number; readonly maximum: number };

interface RegexReader {
  readonly source: string;
  at: number;
  /** Groups that are open. */
  depth: number;
  flags: ReadonlySet<string>;
}

/** Deepest nesting of groups: no expression of a workflow comes near it. */
const MAXIMUM_DEPTH = 200;

const CONTROL: ReadonlyMap<string, number> = new Map([
  ['t', 9],
  ['n', 10],
  ['r', 13],
  ['f', 12],
  ['a', 7],
  ['e', 27],
]);

/** Reads a regular expression by the grammar of java.util.regex, with flags of `idmsuxU`. Throws {@link ExpressionSyntaxError}. */
export function parseJavaRegex(source: string, flags: string): JavaRegexNode {
  const reader: RegexReader = { source, at: 0, depth: 0, flags: new Set(flags) };
  const node = readChoice(reader);
  if (reader.at < source.length) fail(reader, 'Unmatched closing ")"');
  return node;
}

function fail(reader: RegexReader, problem: string): never {
  throw new ExpressionSyntaxError(
    reader.source,
    reader.at,
    `${problem} near index ${reader.at} of the regular expression /${reader.source}/`,
  );
}

function readChoice(reader: RegexReader): JavaRegexNode {
  if (++reader.depth > MAXIMUM_DEPTH) fail(reader, `Groups nested more than ${MAXIMUM_DEPTH} deep`);
  const options = [readSequence(reader)];
  while (reader.source[reader.at] === '|') {
    reader.at++;
    options.push(readSequence(reader));
  }
  reader.depth--;
  return options.length === 1 ? options[0]! : { kind: 'choice', options };
}

function readSequence(reader: RegexReader): JavaRegexNode {
  const parts: JavaRegexNode[] = [];
  for (;;) {
    skipComments(reader);
    const character = reader.source[reader.at];
    if (character === undefined || character === '|' || character === ')') return { kind: 'sequence', parts };
    const atom = readAtom(reader);
    if (atom !== undefined) parts.push(readRepetition(reader, atom));
  }
}

function skipComments(reader: RegexReader): void {
  if (!reader.flags.has('x')) return;
  const match = /(?:\s|#[^\n]*)*/y;
  match.lastIndex = reader.at;
  reader.at += match.exec(reader.source)?.[0].length ?? 0;
}

function readRepetition(reader: RegexReader, body: JavaRegexNode): JavaRegexNode {
  skipComments(reader);
  const pattern = /([*+?]|\{(\d+)(,?)(\d*)\})([?+]?)/y;
  pattern.lastIndex = reader.at;
  const match = pattern.exec(reader.source);
  if (match === null) return body;
  if (match[5] === '+') fail(reader, 'Possessive repetition is not supported');
  reader.at += match[0].length;
  const [minimum, maximum] = bounds(match);
  if (maximum < minimum) fail(reader, 'Illegal repetition range');
  return { kind: 'repeat', body, minimum, maximum };
}

function bounds([, sign, low, comma, high]: RegExpExecArray): readonly [number, number] {
  if (sign === '*') return [0, Number.POSITIVE_INFINITY];
  if (sign === '+') return [1, Number.POSITIVE_INFINITY];
  if (sign === '?') return [0, 1];
  const minimum = Number(low);
  if (comma === '') return [minimum, minimum];
  return [minimum, high === '' ? Number.POSITIVE_INFINITY : Number(high)];
}

function readAtom(reader: RegexReader): JavaRegexNode | undefined {
  const character = reader.source[reader.at];
  switch (character) {
    case '(':
      return readGroup(reader);
    case '[':
      reader.at++;
      return { kind: 'character', accepts: readClass(reader) };
    case '.':
      reader.at++;
      return { kind: 'character', accepts: anyCharacter(reader.flags) };
    case '^':
      reader.at++;
      return lineStart(reader.flags);
    case '$':
      reader.at++;
      return lineEnd(reader.flags);
    case '\\':
      return readEscape(reader);
    case '*':
    case '+':
    case '?':
      return fail(reader, `Dangling meta character '${character}'`);
    default:
      return literal(reader, takeCodePoint(reader));
  }
}

function takeCodePoint(reader: RegexReader): number {
  const codePoint = reader.source.codePointAt(reader.at);
  if (codePoint === undefined) return fail(reader, 'Unexpected end');
  reader.at += codePoint > 0xffff ? 2 : 1;
  return codePoint;
}

function literal(reader: RegexReader, codePoint: number): JavaRegexNode {
  return { kind: 'character', accepts: withCase(reader, oneCodePoint(codePoint)) };
}

/** Ignores case where the flags say so: among ASCII letters alone, unless `u` is set too. */
function withCase({ flags }: RegexReader, accepts: CodePointTest): CodePointTest {
  if (!flags.has('i')) return accepts;
  const all = flags.has('u') || flags.has('U');
  return (codePoint) => {
    if (accepts(codePoint)) return true;
    if (codePoint > 0x7f && !all) return false;
    const text = String.fromCodePoint(codePoint);
    return [text.toLowerCase(), text.toUpperCase()].some((other) => other.length === text.length && accepts(other.codePointAt(0)!));
  };
}

function anyCharacter(flags: ReadonlySet<string>): CodePointTest {
  if (flags.has('s')) return () => true;
  return flags.has('d') ? (codePoint) => codePoint !== 10 : (codePoint) => !isLineTerminator(codePoint);
}

function lineStart(flags: ReadonlySet<string>): JavaRegexNode {
  const many = flags.has('m');
  return { kind: 'assert', holds: (text, at) => at === 0 || (many && at < text.length && isLineTerminator(text[at - 1])) };
}

function lineEnd(flags: ReadonlySet<string>): JavaRegexNode {
  const many = flags.has('m');
  return { kind: 'assert', holds: (text, at) => at === text.length || (isLineTerminator(text[at]) && (many || at === text.length - 1)) };
}

function readGroup(reader: RegexReader): JavaRegexNode | undefined {
  const outer = reader.flags;
  reader.at++;
  let look: boolean | undefined;
  if (reader.source[reader.at] === '?') {
    const head = /\?(?::|([=!])|<([A-Za-z]\w*)>|(<[=!]|>)|([idmsuxU]*)(?:-([idmsuxU]+))?([:)]))/y;
    head.lastIndex = reader.at;
    const match = head.exec(reader.source);
    if (match === null) return fail(reader, 'Unknown group type');
    if (match[3] !== undefined) return fail(reader, match[3] === '>' ? 'Atomic groups are not supported' : 'Look-behind is not supported');
    reader.at += match[0].length;
    if (match[6] !== undefined) {
      reader.flags = new Set([...outer, ...match[4]!].filter((flag) => !(match[5] ?? '').includes(flag)));
      if (match[6] === ')') return undefined;
    }
    if (match[1] !== undefined) look = match[1] === '!';
  }
  const body = readChoice(reader);
  if (reader.source[reader.at] !== ')') fail(reader, 'Unclosed group');
  reader.at++;
  reader.flags = outer;
  return look === undefined ? body : { kind: 'look', body, negative: look };
}

function readEscape(reader: RegexReader): JavaRegexNode {
  const next = reader.source[reader.at + 1];
  if (next === undefined) fail(reader, 'Unexpected backslash at the end');
  if (next === 'Q') return readQuotation(reader);
  const assertion = assertionOf(next);
  if (assertion !== undefined) {
    reader.at += 2;
    return { kind: 'assert', holds: assertion };
  }
  if (next >= '1' && next <= '9') return fail(reader, 'Back references are not supported');
  if (next === 'k') return fail(reader, 'Back references are not supported');
  if (next === 'R') {
    reader.at += 2;
    return lineBreak();
  }
  return { kind: 'character', accepts: readClassEscape(reader) };
}

function lineBreak(): JavaRegexNode {
  const pair: JavaRegexNode = {
    kind: 'sequence',
    parts: [13, 10].map((codePoint) => ({ kind: 'character', accepts: oneCodePoint(codePoint) })),
  };
  return {
    kind: 'choice',
    options: [pair, { kind: 'character', accepts: (codePoint) => isLineTerminator(codePoint) || codePoint === 11 || codePoint === 12 }],
  };
}

function assertionOf(letter: string): ((text: readonly number[], at: number) => boolean) | undefined {
  const isBoundary = (text: readonly number[], at: number): boolean =>
    (at > 0 && isWordCharacter(text[at - 1]!)) !== (at < text.length && isWordCharacter(text[at]!));
  switch (letter) {
    case 'b':
      return isBoundary;
    case 'B':
      return (text, at) => !isBoundary(text, at);
    case 'A':
    case 'G':
      return (_, at) => at === 0;
    case 'z':
      return (text, at) => at === text.length;
    case 'Z':
      return (text, at) => at === text.length || (at === text.length - 1 && isLineTerminator(text[at]));
    default:
      return undefined;
  }
}

function readQuotation(reader: RegexReader): JavaRegexNode {
  reader.at += 2;
  const end = reader.source.indexOf('\\E', reader.at);
  const text = reader.source.slice(reader.at, end === -1 ? undefined : end);
  reader.at = end === -1 ? reader.source.length : end + 2;
  return { kind: 'sequence', parts: Array.from(text, (character) => literal(reader, character.codePointAt(0)!)) };
}

/** An escape that stands for one character or for a class of them. */
function readClassEscape(reader: RegexReader): CodePointTest {
  const pattern =
    /\\(?:([dDwWsShHvV])|([pP])(?:\{(\^?[^}]+)\}|(\w))|x\{([0-9a-fA-F]+)\}|x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|0([0-7]{1,3})|c(.)|([^\w\s]|[tnrfae]|\s))/suy;
  pattern.lastIndex = reader.at;
  const match = pattern.exec(reader.source);
  if (match === null) return fail(reader, 'Illegal or unsupported escape sequence');
  const [whole, letter, property, long, short, braced, hexadecimal, unicode, octal, control, plain] = match;
  const name = letter ?? long ?? short;
  if (name !== undefined) {
    const test = namedClass(name.toLowerCase() === letter?.toLowerCase() ? name.toLowerCase() : name);
    if (test === undefined) return fail(reader, `Unknown character property name {${name}}`);
    reader.at += whole.length;
    const negative = property === 'P' || (letter !== undefined && letter !== letter.toLowerCase());
    return negative ? (codePoint) => !test(codePoint) : test;
  }
  reader.at += whole.length;
  const digits = braced ?? hexadecimal ?? unicode;
  if (digits !== undefined) return withCase(reader, oneCodePoint(Number.parseInt(digits, 16)));
  if (octal !== undefined) return oneCodePoint(Number.parseInt(octal, 8));
  if (control !== undefined) return oneCodePoint(control.charCodeAt(0) ^ 64);
  return withCase(reader, oneCodePoint(CONTROL.get(plain!) ?? plain!.codePointAt(0)!));
}

/** `[…]` after its bracket: ranges, nested classes, and intersections with `&&`. */
function readClass(reader: RegexReader): CodePointTest {
  const negative = reader.source[reader.at] === '^';
  if (negative) reader.at++;
  const sets: CodePointTest[][] = [[]];
  for (let first = true; ; first = false) {
    const character = reader.source[reader.at];
    if (character === undefined) fail(reader, 'Unclosed character class');
    if (character === ']' && !first) break;
    if (character === '[') {
      reader.at++;
      sets[sets.length - 1]!.push(readClass(reader));
    } else if (reader.source.startsWith('&&', reader.at)) {
      reader.at += 2;
      sets.push([]);
    } else {
      sets[sets.length - 1]!.push(readClassItem(reader));
    }
  }
  reader.at++;
  const accepts: CodePointTest = (codePoint) => sets.every((tests) => tests.length === 0 || tests.some((test) => test(codePoint)));
  return negative ? (codePoint) => !accepts(codePoint) : accepts;
}

function readClassItem(reader: RegexReader): CodePointTest {
  const start = reader.at;
  const single = readSingle(reader);
  if (single === undefined) {
    reader.at = start;
    return readClassEscape(reader);
  }
  const after = reader.source[reader.at + 1];
  if (reader.source[reader.at] !== '-' || after === undefined || after === ']' || after === '[')
    return withCase(reader, oneCodePoint(single));
  reader.at++;
  const last = readSingle(reader);
  if (last === undefined || last < single) fail(reader, 'Illegal character range');
  return withCase(reader, (codePoint) => codePoint >= single && codePoint <= last);
}

/** One character of a class, or undefined when an escape there stands for several. */
function readSingle(reader: RegexReader): number | undefined {
  if (reader.source[reader.at] !== '\\') return takeCodePoint(reader);
  if (/[dDwWsShHvVpP]/.test(reader.source[reader.at + 1] ?? '')) return undefined;
  const pattern = /\\(?:x\{([0-9a-fA-F]+)\}|[xu]([0-9a-fA-F]{2,4})|0([0-7]{1,3})|(.))/suy;
  pattern.lastIndex = reader.at;
  const match = pattern.exec(reader.source);
  if (match === null) return fail(reader, 'Unexpected backslash at the end');
  reader.at += match[0].length;
  const digits = match[1] ?? match[2];
  if (digits !== undefined) return Number.parseInt(digits, 16);
  if (match[3] !== undefined) return Number.parseInt(match[3], 8);
  return CONTROL.get(match[4]!) ?? match[4]!.codePointAt(0);
}
