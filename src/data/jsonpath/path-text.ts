import { ExpressionSyntaxError } from '../evaluation-error';
import { parsePath } from './parse-path';
import type { PathSyntax } from './path-token';

/** Where a path begins: the state's input, the context object, or a workflow variable. */
export type PathRoot = { readonly kind: 'input' } | { readonly kind: 'context' } | { readonly kind: 'variable'; readonly name: string };

/** A path of the States Language: its root, and the steps from there. */
export interface StatesPath {
  readonly text: string;
  readonly root: PathRoot;
  readonly syntax: PathSyntax;
}

const VARIABLE = /^\$([\p{ID_Start}_][\p{ID_Continue}]*)/u;
const cache = new Map<string, StatesPath>();

/** Reads `$…`, `$$…` or `$name…`. Throws {@link ExpressionSyntaxError}. */
export function parseStatesPath(text: string): StatesPath {
  const known = cache.get(text);
  if (known !== undefined) return known;
  const parsed = readStatesPath(text);
  if (cache.size > 5000) cache.clear();
  cache.set(text, parsed);
  return parsed;
}

function readStatesPath(text: string): StatesPath {
  if (!text.startsWith('$')) {
    throw new ExpressionSyntaxError(text, 0, `The path must begin with "$", "$$" or "$" and a variable's name, but was "${text}".`);
  }
  if (text.startsWith('$$')) return { text, root: { kind: 'context' }, syntax: parseFrom(text, 1) };
  const variable = VARIABLE.exec(text);
  if (variable !== null) return { text, root: { kind: 'variable', name: variable[1] }, syntax: parseFrom(text, variable[0].length - 1) };
  return { text, root: { kind: 'input' }, syntax: parsePath(text) };
}

/** Reads the steps after a root that is `skip` characters longer than `$`, with offsets of the whole text. */
function parseFrom(text: string, skip: number): PathSyntax {
  try {
    return parsePath(`$${text.slice(skip + 1)}`);
  } catch (error) {
    if (!(error instanceof ExpressionSyntaxError)) throw error;
    throw new ExpressionSyntaxError(text, error.offset === undefined ? undefined : error.offset + skip, error.message);
  }
}
