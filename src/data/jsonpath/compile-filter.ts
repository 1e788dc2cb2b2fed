import type { JsonValue } from '../../asl';
import type { FilterNode, FilterOperand } from './filter-node';
import { compareValues } from './filter-operators';
import { type FilterValue, JsonLiteral } from './filter-value';
import { memberReader } from './member-reader';
import { compileEvaluator } from './path-evaluator';
import { FILTER_REFUSED, PATH_NOT_FOUND } from './path-failure';
import type { PathRun } from './path-step';
import { isPathDefinite, type PathSyntax } from './path-token';

type Condition = (item: JsonValue, run: PathRun) => boolean;
type Operand = (item: JsonValue, run: PathRun) => FilterValue;

/** Compiles `[?(…)]` to a function that accepts or refuses one item. An operand of an unfit type makes it false, `!` or not. */
export function compileFilter(node: FilterNode): Condition {
  const condition = compileNode(node);
  return (item, run) => {
    try {
      return condition(item, run);
    } catch (error) {
      if (error === FILTER_REFUSED) return false;
      throw error;
    }
  };
}

function compileNode(node: FilterNode): Condition {
  switch (node.kind) {
    case 'or': {
      const operands = node.operands.map(compileNode);
      const [first, second] = operands;
      if (operands.length === 2) return (item, run) => first(item, run) || second(item, run);
      return (item, run) => operands.some((operand) => operand(item, run));
    }
    case 'and': {
      const operands = node.operands.map(compileNode);
      const [first, second] = operands;
      if (operands.length === 2) return (item, run) => first(item, run) && second(item, run);
      return (item, run) => operands.every((operand) => operand(item, run));
    }
    case 'not': {
      const operand = compileNode(node.operand);
      return (item, run) => !operand(item, run);
    }
    case 'exists': {
      const exists = compileExists(node.path);
      return (item, run) => exists(item, run) === node.shouldExist;
    }
    case 'compare': {
      const left = compileOperand(node.left);
      const right = compileOperand(node.right);
      const compare = compareValues(node.operator);
      if (node.right.kind === 'value') {
        const { value } = node.right;
        return (item, run) => compare(left(item, run), value);
      }
      return (item, run) => compare(left(item, run), right(item, run));
    }
  }
}

function compileExists(path: PathSyntax): Condition {
  const evaluate = compileEvaluator(path);
  const definite = isPathDefinite(path.tokens);
  // Also a check of `$.x` reads from the item: Jayway hands it no other document.
  return (item, run) => {
    const results: JsonValue[] = [];
    try {
      evaluate(item, { root: run.root, results, requireProperties: true });
    } catch (error) {
      if (error === PATH_NOT_FOUND) return false;
      throw error;
    }
    return !definite || results.length > 0;
  };
}

function compileOperand(operand: FilterOperand): Operand {
  switch (operand.kind) {
    case 'value': {
      const { value } = operand;
      return () => value;
    }
    case 'json': {
      const literal = new JsonLiteral(operand.value);
      return () => literal;
    }
    case 'regex': {
      const { regex } = operand;
      return () => regex;
    }
    case 'path':
      return compilePathOperand(operand.path);
  }
}

function compilePathOperand(path: PathSyntax): Operand {
  const { tokens, root } = path;
  if (root === '@' && tokens.length === 0) return (item) => item;
  if (
    root === '@' &&
    tokens.length <= 2 &&
    tokens.every((token) => token.kind === 'property' && token.names.length === 1 && token.written === undefined)
  ) {
    const readers = tokens.map((token) => memberReader((token as { names: readonly string[] }).names[0]));
    const [first, second] = readers;
    if (second === undefined) return (item) => (isObject(item) ? first(item) : undefined);
    return (item) => {
      const inner = isObject(item) ? first(item) : undefined;
      return inner !== undefined && isObject(inner) ? second(inner) : undefined;
    };
  }
  const evaluate = compileEvaluator(path);
  const definite = isPathDefinite(tokens);
  return (item, run) => {
    const results: JsonValue[] = [];
    try {
      evaluate(root === '$' ? run.root : item, { root: run.root, results, requireProperties: run.requireProperties });
    } catch (error) {
      if (error === PATH_NOT_FOUND) return undefined;
      throw error;
    }
    return definite ? results[results.length - 1] : results;
  };
}

function isObject(value: JsonValue): value is { readonly [key: string]: JsonValue } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
