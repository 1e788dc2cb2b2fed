import { readFileSync } from 'node:fs';
import { fitsAny } from '../regular-expression';

/** A place in the stack: a path, a line and a column. */
const PLACE = /\(?(?:file:\/\/)?(\/[^()]+|[A-Za-z]:[^()]+):(\d+):(\d+)\)?$/;
const RUNNER = /[\\/]node_modules[\\/](?:@?vitest|@?jest|expect|chai)(?:[\\/-]|$)/;
const MOST_FRAMES = 60;
/** What `.toThrow()` takes that every error fits. */
const ANY_ERROR = /^(?:|undefined|Error|''|""|``|expect\.any(?:thing\(\)|\((?:Error|Object)\)))$/;

/** Where the message of an error is read, for {@link isLookedAt}. */
export function placeOfReading(): Error {
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = MOST_FRAMES;
  const place = new Error('place');
  Error.stackTraceLimit = limit;
  return place;
}

/**
 * Whether somebody who read the message wanted to know what it says. `.rejects.toThrow()` and its like do not, and a failure of the test itself fulfils them
 * as well as the error that is meant. No runner tells what is expected: the text of the call is read where the test makes it.
 *
 * @param testText the test as its runner keeps it, for where the stack does not lead to the test
 */
export function isLookedAt({ stack = '' }: Error, testText: string | undefined): boolean {
  const lines = stack.split('\n').slice(1);
  // What made the place, and the getter.
  const frames = lines.slice(3);
  const reader = frames.find((line) => !/\(<anonymous>\)$/.test(line)) ?? '';
  if (/node:internal/.test(reader) || /prepareStackTrace/.test(stack)) return false;
  if (!RUNNER.test(reader)) return true;
  const isChai = frames.some((line) => line.includes('assertThrows'));
  if (isChai && !/compatibleMessage/.test(reader)) return false;
  if (!isChai && !/getThrown/.test(reader)) return true;
  const call = frames
    .map((line) => PLACE.exec(line.trimEnd()))
    .find((place) => place !== null && !/[\\/]node_modules[\\/]/.test(place[1] ?? ''));
  const wanted = call === undefined || call === null ? undefined : wantedAt(textAt(call));
  if (wanted !== undefined) return !takesAny(wanted);
  return isChai || !holdsAny(testText ?? '');
}

/** What the first `.toThrow()` of an expression is given, as it is written; undefined where there is none. */
function wantedAt(text: string): string | undefined {
  const called = /^\.?toThrow(?:Error)?\s*\(/.exec(text);
  if (called !== null) return argumentsIn(text.slice(called[0].length));
  for (let at = 0; at < text.length; at = afterToken(text, at)) {
    const rest = text.slice(at);
    // Any error but one is any error.
    if (/^\.\s*not\s*\.\s*toThrow/.test(rest)) return '';
    const inside = /^\.\s*toThrow(?:Error)?\s*\(/.exec(rest);
    if (inside !== null) return argumentsIn(rest.slice(inside[0].length));
    if (/^[;)\]}]/.test(rest)) return undefined;
  }
  return undefined;
}

/** The text up to the bracket that closes. */
function argumentsIn(text: string): string {
  let at = 0;
  while (at < text.length && text[at] !== ')') at = afterToken(text, at);
  return text.slice(0, at).trim().replace(/,$/, '').trim();
}

/** The place behind a character, a quoted text, a regular expression that is an argument, a comment, or all that brackets hold. */
function afterToken(text: string, at: number): number {
  const whole = /^(?:'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`|\/\/[^\n]*|\/\*[\s\S]*?\*\/)/.exec(text.slice(at));
  if (whole !== null) return at + whole[0].length;
  if ((text[at] === '/' && /[(,=]\s*$/.test(text.slice(0, at))) || (text[at] === '/' && at === 0)) {
    const pattern = /^\/(?:[^/\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+\/[a-z]*/.exec(text.slice(at));
    if (pattern !== null) return at + pattern[0].length;
  }
  if (!/[([{]/.test(text[at] ?? '')) return at + 1;
  let inside = at + 1;
  while (inside < text.length && !/[)\]}]/.test(text[inside] ?? '')) inside = afterToken(text, inside);
  return inside + 1;
}

/** Whether what `.toThrow()` is given fits every error. */
function takesAny(wanted: string): boolean {
  if (ANY_ERROR.test(wanted)) return true;
  const [, source, flags] = /^\/(.+)\/([a-z]*)$/.exec(wanted) ?? [];
  if (source === undefined) return false;
  try {
    return fitsAny(new RegExp(source, flags), 'cause');
  } catch {
    return false;
  }
}

function holdsAny(testText: string): boolean {
  return [...testText.matchAll(/\.toThrow(?:Error)?\s*\(/g)].some(({ 0: call, index }) =>
    takesAny(argumentsIn(testText.slice(index + call.length))),
  );
}

/** Some lines of a file from a place on. */
function textAt([, path = '', line = '', column = '']: readonly (string | undefined)[]): string {
  try {
    const lines = readFileSync(path, 'utf8')
      .split('\n')
      .slice(Number(line) - 1, Number(line) + 60);
    return lines.join('\n').slice(Number(column) - 1);
  } catch {
    return '';
  }
}
