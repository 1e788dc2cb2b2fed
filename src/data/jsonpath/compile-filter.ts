import { isJsonObject, type JsonValue } from '../../asl';
import { compareTo, compareValues, type FilterComparison } from './filter-comparison';
import type { FilterCriterion, FilterNode, FilterOperand } from './filter-node';
import { jacksonText } from './jackson-text';
import type { JavaRegex } from './java-regex';
import { javaText } from './java-text';
import { compileEvaluator } from './path-evaluator';
import { INVALID, PathFailure, UNSURE } from './path-failure';
import { type PathRun, visit } from './path-step';
import { type PathSyntax, printTokens } from './path-token';

/** Accepts or refuses one item. Throws {@link PathFailure} where a comparison of Jayway throws, or a path meets what it does not fit. */
export type FilterCondition = (item: JsonValue, run: PathRun) => boolean;

/** Stands for an element past the end of an array, which is missing or null. */
const MISSING_OR_NULL = Symbol('missing or null');

/** The value of an operand; undefined for a path that finds nothing. */
type OperandReader = (item: JsonValue, run: PathRun) => JsonValue | undefined | typeof MISSING_OR_NULL;

/** Compiles `[?(…)]`. Jayway asks the last condition first, which only tells where one of them fails. */
export function compileFilter({ alternatives }: FilterNode): FilterCondition {
  const any = alternatives.map((criteria) => every(criteria.map(compileCriterion).reverse())).reverse();
  if (any.length === 1) return any[0]!;
  return (item, run) => {
    for (let at = 0; at < any.length; at++) if (any[at]!(item, run)) return true;
    return false;
  };
}

function every(criteria: readonly FilterCondition[]): FilterCondition {
  const [first, second] = criteria;
  if (criteria.length === 1) return first!;
  if (criteria.length === 2) return (item, run) => first!(item, run) && second!(item, run);
  return (item, run) => {
    for (let at = 0; at < criteria.length; at++) if (!criteria[at]!(item, run)) return false;
    return true;
  };
}

function compileCriterion(criterion: FilterCriterion): FilterCondition {
  if (criterion.kind === 'placeholder') {
    return (_, run) => {
      throw run.traced ? new PathFailure('invalid', 'Not enough predicates supplied for filter [?]') : INVALID;
    };
  }
  if (criterion.kind === 'exists') {
    // Also a check of `$.x` reads from the item: Jayway hands it no other document.
    const read = pathReader(criterion.path, true);
    const { shouldExist } = criterion;
    return (item, run) => {
      const value = read(item, run);
      return (value !== undefined && value !== null && value !== MISSING_OR_NULL) === shouldExist;
    };
  }
  const { left, right, operator } = criterion;
  if (operator === '=~') return compileMatch(left, right);
  const compare = compareValues(operator);
  if (right.kind === 'text' && left.kind === 'path') {
    const accepts = compareTo(operator, right.text);
    const members = plainMembers(left.path);
    return members === undefined ? comparedWith(compileOperand(left), accepts) : comparedMember(members, accepts);
  }
  const compared = between(compileOperand(left), compare, compileOperand(right));
  return isSamePath(left, right) ? comparedWithItself(compileOperand(left), compared) : compared;
}

function isSamePath(left: FilterOperand, right: FilterOperand): boolean {
  if (left.kind !== 'path' || right.kind !== 'path') return false;
  return left.path.root === right.path.root && printTokens(left.path.tokens) === printTokens(right.path.tokens);
}

/** An object or array is the same as itself over maps and lists, and not over Jackson's nodes, which are made anew for each reading. */
function comparedWithItself(operand: OperandReader, compared: FilterCondition): FilterCondition {
  return (item, run) => {
    const value = operand(item, run);
    if (typeof value === 'object' && value !== null) throw UNSURE;
    return compared(item, run);
  };
}

/** What most filters do: it never meets the end of an array. */
function comparedMember(left: (item: JsonValue) => JsonValue | undefined, accepts: (value: JsonValue) => boolean): FilterCondition {
  return (item) => {
    const value = left(item);
    return value !== undefined && accepts(value);
  };
}

function comparedWith(left: OperandReader, accepts: (value: JsonValue) => boolean): FilterCondition {
  return (item, run) => {
    const value = left(item, run);
    return value !== undefined && surely(value, accepts);
  };
}

function between(left: OperandReader, compare: FilterComparison, right: OperandReader): FilterCondition {
  return (item, run) => {
    const found = left(item, run);
    if (found === undefined) return false;
    const expected = right(item, run);
    return expected !== undefined && surely(found, (one) => surely(expected, (other) => compare(other, one)));
  };
}

/** The answer for a value. Where that is missing or null the answer is false, if it is false of null too. */
function surely(value: JsonValue | typeof MISSING_OR_NULL, accepts: (value: JsonValue) => boolean): boolean {
  if (value !== MISSING_OR_NULL) return accepts(value);
  if (accepts(null)) throw UNSURE;
  return false;
}

/** `=~`: a regular expression on one side, matched against all of the text that the other side prints. */
function compileMatch(left: FilterOperand, right: FilterOperand): FilterCondition {
  if (left.kind === 'regex') return matcher(left.regex, right);
  if (right.kind === 'regex') return matcher(right.regex, left);
  const value = compileOperand(left);
  const other = compileOperand(right);
  return (item, run) => {
    const found = value(item, run);
    const expected = found === undefined ? undefined : other(item, run);
    if (expected === undefined || (isNothing(expected) && isNothing(found))) return false;
    throw run.traced ? new PathFailure('invalid', 'neither side of =~ is a regular expression') : INVALID;
  };
}

function isNothing(value: JsonValue | undefined | typeof MISSING_OR_NULL): boolean {
  return value === null || value === MISSING_OR_NULL;
}

function matcher(regex: JavaRegex, operand: FilterOperand): FilterCondition {
  if (operand.kind === 'regex') return (_, run) => regex.matches(operand.regex.source, run.budget);
  const value = compileOperand(operand);
  return (item, run) => {
    const found = value(item, run);
    if (found === undefined || found === null || found === MISSING_OR_NULL) return false;
    return regex.matches(typeof found === 'object' ? jacksonText(found) : javaText(found), run.budget);
  };
}

function compileOperand(operand: FilterOperand): OperandReader {
  switch (operand.kind) {
    case 'text': {
      const { text } = operand;
      return () => text;
    }
    case 'path':
      return plainMembers(operand.path) ?? pathReader(operand.path, false);
    case 'regex': {
      // Like any object, a pattern equals nothing and has no order.
      const pattern = {};
      return () => pattern;
    }
  }
}

/** `@`, `@.a` and `@.a.b` without the machinery of paths. */
function plainMembers({ root, tokens }: PathSyntax): ((item: JsonValue) => JsonValue | undefined) | undefined {
  if (root !== '@' || tokens.length > 2) return undefined;
  const names = tokens.flatMap((token) => (token.kind === 'property' && token.names.length === 1 ? token.names : []));
  if (names.length !== tokens.length) return undefined;
  const [first, second] = names;
  if (first === undefined) return (item) => item;
  if (names.some((name) => name in Object.prototype)) return undefined;
  // Not by a shared reader: the engine remembers the shapes that one piece of code reads, and a scan has seen them all.
  if (second === undefined) return (item) => (isJsonObject(item) ? item[first] : undefined);
  return (item) => {
    const inner = isJsonObject(item) ? item[first] : undefined;
    return inner !== undefined && isJsonObject(inner) ? inner[second] : undefined;
  };
}

/** Reads a path of a filter: it leads to one place, or to none. */
function pathReader(path: PathSyntax, ofItem: boolean): OperandReader {
  const evaluate = compileEvaluator(path);
  return (item, run) => {
    const results: JsonValue[] = [];
    const { depth } = run.budget;
    visit(run);
    try {
      evaluate(ofItem || path.root === '@' ? item : run.root, { ...run, results, requireProperties: ofItem || run.requireProperties }, '$');
    } catch (error) {
      if (!(error instanceof PathFailure) || (error.kind !== 'missing' && error.kind !== 'unsure')) throw error;
      run.budget.depth = depth;
      if (error.kind === 'unsure') return MISSING_OR_NULL;
    }
    return results[0];
  };
}
