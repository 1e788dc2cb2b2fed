import type { ExpressionNode } from './node';
import { childrenOf } from './template-node';

/** What a callback takes while the workflow is built, and what to write for it. */
export interface TakenWhileBuilt {
  readonly call: string;
  readonly what: string;
  readonly write: string;
}

const time = { what: 'time', write: "now(), or context.State.EnteredTime where it is the state's own" };
const sources: readonly (TakenWhileBuilt & { readonly pattern: RegExp })[] = [
  { ...time, call: 'new Date()', pattern: /\bnew\s+Date\s*(?:\(\s*\)|(?!\s*\())/ },
  { ...time, call: 'Date.now()', pattern: /\bDate\s*\.\s*now\s*\(/ },
  { ...time, call: 'Date()', pattern: /(?<![.\w$]|new\s+)Date\s*\(/ },
  { ...time, call: 'performance.now()', pattern: /\bperformance\s*\.\s*now\s*\(/ },
  { call: 'Math.random()', what: 'number', write: 'randomInteger(1, 100)', pattern: /\bMath\s*\.\s*random\s*\(/ },
  { call: 'randomUUID()', what: 'text', write: 'uuid()', pattern: /\brandomUUID\s*\)?\s*\(/ },
];

const texts = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/g;

/** Whether a tree holds a time between two, as milliseconds or as text: somebody may have asked the clock for it. */
export function holdsTime(node: ExpressionNode, from: number, until: number): boolean {
  const within = (millis: number) => millis >= from && millis <= until;
  if (node.kind !== 'literal') return childrenOf(node).some((child) => holdsTime(child, from, until));
  if (typeof node.value === 'number') return within(node.value);
  return typeof node.value === 'string' && (node.value.match(texts) ?? []).some((text) => within(Date.parse(text)));
}

/** Waits until the clock shows more than a time, for a millisecond at most: what asks it then finds another. */
export function awaitAfter(millis: number, now: () => number): void {
  // The clock of a test may stand still.
  for (let asked = 0; now() <= millis && asked < 100_000; asked += 1);
}

// A template may hold code, so its text counts as code as well.
const withoutCode = /\/\*[\s\S]*?\*\/|\/\/[^\n]*|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"/g;

/** Tells what a callback takes from the clock or from chance, by its text; undefined where it takes nothing. */
export function takenWhileBuilt(text: string): TakenWhileBuilt | undefined {
  const code = text.replace(withoutCode, '');
  return sources.find(({ pattern }) => pattern.test(code));
}

/** Whether a callback deletes a field of an object, by its text. */
export function deletesField(text: string): boolean {
  return /(?<![.\w$])delete\s+[\w$(]/.test(text.replace(withoutCode, ''));
}
