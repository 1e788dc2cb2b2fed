import { isJsonObject, type JsonValue } from '../../asl';
import { fromEnd, indexes, slice } from './array-steps';
import { compileFilter, type FilterCondition } from './compile-filter';
import { compileDefiniteReader } from './definite-reader';
import { javaText } from './java-text';
import { properties, property, wildcard } from './member-steps';
import { INVALID, PathFailure } from './path-failure';
import { type JsonPathStep, type PathPlace, push, visit } from './path-step';
import { type PathSyntax, type PathToken, printTokens } from './path-token';
import { scan } from './scan-step';

/** Compiles every kind of path to closures, from its last step to its first. */
export function compileEvaluator({ tokens }: PathSyntax): JsonPathStep {
  const after: (JsonPathStep | undefined)[] = [];
  for (let at = tokens.length - 1; at >= 0; at--) after[at] = readAtOnce(tokens, at, compileToken(tokens, at, after));
  return after[0] ?? push;
}

/** The steps from `at` on as one read, where they are plain members and indexes. What it does not find goes the way step by step. */
function readAtOnce(tokens: readonly PathToken[], at: number, slow: JsonPathStep): JsonPathStep {
  const read = tokens.length - at > 8 ? undefined : compileDefiniteReader(tokens.slice(at));
  if (read === undefined) return slow;
  return (model, run, location) => {
    const value = run.traced ? undefined : read(model);
    if (value === undefined) slow(model, run, location);
    else run.results.push(value);
  };
}

function compileToken(tokens: readonly PathToken[], at: number, after: readonly (JsonPathStep | undefined)[]): JsonPathStep {
  const token = tokens[at]!;
  const place: PathPlace = { tokens, at, next: after[at + 1] };
  switch (token.kind) {
    case 'property':
      return token.names.length === 1 ? property(place, token) : properties(place, token);
    case 'wildcard':
      return wildcard(place);
    case 'index':
      return indexes(place, token.indexes);
    case 'slice':
      return slice(place, token.from, token.to);
    case 'fromEnd':
      return fromEnd(place, token.offset);
    case 'scan': {
      const target = tokens[at + 1];
      return scan(place, after[at + 2], target?.kind === 'filter' ? compileFilter(target.filter) : undefined);
    }
    case 'filter':
      return filter(place, compileFilter(token.filter), token.filter.alternatives.flat().length);
    case 'root':
      return (model, run) => (place.next ?? push)(model, run, '$');
  }
}

/** @param cost conditions that an element may be asked */
function filter({ tokens, at: own, next = push }: PathPlace, accepts: FilterCondition, cost: number): JsonPathStep {
  return (model, run, location) => {
    if (Array.isArray(model)) {
      visit(run, model.length * cost);
      for (let at = 0; at < model.length; at++) {
        const value = model[at] as JsonValue;
        if (accepts(value, run)) next(value, run, run.traced ? `${location}[${at}]` : '');
      }
    } else if (isJsonObject(model)) {
      visit(run, cost);
      if (accepts(model, run)) next(model, run, location);
    } else if (!run.traced) {
      throw INVALID;
    } else {
      const context = `Filter: ${printTokens(tokens, own)} can not be applied to primitives. Current context is: ${javaText(model)}`;
      throw new PathFailure('invalid', context);
    }
  };
}
