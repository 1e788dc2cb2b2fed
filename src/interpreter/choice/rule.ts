import { CHOICE_OPERATORS, type ChoiceOperator, type ChoiceRule, type JsonValue } from '../../asl';
import { type CompiledPath, compilePath, EvaluationError, type EvaluationScope } from '../../data';
import { choicePathInvalid } from '../messages';
import { COMPARE, IS_TYPE } from './comparisons';
import { stringPattern } from './string-matches';

/** A choice rule compiled: true when it matches. */
export type RuleCondition = (scope: EvaluationScope) => boolean;

/** Compiles a JSONPath choice rule, with all it holds. */
export function compileRule(rule: ChoiceRule): RuleCondition {
  if (rule.And !== undefined) {
    const operands = rule.And.map(compileRule);
    return (scope) => operands.every((operand) => operand(scope));
  }
  if (rule.Or !== undefined) {
    const operands = rule.Or.map(compileRule);
    return (scope) => operands.some((operand) => operand(scope));
  }
  if (rule.Not !== undefined) {
    const operand = compileRule(rule.Not);
    return (scope) => !operand(scope);
  }
  const variable = compilePath(rule.Variable!);
  for (const name of Object.keys(rule)) {
    const operator = CHOICE_OPERATORS.get(name);
    if (operator !== undefined) return compileComparison(variable, name, operator, rule[name] as JsonValue);
  }
  return () => false;
}

function compileComparison(variable: CompiledPath, name: string, operator: ChoiceOperator, right: JsonValue): RuleCondition {
  if (name === 'IsPresent') return (scope) => isPresent(variable, scope) === right;
  if (name === 'IsNull') return (scope) => (read(variable, scope) === null) === right;
  const { comparison, type } = operator;
  if (comparison === 'is') {
    const is = IS_TYPE[type!];
    return (scope) => is(read(variable, scope)) === right;
  }
  if (comparison === 'matches') {
    const matches = stringPattern(right as string);
    return (scope) => {
      const value = read(variable, scope);
      return typeof value === 'string' && matches(value);
    };
  }
  const compare = COMPARE[type!];
  const accepts = ACCEPTS[comparison];
  if (!operator.path) {
    return (scope) => {
      const result = compare(read(variable, scope), right);
      return result !== undefined && accepts(result);
    };
  }
  const other = compilePath(right as string);
  return (scope) => {
    const result = compare(read(variable, scope), read(other, scope));
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
function isPresent(path: CompiledPath, scope: EvaluationScope): boolean {
  const value = path.select(scope);
  return value !== undefined && (path.definite || (value as readonly JsonValue[]).length > 0);
}

function read(path: CompiledPath, scope: EvaluationScope): JsonValue {
  const value = path.select(scope);
  if (value !== undefined) return value;
  throw new EvaluationError('States.Runtime', choicePathInvalid(path.text));
}
