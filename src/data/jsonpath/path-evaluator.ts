import { isJsonObject, type JsonValue } from '../../asl';
import { indexes, slice } from './array-steps';
import { compileFilter } from './compile-filter';
import { compileDefiniteReader } from './definite-reader';
import { mergedProperties, properties, property, wildcard } from './member-steps';
import { PATH_NOT_FOUND } from './path-failure';
import { compileFunction } from './path-functions';
import { type DocumentModel, guardElement, type Place, push, type Step } from './path-step';
import { isTokenDefinite, type PathSyntax, type PathToken } from './path-token';
import { scan } from './scan-step';

/** Compiles every kind of path to closures, from its last step to its first. */
export function compileEvaluator(path: PathSyntax, documentModel: DocumentModel = 'collections'): Step {
  return compileChain(path.tokens, 0, documentModel, true) ?? push;
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
      return scan(place, compileChain(place.tokens, place.at + 2, place.documentModel, false));
    case 'filter':
      return filter(place, token);
    case 'function':
      return call(place, token);
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
