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
  /** Set where the service takes the path and refuses it when it runs: what is wrong with it. `syntax` then means nothing. */
  readonly refused?: ExpressionSyntaxError;
}

const VARIABLE = /^\$([\p{ID_Start}_][\p{ID_Continue}]*)/u;
const cache = new Map<string, StatesPath>();
const LONGEST_KEPT = 1_000;

/** Reads `$…`, `$$…` or `$name…`. Throws {@link ExpressionSyntaxError}, but for what fails only when it runs. */
export function parseStatesPath(text: string): StatesPath {
  const known = cache.get(text);
  if (known !== undefined) return known;
  const parsed = readStatesPath(text);
  // Paths of a megabyte would fill the memory before there are many.
  if (text.length > LONGEST_KEPT) return parsed;
  if (cache.size > 5000) cache.clear();
  cache.set(text, parsed);
  return parsed;
}

function readStatesPath(text: string): StatesPath {
  if (!text.startsWith('$')) {
    throw new ExpressionSyntaxError(text, 0, `The path must begin with "$", "$$" or "$" and a variable's name, but was "${text}".`);
  }
  const variable = VARIABLE.exec(text);
  const root = rootOf(text, variable);
  try {
    return { text, root, syntax: parseFrom(text, root.kind === 'context' ? 1 : variable === null ? 0 : variable[0].length - 1) };
  } catch (error) {
    if (error instanceof ExpressionSyntaxError && error.failsWhenRun) return { text, root, syntax: NOTHING, refused: error };
    throw error;
  }
}

const NOTHING: PathSyntax = { root: '$', tokens: [{ kind: 'wildcard' }] };

function rootOf(text: string, variable: RegExpExecArray | null): PathRoot {
  if (text.startsWith('$$')) return { kind: 'context' };
  return variable === null ? { kind: 'input' } : { kind: 'variable', name: variable[1]! };
}

/** Reads the steps after a root that is `skip` characters longer than `$`, with offsets of the whole text. */
function parseFrom(text: string, skip: number): PathSyntax {
  if (skip === 0) return parsePath(text);
  try {
    return parsePath(`$${text.slice(skip + 1)}`);
  } catch (error) {
    if (!(error instanceof ExpressionSyntaxError)) throw error;
    const { offset, message, failsWhenRun } = error;
    throw new ExpressionSyntaxError(text, offset === undefined ? undefined : offset + skip, message, failsWhenRun);
  }
}
