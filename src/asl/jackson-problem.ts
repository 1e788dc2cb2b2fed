import { positionOf } from './scan-json';

/** How the service's JSON parser tells where a text stops being JSON. */
export interface JacksonProblem {
  readonly message: string;
  /** Such as `[Source: (String)"not a definition"; line: 1, column: 4]`. */
  readonly location: string;
}

const TOKENS = "(JSON String, Number, Array, Object or token 'null', 'true' or 'false')";
/** Characters of the source that a location quotes. */
const QUOTED = 500;

/** Characters of a word that a message quotes. */
const LONGEST_TOKEN = 256;

interface Cursor {
  readonly text: string;
  at: number;
}

/** Thrown inside of this file: `at` is how much of the text the parser has read. */
class Stop {
  constructor(
    readonly message: string,
    readonly at: number,
    /** A line break that it stumbled over has not begun a line. */
    readonly onBreak = false,
    /** It stumbled over the last character that it has read. */
    readonly onCharacter = false,
  ) {}
}

interface Open {
  readonly kind: 'Object' | 'Array';
  readonly at: number;
}

/**
 * The problem of a text that is not JSON, in the words of Jackson, the parser that AWS uses: known from the location of one recorded
 * answer (`(String)`, so from 2.9, and with its source, so up to 2.15), the rest inferred from Jackson 2.13.5 itself. Gives undefined for
 * text that Jackson takes, among it several values in a row.
 */
export function jacksonProblem(text: string): JacksonProblem | undefined {
  try {
    walkText({ text, at: 0 });
    return undefined;
  } catch (stop) {
    if (!(stop instanceof Stop)) throw stop;
    const { message, at, onBreak } = stop;
    return { message, location: onBreak ? locationAt(text, at - 1, positionOf(text, at - 1).column + 1) : locationAt(text, at) };
  }
}

/**
 * The problem of a text that is not JSON in the words of a later Jackson, without its source: one that States.StringToJson is given. Three such texts
 * are measured on AWS (tiny-asl-machine); beside them it tells the place of a character it does not expect, no longer the one behind it.
 */
export function hiddenJacksonProblem(text: string): string | undefined {
  try {
    walkText({ text, at: 0 });
    return undefined;
  } catch (stop) {
    if (!(stop instanceof Stop)) throw stop;
    const { message, at, onCharacter, onBreak } = stop;
    const place = locationAt(text, onCharacter || onBreak ? at - 1 : at);
    return `${message}\n at ${place}`.replaceAll(sourceOf(text), HIDDEN);
  }
}

const HIDDEN = 'REDACTED (`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION` disabled)';

function locationAt(text: string, read: number, column = positionOf(text, read).column): string {
  return `[Source: ${sourceOf(text)}; line: ${positionOf(text, read).line}, column: ${column}]`;
}

function sourceOf(text: string): string {
  const quoted = [...text.slice(0, QUOTED)].map((character) => (isHidden(character) ? escapeOf(character) : character)).join('');
  const rest = text.length > QUOTED ? `"[truncated ${text.length - QUOTED} chars]` : '"';
  return `(String)"${quoted}${rest}`;
}

function isHidden(character: string): boolean {
  return character < ' ' && character !== '\n' && character !== '\r';
}

function escapeOf(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;
}

function walkText(cursor: Cursor): void {
  const { text } = cursor;
  const open: Open[] = [];
  let expects: 'value' | 'first value' | 'key' | 'first key' | 'next' = 'value';
  for (;;) {
    blanks(cursor);
    const inside = open[open.length - 1];
    const character = text[cursor.at];
    if (character === undefined) {
      if (inside === undefined) return;
      throw endInside(text, inside, expects !== 'value' && expects !== 'key');
    }
    const mayClose = expects === 'next' || expects === 'first value' || expects === 'first key';
    if ((character === '}' || character === ']') && (inside === undefined || mayClose)) {
      close(cursor, open);
      expects = 'next';
    } else if (inside !== undefined && expects === 'next') {
      if (character !== ',') throw unexpected(cursor, `: was expecting comma to separate ${inside.kind} entries`);
      cursor.at++;
      expects = inside.kind === 'Object' ? 'key' : 'value';
    } else if (expects === 'key' || expects === 'first key') {
      key(cursor, inside!);
      expects = 'value';
    } else if (character === '{' || character === '[') {
      open.push({ kind: character === '{' ? 'Object' : 'Array', at: cursor.at });
      cursor.at++;
      expects = character === '{' ? 'first key' : 'first value';
    } else {
      scalar(cursor, inside);
      expects = 'next';
    }
  }
}

function endInside(text: string, inside: Open, closable: boolean): Stop {
  if (!closable) return new Stop(`Unexpected end-of-input within/between ${inside.kind} entries`, text.length);
  const start = locationAt(text, inside.at);
  return new Stop(`Unexpected end-of-input: expected close marker for ${inside.kind} (start marker at ${start})`, text.length);
}

function close(cursor: Cursor, open: Open[]): void {
  const character = cursor.text[cursor.at]!;
  const inside = open.pop();
  cursor.at++;
  if (inside?.kind === (character === '}' ? 'Object' : 'Array')) return;
  const wanted = inside === undefined ? (character === '}' ? ']' : '}') : inside.kind === 'Object' ? '}' : ']';
  const start = inside === undefined ? locationAt(cursor.text, 0, 0) : locationAt(cursor.text, inside.at);
  const from = `(for ${inside?.kind ?? 'root'} starting at ${start})`;
  throw new Stop(`Unexpected close marker '${character}': expected '${wanted}' ${from}`, cursor.at);
}

function key(cursor: Cursor, inside: Open): void {
  if (cursor.text[cursor.at] !== '"') throw unexpected(cursor, comment(cursor) ?? ': was expecting double-quote to start field name');
  string(cursor, ' in field name', 'name');
  blanks(cursor);
  const character = cursor.text[cursor.at];
  if (character === undefined) throw endInside(cursor.text, inside, false);
  if (character !== ':') throw unexpected(cursor, ': was expecting a colon to separate field name and value');
  cursor.at++;
  blanks(cursor);
  if (cursor.text[cursor.at] === undefined) throw endInside(cursor.text, inside, false);
  if (cursor.text[cursor.at] === '}') throw unexpected(cursor, ': expected a value');
}

function scalar(cursor: Cursor, inside: Open | undefined): void {
  const { text } = cursor;
  const character = text[cursor.at]!;
  if (character === '"') string(cursor, ': was expecting closing quote for a string value', 'string value');
  else if (/[-+\d]/.test(character)) number(cursor, inside);
  else word(cursor);
}

function word(cursor: Cursor): void {
  const { text } = cursor;
  const letters = /[\p{L}\p{N}_$]+/uy;
  letters.lastIndex = cursor.at;
  const token = letters.exec(text)?.[0];
  if (token === undefined) throw unexpected(cursor, comment(cursor) ?? `: expected a valid value ${TOKENS}`);
  if (token.length > LONGEST_TOKEN) {
    throw new Stop(`Unrecognized token '${token.slice(0, LONGEST_TOKEN)}...': was expecting ${TOKENS}`, cursor.at + LONGEST_TOKEN);
  }
  const end = cursor.at + token.length;
  cursor.at = end;
  if (token === 'true' || token === 'false' || token === 'null') return;
  if (token === 'NaN' || token === 'Infinity') {
    throw new Stop(`Non-standard token '${token}': enable JsonParser.Feature.ALLOW_NON_NUMERIC_NUMBERS to allow`, end);
  }
  throw new Stop(`Unrecognized token '${token}': was expecting ${TOKENS}`, end);
}

function number(cursor: Cursor, inside: Open | undefined): void {
  const { text } = cursor;
  const signed = /[-+]/.test(text[cursor.at]!);
  if (signed) cursor.at++;
  const first = text[cursor.at];
  if (first === undefined) throw new Stop('Unexpected end-of-inputNo digit following minus sign', text.length);
  const plus = text[cursor.at - 1] === '+' && signed;
  if (plus || !isDigit(first)) {
    throw unexpected(cursor, ' in numeric value: expected digit (0-9) to follow minus sign, for valid numeric value');
  }
  cursor.at++;
  if (first === '0' && isDigit(text[cursor.at])) throw new Stop('Invalid numeric value: Leading zeroes not allowed', cursor.at);
  digits(cursor);
  if (text[cursor.at] === '.') {
    cursor.at++;
    if (!isDigit(text[cursor.at])) throw noDigit(cursor, 'Decimal point not followed by a digit');
    digits(cursor);
  }
  if (text[cursor.at] === 'e' || text[cursor.at] === 'E') {
    cursor.at++;
    if (text[cursor.at] === '+' || text[cursor.at] === '-') cursor.at++;
    if (text[cursor.at] === undefined) throw new Stop('Unexpected end-of-inputexpected a digit for number exponent', text.length);
    if (!isDigit(text[cursor.at])) throw noDigit(cursor, 'Exponent indicator not followed by a digit');
    digits(cursor);
  }
  const after = text[cursor.at];
  if (inside === undefined && after !== undefined && !/\s/.test(after))
    throw unexpected(cursor, ': Expected space separating root-level values');
}

/** The character that follows a point or an exponent is looked at without being read; at the end of the text the point is what is left. */
function noDigit({ text, at }: Cursor, why: string): Stop {
  const left = text[at] ?? text[at - 1]!;
  return new Stop(`Unexpected character (${shownCharacter(left)}) in numeric value: ${why}`, at);
}

function digits(cursor: Cursor): void {
  while (isDigit(cursor.text[cursor.at])) cursor.at++;
}

function isDigit(character: string | undefined): boolean {
  return character !== undefined && character >= '0' && character <= '9';
}

function string(cursor: Cursor, unclosed: string, what: string): void {
  const { text } = cursor;
  for (cursor.at++; ; cursor.at++) {
    const character = text[cursor.at];
    if (character === undefined) throw new Stop(`Unexpected end-of-input${unclosed}`, text.length);
    if (character === '"') break;
    if (character < ' ') {
      const code = character.charCodeAt(0);
      throw new Stop(
        `Illegal unquoted character ((CTRL-CHAR, code ${code})): has to be escaped using backslash to be included in ${what}`,
        cursor.at + 1,
        true,
      );
    }
    if (character === '\\') escapeSequence(cursor);
  }
  cursor.at++;
}

function escapeSequence(cursor: Cursor): void {
  const { text } = cursor;
  cursor.at++;
  const character = text[cursor.at];
  if (character === undefined) throw new Stop('Unexpected end-of-input in character escape sequence', text.length);
  if (character !== 'u') {
    if ('"\\/bfnrt'.includes(character)) return;
    throw new Stop(`Unrecognized character escape ${shownCharacter(character)}`, cursor.at + 1);
  }
  for (let digit = 0; digit < 4; digit++) {
    cursor.at++;
    const hex = text[cursor.at];
    if (hex === undefined) throw new Stop('Unexpected end-of-input in character escape sequence', text.length);
    if (!/[\da-fA-F]/.test(hex)) throw unexpected(cursor, ': expected a hex-digit for character escape sequence');
  }
}

function comment(cursor: Cursor): string | undefined {
  if (cursor.text[cursor.at] !== '/') return undefined;
  return ": maybe a (non-standard) comment? (not recognized as one since Feature 'ALLOW_COMMENTS' not enabled for parser)";
}

function unexpected({ text, at }: Cursor, why: string): Stop {
  return new Stop(`Unexpected character (${shownCharacter(text[at]!)})${why}`, at + 1, false, true);
}

function shownCharacter(character: string): string {
  const code = character.charCodeAt(0);
  return code > 255 ? `'${character}' (code ${code} / 0x${code.toString(16)})` : `'${character}' (code ${code})`;
}

function blanks(cursor: Cursor): void {
  while (' \t\r\n'.includes(cursor.text[cursor.at] ?? 'x')) cursor.at++;
}
