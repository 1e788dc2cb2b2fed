import { anyValue, flag, isJsonataText, numeric, object, pathText, text } from '../field-checks';
import { checkFields, type FieldCheck, type FieldRule, type FieldTable, fieldTable } from '../field-table';
import { isJsonObject, type JsonObject, ownKey } from '../json';
import { CHOICE_OPERATORS, type ChoiceOperator } from '../operators';
import { childPlace, type Place, report } from '../place';

const COMBINATORS = ['And', 'Or', 'Not'] as const;

const condition: FieldCheck = (value, place, field) => {
  if (typeof value === 'boolean' || isJsonataText(value)) return;
  const hint = typeof value === 'string' ? 'write it between {% and %}' : undefined;
  report(place, field, 'WRONG_TYPE', { type: 'condition' }, { received: value, hint });
};

const subRules: FieldCheck = (value, place, field) => {
  if (!Array.isArray(value)) return report(place, field, 'WRONG_TYPE', { type: 'array', items: 'rules' }, { received: value });
  if (value.length === 0) return report(place, field, 'EMPTY_VALUE', { one: 'rule' }, { received: value });
  const list = childPlace(place, field);
  for (const [index, rule] of value.entries()) nestedRule(rule, list, index);
};

const nestedRule: FieldCheck = (value, place, field) => {
  if (!isJsonObject(value)) return report(place, field, 'WRONG_TYPE', { type: 'object', what: 'a rule' }, { received: value });
  checkRule(value, NESTED_RULE, 'a nested choice rule', childPlace(place, field));
};

const OPERATORS: Record<string, FieldRule> = Object.fromEntries(
  [...CHOICE_OPERATORS].map(([name, operator]) => [
    name,
    { check: operandCheck(operator), language: 'JSONPath', twin: '"Condition"' } as const,
  ]),
);

const NESTED_RULE: FieldTable = fieldTable(OPERATORS, {
  Variable: { check: pathText, language: 'JSONPath', twin: '"Condition"' },
  And: { check: subRules, language: 'JSONPath', twin: '"Condition"' },
  Or: { check: subRules, language: 'JSONPath', twin: '"Condition"' },
  Not: { check: nestedRule, language: 'JSONPath', twin: '"Condition"' },
  Comment: { check: text },
});

/** Field table of an entry of `Choices`. */
export const CHOICE_RULE: FieldTable = fieldTable(Object.fromEntries(NESTED_RULE), {
  Next: { check: text, required: true },
  Condition: { check: condition, language: 'JSONata', twin: '"Variable" and an operator', required: true },
  Assign: { check: object },
  Output: { check: anyValue, language: 'JSONata' },
});

/** Checks one entry of `Choices`, nested rules included. */
export function checkChoiceRule(rule: JsonObject, place: Place): void {
  checkRule(rule, CHOICE_RULE, 'a choice rule', place);
}

function checkRule(rule: JsonObject, table: FieldTable, what: string, place: Place): void {
  checkFields(rule, table, what, place);
  if (place.queryLanguage !== 'JSONPath') return;
  const operators = Object.keys(rule).filter((field) => CHOICE_OPERATORS.has(field) || (COMBINATORS as readonly string[]).includes(field));
  const [first] = operators;
  if (first === undefined) {
    // An unknown field is most likely the misspelt operator and has been reported.
    if (Object.keys(rule).some((field) => !table.has(field)) || ownKey(rule, 'Condition') !== undefined) return;
    const fields = ownKey(rule, 'Variable') === undefined ? undefined : [...CHOICE_OPERATORS.keys()];
    report(
      place,
      undefined,
      'MISSING_ALTERNATIVE',
      { of: 'operators', what },
      { hint: 'for instance "StringEquals"', ...(fields && { fields }) },
    );
  } else if (operators.length > 1) {
    const hint = `join ${operators.map((name) => `"${name}"`).join(' and ')} with "And" or "Or"`;
    report(place, undefined, 'EXCLUSIVE_FIELDS', { of: 'operators' }, { hint, fields: operators });
  } else if (!CHOICE_OPERATORS.has(first) && ownKey(rule, 'Variable') !== undefined) {
    const hint = `put "Variable" and its operator into "${first}", or remove it`;
    report(place, undefined, 'EXCLUSIVE_FIELDS', { of: [first, 'Variable'] }, { hint, fields: [first, 'Variable'] });
  } else if (CHOICE_OPERATORS.has(first) && ownKey(rule, 'Variable') === undefined) {
    report(place, undefined, 'MISSING_FIELD', { field: 'Variable', beside: `"${first}"` }, { fields: ['Variable'] });
  }
}

function operandCheck(operator: ChoiceOperator): FieldCheck {
  if (operator.path) return pathText;
  if (operator.comparison === 'is' || operator.type === 'boolean') return flag;
  return operator.type === 'number' ? numeric : text;
}
