import { isJsonObject, type JsonValue } from '../../asl';
import { ExpressionSyntaxError } from '../evaluation-error';
import { type IntrinsicArgument, type IntrinsicCall, parseIntrinsic } from './intrinsics/intrinsic-syntax';
import { INTRINSICS, isIntrinsicName } from './intrinsics/registry';
import { parseStatesPath, type StatesPath } from './path-text';
import { isPathDefinite, type PathToken } from './path-token';

/** What is wrong with an expression, and where in its text, from 0, when known. */
export interface ExpressionProblem {
  readonly message: string;
  readonly offset: number | undefined;
  /** True when the service takes the expression, and fails when it comes to it. */
  readonly failsWhenRun?: boolean;
}

/** What an expression reads, whatever kind it is. */
export interface ExpressionReads {
  /** Names of workflow variables, in order of first use. */
  readonly variables: readonly string[];
  readonly readsContext: boolean;
  readonly readsInput: boolean;
}

/** Static facts about a path. */
export interface PathFacts extends ExpressionReads {
  readonly kind: 'path';
  readonly root: 'input' | 'context' | 'variable';
  readonly definite: boolean;
  /** True when it may say where to write: `$`, then single members and indexes from 0 only. */
  readonly isReferencePath: boolean;
  /** The members and indexes of a path that names one place; undefined for any other path. */
  readonly segments: readonly (string | number)[] | undefined;
  /** True when it holds a filter: what no reference path may hold. */
  readonly hasFilter: boolean;
}

/** Static facts about one intrinsic call, nested ones included. */
export interface IntrinsicFacts extends ExpressionReads {
  readonly kind: 'intrinsic';
  readonly name: string;
  /** Every call in the expression, the outermost first. */
  readonly calls: readonly IntrinsicCallFacts[];
}

/** One call: its name, where it stands, and whether AWS knows it with so many arguments. */
export interface IntrinsicCallFacts {
  readonly name: string;
  readonly offset: number;
  readonly arguments: number;
  readonly known: boolean;
  readonly arityFits: boolean;
}

/** One `.$` field of a template: where it stands (keys and indexes from the template), its text, and its facts or problem. */
export interface TemplateFieldFacts {
  readonly location: readonly (string | number)[];
  readonly key: string;
  readonly text: JsonValue;
  readonly facts: PathFacts | IntrinsicFacts | undefined;
  readonly problem: ExpressionProblem | undefined;
}

/** Facts about a path, or what is wrong with it. Never throws. */
export function describePath(text: string): { readonly facts: PathFacts } | { readonly problem: ExpressionProblem } {
  return factsOrProblem(text, () => {
    const path = parseStatesPath(text);
    if (path.refused !== undefined) throw path.refused;
    return pathFacts(path);
  });
}

/** Facts about an intrinsic call, or what is wrong with its text. An unknown name or a wrong number of arguments is a fact. Never throws. */
export function describeIntrinsic(text: string): { readonly facts: IntrinsicFacts } | { readonly problem: ExpressionProblem } {
  return factsOrProblem(text, () => intrinsicFacts(parseIntrinsic(text)));
}

/** Facts about every `.$` field of a payload template, in the order of the text. Never throws. */
export function describeTemplate(template: JsonValue): readonly TemplateFieldFacts[] {
  const fields: TemplateFieldFacts[] = [];
  collectFields(template, [], fields);
  return fields;
}

function factsOrProblem<Facts>(text: string, read: () => Facts): { readonly facts: Facts } | { readonly problem: ExpressionProblem } {
  try {
    return { facts: read() };
  } catch (error) {
    if (!(error instanceof ExpressionSyntaxError)) throw error;
    const offset = error.expression === text ? error.offset : undefined;
    return { problem: { message: error.message, offset, ...(error.failsWhenRun ? { failsWhenRun: true } : {}) } };
  }
}

function collectFields(node: JsonValue, location: readonly (string | number)[], fields: TemplateFieldFacts[]): void {
  if (Array.isArray(node)) {
    for (const [at, item] of (node as readonly JsonValue[]).entries()) collectFields(item, [...location, at], fields);
  } else if (isJsonObject(node)) {
    for (const key of Object.keys(node)) {
      const value = node[key]!;
      if (key.endsWith('.$')) fields.push(fieldFacts(key, value, [...location, key]));
      else collectFields(value, [...location, key], fields);
    }
  }
}

function fieldFacts(key: string, text: JsonValue, location: readonly (string | number)[]): TemplateFieldFacts {
  const base = { location, key, text };
  if (typeof text !== 'string')
    return { ...base, facts: undefined, problem: { message: 'A path or an intrinsic function is a string.', offset: undefined } };
  const answer = text.startsWith('$') ? describePath(text) : describeIntrinsic(text);
  return 'facts' in answer ? { ...base, facts: answer.facts, problem: undefined } : { ...base, facts: undefined, problem: answer.problem };
}

function pathFacts(path: StatesPath): PathFacts {
  const { tokens } = path.syntax;
  const segments = segmentsOf(tokens);
  const { kind } = path.root;
  return {
    kind: 'path',
    root: kind,
    definite: isPathDefinite(tokens),
    isReferencePath: kind === 'input' && segments !== undefined && segments.every((segment) => typeof segment === 'string' || segment >= 0),
    segments,
    hasFilter: tokens.some((token) => token.kind === 'filter'),
    variables: path.root.kind === 'variable' ? [path.root.name] : [],
    readsContext: kind === 'context',
    readsInput: kind === 'input',
  };
}

function segmentsOf(tokens: readonly PathToken[]): readonly (string | number)[] | undefined {
  const segments: (string | number)[] = [];
  for (const token of tokens) {
    if (token.kind === 'property' && token.names.length === 1) segments.push(token.names[0]!);
    else if (token.kind === 'index' && token.indexes.length === 1) segments.push(token.indexes[0]!);
    else return undefined;
  }
  return segments;
}

function intrinsicFacts(call: IntrinsicCall): IntrinsicFacts {
  const calls: IntrinsicCallFacts[] = [];
  const paths: StatesPath[] = [];
  collectCalls(call, calls, paths);
  return {
    kind: 'intrinsic',
    name: call.name,
    calls,
    variables: [...new Set(paths.flatMap(({ root }) => (root.kind === 'variable' ? [root.name] : [])))],
    readsContext: paths.some(({ root }) => root.kind === 'context'),
    readsInput: paths.some(({ root }) => root.kind === 'input'),
  };
}

function collectCalls(call: IntrinsicCall, calls: IntrinsicCallFacts[], paths: StatesPath[]): void {
  const { name, offset, args } = call;
  const known = isIntrinsicName(name);
  const arityFits = isIntrinsicName(name) && args.length >= INTRINSICS[name].minimum && args.length <= INTRINSICS[name].maximum;
  calls.push({ name, offset, arguments: args.length, known, arityFits });
  for (const argument of args) collectArgument(argument, calls, paths);
}

function collectArgument(argument: IntrinsicArgument, calls: IntrinsicCallFacts[], paths: StatesPath[]): void {
  if (argument.kind === 'call') collectCalls(argument.call, calls, paths);
  else if (argument.kind === 'path') paths.push(argument.path);
}
