import type { ExpressionNode, Operator } from '../../expressions';

const texts = ['format', 'toJson', 'uuid', 'upper', 'lower', 'trim', 'substring', 'replaceText', 'join', 'toText', 'hash'] as const;
const moreTexts = ['regexReplace', 'base64Encode', 'base64Decode', 'now', 'timestampOf'] as const;
const numbers = ['add', 'subtract', 'multiply', 'divide', 'remainder', 'floor', 'ceil', 'abs', 'toNumber', 'randomInteger'] as const;
const moreNumbers = ['count', 'sum', 'maxOf', 'minOf', 'textLength', 'millisOf'] as const;
const booleans = ['gt', 'gte', 'lt', 'lte', 'eq', 'neq', 'isBefore', 'isAfter', 'and', 'or', 'not', 'isPresent', 'isNull'] as const;
const moreBooleans = ['isString', 'isNumeric', 'isBoolean', 'contains', 'includesText', 'startsWith', 'endsWith', 'regexTest'] as const;
const moreConditions = ['isSameTime', 'isSameOrBefore', 'isSameOrAfter', 'isTimestamp', 'matches'] as const;
const objects = ['merge', 'pick'] as const;
const arrays = ['mapItems', 'filter', 'flatten', 'chunk', 'range', 'unique', 'split', 'splitAny'] as const;
const moreArrays = ['concat', 'reverse', 'sort', 'sortBy', 'keysOf', 'valuesOf', 'regexMatch'] as const;

const conditions = [...booleans, ...moreBooleans, ...moreConditions];
const unlessText = new Set<Operator>([...numbers, ...moreNumbers, ...conditions, ...objects, ...arrays, ...moreArrays]);
const constructed = [...arrays, ...moreArrays].filter((operator) => operator !== 'flatten' && operator !== 'sortBy');
const scalars = [...texts, ...moreTexts, ...numbers, ...moreNumbers, ...conditions];
const itemsAsTheyAre = new Set<Operator>([...scalars, ...objects, ...constructed]);

/** Whether an expression cannot give text, whatever the data. */
export function neverText(node: ExpressionNode): boolean {
  if (node.kind === 'literal') return typeof node.value !== 'string';
  return node.kind === 'object' || node.kind === 'array' || (node.kind === 'call' && unlessText.has(node.operator));
}

/**
 * Whether a constructor of arrays takes what an expression gives as one item, whatever the data: arrays it flattens, unless they are constructed
 * where they stand. What an operand leads to is the caller's to say.
 */
export function oneItem(given: ExpressionNode, leadsTo: (node: ExpressionNode) => ExpressionNode): boolean {
  const node = leadsTo(given);
  if (node.kind === 'call') return itemsAsTheyAre.has(node.operator);
  if (node.kind === 'array') return node.items.every((item) => oneItem(item, leadsTo));
  return node.kind === 'literal' || node.kind === 'object';
}
