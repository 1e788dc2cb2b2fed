import type { JsonValue } from '../../asl';
import type { CompiledPath } from '../compiled';
import { EvaluationError } from '../evaluation-error';
import type { EvaluationScope } from '../scope';
import { workMeter } from '../work-meter';
import { boundValues } from './bound-values';
import { compileDefiniteReader, type DefiniteReader } from './definite-reader';
import { compileEvaluator } from './path-evaluator';
import { PathFailure } from './path-failure';
import { MAXIMUM_PATH_VISITS } from './path-limits';
import type { JsonPathStep, PathRun } from './path-step';
import { type PathRoot, parseStatesPath, type StatesPath } from './path-text';
import { isPathDefinite, type PathToken, printTokens } from './path-token';

/**
 * Over which Java values AWS evaluates a path, as far as it shows: maps and lists (`collections`), or in payload templates a tree of
 * Jackson's nodes (`nodes`), where the last step of a path finds null past the end of an array.
 */
export type DocumentModel = 'collections' | 'nodes';

/**
 * A path compiled once: `$…` reads the scope's input, `$$…` its context object, `$name…` a workflow variable.
 * An indefinite path gives an array, or nothing where Jayway 2.0.0 says that it leads nowhere. Throws {@link ExpressionSyntaxError}.
 */
export function compilePath(text: string): CompiledPath {
  return compileStatesPath(parseStatesPath(text), 'collections');
}

/** The same for a path read before. */
export function compileStatesPath(path: StatesPath, model: DocumentModel): CompiledPath {
  const { root, syntax, text, refused } = path;
  if (refused !== undefined) {
    return { text, definite: false, isRoot: false, select: () => undefined, explainMissing: () => refused.message };
  }
  const { tokens } = syntax;
  const definite = isPathDefinite(tokens);
  const read = compileDefiniteReader(tokens) ?? readerOf(path, definite);
  const select = (model === 'nodes' && nullPastTheEnd(path, read)) || read;
  const explain = explainer(path);
  return {
    text,
    definite,
    isRoot: root.kind === 'input' && tokens.length === 0,
    select: fromRoot(root, select),
    explainMissing: (scope) => {
      const document = readRoot(root, scope);
      return document === undefined ? `No results for path: ${text}` : explain(document);
    },
  };
}

function readerOf({ syntax, text }: StatesPath, definite: boolean): DefiniteReader {
  const evaluate = compileEvaluator(syntax);
  const mayRepeat = syntax.tokens.some(findsTwice);
  return (document) => {
    const results: JsonValue[] = [];
    const failure = run(evaluate, document, results, false) ?? (mayRepeat ? boundValues(results) : undefined);
    if (failure?.kind === 'limit') throw new EvaluationError('States.Runtime', `Invalid path '${text}' : ${failure.message}`);
    if (failure !== undefined) return undefined;
    return definite ? results[0] : results;
  };
}

/** True for a step that may find the same value more than once, by itself or inside another one. */
function findsTwice(token: PathToken): boolean {
  return token.kind === 'scan' || (token.kind === 'index' && new Set(token.indexes).size < token.indexes.length);
}

function run(evaluate: JsonPathStep, document: JsonValue, results: JsonValue[], traced: boolean): PathFailure | undefined {
  const budget = { visits: MAXIMUM_PATH_VISITS, depth: 0 };
  const reading: PathRun = { root: document, results, requireProperties: false, traced, budget };
  try {
    evaluate(document, reading, '$');
    return undefined;
  } catch (error) {
    if (error instanceof PathFailure) return error;
    throw error;
  } finally {
    workMeter.spend(MAXIMUM_PATH_VISITS - Math.max(0, budget.visits));
  }
}

/** Jayway's words for why nothing is found: the same reading once more, with the places written down. */
function explainer({ syntax }: StatesPath): (document: JsonValue) => string {
  let evaluate: JsonPathStep | undefined;
  return (document) => {
    evaluate ??= compileEvaluator(syntax);
    return run(evaluate, document, [], true)?.message ?? `No results for path: $${printTokens(syntax.tokens)}`;
  };
}

/** The reader of `….list[5]` in a payload template, where AWS gives null past the end of the list. */
function nullPastTheEnd({ syntax, root, text }: StatesPath, read: DefiniteReader): DefiniteReader | undefined {
  const last = syntax.tokens.at(-1);
  if (last?.kind !== 'index' || last.indexes.length !== 1 || last.indexes[0]! < 0 || !isPathDefinite(syntax.tokens)) return undefined;
  const [index] = last.indexes;
  const list = { text, root, syntax: { ...syntax, tokens: syntax.tokens.slice(0, -1) } };
  const readList = compileDefiniteReader(list.syntax.tokens) ?? readerOf(list, true);
  return (document) => {
    const value = read(document);
    if (value !== undefined) return value;
    const around = readList(document);
    return Array.isArray(around) && index! >= around.length ? null : undefined;
  };
}

function fromRoot(root: PathRoot, select: DefiniteReader): (scope: EvaluationScope) => JsonValue | undefined {
  if (root.kind === 'input') return (scope) => select(scope.input);
  if (root.kind === 'context') return (scope) => select(scope.context());
  const { name } = root;
  return (scope) => {
    const value = scope.variable(name);
    return value === undefined ? undefined : select(value);
  };
}

function readRoot(root: PathRoot, scope: EvaluationScope): JsonValue | undefined {
  if (root.kind === 'input') return scope.input;
  return root.kind === 'context' ? scope.context() : scope.variable(root.name);
}
