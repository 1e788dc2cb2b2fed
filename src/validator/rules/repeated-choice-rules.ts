import { childPointer, isJsonObject, type JsonObject, type JsonValue, ownKey } from '../../asl';
import { coveredNumbers } from '../data-flow/covered-numbers';
import { ruleOfCondition } from '../data-flow/jsonata-rule';
import type { Rule } from '../rule';

const OUTCOME = ['Next', 'Comment', 'Assign', 'Output'];

/** Warns of choice rules that are never reached: an earlier one asks the same, is true whenever they are, or always. */
export const repeatedChoiceRules: Rule = {
  name: 'UNREACHABLE_CHOICE_RULE',
  severity: 'WARNING',
  aws: false,
  *check({ states }) {
    for (const { node, state } of states) {
      const choices = node.type === 'Choice' ? ownKey(state, 'Choices') : undefined;
      if (!Array.isArray(choices)) continue;
      const asked = new Map<string, number>();
      const covering = coveredNumbers();
      let always: number | undefined;
      for (const [index, rule] of (choices as readonly JsonValue[]).entries()) {
        if (!isJsonObject(rule)) continue;
        const pointer = childPointer(childPointer(node.pointer, 'Choices'), index);
        const question = questionOf(rule);
        const wider = covering(ruleOfCondition(ownKey(rule, 'Condition')) ?? rule, index);
        const earlier = always ?? asked.get(question) ?? wider;
        if (earlier !== undefined)
          yield {
            pointer,
            message: `State "${node.name}": this rule is never reached, rule ${earlier} ${earlier === always ? 'is always true' : asked.has(question) ? 'asks the same' : 'is true whenever it is'}`,
            hint: 'rules are tried in order: remove it, or move it up',
          };
        else asked.set(question, index);
        if (always === undefined && isAlwaysTrue(rule)) always = index;
      }
    }
  },
};

function questionOf(rule: JsonObject): string {
  return JSON.stringify(
    Object.keys(rule)
      .filter((field) => !OUTCOME.includes(field))
      .sort()
      .map((field) => [field, rule[field]]),
  );
}

function isAlwaysTrue(rule: JsonObject): boolean {
  const condition = ownKey(rule, 'Condition');
  return condition === true || (typeof condition === 'string' && /^\{%\s*true\s*%\}$/.test(condition));
}
