import { JsonPath } from 'aws-cdk-lib/aws-stepfunctions';
import { isJsonObject, type JsonObject, type JsonValue } from '../../asl';
import { cannotSay, pathOf } from '../expressions/jsonpath-path';
import { type ExpressionNode, internalRoot } from '../expressions/node';
import type { Renderer, RenderPlace } from '../expressions/renderer';
import type { Placement } from '../steps/step-node';

/** The fields of an L2 state that say where its result goes. */
export interface PlacedResult {
  readonly outputs?: JsonValue;
  readonly assign?: Record<string, JsonValue>;
  readonly resultPath?: string;
  readonly resultSelector?: JsonObject;
  readonly outputPath?: string;
}

/** Gives the fields that say where the result of a state goes, in the workflow's language. */
export function placeResult(renderer: Renderer, step: string, placement: Placement, result: ExpressionNode): PlacedResult {
  return renderer.language === 'JSONata' ? inJsonata(renderer, step, placement, result) : inJsonPath(renderer, step, placement, result);
}

function isRaw(node: ExpressionNode): boolean {
  return node.kind === 'root' && node.root === 'rawResult';
}

function inJsonata(renderer: Renderer, step: string, placement: Placement, result: ExpressionNode): PlacedResult {
  const place = (field: string): RenderPlace => ({ step, field, result });
  const output = outputNode(placement, result);
  return {
    outputs: output === undefined ? undefined : renderer.template(output, place('output')),
    assign: placement.assign === undefined ? undefined : fieldsOf(renderer.template(placement.assign, place('assign'))),
  };
}

/** The template of Output; undefined where the raw result is the output already. */
function outputNode(placement: Placement, result: ExpressionNode): ExpressionNode | undefined {
  if (placement.mode === 'output') return placement.output;
  if (placement.mode === 'discard') return internalRoot('input');
  if (placement.mode === 'result') return isRaw(result) ? undefined : result;
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

const inputUnreadable = { hidden: ['input'] } as const;

function inJsonPath(renderer: Renderer, step: string, placement: Placement, result: ExpressionNode): PlacedResult {
  // A part of the result is a path of its own, which Assign and ResultSelector can read; a reshaped result is there too late for them.
  const readable = isRaw(result) || pathOf(result, { step, field: 'result' }) !== undefined;
  const place = (field: string): RenderPlace => ({
    step,
    field,
    result: readable ? result : internalRoot('rawResult'),
    ...inputUnreadable,
  });
  const unwrapped = unwrap(renderer, step, placement, result);
  const assign = placement.assign === undefined ? undefined : fieldsOf(renderer.template(placement.assign, place('assign')));
  if (assign !== undefined && !readable) throw cannotSay('an assign of a reshaped result', place('assign'));
  if (placement.mode === 'discard') return { resultPath: JsonPath.DISCARD, assign };
  if (placement.mode === 'output') {
    if (placement.output === undefined || !readable) throw cannotSay('an output made of a reshaped result', place('output'));
    const path = pathOf(placement.output, place('output'));
    if (path !== undefined) return { outputPath: path, assign };
    return { resultSelector: fieldsOf(renderer.template(placement.output, place('output'))), assign };
  }
  if (placement.mode === 'result') return { ...unwrapped, assign };
  if (unwrapped.outputPath !== undefined) throw cannotSay(`${placement.mode} for a part of the result`, place(placement.mode));
  return { ...unwrapped, resultPath: keyPath(placement.key ?? '', { step, field: placement.mode }), assign };
}

/** What gives the result its shape before it is placed. */
function unwrap(renderer: Renderer, step: string, placement: Placement, result: ExpressionNode): PlacedResult {
  if (isRaw(result) || placement.mode === 'discard') return {};
  const place = { step, field: 'result' };
  const path = pathOf(result, place);
  return path === undefined ? { resultSelector: fieldsOf(renderer.template(result, place)) } : { outputPath: path };
}
