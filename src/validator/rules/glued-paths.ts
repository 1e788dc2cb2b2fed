import { childPointer, isJsonArray, isJsonObject, type JsonValue } from '../../asl';
import type { Finding } from '../diagnostic';
import type { Rule } from '../rule';

const TEMPLATES = ['Parameters', 'ResultSelector', 'ItemSelector', 'Assign'];
/** A path after a letter, digit or blank, up to where text or nothing goes on: not in quotes or brackets, as other languages write `'$.a'`. */
const GLUED = /[\w:/.,=-]\s*(\$\.[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*)(?![\w['"`)\]])/;

/** Warns of a path in the middle of a text: it is passed on as it is written. */
export const gluedPaths: Rule = {
  name: 'PATH_IN_TEXT',
  severity: 'WARNING',
  aws: false,
  *check({ states }) {
    for (const { node, state } of states) {
      if (node.queryLanguage !== 'JSONPath') continue;
      for (const field of TEMPLATES) {
        const value = Object.hasOwn(state, field) ? state[field] : undefined;
        if (value !== undefined) yield* texts(value, childPointer(node.pointer, field), node.name);
      }
    }
  },
};

function* texts(value: JsonValue, pointer: string, stateName: string): Iterable<Finding> {
  if (isJsonArray(value)) {
    for (const [index, item] of value.entries()) yield* texts(item, childPointer(pointer, index), stateName);
  } else if (isJsonObject(value)) {
    for (const [key, member] of Object.entries(value)) {
      const at = childPointer(pointer, key);
      if (typeof member !== 'string') yield* texts(member, at, stateName);
      else if (!key.endsWith('.$') && member.includes('$.')) yield* judgeText(member, key, at, stateName);
    }
  }
}

function* judgeText(text: string, key: string, pointer: string, stateName: string): Iterable<Finding> {
  const path = text.length > 500 ? undefined : GLUED.exec(text)?.[1];
  if (path === undefined) return;
  yield {
    pointer,
    message: `State "${stateName}": "${path}" in the middle of a text is not evaluated`,
    hint: `write "${key}.$": "States.Format('${text.replace(path, '{}').replaceAll(/(?<!\\)'/g, "\\\\'")}', ${path})"`,
  };
}
