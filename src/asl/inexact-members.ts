import { changesAsNumber, inexactInteger } from './inexact-integer';
import type { JsonValue } from './json';
import { childPointer } from './pointer';
import { scanJson } from './scan-json';

/** An integer that a file has and no JavaScript number holds: how it is written, and the place of the number that was read instead. */
export interface InexactMember {
  readonly pointer: string;
  readonly text: string;
}

/** By the object or list that holds them, by key: the numbers themselves do not tell. */
const noted = new WeakMap<object, Map<string, string>>();
let isAnyNoted = false;

/** Notes of a number that was read from a file that it is written as another integer. */
export function noteInexact(container: object, key: string | number, text: string): void {
  isAnyNoted = true;
  const known = noted.get(container) ?? new Map<string, string>();
  noted.set(container, known.set(String(key), text));
}

/** Notes all such numbers of a value that was read from JSON text. */
export function noteInexactIn(text: string, value: JsonValue): void {
  if (inexactInteger(text) === undefined) return;
  const open: PlaceInText[] = [];
  scanJson(text, {
    key(key) {
      const inside = open.at(-1);
      if (inside !== undefined) inside.key = key;
    },
    value(offset) {
      const inside = open.at(-1);
      if (inside === undefined) return;
      if (inside.items >= 0) inside.key = String(inside.items++);
      const [digits] = /^-?\d+(?![\d.eE])/.exec(text.slice(offset, offset + MOST_DIGITS)) ?? [];
      if (digits === undefined || !changesAsNumber(digits)) return;
      const container = open.slice(0, -1).reduce<unknown>((at, { key }) => memberOf(at, key), value);
      if (isContainer(container)) noteInexact(container, inside.key, digits);
    },
    enter(kind) {
      open.push({ key: '', items: kind === 'array' ? 0 : -1 });
    },
    leave() {
      open.pop();
    },
  });
}

interface PlaceInText {
  key: string;
  /** Items so far; -1 in an object. */
  items: number;
}

function isContainer(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function memberOf(value: unknown, key: string): unknown {
  return isContainer(value) && Object.hasOwn(value, key) ? Reflect.get(value, key) : undefined;
}

/** Longer than any identifier. */
const MOST_DIGITS = 400;

/** How the number of a member is written in its file, where no JavaScript number is the same; undefined for every other. */
export function inexactText(container: object, key: string | number): string | undefined {
  return isAnyNoted ? noted.get(container)?.get(String(key)) : undefined;
}

/** All such members of a value, in its order. */
export function inexactMembers(value: unknown): readonly InexactMember[] {
  const found: InexactMember[] = [];
  if (isAnyNoted) collect(value, '', found, new Set());
  return found;
}

function collect(value: unknown, pointer: string, found: InexactMember[], around: Set<object>): void {
  if (!isContainer(value) || around.has(value)) return;
  around.add(value);
  const known = noted.get(value);
  for (const [key, member] of Object.entries(value)) {
    const text = typeof member === 'number' ? known?.get(key) : undefined;
    if (text !== undefined) found.push({ pointer: childPointer(pointer, key), text });
    collect(member, childPointer(pointer, key), found, around);
  }
  around.delete(value);
}

/** Notes in what was made of a value, such as a copy, what is noted in the value. */
export function carryInexact(from: unknown, to: unknown): void {
  if (!isAnyNoted || from === to || !isContainer(from) || !isContainer(to)) return;
  const known = noted.get(from);
  for (const [key, member] of Object.entries(from)) {
    const other = memberOf(to, key);
    const text = known?.get(key);
    if (text !== undefined && other === member) noteInexact(to, key, text);
    else carryInexact(member, other);
  }
}
