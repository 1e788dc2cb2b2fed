import { isJsonObject, type JsonValue } from '../../asl';
import { javaText } from './java-text';
import { memberReader } from './member-reader';
import { compileEvaluator } from './path-evaluator';
import { PathFailure } from './path-failure';
import { compileFunction, pathBelow } from './path-functions';
import type { PathRun } from './path-step';
import { isPathDefinite, type PathSyntax, type PathToken, printToken } from './path-token';

/**
 * Jayway's words for why a definite path finds nothing in `document`. A last member that is missing, and an index past
 * the end, are told with the whole path; a missing member in the middle with the path up to it.
 */
export function explainMissing({ tokens, root }: PathSyntax, document: JsonValue): string {
  const noResults = `No results for path: ${root}${tokens.map(printToken).join('')}`;
  let model: JsonValue = document;
  let place: string = root;
  for (const [at, token] of tokens.entries()) {
    if (token.kind === 'property' && token.names.length === 1) {
      if (!isJsonObject(model)) return notAnObject(token, place);
      const value = memberReader(token.names[0], token.written)(model);
      place += `['${token.names[0]}']`;
      if (value === undefined) return at === tokens.length - 1 ? noResults : `Missing property in path ${place}`;
      model = value;
    } else if (token.kind === 'property') {
      return isJsonObject(model) ? noResults : notAnObject(token, place);
    } else if (token.kind === 'index' && token.indexes.length === 1) {
      if (!Array.isArray(model)) return notAnArray(tokens.slice(at), place, model);
      const [index] = token.indexes;
      const value = model[index < 0 ? model.length + index : index] as JsonValue | undefined;
      if (value === undefined) return noResults;
      place += `[${index}]`;
      model = value;
    } else if (token.kind === 'function') {
      const called = callFunction(token, document, model);
      if ('missing' in called) return called.missing;
      model = called.value;
    } else {
      return noResults;
    }
  }
  return noResults;
}

/** The value of a call in the middle of the path, or why it has none. */
function callFunction(
  token: Extract<PathToken, { kind: 'function' }>,
  document: JsonValue,
  model: JsonValue,
): { readonly value: JsonValue } | { readonly missing: string } {
  for (const argument of token.args) {
    if (argument.kind !== 'path') continue;
    if (!findsSomething(argument.path, document, isPathDefinite(argument.path.tokens)))
      return { missing: explainMissing(argument.path, document) };
    const below = pathBelow(argument.path);
    if ((token.name === 'length' || token.name === 'size') && !findsSomething(below, model, isPathDefinite(argument.path.tokens)))
      return { missing: explainMissing(below, model) };
  }
  try {
    return { value: compileFunction(token, 'collections')(model, { root: document, results: [], requireProperties: false }) };
  } catch (error) {
    if (error instanceof PathFailure) return { missing: error.message };
    return { missing: `Function ${token.name}() found nothing.` };
  }
}

function findsSomething(path: PathSyntax, document: JsonValue, definite: boolean): boolean {
  const run: PathRun = { root: document, results: [], requireProperties: false };
  try {
    compileEvaluator(path)(document, run);
    return run.results.length > 0 || !definite;
  } catch {
    return false;
  }
}

/** In the words of Jayway 2.0, which AWS's other answers point to; later versions name Java classes here. */
function notAnObject(token: PathToken, place: string): string {
  return `Property ${printToken(token)} not found in path ${place}`;
}

function notAnArray(rest: readonly PathToken[], place: string, model: JsonValue): string {
  if (model === null) return `The path ${place} is null`;
  return `Filter: ${rest.map(printToken).join('')} can only be applied to arrays. Current context is: ${javaText(model)}`;
}
