import { CHOICE_OPERATORS, type ChoiceOperator, type ChoiceRule, type Comparison, type JsonValue } from '../../asl';
import { pathText } from './path-text';

/** How each comparison stands between its two sides. */
const SIGNS: Readonly<Record<Exclude<Comparison, 'is'>, string>> = {
  equals: '=',
  lessThan: '<',
  lessThanEquals: '<=',
  greaterThan: '>',
  greaterThanEquals: '>=',
  matches: 'matches',
};

/** What the operators that ask for a type ask for. */
const ASKED: Readonly<Record<string, string>> = {
  IsNull: 'null',
  IsPresent: 'present',
  IsNumeric: 'a number',
  IsString: 'text',
  IsBoolean: 'a boolean',
  IsTimestamp: 'a timestamp',
};

/** A JSONPath rule as a line. */
export function jsonPathCondition(rule: ChoiceRule): string {
  return said(rule, false);
}

/** `inner`: it stands inside of another rule, where And and Or need parentheses. */
function said(rule: ChoiceRule, inner: boolean): string {
  for (const [list, word] of [
    [rule.And, ' and '],
    [rule.Or, ' or '],
  ] as const) {
    if (list === undefined) continue;
    const text = list.map((each) => said(each, list.length > 1)).join(word);
    return inner && list.length > 1 ? `(${text})` : text;
  }
  if (rule.Not !== undefined) return negated(rule.Not);
  const [name, operator] = operatorOf(rule) ?? [];
  if (name === undefined || operator === undefined) return 'true';
  return compared(pathText(String(rule.Variable)), name, operator, rule[name] as JsonValue);
}

function negated(rule: ChoiceRule): string {
  const [name, operator] = operatorOf(rule) ?? [];
  // "coupon is not present" reads better than "not (coupon is present)".
  if (name !== undefined && operator?.comparison === 'is')
    return compared(pathText(String(rule.Variable)), name, operator, rule[name] === false);
  const text = said(rule, false);
  return /\s/.test(text) ? `not (${text})` : `not ${text}`;
}

function compared(variable: string, name: string, { comparison, type, path }: ChoiceOperator, value: JsonValue): string {
  if (comparison === 'is') return `${variable} is ${value === false ? 'not ' : ''}${ASKED[name] ?? name}`;
  if (type === 'boolean' && !path) return value === false ? `not ${variable}` : variable;
  const other = path ? pathText(String(value)) : type === 'timestamp' ? String(value) : JSON.stringify(value);
  return `${variable} ${SIGNS[comparison]} ${other}`;
}

function operatorOf(rule: ChoiceRule): [string, ChoiceOperator] | undefined {
  for (const name of Object.keys(rule)) {
    const operator = CHOICE_OPERATORS.get(name);
    if (operator !== undefined) return [name, operator];
  }
  return undefined;
}
