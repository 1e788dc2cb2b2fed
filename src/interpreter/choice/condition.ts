import { type ChoiceRule, kinds, type Parameter, type QueryLanguage, requireArguments } from '../../asl';
import { compileJsonataTyped, type EvaluationScope } from '../../data';
import { compileRule } from './rule';

/** Tells whether a choice rule holds for some data; undefined: it cannot be evaluated, and the state would fail. */
export type ChoiceCondition = (scope: EvaluationScope) => boolean | undefined;

const RULE: Parameter = { name: 'the rule', kind: kinds.anObject };
const LANGUAGE: Parameter = { name: 'the query language', kind: kinds.oneOf('JSONPath', 'JSONata') };

/**
 * Compiles a choice rule, or an operand of one, to be evaluated outside of an execution: for those who ask afterwards what a rule came to.
 * What an execution does is not touched by it.
 */
export function prepareCondition(rule: ChoiceRule, language: QueryLanguage): ChoiceCondition {
  requireArguments('prepareCondition()', arguments, RULE, LANGUAGE);
  if (language === 'JSONata') {
    const { Condition } = rule;
    if (typeof Condition !== 'string') return () => Condition === true;
    const condition = compileJsonataTyped(Condition, 'Condition', 'boolean');
    return (scope) => orUndefined(() => condition.evaluate(scope) === true);
  }
  const matches = compileRule(rule);
  return (scope) => orUndefined(() => matches(scope));
}

function orUndefined(evaluate: () => boolean): boolean | undefined {
  try {
    return evaluate();
  } catch {
    return undefined;
  }
}
