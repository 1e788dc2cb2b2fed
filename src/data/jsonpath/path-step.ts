import type { JsonValue } from '../../asl';
import { INDEX_OUT_OF_BOUNDS, PATH_NOT_FOUND } from './path-failure';
import { type PathToken, printToken } from './path-token';

/** One reading of a document by a path. */
export interface PathRun {
  /** What `$` stands for in filters and arguments. */
  readonly root: JsonValue;
  readonly results: JsonValue[];
  /** A check for existence: a missing member fails the path even behind a wildcard. */
  readonly requireProperties: boolean;
  /** Array index that a scan left on the step of that number, see {@link scan}. */
  scanned?: (number | undefined)[];
}

/**
 * Over which Java values a path is evaluated. AWS has two: most paths read maps and lists (`collections`), payload templates
 * a tree of Jackson's nodes (`nodes`), where an index past the end of an array gives null and JSON arguments of functions are nodes.
 */
export type DocumentModel = 'collections' | 'nodes';

/** One compiled step: it hands what it finds to the next one, or to `run.results`. Throws what `path-failure.ts` lists. */
export type Step = (model: JsonValue, run: PathRun) => void;

/** What the compilation of a step may look at: the whole path, its place in it, and the compiled steps after it. */
export interface Place {
  readonly tokens: readonly PathToken[];
  readonly at: number;
  readonly next: Step | undefined;
  readonly upstreamDefinite: boolean;
  readonly documentModel: DocumentModel;
}

/** What the last step of a path does with a value. */
export function push(model: JsonValue, run: PathRun): void {
  run.results.push(model);
}

/** Appends a member found at the last step, unless a scan of arrays left an index that Jayway compares with the step before. */
export function memberSink({ tokens, at }: Place): Step {
  if (at < 2 || tokens[at - 2].kind !== 'scan') return push;
  const before = printToken(tokens[at - 1]);
  return (value, run) => {
    const index = run.scanned?.[at];
    if (index === undefined || before === `[${index}]`) run.results.push(value);
  };
}

/**
 * The step for an element of an array. Functions behind it may run off the end of another array, or read a path that
 * leads nowhere: then Jayway leaves the element out, the latter only behind a wildcard.
 */
export function guardElement({ tokens, at, next = push }: Place): Step {
  if (!tokens.some((token, index) => index > at && token.kind === 'function')) return next;
  const isWildcard = tokens[at].kind === 'wildcard';
  return (value, run) => {
    try {
      next(value, run);
    } catch (error) {
      const leftOut = error === INDEX_OUT_OF_BOUNDS || (isWildcard && error === PATH_NOT_FOUND && !run.requireProperties);
      if (!leftOut) throw error;
    }
  };
}
