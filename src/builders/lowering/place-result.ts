import { JsonPath } from 'aws-cdk-lib/aws-stepfunctions';
import { isJsonObject, type JsonObject, type JsonValue } from '../../asl';
import { type ExpressionNode, internalRoot, type RootName } from '../../expressions';
import { cannotSay, pathOf } from '../rendering/jsonpath-path';
import { printedNull } from '../rendering/null-field';
import type { Renderer, RenderPlace } from '../rendering/renderer';
import { ownPrefix } from '../tree/placement';
import type { Placement } from '../tree/step-node';
import type { Lowering } from './lowering';
import { isRoot, readsRoot } from './reads-root';
import { withResult } from './with-result';

/** The fields of an L2 state that say where its result goes. */
export interface PlacedResult {
  readonly outputs?: JsonValue;
  readonly assign?: Record<string, JsonValue>;
  readonly resultPath?: string;
  readonly resultSelector?: JsonObject;
  readonly outputPath?: string;
}

/** An output that JSONPath says in a state of its own, after the one that gave the result. */
export interface LaterOutput {
  readonly output: ExpressionNode;
  /** The variable that holds the result until then. */
  readonly variable: string;
}

/** A part of a result under a key: JSONPath puts the result there, and a state of its own the part in its place. */
export interface LaterPart {
  /** The path of the part. */
  readonly part: string;
  readonly resultPath: string;
}

/** Where a result goes, and what is left for the state after it. */
export interface Placed {
  readonly fields: PlacedResult;
  readonly later?: LaterOutput | LaterPart;
}

/** The fields that say where the result of a state goes, in the workflow's language. */
export function placeResult({ renderer, names }: Lowering, step: string, given: Placement, result: ExpressionNode): Placed {
  // `output: ({ result }) => result` says what holds without it.
  const whole = given.mode === 'output' && isRoot(given.output, 'result');
  const placement: Placement = whole ? { mode: 'result', ...(given.assign === undefined ? {} : { assign: given.assign }) } : given;
  if (renderer.language === 'JSONata') return { fields: inJsonata(renderer, step, placement, result) };
  const { output } = placement;
  if (placement.key !== undefined && result.kind === 'field') return partInJsonPath(renderer, step, placement, result);
  return output !== undefined && readsRoot(output, 'input')
    ? mixedInJsonPath(renderer, step, placement, { result, output, variable: names.variable(resultVariable(step)) })
    : { fields: inJsonPath(renderer, step, placement, result) };
}

/** ResultSelector sees the result alone: the input goes on, the result into a variable, and a Pass makes the output of both. */
function mixedInJsonPath(
  renderer: Renderer,
  step: string,
  placement: Placement,
  { result, output, variable }: { readonly result: ExpressionNode; readonly output: ExpressionNode; readonly variable: string },
): Placed {
  const selected = selectedFrom(result, step);
  const stored: ExpressionNode = { kind: 'object', fields: [{ key: variable, value: selected, optional: false }] };
  const { assign, resultSelector } = inJsonPath(renderer, step, { mode: 'discard', assign: placement.assign }, result);
  const kept = readsRoot(output, 'result') ? fieldsOf(renderer.template(stored, { step, field: 'output' })) : undefined;
  return {
    fields: {
      resultSelector: kept === undefined ? resultSelector : unwrap(renderer, step, result).resultSelector,
      resultPath: JsonPath.DISCARD,
      assign: kept === undefined ? assign : { ...assign, ...kept },
    },
    later: { output, variable },
  };
}

/** Of a part, the field of the result that has it is kept. */
function partInJsonPath(
  renderer: Renderer,
  step: string,
  placement: Placement,
  result: Extract<ExpressionNode, { kind: 'field' }>,
): Placed {
  const resultPath = keyPath(placement.key ?? '', { step, field: placement.mode });
  const field: ExpressionNode = { kind: 'object', fields: [{ key: result.name, value: result, optional: false }] };
  const { assign } = inJsonPath(renderer, step, { mode: 'discard', assign: placement.assign }, result);
  const resultSelector = fieldsOf(renderer.template(field, { step, field: 'result' }));
  return { fields: { resultSelector, resultPath, assign }, later: { part: `${resultPath}.${result.name}`, resultPath } };
}

/** The name of the state, as a variable can have it; a number may have to follow. */
function resultVariable(step: string): string {
  return `${ownPrefix}${step.replace(/[^\p{ID_Continue}]+/gu, '_')}`.slice(0, 76);
}

/** What Assign and OutputPath read: once ResultSelector reshaped the result, "$" is the new shape. */
function selectedFrom(result: ExpressionNode, step: string): ExpressionNode {
  return isRaw(result) || pathOf(result, { step, field: 'result' }) !== undefined ? result : internalRoot('rawResult');
}

function isRaw(node: ExpressionNode): boolean {
  return node.kind === 'root' && node.root === 'rawResult';
}

function inJsonata(renderer: Renderer, step: string, placement: Placement, result: ExpressionNode): PlacedResult {
  const place = (field: string): RenderPlace => ({ step, field, result });
  const output = placement.mode === 'result' && isRaw(result) ? undefined : outputNode(placement, result);
  return {
    outputs: output === undefined ? undefined : renderer.template(output, place('output')),
    assign: placement.assign === undefined ? undefined : fieldsOf(renderer.template(placement.assign, place('assign'))),
  };
}

/** What a state hands on, as a tree. */
export function outputNode(placement: Placement, result: ExpressionNode): ExpressionNode {
  if (placement.mode === 'output' && placement.output !== undefined) return placement.output;
  if (placement.mode === 'discard') return internalRoot('input');
  if (placement.mode === 'result') return result;
  return mergedInput(placement.key ?? '', result);
}

/** The input with a key set. */
export function mergedInput(key: string, value: ExpressionNode): ExpressionNode {
  return {
    kind: 'call',
    operator: 'merge',
    operands: [internalRoot('input'), { kind: 'object', fields: [{ key, value, optional: false }] }],
  };
}

function fieldsOf(rendered: JsonValue): Record<string, JsonValue> | undefined {
  return isJsonObject(rendered) ? { ...rendered } : undefined;
}

/** A path that sets a key of the input. */
export function keyPath(key: string, place: RenderPlace): string {
  return pathOf({ kind: 'field', of: internalRoot('input'), name: key }, place) ?? '$';
}

function inJsonPath(renderer: Renderer, step: string, placement: Placement, result: ExpressionNode): PlacedResult {
  const selected = selectedFrom(result, step);
  const reshaped = selected !== result;
  const place = (field: string, ...hidden: readonly RootName[]): RenderPlace => ({
    step,
    field,
    result: selected,
    hidden: ['input', ...hidden],
  });
  const outputPath = placement.output === undefined ? undefined : pathOf(placement.output, place('output'));
  const selectsOutput = placement.output !== undefined && outputPath === undefined;
  // A selector makes the output in place of the result, so it reads what the result is made of.
  const output = selectsOutput && reshaped ? withResult(placement.output, result) : placement.output;
  if (selectsOutput && output === undefined) throw cannotSay('an output made of a reshaped result', place('output'));
  const assignPlace = selectsOutput ? place('assign', 'result') : place('assign');
  const assign = placement.assign === undefined ? undefined : fieldsOf(renderer.template(placement.assign, assignPlace));
  if (selectsOutput && output !== undefined) return { ...selectedOutput(renderer.template(output, place('output')), output), assign };
  const needed = placement.mode === 'discard' && assign === undefined ? {} : unwrap(renderer, step, result);
  if (placement.mode === 'discard') return { resultSelector: needed.resultSelector, resultPath: JsonPath.DISCARD, assign };
  if (placement.mode === 'output') return { resultSelector: needed.resultSelector, outputPath, assign };
  if (placement.mode === 'result') return { ...needed, assign };
  return { ...needed, resultPath: keyPath(placement.key ?? '', { step, field: placement.mode }), assign };
}

/** A result selector is an object: what is computed as a whole stands in a field of it, and is taken out again. */
function selectedOutput(rendered: JsonValue, { kind }: ExpressionNode): PlacedResult {
  const fields = fieldsOf(rendered);
  if (fields !== undefined) return { resultSelector: fields };
  const key = typeof rendered === 'string' && kind !== 'literal' ? 'output.$' : 'output';
  return { resultSelector: { [key]: rendered ?? printedNull }, outputPath: '$.output' };
}

/** What gives the result its shape before it is placed. */
function unwrap(renderer: Renderer, step: string, result: ExpressionNode): PlacedResult {
  if (isRaw(result)) return {};
  const place = { step, field: 'result' };
  const path = pathOf(result, place);
  return path === undefined ? { resultSelector: fieldsOf(renderer.template(result, place)) } : { outputPath: path };
}
