import { type JsonValue, isJsonObject, ownKey } from '../../asl';
import { javaText } from './java-text';
import { type PathRun, compileEvaluator } from './path-evaluator';
import { PathFailure } from './path-failure';
import { compileFunction, pathBelow } from './path-functions';
import { type PathSyntax, type PathToken, isPathDefinite, printToken } from './path-token';

const PROVIDER = 'com.jayway.jsonpath.spi.json.JacksonJsonProvider';

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
      if (!isJsonObject(model)) return notAnObject(token, place, model);
      const value = ownKey(model, token.names[0]);
      place += `['${token.names[0]}']`;
      if (value === undefined) return at === tokens.length - 1 ? noResults : `Missing property in path ${place}`;
      model = value;
    } else if (token.kind === 'property') {
      return isJsonObject(model) ? noResults : notAnObject(token, place, model);
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
function callFunction(token: Extract<PathToken, { kind: 'function' }>, document: JsonValue, model: JsonValue): { readonly value: JsonValue } | { readonly missing: string } {
  for (const argument of token.args) {
    if (argument.kind !== 'path') continue;
    if (!findsSomething(argument.path, document, isPathDefinite(argument.path.tokens))) return { missing: explainMissing(argument.path, document) };
    const below = pathBelow(argument.path);
    if ((token.name === 'length' || token.name === 'size') && !findsSomething(below, model, isPathDefinite(argument.path.tokens))) return { missing: explainMissing(below, model) };
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

function notAnObject(token: PathToken, place: string, model: JsonValue): string {
  return `Expected to find an object with property ${printToken(token)} in path ${place} but found '${javaClass(model)}'. This is not a json object according to the JsonProvider: '${PROVIDER}'.`;
}

function notAnArray(rest: readonly PathToken[], place: string, model: JsonValue): string {
  if (model === null) return `The path ${place} is null`;
  return `Filter: ${rest.map(printToken).join('')} can only be applied to arrays. Current context is: ${javaText(model)}`;
}

function javaClass(value: JsonValue): string {
  if (value === null) return 'null';
  switch (typeof value) {
    case 'string':
      return 'java.lang.String';
    case 'boolean':
      return 'java.lang.Boolean';
    case 'number':
      if (!Number.isInteger(value)) return 'java.lang.Double';
      if (Math.abs(value) <= 2147483647 || value === -2147483648) return 'java.lang.Integer';
      return Math.abs(value) < 2 ** 63 ? 'java.lang.Long' : 'java.math.BigInteger';
    default:
      return Array.isArray(value) ? 'java.util.ArrayList' : 'java.util.LinkedHashMap';
  }
}
