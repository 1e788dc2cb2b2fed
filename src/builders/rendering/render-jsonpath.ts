import { Token } from 'aws-cdk-lib';
import { JsonPath } from 'aws-cdk-lib/aws-stepfunctions';
import type { JsonValue } from '../../asl';
import { elementAt } from '../../asl';
import type { ExpressionNode, ObjectField, Operator } from '../../expressions';
import { checkRaw, refuseQuotedPlaces } from './check-raw';
import { jsonPathCalls } from './jsonpath-calls';
import { jsonPathCondition } from './jsonpath-condition';
import { callsFunction, cannotSay, pathOf } from './jsonpath-path';
import { besideMarks, isLateList, lateListInside } from './late-values';
import { literalText } from './literal-text';
import { setField } from './null-field';
import type { Renderer, RenderPlace } from './renderer';

/** A path or an intrinsic function. */
function dynamicText(node: ExpressionNode, place: RenderPlace): string {
  const path = pathOf(node, place);
  if (path !== undefined) return path;
  if (node.kind === 'array' && isLateList(node.items)) throw lateListInside(place);
  if (node.kind === 'array') return `States.Array(${node.items.map((item) => argumentText(item, place)).join(', ')})`;
  if (node.kind === 'object') return objectText(node.fields, place);
  if (node.kind === 'composed') return composedText(node, place);
  if (node.kind === 'raw') return node.text;
  if (node.kind !== 'call') throw cannotSay('this expression', place);
  const call = jsonPathCalls[node.operator];
  if (call === undefined) {
    const { unsaid } = node;
    throw unsaid === undefined ? cannotSay(`${node.operator}(...)`, place) : cannotSay(unsaid.what, unsaid, unsaid.hint);
  }
  refuseFractions(node.operator, node.operands, place);
  if (node.operator === 'format' && node.operands.some((operand) => operand.kind === 'call' && operand.operator === 'fromJson')) {
    throw cannotSay(
      'fromJson(...) inside of format(...), which prints what it gives as JSON, a text with its quotes,',
      place,
      'assign what fromJson gives to a variable and format that, or leave queryLanguage at JSONata.',
    );
  }
  const operands =
    node.operator === 'format' ? formatOperands(node.operands, place) : node.operands.map((operand) => argumentText(operand, place));
  return call(operands, node.operands);
}

const whole = new Set<Operator>(['add', 'range', 'randomInteger']);

/** Intrinsic functions round numbers to whole ones of 32 bits, or fail; of what the data holds only an execution knows. */
function refuseFractions(operator: Operator, operands: readonly ExpressionNode[], place: RenderPlace): void {
  if (!whole.has(operator)) return;
  for (const operand of operands) {
    if (operand.kind !== 'literal' || typeof operand.value !== 'number' || Token.isUnresolved(operand.value)) continue;
    // The bitwise operators of JavaScript know the same numbers.
    if ((operand.value | 0) !== operand.value)
      throw cannotSay(`${operator}(...) with ${operand.value}, since it computes with whole numbers of 32 bits`, place);
  }
}

/** Text of an author with values in its places, as arguments of intrinsic functions stand there. */
function composedText({ texts, values }: Extract<ExpressionNode, { kind: 'composed' }>, place: RenderPlace): string {
  refuseQuotedPlaces('JSONPath', texts, place);
  const [first = '', ...rest] = texts;
  const text = rest.reduce((before, piece, index) => `${before}${argumentText(elementAt(values, index), place)}${piece}`, first);
  checkRaw('JSONPath', text, place);
  return text;
}

/** An object as an argument: its JSON text, with the text of what is known at run time in its places. */
function objectText(fields: readonly ObjectField[], place: RenderPlace): string {
  const values: string[] = [];
  const text = jsonText({ kind: 'object', fields }, place, values);
  if (values.length === 0) return `States.StringToJson('${text}')`;
  return `States.StringToJson(States.Format('${text}', ${values.join(', ')}))`;
}

function jsonText(node: ExpressionNode, place: RenderPlace, values: string[]): string {
  if (node.kind === 'object') {
    if (node.fields.some(({ optional }) => optional)) throw cannotSayOptional(place);
    return `\\{${node.fields.map(({ key, value }) => `${constantJson(key, values)}:${jsonText(value, place, values)}`).join(',')}\\}`;
  }
  if (node.kind === 'array' && isLateList(node.items)) throw lateListInside(place);
  if (node.kind === 'array') return `[${node.items.map((item) => jsonText(item, place, values)).join(',')}]`;
  if (node.kind === 'literal')
    return typeof node.value === 'string' ? constantJson(node.value, values) : escapedText(literalText(node.value));
  values.push(`States.JsonToString(${dynamicText(node, place)})`);
  return '{}';
}

/** JSON of a text. States.Format reads a template twice, and what AWS makes of two backslashes there is told nowhere: such a text is an argument. */
function constantJson(value: string, values: string[]): string {
  const json = JSON.stringify(value);
  if (!json.includes('\\')) return escapedText(json);
  values.push(`'${escapedText(json)}'`);
  return '{}';
}

function escapedText(text: string): string {
  return besideMarks(text, (own) => own.replace(/[\\'{}]/g, '\\$&'));
}

function cannotSayOptional(place: RenderPlace): Error {
  return cannotSay('optional(...)', place, 'give a value in every case, or leave queryLanguage at JSONata.');
}

function argumentText(node: ExpressionNode, place: RenderPlace): string {
  if (node.kind !== 'literal') return dynamicText(node, place);
  return typeof node.value === 'string' ? `'${escapedText(node.value)}'` : literalText(node.value);
}

/** The template and its values; backslashes are values of their own. */
function formatOperands([template, ...given]: readonly ExpressionNode[], place: RenderPlace): readonly string[] {
  const pieces = (template?.kind === 'literal' ? String(template.value) : '').split('{}');
  const values: string[] = [];
  const text = pieces.map((piece, index) => {
    const parts = piece.split(/(\\+)/).map((part) => {
      if (!part.startsWith('\\')) return escapedText(part);
      values.push(`'${escapedText(part)}'`);
      return '{}';
    });
    const value = given[index];
    if (value !== undefined) values.push(argumentText(value, place));
    return parts.join('');
  });
  return [`'${text.join('{}')}'`, ...values];
}

/** Whether a value is known while the workflow is built. */
export function isConstant(node: ExpressionNode): boolean {
  if (node.kind === 'object') return node.fields.every((field) => isConstant(field.value));
  return node.kind === 'literal' || (node.kind === 'array' && node.items.every(isConstant));
}

/** Whether only a field of an object takes a value in JSONPath: what an intrinsic function computes, and a constant that is not an object. */
export function needsField(node: ExpressionNode): boolean {
  if (node.kind === 'raw') return callsFunction(node.text);
  return node.kind === 'call' || node.kind === 'composed' || node.kind === 'array' || node.kind === 'literal';
}

function constant(node: ExpressionNode, place: RenderPlace): JsonValue {
  if (node.kind === 'literal') return node.value;
  return node.kind === 'array' ? node.items.map((item) => constant(item, place)) : jsonPathTemplate(node, place);
}

/** A payload template; a bare expression comes out as its text, for fields that take a path. */
function jsonPathTemplate(node: ExpressionNode, place: RenderPlace): JsonValue {
  if (node.kind !== 'object') return isConstant(node) ? constant(node, place) : dynamicText(node, place);
  const object: Record<string, JsonValue> = {};
  for (const field of node.fields) {
    if (field.optional) throw cannotSayOptional(place);
    if (field.key.endsWith('.$')) throw cannotSay(`the key "${field.key}"`, place, 'write the key without ".$"; the builder adds it.');
    // CDK looks for its own marker to see that a callback task passes its token.
    if (field.value.kind === 'root' && field.value.root === 'taskToken') setField(object, field.key, JsonPath.taskToken);
    else if (field.value.kind === 'object' || isConstant(field.value)) setField(object, field.key, jsonPathTemplate(field.value, place));
    else setField(object, `${field.key}.$`, dynamicText(field.value, place));
  }
  return object;
}

/** JSONPath: paths, comparisons in choice rules, and the intrinsic functions. */
export const jsonPathRenderer: Renderer = {
  language: 'JSONPath',
  template: jsonPathTemplate,
  condition: (node, place) => jsonPathCondition(node, place),
};
