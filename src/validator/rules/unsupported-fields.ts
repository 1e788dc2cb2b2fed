import {
  childPointer,
  editDistance,
  isJsonArray,
  isJsonataText,
  isJsonObject,
  type JsonValue,
  nearestName,
  ownKey,
  shortened,
} from '../../asl';
import { isCloudFormation } from '../cloudformation-function';
import type { Finding } from '../diagnostic';
import { PLACEHOLDER } from '../placeholder';
import type { Rule } from '../rule';
import { type IntegrationCall, integrationCalls } from '../services/integration-calls';
import { type ParameterFields, type ParameterShape, parameterShapes } from '../services/parameter-shapes';

/**
 * Reports the first field of a tag of SageMaker that does not begin with a capital, as the SDKs for Python and JavaScript do not write it either: AWS refuses the
 * definition and places it at the parameters (users' reports: aws/aws-step-functions-data-science-sdk-python issue 200). Also values inside of parameters
 * with which a call cannot be made: AWS takes them, and fails the task.
 */
export const unsupportedFields: Rule = {
  name: 'UNSUPPORTED_FIELD',
  severity: 'ERROR',
  aws: true,
  code: 'SCHEMA_VALIDATION_FAILED',
  *check({ states, awsOnly }) {
    for (const call of integrationCalls(states)) {
      const [wrong] = call.service === 'sagemaker' && !call.sdk ? lowerCaseFields(call) : [];
      if (wrong !== undefined)
        yield {
          pointer: childPointer(wrong.pointer, wrong.field),
          locationPointer: call.payloadPointer,
          message: `The field "${wrong.field}" is not supported by Step Functions`,
          hint: `write it as "${wrong.field.charAt(0).toUpperCase()}${wrong.field.slice(1)}"`,
        };
      const fields = awsOnly || call.payload === undefined ? undefined : parameterShapes(call);
      if (fields !== undefined && call.payload !== undefined)
        yield* fieldsOf(call.payload, fields, call.payloadPointer, { call, isTop: true });
    }
  },
};

interface TagField {
  readonly field: string;
  /** Of the tag. */
  readonly pointer: string;
}

function* lowerCaseFields({ payload, payloadPointer }: IntegrationCall): Iterable<TagField> {
  const tags = payload === undefined ? undefined : ownKey(payload, 'Tags');
  if (!Array.isArray(tags)) return;
  for (const [index, tag] of tags.entries()) {
    if (!isJsonObject(tag)) continue;
    const pointer = childPointer(childPointer(payloadPointer, 'Tags'), String(index));
    for (const field of Object.keys(tag)) if (/^[a-z]/.test(field)) yield { field, pointer };
  }
}

interface ShapePlace {
  readonly call: IntegrationCall;
  /** The parameters themselves, whose names other rules judge. */
  readonly isTop?: true;
}

function* fieldsOf(value: JsonValue, fields: ParameterFields, pointer: string, place: ShapePlace): Iterable<Finding> {
  if (!isJsonObject(value)) return;
  const jsonPath = place.call.node.queryLanguage === 'JSONPath';
  for (const [key, member] of Object.entries(value)) {
    const isRead = jsonPath && key.endsWith('.$');
    const name = isRead ? key.slice(0, -2) : key;
    const at = childPointer(pointer, key);
    const known = Object.keys(fields).find((field) => field.toLowerCase() === name.toLowerCase());
    if (place.isTop === undefined && (known === undefined || /^[a-z]/.test(name))) yield* unknownField(name, known, fields, at, place);
    else if (known !== undefined && !isRead) yield* valueFindings(member, fields[known] ?? 'any', name, at, { call: place.call });
  }
}

/** Only a name that is nearly right: services grow. */
function* unknownField(
  name: string,
  known: string | undefined,
  fields: ParameterFields,
  pointer: string,
  { call }: ShapePlace,
): Iterable<Finding> {
  const nearest = known ?? nearestName(name, Object.keys(fields));
  if (nearest === undefined || (known === undefined && (name.length < 4 || editDistance(name.toLowerCase(), nearest.toLowerCase(), 3) > 2)))
    return;
  yield fails(call, pointer, `${call.service}:${call.action} has no field "${name}" there`, `write it as "${nearest}"`);
}

function* valueFindings(value: JsonValue, shape: ParameterShape, name: string, pointer: string, place: ShapePlace): Iterable<Finding> {
  if (shape === 'any' || value === null || isJsonataText(value) || isCloudFormation(value)) return;
  const wrong = (expected: string, hint: string): Finding =>
    fails(place.call, pointer, `"${name}" must be ${expected}, and this is ${kindOf(value)}`, hint);
  if (typeof shape === 'string') yield* plainValue(value, shape, name, wrong);
  else if (isWords(shape)) {
    if (typeof value !== 'string' || shape.includes(value) || PLACEHOLDER.test(value)) return;
    const nearest = nearestName(value, shape);
    yield wrong(`one of ${shape.join(', ')}`, nearest === undefined ? 'write one of them' : `did you mean "${nearest}"?`);
  } else if ('items' in shape) {
    if (!isJsonArray(value)) yield* anotherKind(value, wrong, 'a list', 'put it between [ and ]');
    else for (const [index, item] of value.entries()) yield* valueFindings(item, shape.items, name, childPointer(pointer, index), place);
  } else if (!isJsonObject(value)) yield* anotherKind(value, wrong, 'an object', objectHint(shape, value));
  else if ('fields' in shape) yield* fieldsOf(value, shape.fields, pointer, { call: place.call });
  else {
    const jsonPath = place.call.node.queryLanguage === 'JSONPath';
    for (const [key, member] of Object.entries(value))
      if (!jsonPath || !key.endsWith('.$')) yield* valueFindings(member, shape.values, key, childPointer(pointer, key), place);
  }
}

type Wrong = (expected: string, hint: string) => Finding;

function* plainValue(value: JsonValue, shape: Extract<ParameterShape, string>, name: string, wrong: Wrong): Iterable<Finding> {
  if (shape === 'list' && !isJsonArray(value)) yield* anotherKind(value, wrong, 'a list', 'put it between [ and ]');
  else if (shape === 'object' && !isJsonObject(value)) yield* anotherKind(value, wrong, 'an object', 'write { "name": "value" }');
  else if (shape === 'text' && typeof value === 'object') yield wrong('a text', 'write a text, or make one of it: States.JsonToString');
  else if (shape === 'text' && name === 'N' && typeof value === 'number')
    yield wrong('a text', `write "${value}": numbers of DynamoDB are texts`);
  else if (shape === 'https' && typeof value === 'string' && /^http:/i.test(value))
    yield wrong('an address of https', 'begin it with https://');
}

/** What a template fills in may come to be anything. */
function* anotherKind(value: JsonValue, wrong: Wrong, expected: string, hint: string): Iterable<Finding> {
  if (typeof value !== 'string' || !PLACEHOLDER.test(value)) yield wrong(expected, hint);
}

function objectHint(shape: Exclude<ParameterShape, string | readonly string[]>, value: JsonValue): string {
  if (!('fields' in shape)) return 'write { "name": "value" }';
  if (!Object.hasOwn(shape.fields, 'NULL'))
    return `write { ${Object.keys(shape.fields)
      .slice(0, 3)
      .map((field) => `"${field}": …`)
      .join(', ')} }`;
  return typeof value === 'number'
    ? `write { "N": "${value}" }`
    : typeof value === 'boolean'
      ? `write { "BOOL": ${value} }`
      : `write { "S": ${JSON.stringify(value)} }`;
}

function isWords(shape: ParameterShape): shape is readonly string[] {
  return Array.isArray(shape);
}

function kindOf(value: JsonValue): string {
  if (isJsonArray(value)) return 'a list';
  return isJsonObject(value) ? 'an object' : shortened(JSON.stringify(value), LONGEST_VALUE);
}

const LONGEST_VALUE = 40;

function fails({ node }: IntegrationCall, pointer: string, text: string, hint: string): Finding {
  return { pointer, severity: 'WARNING', code: 'UNSUPPORTED_FIELD', message: `State "${node.name}": ${text}`, hint };
}
