import { isJsonataText, type JsonValue } from '../../asl';
import { compileJsonataTyped, EvaluationError, NO_DATA } from '../../data';
import { type JsonataFacts, jsonataFactsOf } from './jsonata-facts';
import { keepAnswers } from './keep-answers';

/** Functions that give something else each time, or fail because somebody wants them to. */
const NOT_JUDGED = new Set(['now', 'millis', 'random', 'uuid', 'error', 'assert']);
/** What may take long: a constant is not worth it. */
const LOOPS = /\bfunction\b|λ|\.\.|\$(?:range|pad|reduce|map|filter|sort)\b|\^/;
const LONGEST = 1_000;

/** Tells an expression of JSONata that reads no data, gives the same each time, and is quickly evaluated. */
export function isConstantExpression(text: string, { variables, statesFields, bareReads, builtIns }: JsonataFacts): boolean {
  return (
    variables.length === 0 &&
    statesFields.length === 0 &&
    bareReads.length === 0 &&
    !builtIns.some((name) => NOT_JUDGED.has(name)) &&
    text.length <= LONGEST &&
    !LOOPS.test(text)
  );
}

/** What a template makes of a setting, such as `{% ${IsEnabled} = true %}`: it may be another in the next deployment. */
const SETTING = /^\{%\s*(?:true|false)\s*!?=\s*(?:true|false)\s*%\}$/;

/** Whether the condition of a choice rule is true or false whatever the data is; undefined for one that reads data or a setting, and for one that cannot be evaluated. */
export function constantCondition(condition: JsonValue | undefined): boolean | undefined {
  if (typeof condition === 'boolean') return condition;
  return isJsonataText(condition) && !SETTING.test(condition) ? answers(condition).is : undefined;
}

const answers = keepAnswers((text: string): { readonly is: boolean | undefined } => {
  const read = jsonataFactsOf(text);
  if (!read.ok || read.facts.misuses.length > 0 || !isConstantExpression(text, read.facts)) return { is: undefined };
  // The name of a function that is not called may be that of a variable.
  if (read.facts.builtIns.some((name) => !new RegExp(String.raw`\$${name}\s*\(`).test(text))) return { is: undefined };
  try {
    return { is: compileJsonataTyped(text, 'Condition', ['boolean']).evaluate(NO_DATA) === true };
  } catch (error) {
    if (error instanceof EvaluationError) return { is: undefined };
    throw error;
  }
});
