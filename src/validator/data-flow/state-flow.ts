import { type AnyStateNode, fieldsAsJson, isJsonArray, isJsonObject, type JsonObject, type JsonValue, ownKey, stateFacts } from '../../asl';
import { readPath } from '../expressions/read-expression';
import { answerFields } from '../services/answer-fields';
import { ruleOfCondition } from './jsonata-rule';
import { narrowed } from './narrow';
import { EMPTY, ERROR_OUTPUT, insert, type Shape, shapeOfConstant, UNKNOWN } from './shape';
import { type JsonataReads, shapeOfJsonata, shapeOfPath, shapeOfTemplate } from './template-shape';

/** The data of one state, step by step, and what it hands to each state that may follow. */
export interface StateFlow {
  readonly input: Shape;
  /** After `InputPath`. */
  readonly effective: Shape;
  /** What `Parameters` gives, or the effective input. */
  readonly payload: Shape;
  /** What the work gives, before `ResultSelector`. */
  readonly rawResult: Shape;
  /** After `ResultSelector`. */
  readonly result: Shape;
  /** Before `OutputPath`. */
  readonly beforeOutput: Shape;
  readonly handedOn: readonly { readonly target: string; readonly shape: Shape }[];
}

/** Follows the data through one state. */
export function stateFlow(node: AnyStateNode, state: JsonObject, input: Shape): StateFlow {
  return node.queryLanguage === 'JSONata' ? jsonataFlow(node, state, input) : jsonPathFlow(node, state, input);
}

function jsonPathFlow(node: AnyStateNode, state: JsonObject, input: Shape): StateFlow {
  const effective = throughPath(ownKey(state, 'InputPath'), input);
  const parameters = ownKey(state, 'Parameters');
  // The Parameters of a Map are its ItemSelector: evaluated for each item.
  const payload = parameters === undefined || node.type === 'Map' ? effective : shapeOfTemplate(parameters, effective);
  const constant = ownKey(state, 'Result');
  const rawResult = node.type === 'Pass' ? (constant === undefined ? payload : shapeOfConstant(constant)) : workResult(node, effective);
  const selector = ownKey(state, 'ResultSelector');
  const result = selector === undefined ? rawResult : shapeOfTemplate(selector, rawResult);
  const beforeOutput = stateFacts(node.type).hasResultPath ? written(ownKey(state, 'ResultPath'), input, result) : result;
  const output = throughPath(ownKey(state, 'OutputPath'), beforeOutput);
  const handedOn = [
    ...(node.type === 'Choice' ? chosen(state, effective) : plainTargets(state).map((target) => ({ target, shape: output }))),
    ...catchers(state).map(({ target, catcher }) => ({ target, shape: written(ownKey(catcher, 'ResultPath'), input, ERROR_OUTPUT) })),
  ];
  return { input, effective, payload, rawResult, result, beforeOutput, handedOn };
}

function jsonataFlow(node: AnyStateNode, state: JsonObject, input: Shape): StateFlow {
  const result = node.type === 'Pass' ? input : workResult(node, input);
  const outputOf = (owner: JsonObject, none: Shape, reads: JsonataReads): Shape => {
    const written = ownKey(owner, 'Output');
    return written === undefined ? none : shapeOfJsonata(written, reads);
  };
  const caught = catchers(state).map(({ target, catcher }) => ({
    target,
    shape: outputOf(catcher, ERROR_OUTPUT, { input, errorOutput: ERROR_OUTPUT }),
  }));
  const { ofRules, left } = chosenByJsonata(state, input, outputOf);
  const output = outputOf(state, node.type === 'Choice' ? left : result, { input: left, result });
  return {
    input,
    effective: input,
    payload: input,
    rawResult: result,
    result,
    beforeOutput: output,
    handedOn: [...plainTargets(state).map((target) => ({ target, shape: output })), ...ofRules, ...caught],
  };
}

/** What the work of a state gives: of a task's answer the names of its fields, where they are known; branches and items give arrays, others pass their input. */
function workResult(node: AnyStateNode, effective: Shape): Shape {
  if (node.type === 'Map' || node.type === 'Parallel')
    return node.type === 'Map' && Object.hasOwn(node.fields, 'ResultWriter') ? UNKNOWN : { kind: 'array', items: UNKNOWN };
  if (node.type !== 'Task') return effective;
  const resource = ownKey(fieldsAsJson(node.fields), 'Resource');
  const names = typeof resource === 'string' ? answerFields(resource) : undefined;
  return names === undefined ? UNKNOWN : { kind: 'object', fields: new Map(names.map((name) => [name, UNKNOWN])), open: false };
}

function throughPath(path: JsonValue | undefined, shape: Shape): Shape {
  if (path === undefined) return shape;
  return path === null ? EMPTY : shapeOfPath(path, shape);
}

function written(path: JsonValue | undefined, input: Shape, result: Shape): Shape {
  if (path === undefined) return result;
  if (path === null) return input;
  const read = typeof path === 'string' ? readPath(path) : undefined;
  return read?.ok && read.facts.isReferencePath && read.facts.segments ? insert(input, read.facts.segments, result) : UNKNOWN;
}

/** The same for conditions in JSONata, and what is left of the input when all of them are false. */
function chosenByJsonata(
  state: JsonObject,
  input: Shape,
  outputOf: (owner: JsonObject, none: Shape, reads: JsonataReads) => Shape,
): { readonly ofRules: { target: string; shape: Shape }[]; readonly left: Shape } {
  let left = input;
  const ofRules = rules(state).map(({ target, rule }) => {
    const condition = ruleOfCondition(ownKey(rule, 'Condition'));
    const known = condition === undefined ? left : narrowed(condition, true, left);
    const shape = outputOf(rule, known, { input: known });
    if (condition !== undefined) left = narrowed(condition, false, left);
    return { target, shape };
  });
  return { ofRules, left };
}

/** What each rule of a Choice hands on: it is true, and those before it are false. */
function chosen(state: JsonObject, effective: Shape): { target: string; shape: Shape }[] {
  let left = effective;
  const handedOn = rules(state).map(({ target, rule }) => {
    const shape = throughPath(ownKey(state, 'OutputPath'), narrowed(rule, true, left));
    left = narrowed(rule, false, left);
    return { target, shape };
  });
  return [...handedOn, ...plainTargets(state).map((target) => ({ target, shape: throughPath(ownKey(state, 'OutputPath'), left) }))];
}

function plainTargets(state: JsonObject): string[] {
  return [ownKey(state, 'Next'), ownKey(state, 'Default')].filter((name): name is string => typeof name === 'string');
}

function rules(state: JsonObject): { target: string; rule: JsonObject }[] {
  return withNext(ownKey(state, 'Choices')).map(({ target, entry }) => ({ target, rule: entry }));
}

function catchers(state: JsonObject): { target: string; catcher: JsonObject }[] {
  return withNext(ownKey(state, 'Catch')).map(({ target, entry }) => ({ target, catcher: entry }));
}

function withNext(entries: JsonValue | undefined): { target: string; entry: JsonObject }[] {
  if (!isJsonArray(entries)) return [];
  return entries.flatMap((entry) => {
    const target = isJsonObject(entry) ? ownKey(entry, 'Next') : undefined;
    return isJsonObject(entry) && typeof target === 'string' ? [{ target, entry }] : [];
  });
}
