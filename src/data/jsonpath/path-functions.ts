import { isJsonObject, type JsonValue } from '../../asl';
import { jacksonText } from './jackson-text';
import { javaText } from './java-text';
import { compileEvaluator } from './path-evaluator';
import { INDEX_OUT_OF_BOUNDS, PATH_NOT_FOUND, PathFailure } from './path-failure';
import type { DocumentModel, PathRun, Step } from './path-step';
import { type FunctionArgument, isPathDefinite, type PathSyntax, type PathToken } from './path-token';

type Argument = (run: PathRun) => JsonValue;
type PathFunction = (model: JsonValue, args: readonly Argument[], run: PathRun) => JsonValue;

const FUNCTIONS: ReadonlyMap<string, PathFunction> = new Map<string, PathFunction>([
  ['avg', aggregate((numbers) => sum(numbers) / numbers.length)],
  ['stddev', aggregate(standardDeviation)],
  ['sum', aggregate(sum)],
  ['min', aggregate((numbers) => numbers.reduce((least, value) => Math.min(least, value), Number.MAX_VALUE))],
  // Java's Double.MIN_VALUE, where the search begins, is the least positive number: of negative numbers it wins.
  ['max', aggregate((numbers) => numbers.reduce((most, value) => Math.max(most, value), Number.MIN_VALUE))],
  ['append', append],
  ['keys', (model) => (isJsonObject(model) ? Object.keys(model) : null)],
  ['first', (model) => elementAt(model, 0)],
  ['last', (model) => elementAt(model, -1)],
  ['index', (model, args, run) => elementAt(model, firstNumber(args, run))],
]);

/** Compiles a call. An unknown name fails when the call is reached, as in Jayway. */
export function compileFunction(
  token: Extract<PathToken, { kind: 'function' }>,
  documentModel: DocumentModel,
): (model: JsonValue, run: PathRun) => JsonValue {
  const args = token.args.map((argument) => compileArgument(argument, documentModel));
  const invoke = functionOf(token, documentModel);
  return (model, run) => {
    if (invoke === undefined) throw new PathFailure(`Function with name: ${token.name} does not exist.`);
    return invoke(
      model,
      args.map((argument) => bind(argument, run)),
      run,
    );
  };
}

/** Paths are read before the call, whether the function looks at them or not; JSON only when it does. */
function bind(argument: BoundArgument, run: PathRun): Argument {
  if (!argument.isPath) return argument.read;
  const value = argument.read(run);
  return () => value;
}

interface BoundArgument {
  readonly isPath: boolean;
  readonly read: Argument;
}

function functionOf({ name, args }: Extract<PathToken, { kind: 'function' }>, documentModel: DocumentModel): PathFunction | undefined {
  if (name === 'length' || name === 'size') return lengthOf(args, documentModel);
  return name === 'concat' ? concatWith(documentModel === 'nodes' ? nodeText : javaText) : FUNCTIONS.get(name);
}

function compileArgument(argument: FunctionArgument, documentModel: DocumentModel): BoundArgument {
  if (argument.kind === 'path') {
    return { isPath: true, read: readerOf(compileEvaluator(argument.path, documentModel), isPathDefinite(argument.path.tokens)) };
  }
  const read = (): JsonValue => {
    const value = parseArgument(argument.text);
    // A node is neither a Number nor a String: numbers do not count, and text is taken as its JSON.
    return documentModel === 'nodes' ? jacksonText(value) : value;
  };
  return { isPath: false, read };
}

function parseArgument(text: string): JsonValue {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    throw new PathFailure(`Invalid JSON in a function's argument: ${text}`);
  }
}

function readerOf(evaluate: Step, definite: boolean): Argument {
  return (run) => {
    const results: JsonValue[] = [];
    evaluate(run.root, { root: run.root, results, requireProperties: run.requireProperties });
    if (!definite) return results;
    if (results.length === 0) throw PATH_NOT_FOUND;
    return results[results.length - 1];
  };
}

/** The path that `length(path)` counts: everything below what the argument names. */
export function pathBelow({ root, tokens }: PathSyntax): PathSyntax {
  const isCall = tokens[tokens.length - 1]?.kind === 'function';
  return { root, tokens: tokens.length > 0 && !isCall ? [...tokens, { kind: 'wildcard' }] : tokens };
}

/** `length()` counts the model; `length(path)` what lies below the path, read from the model, if the path is indefinite. */
function lengthOf([first]: readonly FunctionArgument[], documentModel: DocumentModel): PathFunction {
  const below = first?.kind === 'path' ? first.path : undefined;
  // Jayway asks whether the path is definite before it looks below it, and goes by that answer.
  const read = below === undefined ? undefined : readerOf(compileEvaluator(pathBelow(below), documentModel), isPathDefinite(below.tokens));
  return (model, _, run) => {
    if (first?.kind === 'json') throw new PathFailure('Cannot invoke "com.jayway.jsonpath.internal.Path.isFunctionPath()"');
    const inner = read?.({ root: model, results: [], requireProperties: run.requireProperties });
    if (Array.isArray(inner)) return inner.length;
    if (Array.isArray(model)) return model.length;
    return isJsonObject(model) ? Object.keys(model).length : null;
  };
}

function aggregate(total: (numbers: readonly number[]) => number): PathFunction {
  return (model, args, run) => {
    const values = [
      ...(Array.isArray(model) ? (model as readonly JsonValue[]) : []),
      ...args.flatMap((read) => read(run) as JsonValue | JsonValue[]),
    ];
    const numbers = values.filter((value): value is number => typeof value === 'number');
    if (numbers.length === 0) throw new PathFailure('Aggregation function attempted to calculate value using empty array');
    return total(numbers);
  };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, value) => total + value, 0);
}

function standardDeviation(numbers: readonly number[]): number {
  const squares = sum(numbers.map((value) => value * value));
  const total = sum(numbers);
  const count = numbers.length;
  return Math.sqrt(squares / count - (total * total) / count / count);
}

function concatWith(print: (value: JsonValue) => string): PathFunction {
  return (model, args, run) => {
    const own = Array.isArray(model) ? (model as readonly JsonValue[]).filter((value) => typeof value === 'string') : [];
    const given = args.flatMap((read) => read(run) as JsonValue | JsonValue[]).filter((value) => value !== null);
    return [...own, ...given.map(print)].join('');
  };
}

function nodeText(value: JsonValue): string {
  return typeof value === 'string' ? value : jacksonText(value);
}

function append(model: JsonValue, args: readonly Argument[], run: PathRun): JsonValue {
  return Array.isArray(model) ? [...(model as readonly JsonValue[]), ...args.map((read) => read(run))] : model;
}

function elementAt(model: JsonValue, index: number): JsonValue {
  if (!Array.isArray(model)) throw new PathFailure('Aggregation function attempted to calculate value using empty array');
  if (index >= 0) {
    if (index >= model.length) throw INDEX_OUT_OF_BOUNDS;
    return model[index] as JsonValue;
  }
  // Jayway compares with "greater than zero", so that the first element cannot be reached from behind.
  const at = model.length + index;
  if (at <= 0) throw new PathFailure(`Target index:${index} larger than object count:${model.length}`);
  return model[at] as JsonValue;
}

function firstNumber(args: readonly Argument[], run: PathRun): number {
  const value = args.flatMap((read) => read(run) as JsonValue | JsonValue[]).find((item) => typeof item === 'number');
  if (typeof value !== 'number') throw INDEX_OUT_OF_BOUNDS;
  return Math.trunc(value);
}
