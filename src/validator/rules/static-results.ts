import { childPointer, isJsonArray, isJsonObject, type JsonValue } from '../../asl';
import type { Rule } from '../rule';

/** Warns of a path in the `Result` of a Pass state: it is data, never evaluated. */
export const staticResults: Rule = {
  name: 'PASS_RESULT_IS_STATIC',
  severity: 'WARNING',
  aws: true,
  *check({ states }) {
    for (const { node, state } of states) {
      if (node.type !== 'Pass' || node.queryLanguage !== 'JSONPath' || !Object.hasOwn(state, 'Result')) continue;
      if (holdsPath(state['Result']!)) {
        yield {
          pointer: childPointer(node.pointer, 'Result'),
          message: 'The Result of a Pass state is static: paths in it are not evaluated',
          hint: 'use "Parameters" instead of "Result"',
        };
      }
    }
  },
};

function holdsPath(value: JsonValue): boolean {
  if (typeof value === 'string') return /^\$\$?[.[]/.test(value);
  if (isJsonArray(value)) return value.some((item) => holdsPath(item));
  return isJsonObject(value) && Object.values(value).some(holdsPath);
}
