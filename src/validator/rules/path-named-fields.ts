import { CHOICE_OPERATORS, childPointer, isJsonArray, isJsonObject, type JsonValue, ownKey } from '../../asl';
import type { Rule } from '../rule';

const FIELDS = ['Error', 'Cause'];
const LIKE_PATH = /^\$\$?[.[]/;

/** Warns of a value that looks like a path in a field whose `…Path` twin was meant. */
export const pathNamedFields: Rule = {
  name: 'NO_PATH',
  severity: 'WARNING',
  aws: true,
  *check({ states }) {
    for (const { node, state } of states) {
      if (node.queryLanguage !== 'JSONPath') continue;
      for (const field of FIELDS) {
        const value = ownKey(state, field);
        if (node.type === 'Fail' && typeof value === 'string' && LIKE_PATH.test(value))
          yield { pointer: childPointer(node.pointer, field), ...wording(field) };
      }
      const choices = ownKey(state, 'Choices');
      if (node.type === 'Choice' && choices !== undefined) yield* rules(choices, childPointer(node.pointer, 'Choices'));
    }
  },
};

function* rules(value: JsonValue, pointer: string): Iterable<{ pointer: string; message: string; hint: string }> {
  if (isJsonArray(value)) {
    for (const [index, item] of value.entries()) yield* rules(item, childPointer(pointer, index));
  } else if (isJsonObject(value)) {
    for (const [key, operand] of Object.entries(value)) {
      const at = childPointer(pointer, key);
      const operator = CHOICE_OPERATORS.get(key);
      if (typeof operand === 'string' && operator && !operator.path && operator.comparison !== 'matches' && LIKE_PATH.test(operand))
        yield { pointer: at, ...wording(key) };
      else if (key === 'And' || key === 'Or' || key === 'Not') yield* rules(operand, at);
    }
  }
}

function wording(field: string): { message: string; hint: string } {
  return { message: `The value of '${field}' looks like a path, but the field name does not end with 'Path'`, hint: `use "${field}Path"` };
}
