import { childPointer, isJsonArray, isJsonObject, type JsonValue } from '../../asl';
import type { Finding } from '../diagnostic';
import { looksLikePath, readPath } from '../expressions/read-expression';
import type { Rule } from '../rule';

const TEMPLATES = ['Parameters', 'ResultSelector', 'ItemSelector', 'Assign', 'Credentials'];
const LIKE_EXPRESSION = /^(?:\$(?:\$|[.[]|$)|States\.[A-Z]\w*\()/;

/** Warns of text in a payload template that looks like a path or call, under a key without `.$`. */
export const missingDollar: Rule = {
  name: 'NO_DOLLAR',
  severity: 'WARNING',
  aws: true,
  *check({ states, awsOnly }) {
    for (const { node, state } of states) {
      if (node.queryLanguage !== 'JSONPath') continue;
      for (const field of TEMPLATES) {
        const value = Object.hasOwn(state, field) ? state[field] : undefined;
        if (typeof value === 'string' && !awsOnly && LIKE_EXPRESSION.test(value) && isExpression(value))
          yield {
            pointer: childPointer(node.pointer, field),
            message: `State "${node.name}": "${field}" is the text "${value}": a path is evaluated under a name that ends with '.$'`,
            hint: field === 'Parameters' ? `write "InputPath": "${value}"` : `write { "name.$": "${value}" }`,
          };
        else if (value !== undefined) yield* literals(value, childPointer(node.pointer, field), awsOnly);
      }
    }
  },
};

function* literals(value: JsonValue, pointer: string, awsOnly: boolean): Iterable<Finding> {
  if (isJsonArray(value)) {
    for (const [index, item] of value.entries()) yield* literals(item, childPointer(pointer, index), awsOnly);
  } else if (isJsonObject(value)) {
    for (const [key, member] of Object.entries(value)) {
      const at = childPointer(pointer, key);
      if (typeof member !== 'string') yield* literals(member, at, awsOnly);
      else if (!key.endsWith('.$') && LIKE_EXPRESSION.test(member) && (awsOnly || isExpression(member))) {
        yield {
          pointer: at,
          message: `The field '${key}' appears to hold a JSONPath or intrinsic function but its name does not end with '.$'`,
          hint: `rename it to "${key}.$"`,
        };
      }
    }
  }
}

/** What is not a path would not become one by renaming its key: `$.a + $.b` is a text that somebody else evaluates. */
function isExpression(text: string): boolean {
  return !looksLikePath(text) || readPath(text).ok;
}
