import type { JsonValue } from './json';
import { pointerTokens } from './pointer';
import { printable } from './printable';
import type { Problem } from './problem';
import { writeJson } from './write-json';

/** What is received where a text ends too soon: not a text of the definition. */
export const END_OF_TEXT = 'the end of the text';

const LONGEST_RECEIVED = 80;

/** The sentence for a person: which state, where, what was expected, what was received, one hint. */
export function problemText(problem: Problem): string {
  const subject = problem.stateName === undefined ? 'Definition' : `State "${problem.stateName}"`;
  const place = problem.pointer === '' ? ' at the top level' : ` at ${problem.pointer}`;
  const position = problem.position ? ` (line ${problem.position.line}, column ${problem.position.column})` : '';
  const given = receivedIn(problem);
  const received = given === undefined ? '' : `, received ${given}`;
  const hint = problem.hint === undefined ? '' : ` Hint: ${problem.hint}${/[.?!]$/.test(problem.hint) ? '' : '.'}`;
  // Names, pointers and hints hold what the author of the definition wrote.
  return printable(`${subject}${place}${position}: expected ${problem.expected}${received}.${hint}`);
}

/** What stands in the place of what was expected: of a field that is not known its name, since its value is not what is wrong. */
function receivedIn({ code, pointer, received }: Problem): string | undefined {
  if (code === 'INVALID_JSON' && received === END_OF_TEXT) return END_OF_TEXT;
  const wrong = code === 'UNKNOWN_FIELD' ? pointerTokens(pointer).at(-1) : received;
  return wrong === undefined ? undefined : abridged(wrong);
}

/** A JSON value as short text, cut where it gets long. */
export function abridged(value: JsonValue, longest = LONGEST_RECEIVED): string {
  const text = writeJson(value);
  return text.length <= longest ? text : `${text.slice(0, longest - 1)}…`;
}

/** The same, or that there is no value. */
export function abridgedOrNone(value: JsonValue | undefined, longest = LONGEST_RECEIVED): string {
  return value === undefined ? 'none' : abridged(value, longest);
}
