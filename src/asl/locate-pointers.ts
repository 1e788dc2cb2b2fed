import { childPointer } from './pointer';
import type { SourcePosition } from './problem';
import { positionOf, scanJson } from './scan-json';

/**
 * Line and column of JSON pointers in the text they point into: of the key for members, of the value for items.
 * A pointer to something absent gets the position of its nearest present parent.
 */
export function locatePointers(text: string, pointers: Iterable<string>): Map<string, SourcePosition> {
  const wanted = new Set<string>();
  for (const pointer of pointers)
    for (let rest = pointer; ; rest = rest.slice(0, rest.lastIndexOf('/'))) {
      if (wanted.has(rest)) break;
      wanted.add(rest);
      if (rest === '') break;
    }
  const offsets = new Map<string, number>();
  const path: { readonly pointer: string; index: number }[] = [];
  let current: string | undefined = '';
  const nextItem = (): void => {
    const parent = path.at(-1);
    if (parent && parent.index >= 0) current = childPointer(parent.pointer, parent.index++);
  };
  scanJson(text, {
    key(key, offset) {
      current = childPointer(path.at(-1)!.pointer, key);
      if (wanted.has(current)) offsets.set(current, offset);
    },
    value(offset) {
      nextItem();
      if (current !== undefined && wanted.has(current) && !offsets.has(current)) offsets.set(current, offset);
    },
    enter(kind) {
      path.push({ pointer: current!, index: kind === 'array' ? 0 : -1 });
    },
    leave() {
      path.pop();
    },
  });
  const positions = new Map<string, SourcePosition>();
  const lines = lineStarts(text);
  for (const pointer of wanted) {
    let known = pointer;
    while (!offsets.has(known) && known !== '') known = known.slice(0, known.lastIndexOf('/'));
    positions.set(pointer, placeIn(lines, offsets.get(known) ?? 0));
  }
  return positions;
}

/** True when no key of the text can stand twice: it has as many as its value. Far cheaper than to look for them, and true of nearly every text. */
function hasEachKeyOnce(text: string, value: unknown): boolean {
  let written = 0;
  // What looks like a key inside of a string makes them too many, which is only no proof.
  for (let at = text.indexOf('"'); at >= 0; at = text.indexOf('"', at + 1)) {
    let next = at + 1;
    while (text.charCodeAt(next) <= 32) next++;
    if (text.charCodeAt(next) === 58) written++;
  }
  return written === keysOf(value);
}

function keysOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  let keys = 0;
  const open: object[] = [value];
  for (let each = open.pop(); each !== undefined; each = open.pop()) {
    const isArray = Array.isArray(each);
    for (const child of Object.values(each)) {
      if (!isArray) keys++;
      if (typeof child === 'object' && child !== null) open.push(child);
    }
  }
  return keys;
}

// A text of nothing but duplicates would otherwise cost a pass over it for each.
const MOST_DUPLICATES = 100;

/** Finds keys that stand twice in one object of JSON text, whose value is known: each with the pointer of the object. */
export function duplicateKeys(
  text: string,
  value: unknown,
): { readonly pointer: string; readonly key: string; readonly position: SourcePosition }[] {
  if (hasEachKeyOnce(text, value)) return [];
  const found: { pointer: string; key: string; position: SourcePosition }[] = [];
  const path: { keys: Set<string> | undefined; last: string | number }[] = [];
  scanJson(text, {
    key(key, offset) {
      const parent = path.at(-1)!;
      if (parent.keys!.has(key) && found.length < MOST_DUPLICATES) {
        const pointer = path.slice(0, -1).reduce((above, level) => childPointer(above, level.last), '');
        found.push({ pointer, key, position: positionOf(text, offset) });
      }
      parent.keys!.add(key);
      parent.last = key;
    },
    value() {
      const parent = path.at(-1);
      if (parent && parent.keys === undefined) parent.last = (parent.last as number) + 1;
    },
    enter(kind) {
      path.push(kind === 'object' ? { keys: new Set(), last: '' } : { keys: undefined, last: -1 });
    },
    leave() {
      path.pop();
    },
  });
  return found;
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (let next = text.indexOf('\n'); next !== -1; next = text.indexOf('\n', next + 1)) starts.push(next + 1);
  return starts;
}

function placeIn(starts: readonly number[], offset: number): SourcePosition {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (starts[middle]! <= offset) low = middle;
    else high = middle - 1;
  }
  return { line: low + 1, column: offset - starts[low]! + 1 };
}
