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
  { ...time, call: 'process.hrtime()', pattern: /\bprocess\s*\.\s*hrtime\b/ },
  { ...time, call: 'process.uptime()', pattern: /\bprocess\s*\.\s*uptime\s*\(/ },
  { ...time, call: 'Intl.DateTimeFormat().format()', pattern: /\bDateTimeFormat\b[^;]*\.\s*format(?:ToParts)?\s*\(\s*\)/ },
  { call: 'Math.random()', what: 'number', write: 'randomInteger(1, 100)', pattern: /\bMath\s*\.\s*random\s*\(/ },
  { call: 'randomUUID()', what: 'text', write: 'uuid()', pattern: /\brandomUUID\s*\)?\s*\(/ },
];

// A template may hold code, so its text counts as code as well.
const withoutCode = /\/\*[\s\S]*?\*\/|\/\/[^\n]*|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"/g;

/** The code of a callback, without its texts and comments. */
export function codeOf(text: string): string {
  return text.replace(withoutCode, '');
}

/** Tells what a callback takes from the clock or from chance, by its text; undefined where it takes nothing. */
export function takenWhileBuilt(text: string): TakenWhileBuilt | undefined {
  const code = codeOf(text);
  return sources.find(({ pattern }) => pattern.test(code));
}

/** Whether a callback deletes a field of an object, by its text. */
export function deletesField(text: string): boolean {
  return /(?<![.\w$])delete\s+[\w$(]/.test(codeOf(text));
}
