import { elementAt, isJsonObject, type JsonValue, memberIn } from '../../../asl';
import type { AnswerShape, CollectionShape, ShapeReference, StructureShape } from '../../../data';
import { fieldName, isCollectionShape } from '../../../data';
import { fieldHigh, fieldLong, fieldLow, fieldMissing, fieldShort, fieldType, fieldUnexpected, mockNotObject } from '../messages';
import { refuse } from '../refuse';

/** Refuses a mocked result that does not fit the service's model. Fields the model does not have are let through. @param strict required fields must be there */
export function checkShape(value: JsonValue, answer: AnswerShape, strict: boolean): void {
  if (!isJsonObject(value)) refuse(mockNotObject());
  checkField(value, answer.shape, '', { ...answer, strict });
}

interface ShapeCheck extends AnswerShape {
  readonly strict: boolean;
}

function checkField(value: JsonValue, shape: ShapeReference, field: string, check: ShapeCheck): void {
  if (typeof shape !== 'number') {
    checkSimple(value, shape, field, check);
    return;
  }
  const composed = elementAt(check.model.shapes, shape);
  if (isCollectionShape(composed)) checkCollection(value, composed, field, check);
  else checkStructure(value, composed, field, check);
}

function checkStructure(value: JsonValue, structure: StructureShape, field: string, check: ShapeCheck): void {
  if (!isJsonObject(value)) refuse(fieldType(field, 'an object'));
  const members = new Map<string, ShapeReference>();
  for (const [member, shape] of Object.entries(structure)) {
    const name = fieldName(member.replace('*', ''), check.style);
    members.set(name, shape);
    if (check.strict && member.startsWith('*') && !Object.hasOwn(value, name)) refuse(fieldMissing(name));
  }
  for (const [name, inner] of Object.entries(value)) {
    const shape = members.get(name);
    if (shape !== undefined && !(field === '' && check.parsed.includes(name))) checkField(inner, shape, name, check);
  }
}

/** What is wrong inside a list or map goes by the name of the list or map. */
function checkCollection(value: JsonValue, [kind, item, least, most]: CollectionShape, field: string, check: ShapeCheck): void {
  if (kind === 'list' ? !Array.isArray(value) : !isJsonObject(value)) refuse(fieldType(field, kind === 'list' ? 'an array' : 'an object'));
  const items = Object.values(value as object) as JsonValue[];
  checkLength(items.length, least, most, field);
  for (const inner of items) checkField(inner, item, field, check);
}

const TYPES: Readonly<Record<string, readonly [type: string, text: string]>> = {
  s: ['string', 'a string'],
  t: ['string', 'a string'],
  x: ['string', 'a string'],
  i: ['number', 'a number'],
  n: ['number', 'a number'],
  b: ['boolean', 'a boolean'],
};

function checkSimple(value: JsonValue, shape: Exclude<ShapeReference, number>, field: string, check: ShapeCheck): void {
  const [letter = '', ...rest] = typeof shape === 'string' ? shape.split(',') : shape;
  if (!Object.hasOwn(TYPES, letter)) return;
  if (letter === 't' && typeof value === 'number' && check.numericTimes === true) return;
  const [type, text] = memberIn(TYPES, letter);
  if (typeof value !== type) refuse(fieldType(field, text));
  if (typeof shape !== 'string') {
    if (!rest.includes(value as string)) refuse(fieldUnexpected(field));
    return;
  }
  const [least, most] = rest.map((bound) => (bound === '' ? undefined : Number(bound)));
  if (typeof value === 'string') checkLength(value.length, least, most, field);
  else if (typeof value === 'number') {
    if (least !== undefined && value < least) refuse(fieldLow(field));
    if (most !== undefined && value > most) refuse(fieldHigh(field));
  }
}

function checkLength(length: number, least: number | null | undefined, most: number | null | undefined, field: string): void {
  if (typeof least === 'number' && length < least) refuse(fieldShort(field));
  if (typeof most === 'number' && length > most) refuse(fieldLong(field));
}
