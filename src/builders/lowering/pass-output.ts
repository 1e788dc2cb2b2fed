import { Result } from 'aws-cdk-lib/aws-stepfunctions';
import { isJsonObject, type JsonObject, type JsonValue } from '../../asl';
import type { ExpressionNode } from '../../expressions';
import { cannotSay, pathOf } from '../rendering/jsonpath-path';
import { isConstant } from '../rendering/render-jsonpath';
import type { Renderer, RenderPlace } from '../rendering/renderer';

/** Props of a Pass that say what it gives. */
export interface PassOutput {
  readonly parameters?: Record<string, JsonValue>;
  readonly inputPath?: string;
  readonly outputPath?: string;
  readonly result?: Result;
}

/**
 * The fields by which a Pass in JSONPath gives a value: a path, a constant, or an object with paths in it.
 *
 * @param whole whether the value is all of the output, so that a part of it can be taken out
 */
export function jsonPathOutput(renderer: Renderer, value: ExpressionNode, place: RenderPlace, whole: boolean): PassOutput {
  const path = pathOf(value, place);
  if (path !== undefined) return { inputPath: path };
  const rendered = renderer.template(value, place);
  if (isConstant(value)) return { result: Result.fromObject(rendered as JsonObject) };
  // Parameters are an object: what is computed as a whole stands in a field of it, and is taken out again.
  if (whole && typeof rendered === 'string') return { parameters: { 'output.$': rendered }, outputPath: '$.output' };
  if (!isJsonObject(rendered)) throw cannotSay('a value that is neither an object nor a path', place, 'wrap it in an object.');
  return { parameters: { ...rendered } };
}
