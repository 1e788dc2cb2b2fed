import { type AnyStateNode, childPointer, isJsonArray, isJsonataText, isJsonObject, type JsonValue } from '../../asl';
import { parseJsonata } from '../../data';
import type { Finding } from '../diagnostic';
import { looksLikePath, readIntrinsic, readPath } from '../expressions/read-expression';
import type { Rule } from '../rule';

/** Fields that hold states of their own, or text for people. */
const SKIPPED = new Set(['ItemProcessor', 'Iterator', 'Branches', 'Comment']);

/** An expression with text before and behind it; templates of other tools have no `$` there. */
const INSIDE_OF_TEXT = /\{%[^%]*\$\w[^%]*%\}/;

/** Fields of JSONPath that hold what somebody wrote for JSONata; those of JSONata are refused there as they are. */
const TEMPLATES = new Set([
  'Parameters',
  'ResultSelector',
  'ItemSelector',
  'Assign',
  'Result',
  'Error',
  'Cause',
  'Catch',
  'Choices',
  'Credentials',
  'ItemReader',
  'ItemBatcher',
  'ResultWriter',
]);

/** A path into what only an expression reads, alone or in other text. */
const GLUED = /\$states\.(?:input|context|result|errorOutput)\b/;

/** Reports text in a JSONata state that begins like an expression and does not end like one; warns of an expression that other text or blanks make a literal. */
export const jsonataDelimiters: Rule = {
  name: 'OPEN_EXPRESSION',
  severity: 'ERROR',
  aws: 'partly',
  *check({ states, isBroken }) {
    for (const { node, state } of states) {
      for (const [field, value] of Object.entries(state)) {
        const pointer = childPointer(node.pointer, field);
        if (node.queryLanguage !== 'JSONata') {
          // What the state does not take at all is refused there.
          if (TEMPLATES.has(field))
            for (const found of literals(value, pointer, node)) if (!isBelowBroken(found.pointer, isBroken)) yield found;
        } else if (!SKIPPED.has(field))
          yield* field === 'Output' && typeof value === 'string' && isPathOrCall(value)
            ? judgePath(value, pointer, node.name)
            : literals(value, pointer, node);
      }
    }
  },
};

function isBelowBroken(pointer: string, isBroken: (pointer: string) => boolean): boolean {
  for (let at = pointer; at !== ''; at = at.slice(0, at.lastIndexOf('/'))) if (isBroken(at)) return true;
  return false;
}

function* literals(value: JsonValue, pointer: string, node: AnyStateNode): Iterable<Finding> {
  if (typeof value === 'string') {
    if (node.queryLanguage !== 'JSONata') yield* judgeForeign(value, pointer, node.name);
    else if (value.includes('%}') || value.includes('{%') || GLUED.test(value)) yield* judgeDelimiters(value, pointer, node.name);
  } else if (isJsonArray(value)) {
    for (const [index, item] of value.entries()) yield* literals(item, childPointer(pointer, index), node);
  } else if (isJsonObject(value)) {
    for (const [key, member] of Object.entries(value)) {
      const at = childPointer(pointer, key);
      if (node.queryLanguage === 'JSONata' && key.endsWith('.$') && typeof member === 'string' && isJsonpath(member))
        yield {
          pointer: at,
          severity: 'WARNING',
          message: `State "${node.name}": "${key}" is a name with a text, not a path, because the query language of the state is JSONata`,
          hint: `write "${key.slice(0, -2)}": "{% $states.input… %}"`,
        };
      else if (node.queryLanguage === 'JSONata' && typeof member === 'string' && !/path$/i.test(key) && isPathOrCall(member))
        yield* judgePath(member, at, node.name);
      else yield* literals(member, at, node);
    }
  }
}

/** `$.a`, `$$.Execution.Id`, `States.UUID()`: nothing else looks like it. What is called a path may be one for somebody else. */
function isPathOrCall(text: string): boolean {
  return /^(?:\$\$?\.[A-Za-z_]|States\.[A-Z]\w*\()/.test(text) && isJsonpath(text);
}

function* judgePath(text: string, pointer: string, stateName: string): Iterable<Finding> {
  yield {
    pointer,
    severity: 'WARNING',
    message: `State "${stateName}": this is text, not a path, because the query language of the state is JSONata`,
    hint: text.startsWith('$$')
      ? 'write {% $states.context… %}'
      : text.startsWith('$')
        ? 'write {% $states.input… %}'
        : 'call the function of JSONata between {% and %}',
  };
}

function isJsonpath(text: string): boolean {
  return looksLikePath(text) ? readPath(text).ok : readIntrinsic(text).ok;
}

/** In a state of JSONPath, what is an expression in the other language is text. */
function* judgeForeign(text: string, pointer: string, stateName: string): Iterable<Finding> {
  if (!isJsonataText(text) || (!text.includes('$') && !isExpression(text))) return;
  yield {
    pointer,
    severity: 'WARNING',
    message: `State "${stateName}": this is text, not an expression, because the query language of the state is JSONPath`,
    hint: 'give the state, or the machine, "QueryLanguage": "JSONata"',
  };
}

/** Other tools have tags between the same signs, and they are not expressions. */
function isExpression(text: string): boolean {
  try {
    parseJsonata(text.slice(2, -2).trim());
    return true;
  } catch {
    return false;
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
  else if ((ends && /\{%|\$/.test(text)) || INSIDE_OF_TEXT.test(text) || GLUED.test(text))
    yield {
      pointer,
      severity: 'WARNING',
      message: `State "${stateName}": this is text, not an expression, because it does not begin with {%`,
      hint: text.trimStart().startsWith('{%')
        ? 'remove the blanks before "{%"'
        : text.includes('{%')
          ? "put all of it into one expression: {% 'text ' & $variable %}"
          : /^\s*\$states\.[\w.[\]]*\s*$/.test(text)
            ? 'begin it with "{%" and end it with "%}"'
            : "join it in an expression: {% 'text ' & $states.input… %}",
    };
}
