import { CHOICE_OPERATORS, type ChoiceOperator, type ChoiceRule, type JsonValue } from '../../asl';
import { type CompiledPath, compilePath } from '../../data';
import type { Branch } from '../engine/branch';
import { Failure } from '../failure';
import { choicePathInvalid, whileExecuting } from '../messages';
import { COMPARE, IS_TYPE } from './comparisons';
import { stringPattern } from './string-matches';

/** A choice rule compiled: true when it matches. */
export type Condition = (branch: Branch) => boolean;

/** Compiles a JSONPath choice rule, with all it holds. */
export function compileRule(rule: ChoiceRule): Condition {
  if (rule.And !== undefined) {
    const operands = rule.And.map(compileRule);
    return (branch) => operands.every((operand) => operand(branch));
  }
  if (rule.Or !== undefined) {
    const operands = rule.Or.map(compileRule);
    return (branch) => operands.some((operand) => operand(branch));
  }
  if (rule.Not !== undefined) {
    const operand = compileRule(rule.Not);
    return (branch) => !operand(branch);
  }
  const variable = compilePath(rule.Variable as string);
  for (const name of Object.keys(rule)) {
    const operator = CHOICE_OPERATORS.get(name);
    if (operator !== undefined) return compileComparison(variable, name, operator, rule[name] as JsonValue);
  }
  return () => false;
}

function compileComparison(variable: CompiledPath, name: string, operator: ChoiceOperator, right: JsonValue): Condition {
  if (name === 'IsPresent') return (branch) => isPresent(variable, branch) === right;
  if (name === 'IsNull') return (branch) => (read(variable, branch) === null) === right;
  const { comparison, type } = operator;
  if (comparison === 'is') {
    const is = IS_TYPE[type as keyof typeof IS_TYPE];
    return (branch) => is(read(variable, branch)) === right;
  }
  if (comparison === 'matches') {
    const matches = stringPattern(right as string);
    return (branch) => {
      const value = read(variable, branch);
      return typeof value === 'string' && matches(value);
    };
  }
  const compare = COMPARE[type as keyof typeof COMPARE];
  const accepts = ACCEPTS[comparison];
  if (!operator.path) {
    return (branch) => {
      const result = compare(read(variable, branch), right);
      return result !== undefined && accepts(result);
    };
  }
  const other = compilePath(right as string);
  return (branch) => {
    const result = compare(read(variable, branch), read(other, branch));
    return result !== undefined && accepts(result);
  };
}

const ACCEPTS = {
  equals: (order: number) => order === 0,
  lessThan: (order: number) => order < 0,
  lessThanEquals: (order: number) => order <= 0,
  greaterThan: (order: number) => order > 0,
  greaterThanEquals: (order: number) => order >= 0,
} as const;

/** An indefinite path is present when it finds anything. */
function isPresent(path: CompiledPath, branch: Branch): boolean {
  const value = path.select(branch);
  return value !== undefined && (path.definite || (value as readonly JsonValue[]).length > 0);
}

function read(path: CompiledPath, branch: Branch): JsonValue {
  const value = path.select(branch);
  if (value !== undefined) return value;
  throw new Failure('States.Runtime', whileExecuting(branch.state.name, branch.enteredEvent, choicePathInvalid(path.text)));
}
