import { resolve } from 'node:path';
import {
  errorText,
  inexactInteger,
  inexactIntegerProblem,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  jsonFrom,
  notJsonAt,
  notJsonHint,
  parseJson,
} from '../asl';
import { boundedText } from './bounded-text';
import { CommandError } from './command-error';
import { refuseTwins } from './refuse-twins';
import { statsOf } from './stats-of';
import type { Terminal } from './terminal';

/**
 * JSON that an option holds: as text, in a file (`@order.json`), or on standard input (`@-`). Throws a CommandError that says where it is not JSON, and for
 * a number that JavaScript would change.
 */
export function givenJson(option: string, text: string, terminal: Terminal): JsonValue {
  const json = givenJsonText(option, text, terminal);
  requireExact(option, json);
  return jsonFrom(json);
}

/** The same, as it is spelt: its numbers may be longer than JavaScript's. */
export function givenJsonText(option: string, text: string, terminal: Terminal): string {
  const [what, json] = !text.startsWith('@')
    ? [option, text]
    : text === '@-'
      ? [`${option} from standard input`, terminal.readInput()]
      : [`${option}: ${text.slice(1)}`, textFile(option, text.slice(1), terminal)];
  jsonWithoutTwins(what, json, !text.startsWith('@'));
  return json;
}

/** The same, where only an object will do. */
export function givenObject(option: string, text: string, terminal: Terminal): JsonObject {
  const value = givenJson(option, text, terminal);
  if (isJsonObject(value)) return value;
  throw new CommandError(`${option} expected a JSON object, received ${Array.isArray(value) ? 'a list' : JSON.stringify(value)}.`);
}

/** A file of JSON. Throws a CommandError for one that is missing, unreadable or not JSON. */
export function jsonFile(option: string, name: string, terminal: Terminal): JsonValue {
  const what = `${option}: ${name}`;
  const text = textFile(option, name, terminal);
  const value = jsonWithoutTwins(what, text);
  requireExact(what, text);
  return value;
}

/** Throws a CommandError where JavaScript would make another number of one in JSON text. */
function requireExact(what: string, text: string): void {
  const inexact = inexactInteger(text);
  if (inexact !== undefined) throw new CommandError(inexactIntegerProblem(what, inexact));
}

/** The text of a file. Throws a CommandError for one that is missing or cannot be read. */
export function textFile(option: string, name: string, { cwd }: Terminal): string {
  const path = resolve(cwd, name);
  const stats = statsOf(path);
  if (stats === undefined) throw new CommandError(`${option}: found no file ${name}.`);
  if (stats.isDirectory()) throw new CommandError(`${option}: ${name} is a folder.`);
  return boundedText(path, `${option}: ${name}`);
}

/** @param typed whether the text stands on the command line itself */
function jsonWithoutTwins(what: string, text: string, typed = false): JsonValue {
  const value = parsedText(what, text, typed);
  refuseTwins(what, text, value);
  return value;
}

function parsedText(what: string, text: string, typed: boolean): JsonValue {
  try {
    return parseJson(text);
  } catch (error) {
    if (text.trim() === '') throw new CommandError(`${what} is not JSON.`, 'there is nothing in it.');
    const stops = notJsonAt(text);
    if (stops === undefined) throw new CommandError(`${what} is not JSON: ${errorText(error)}.`);
    const { line, column } = stops.position;
    const hint = typed && /^[^\s{["]+\.jsonl?$/i.test(text) ? `write @${text} for what the file holds.` : typedJsonHint(stops.found, typed);
    throw new CommandError(`${what} is not JSON at line ${line}, column ${column}: received ${shownToken(stops.found)}.`, hint);
  }
}

function typedJsonHint(found: string, typed: boolean): string | undefined {
  if (typed && /^[\w$]/.test(found))
    return 'put names and texts into double quotes, and on a command line all of it into single quotes: \'{"total": 40}\'.';
  const hint = notJsonHint(found);
  return hint === undefined ? undefined : `${hint}.`;
}

const MOST_SHOWN = 20;

/** The first word or sign of what is not JSON. */
function shownToken(found: string): string {
  if (found === '') return 'the end of the text';
  const [first = ''] = /^(?:\w+|.)/su.exec(found) ?? [];
  return JSON.stringify(first.length > MOST_SHOWN ? `${first.slice(0, MOST_SHOWN)}…` : first);
}
