import { elementAt, firstIn, isJsonObject, type JsonObject, type JsonValue, parseResource } from '../../asl';
import {
  type AnswerShape,
  type CollectionShape,
  fieldName,
  isCollectionShape,
  resultShape,
  type ShapeReference,
  type StructureShape,
} from '../../data';
import { type JsonPlace, valueAt, withValue } from './json-place';
import { sampleFor } from './sample-value';

/** What a task answers when nothing is known but its service's model: the fields that are always there. A Lambda function answers an empty object. */
export function modelAnswer(resource: string): JsonValue {
  const parsed = parseResource(resource);
  if (parsed.kind === 'integration' && parsed.service === 'lambda' && parsed.action === 'invoke' && parsed.pattern === 'requestResponse')
    return { ExecutedVersion: '$LATEST', Payload: {}, StatusCode: 200 };
  const answer = resultShape(resource);
  if (answer === undefined) return {};
  const sample = sampleOf(answer.shape, [], answer, 0);
  // What Step Functions turns from text into JSON may be anything.
  return answer.parsed.reduce((value, name) => (valueAt(value, [name]) === undefined ? value : withValue(value, [name], {})), sample);
}

/** A value that the model of a task's service allows at a place of its answer; undefined where there is no model. */
export function modelValue(resource: string, place: JsonPlace): JsonValue | undefined {
  const answer = resultShape(resource);
  if (answer === undefined || (place.length > 0 && answer.parsed.includes(firstIn(place)))) return undefined;
  let shape: ShapeReference | undefined = answer.shape;
  for (const name of place) {
    const composed: StructureShape | CollectionShape | undefined = typeof shape === 'number' ? answer.model.shapes[shape] : undefined;
    shape = composed === undefined ? undefined : isCollectionShape(composed) ? composed[1] : memberOf(composed, name, answer);
  }
  return shape === undefined ? undefined : sampleOf(shape, place, answer, 0);
}

/** Whether the model of a task's service has a place in its answer, as far as there is a model. */
export function modelHas(resource: string, place: JsonPlace): boolean {
  const answer = resultShape(resource);
  return answer === undefined || place.length === 0 || answer.parsed.includes(firstIn(place)) || modelValue(resource, place) !== undefined;
}

function memberOf(structure: StructureShape, name: string, { style }: AnswerShape): ShapeReference | undefined {
  return Object.entries(structure).find(([member]) => fieldName(member.replace('*', ''), style) === name)?.[1];
}

const DEEPEST = 6;

function sampleOf(shape: ShapeReference, place: JsonPlace, answer: AnswerShape, depth: number): JsonValue {
  if (typeof shape !== 'number') return simple(shape, place, answer);
  const composed = elementAt(answer.model.shapes, shape);
  if (isCollectionShape(composed)) {
    const [kind, item, least] = composed;
    if (kind === 'map') return {};
    return least === undefined || least === null || least < 1 || depth > DEEPEST ? [] : [sampleOf(item, place, answer, depth + 1)];
  }
  const required = Object.entries(composed).filter(([member]) => member.startsWith('*') && depth < DEEPEST);
  return Object.fromEntries(
    required.map(([member, inner]) => {
      const name = fieldName(member.replace('*', ''), answer.style);
      return [name, sampleOf(inner, [...place, name], answer, depth + 1)];
    }),
  ) as JsonObject;
}

function simple(shape: Exclude<ShapeReference, number>, place: JsonPlace, { numericTimes = false }: AnswerShape): JsonValue {
  const [letter = '', ...rest] = typeof shape === 'string' ? shape.split(',') : shape;
  // A job that has no success has no answer either.
  if (typeof shape !== 'string')
    return (numericTimes ? rest.find((value) => /^(?:succeeded|completed)$/i.test(value)) : undefined) ?? rest[0] ?? '';
  const [least, most] = rest.map((bound) => (bound === '' ? undefined : Number(bound)));
  if (letter === 'i' || letter === 'n') return Math.max(least ?? 1, Math.min(1, most ?? 1));
  if (letter === 'b') return true;
  if (letter === 't') return numericTimes ? Date.UTC(2024, 0) : '2024-01-01T00:00:00Z';
  const sample = sampleFor(place);
  const text = typeof sample === 'string' ? sample : JSON.stringify(sample);
  return most !== undefined && text.length > most
    ? text.slice(0, most)
    : least !== undefined
      ? text.padEnd(Math.min(least, 2000), '0')
      : text;
}

/** Whether data are those of a function that answers as every other. */
export function lambdaPayload(value: JsonValue): JsonValue | undefined {
  if (!isJsonObject(value) || Object.keys(value).length !== 3) return undefined;
  return value.ExecutedVersion === '$LATEST' && value.StatusCode === 200 ? value.Payload : undefined;
}
