import { type JsonValue, defineKey, isJsonObject, ownKey } from '../../asl';
import { compileFilter } from './compile-filter';
import { compileDefiniteReader } from './definite-reader';
import { memberReader } from './member-reader';
import { compileFunction } from './path-functions';
import { INDEX_OUT_OF_BOUNDS, PATH_NOT_FOUND, PathFailure } from './path-failure';
import { type PathSyntax, type PathToken, isTokenDefinite, printToken } from './path-token';

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

type Step = (model: JsonValue, run: PathRun) => void;

/** A path as a function that appends what it finds to `run.results`; throws what `path-failure.ts` lists. */
export type PathEvaluator = (item: JsonValue, run: PathRun) => void;

interface Place {
  readonly tokens: readonly PathToken[];
  readonly at: number;
  readonly next: Step | undefined;
  readonly upstreamDefinite: boolean;
  readonly documentModel: DocumentModel;
}

/** Compiles every kind of path to closures, from its last step to its first. */
export function compileEvaluator(path: PathSyntax, documentModel: DocumentModel = 'collections'): PathEvaluator {
  return compileChain(path.tokens, 0, documentModel, true) ?? push;
}

function push(model: JsonValue, run: PathRun): void {
  run.results.push(model);
}

/** Compiles the steps from `from` on; `definite` tells whether those before it lead to one place. */
function compileChain(tokens: readonly PathToken[], from: number, documentModel: DocumentModel, definite: boolean): Step | undefined {
  let next: Step | undefined;
  for (let at = tokens.length - 1; at >= from; at--) {
    const upstreamDefinite = definite && tokens.slice(from, at).every((token) => isTokenDefinite(token, false));
    const step = compileToken({ tokens, at, next, upstreamDefinite, documentModel });
    next = upstreamDefinite ? step : readTail(tokens, at, documentModel, step);
  }
  return next;
}

/**
 * The steps from `at` on as one read, where they are plain members behind a wildcard: there, a missing one is just left out.
 * A check for existence must fail on it, so it takes the step by step way.
 */
function readTail(tokens: readonly PathToken[], at: number, documentModel: DocumentModel, slow: Step): Step {
  const tail = tokens.slice(at);
  const scanned = tokens[at - 1]?.kind === 'scan' || tokens[at - 2]?.kind === 'scan' || tokens[at - 3]?.kind === 'scan';
  if (scanned || (documentModel === 'nodes' && tail.some((token) => token.kind === 'index'))) return slow;
  const read = compileDefiniteReader(tail);
  if (read === undefined) return slow;
  return (model, run) => {
    if (run.requireProperties) return slow(model, run);
    const value = read(model);
    if (value !== undefined) run.results.push(value);
  };
}

function compileToken(place: Place): Step {
  const token = place.tokens[place.at];
  switch (token.kind) {
    case 'property':
      if (token.names.length === 1) return property(place, token.names[0], token.written);
      return place.next === undefined ? mergedProperties(place, token.names) : properties(place, token.names);
    case 'wildcard':
      return wildcard(place);
    case 'index':
      return indexes(place, token.indexes);
    case 'slice':
      return slice(place, token.from, token.to);
    case 'scan':
      return scan(place);
    case 'filter':
      return filter(place, token);
    case 'function':
      return call(place, token);
  }
}

/** Appends a member found at the last step, unless a scan of arrays left an index that Jayway compares with the step before. */
function memberSink({ tokens, at }: Place): Step {
  if (at < 2 || tokens[at - 2].kind !== 'scan') return push;
  const before = printToken(tokens[at - 1]);
  return (value, run) => {
    const index = run.scanned?.[at];
    if (index === undefined || before === `[${index}]`) run.results.push(value);
  };
}

function property(place: Place, name: string, written: string | undefined): Step {
  const { next, upstreamDefinite } = place;
  const read = memberReader(name, written);
  const sink = memberSink(place);
  return (model, run) => {
    if (!isJsonObject(model)) {
      if (upstreamDefinite) throw PATH_NOT_FOUND;
      return;
    }
    const value = read(model);
    if (value !== undefined) {
      if (next === undefined) sink(value, run);
      else next(value, run);
    } else if (run.requireProperties || (next !== undefined && upstreamDefinite)) {
      throw PATH_NOT_FOUND;
    }
  };
}

/** `['a','b']` in the middle of a path: one after the other. */
function properties({ next, upstreamDefinite }: Place, names: readonly string[]): Step {
  return (model, run) => {
    if (!isJsonObject(model)) {
      if (upstreamDefinite) throw PATH_NOT_FOUND;
      return;
    }
    for (const name of names) {
      const value = ownKey(model, name);
      if (value !== undefined) next?.(value, run);
      else if (run.requireProperties) throw PATH_NOT_FOUND;
    }
  };
}

/** `['a','b']` at the end of a path: one object of those members that there are. */
function mergedProperties({ upstreamDefinite }: Place, names: readonly string[]): Step {
  return (model, run) => {
    if (!isJsonObject(model)) {
      if (upstreamDefinite) throw PATH_NOT_FOUND;
      return;
    }
    const merged: Record<string, JsonValue> = {};
    for (const name of names) {
      const value = ownKey(model, name);
      if (value !== undefined) defineKey(merged, name, value);
      else if (run.requireProperties) throw PATH_NOT_FOUND;
    }
    run.results.push(merged);
  };
}

function wildcard(place: Place): Step {
  const { next } = place;
  const sink = memberSink(place);
  const element = guardElement(place);
  return (model, run) => {
    if (Array.isArray(model)) {
      for (let at = 0; at < model.length; at++) element(model[at] as JsonValue, run);
    } else if (isJsonObject(model)) {
      const keys = Object.keys(model);
      for (let at = 0; at < keys.length; at++) (next ?? sink)(model[keys[at]], run);
    }
  };
}

/**
 * The step for an element of an array. Functions behind it may run off the end of another array, or read a path that
 * leads nowhere: then Jayway leaves the element out, the latter only behind a wildcard.
 */
function guardElement({ tokens, at, next = push }: Place): Step {
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

/** True when `model` may be indexed; throws when it must be and may not. */
function isIndexable(model: JsonValue, upstreamDefinite: boolean): model is readonly JsonValue[] {
  if (Array.isArray(model)) return true;
  if (upstreamDefinite) throw PATH_NOT_FOUND;
  return false;
}

function indexed(place: Place): (model: readonly JsonValue[], index: number, run: PathRun) => void {
  const element = guardElement(place);
  const isMissing = place.documentModel === 'collections';
  return (model, index, run) => {
    const value = model[index < 0 ? model.length + index : index] as JsonValue | undefined;
    if (value !== undefined) element(value, run);
    else if (!isMissing) element(null, run);
  };
}

function indexes(place: Place, wanted: readonly number[]): Step {
  const visit = indexed(place);
  const { upstreamDefinite } = place;
  return (model, run) => {
    if (!isIndexable(model, upstreamDefinite)) return;
    for (const index of wanted) visit(model, index, run);
  };
}

function slice(place: Place, from: number | undefined, to: number | undefined): Step {
  const visit = indexed(place);
  const { upstreamDefinite } = place;
  return (model, run) => {
    if (!isIndexable(model, upstreamDefinite)) return;
    const { length } = model;
    let start = from ?? 0;
    let end = Math.min(length, to ?? length);
    // Only an open end counts a negative bound from the end of the array; `[-2:1]` visits -2, -1 and 0, each of them counted so.
    if (to === undefined && start < 0) start = Math.max(0, length + start);
    if (from === undefined && end < 0) end = length + end;
    if (length === 0) return;
    for (let at = start; at < end; at++) visit(model, at, run);
  };
}

/**
 * `..`: every place below, the model first. At an array, Jayway hands each element to the step after the next one and
 * notes the index there; only a last member step looks at the note. So `$..[0].x` works, and `$..[*].x` skips arrays.
 */
function scan(place: Place): Step {
  const { tokens, at, next, documentModel } = place;
  const target = tokens[at + 1];
  if (target === undefined || next === undefined) {
    return () => {
      throw new PathFailure('Current path token is a leaf');
    };
  }
  if (target.kind === 'property' && target.names.length === 1 && tokens.length === at + 2) return scanForMember(target.names[0]);
  const matches = scanPredicate(target, tokens.length === at + 2);
  const afterTarget = compileChain(tokens, at + 2, documentModel, false);
  const walk = (model: JsonValue, run: PathRun): void => {
    if (Array.isArray(model)) {
      if (matches(model, run)) {
        if (afterTarget === undefined) next(model, run);
        else {
          run.scanned ??= [];
          for (let index = 0; index < model.length; index++) {
            run.scanned[at + 2] = index;
            afterTarget(model[index] as JsonValue, run);
          }
        }
      }
      for (const value of model as readonly JsonValue[]) {
        if (typeof value === 'object' && value !== null) walk(value, run);
      }
    } else if (isJsonObject(model)) {
      if (matches(model, run)) next(model, run);
      for (const key of Object.keys(model)) {
        const value = model[key];
        if (typeof value === 'object' && value !== null) walk(value, run);
      }
    }
  };
  return walk;
}

/** `..name` at the end of a path, the scan that most people write. */
function scanForMember(name: string): Step {
  const read = memberReader(name);
  const walk = (model: JsonValue, run: PathRun): void => {
    if (Array.isArray(model)) {
      for (let at = 0; at < model.length; at++) {
        const value = model[at] as JsonValue;
        if (typeof value === 'object' && value !== null) walk(value, run);
      }
    } else if (isJsonObject(model)) {
      const value = read(model);
      if (value !== undefined) run.results.push(value);
      for (const key of Object.keys(model)) {
        const inner = model[key];
        if (typeof inner === 'object' && inner !== null) walk(inner, run);
      }
    }
  };
  return walk;
}

function scanPredicate(target: PathToken, isLeaf: boolean): (model: JsonValue, run: PathRun) => boolean {
  switch (target.kind) {
    case 'property': {
      const { names } = target;
      if (!isTokenDefinite(target, isLeaf)) return isJsonObject;
      return (model) => isJsonObject(model) && names.every((name) => ownKey(model, name) !== undefined);
    }
    case 'index':
    case 'slice':
      return (model) => Array.isArray(model);
    case 'wildcard':
      return () => true;
    case 'filter':
      return compileFilter(target.filter);
    default:
      return () => false;
  }
}

function filter(place: Place, token: Extract<PathToken, { kind: 'filter' }>): Step {
  const { next, upstreamDefinite } = place;
  const accepts = compileFilter(token.filter);
  const element = guardElement(place);
  return (model, run) => {
    if (Array.isArray(model)) {
      for (let at = 0; at < model.length; at++) {
        const value = model[at] as JsonValue;
        if (accepts(value, run)) element(value, run);
      }
    } else if (isJsonObject(model)) {
      if (accepts(model, run)) (next ?? push)(model, run);
    } else if (upstreamDefinite) {
      throw PATH_NOT_FOUND;
    }
  };
}

function call({ next, documentModel }: Place, token: Extract<PathToken, { kind: 'function' }>): Step {
  const invoke = compileFunction(token, documentModel);
  return (model, run) => {
    const result = invoke(model, run);
    run.results.push(result);
    next?.(result, run);
  };
}
