import type { ExpressionNode, Operator } from '../../expressions';

const texts = ['format', 'toJson', 'uuid', 'upper', 'lower', 'trim', 'substring', 'replaceText', 'join', 'toText', 'hash'] as const;
const moreTexts = ['base64Encode', 'base64Decode', 'now', 'timestampOf'] as const;
const numbers = ['add', 'subtract', 'multiply', 'divide', 'remainder', 'floor', 'ceil', 'abs', 'toNumber', 'randomInteger'] as const;
const moreNumbers = ['count', 'sum', 'maxOf', 'minOf', 'textLength', 'millisOf'] as const;
const booleans = ['gt', 'gte', 'lt', 'lte', 'eq', 'neq', 'isBefore', 'isAfter', 'and', 'or', 'not', 'isPresent', 'isNull'] as const;
const moreBooleans = ['isString', 'isNumeric', 'isBoolean', 'contains', 'includesText', 'startsWith', 'endsWith'] as const;
const objects = ['merge', 'pick'] as const;
const arrays = ['mapItems', 'filter', 'flatten', 'chunk', 'range', 'unique', 'split', 'splitAny'] as const;

const unlessText = new Set<Operator>([...numbers, ...moreNumbers, ...booleans, ...moreBooleans, ...objects, ...arrays]);
const unlessArray = new Set<Operator>([...texts, ...moreTexts, ...numbers, ...moreNumbers, ...booleans, ...moreBooleans, ...objects]);

/** Whether an expression cannot give text, whatever the data. */
export function neverText(node: ExpressionNode): boolean {
  if (node.kind === 'literal') return typeof node.value !== 'string';
  return node.kind === 'object' || node.kind === 'array' || (node.kind === 'call' && unlessText.has(node.operator));
}

/** Whether an expression gives no array that a constructor of arrays would flatten, whatever the data. */
export function neverArray(node: ExpressionNode): boolean {
  if (node.kind === 'call') return unlessArray.has(node.operator);
  return node.kind === 'literal' || node.kind === 'object' || node.kind === 'array';
}
