import { ExpressionSyntaxError } from '../evaluation-error';
import { FILTER_OPERATORS, type FilterCriterion, type FilterNode, type FilterOperand } from './filter-node';
import { compileJavaRegex } from './java-regex';
import { javaTrim, stripEnds } from './java-trim';
import { parseFilterPath } from './parse-path';
import type { PathSyntax } from './path-token';

type FailFilter = (message: string) => never;

/**
 * Reads `[?(…)]` as Jayway 2.0.0 does: cut at every `&&` and `||`, in quotes or not, the parentheses around a part dropped.
 * A part is cut at the first operator of {@link FILTER_OPERATORS} that it holds anywhere.
 */
export function parseFilter(text: string, fail: FailFilter): FilterNode {
  let inner = javaTrim(text.slice(1, -1));
  if (!inner.startsWith('?')) fail(`Filter must start with '[?' and end with ']'. ${inner}`);
  inner = javaTrim(inner.slice(1));
  if (!inner.startsWith('(') || !inner.endsWith(')') || inner.length < 2) fail(`Filter must start with '[?(' and end with ')]'. ${inner}`);
  inner = javaTrim(inner.slice(1, -1));
  const alternatives: FilterCriterion[][] = [[]];
  let expectsCriterion = true;
  for (const part of inner.split(/(?<=&&|\|\|)|(?=&&|\|\|)/).map(javaTrim)) {
    if (part === '&&' || part === '||') {
      if (expectsCriterion) fail(`Invalid operators ${inner}`);
      if (part === '||') alternatives.push([]);
    } else {
      if (!expectsCriterion) fail(`Invalid operators ${inner}`);
      alternatives[alternatives.length - 1]!.push(readCriterion(withoutParentheses(part, fail), fail));
    }
    expectsCriterion = !expectsCriterion;
  }
  if (expectsCriterion) fail(`Invalid operators ${inner}`);
  return { alternatives };
}

function withoutParentheses(part: string, fail: FailFilter): string {
  const criterion = stripEnds(
    part,
    (character) => '[?( '.includes(character),
    (character) => ') '.includes(character),
  );
  if (criterion === '') fail('A condition of the filter is empty');
  return criterion;
}

function readCriterion(text: string, fail: FailFilter): FilterCriterion {
  const operator = FILTER_OPERATORS.find((each) => text.includes(each));
  if (operator === undefined) {
    const shouldExist = !text.startsWith('!@');
    const path = shouldExist ? text : text.slice(1);
    if (!isPath(path)) fail(`The condition ${text} has no operator that is known (${FILTER_OPERATORS.join(', ')})`);
    return { kind: 'exists', path: pathOf(path, fail), shouldExist };
  }
  const at = text.indexOf(operator);
  const left = javaTrim(text.slice(0, at));
  const right = javaTrim(text.slice(at + operator.length));
  if (right.startsWith('!@')) fail('Invalid negation! Can only be used for existence check e.g [?(!@.foo)]');
  // A comparison with `!` before its path is read without it.
  return {
    kind: 'compare',
    operator,
    left: readOperand(left.startsWith('!@') ? left.slice(1) : left, fail),
    right: readOperand(right, fail),
  };
}

function readOperand(text: string, fail: FailFilter): FilterOperand {
  if (isPath(text)) return { kind: 'path', path: pathOf(text, fail) };
  if (text.startsWith("'") && text.endsWith("'")) {
    if (text.length === 1) fail(`The text ${text} is not closed`);
    return { kind: 'text', text: text.slice(1, -1) };
  }
  const regex = /^\/(.*)\/(i?)$/s.exec(text);
  if (regex !== null) return { kind: 'regex', regex: compileJavaRegex(regex[1]!, regex[2]!) };
  if (text === '/' || text === '/i') fail(`The regular expression ${text} is not closed`);
  return { kind: 'text', text };
}

function isPath(text: string): boolean {
  return text.startsWith('$') || text.startsWith('@');
}

function pathOf(text: string, fail: FailFilter): PathSyntax {
  try {
    return parseFilterPath(text);
  } catch (error) {
    if (error instanceof ExpressionSyntaxError) return fail(error.message);
    throw error;
  }
}
