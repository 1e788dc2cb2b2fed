import { elementAt, errorText, isJsonObject, type JsonValue, kinds, nearestName, type Parameter, requireArguments } from '../../../asl';
import type { ShapeReference } from '../../../data';
import { type AnswerShape, fieldName, isCollectionShape, resultShape } from '../../../data';
import { checkShape } from './check-shape';

/** How a mocked result is compared with the service's model: required fields as well, only what is there, or not at all. */
export type FieldValidationMode = 'STRICT' | 'PRESENT' | 'NONE';

const RESOURCE: Parameter = { name: 'the resource', kind: kinds.text };
const RESULT: Parameter = { name: 'the result', kind: kinds.anything };
const MODE: Parameter = { name: 'the mode', kind: kinds.oneOf('STRICT', 'PRESENT', 'NONE') };

/** What Step Functions adds to the answer of every service. */
const ADDED = new Set(['SdkHttpMetadata', 'SdkResponseMetadata']);

/**
 * What is wrong with a raw result as the answer of a task's resource, naming the field; undefined when nothing is.
 * `STRICT` goes on where TestState stops: a field that the service's answer does not have is a misspelt one.
 */
export function answerProblem(resource: string, result: JsonValue, mode: FieldValidationMode): string | undefined {
  requireArguments('answerProblem()', arguments, RESOURCE, RESULT, MODE);
  const shape = mode === 'NONE' ? undefined : resultShape(resource);
  if (shape === undefined) return undefined;
  try {
    checkShape(result, shape, mode === 'STRICT');
  } catch (refusal) {
    return errorText(refusal).replace('Mock result schema validation error: ', '').replace(/\.$/, '');
  }
  return mode === 'STRICT' ? unknownField(result, shape.shape, shape, true) : undefined;
}

function unknownField(value: JsonValue, reference: ShapeReference, answer: AnswerShape, top = false): string | undefined {
  if (typeof reference !== 'number' || typeof value !== 'object' || value === null) return undefined;
  const shape = elementAt(answer.model.shapes, reference);
  if (isCollectionShape(shape)) return first(Object.values(value), (item) => unknownField(item, shape[1], answer));
  if (!isJsonObject(value)) return undefined;
  const members = new Map(Object.entries(shape).map(([member, inner]) => [fieldName(member.replace('*', ''), answer.style), inner]));
  return first(Object.entries(value), ([name, inner]) => {
    const member = members.get(name);
    if (member !== undefined) return top && answer.parsed.includes(name) ? undefined : unknownField(inner, member, answer);
    if (top && ADDED.has(name)) return undefined;
    const nearest = nearestName(name, [...members.keys()]);
    return `Field '${name}' is not part of the answer${nearest === undefined ? '' : `, did you mean '${nearest}'?`}`;
  });
}

function first<Item>(items: readonly Item[], find: (item: Item) => string | undefined): string | undefined {
  for (const item of items) {
    const found = find(item);
    if (found !== undefined) return found;
  }
  return undefined;
}
