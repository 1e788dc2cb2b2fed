import { childPointer, isJsonArray, isJsonObject, type JsonValue } from '../../asl';
import type { Finding } from '../diagnostic';
import type { Rule } from '../rule';

/** Fields that hold states of their own, or text for people. */
const SKIPPED = new Set(['ItemProcessor', 'Iterator', 'Branches', 'Comment']);

/** Reports text in a JSONata state that begins like an expression and does not end like one; warns of an expression that other text or blanks make a literal. */
export const jsonataDelimiters: Rule = {
  name: 'OPEN_EXPRESSION',
  severity: 'ERROR',
  aws: 'partly',
  *check({ states }) {
    for (const { node, state } of states) {
      if (node.queryLanguage !== 'JSONata') continue;
      for (const field of Object.keys(state))
        if (!SKIPPED.has(field)) yield* literals(state[field]!, childPointer(node.pointer, field), node.name);
    }
  },
};

function* literals(value: JsonValue, pointer: string, stateName: string): Iterable<Finding> {
  if (typeof value === 'string') {
    if (value.includes('%}') || value.includes('{%')) yield* judgeDelimiters(value, pointer, stateName);
  } else if (isJsonArray(value)) {
    for (const [index, item] of value.entries()) yield* literals(item, childPointer(pointer, index), stateName);
  } else if (isJsonObject(value)) {
    for (const key of Object.keys(value)) yield* literals(value[key]!, childPointer(pointer, key), stateName);
  }
}

function* judgeDelimiters(text: string, pointer: string, stateName: string): Iterable<Finding> {
  const begins = text.startsWith('{%');
  if (begins && text.endsWith('%}')) return;
  const ends = text.trimEnd().endsWith('%}');
  if (begins)
    yield {
      pointer,
      message: `State "${stateName}": an expression begins with {% and never ends`,
      aws: { code: 'INVALID_JSONATA_EXPRESSION', message: 'JSONata string must start with {% and end with %}' },
      hint: ends ? 'remove the blanks after "%}"' : 'end it with "%}"',
    };
  else if (ends && text.includes('{%'))
    yield {
      pointer,
      severity: 'WARNING',
      message: `State "${stateName}": this is text, not an expression, because it does not begin with {%`,
      hint: text.trimStart().startsWith('{%')
        ? 'remove the blanks before "{%"'
        : "put the whole of it into one expression: {% 'text ' & $variable %}",
    };
}
