import { childPointer, isJsonArray, isJsonObject, ownKey } from '../../asl';
import { unreachedRules } from '../data-flow/unreached-rules';
import { constantCondition } from '../expressions/constant-expression';
import type { Rule } from '../rule';

/** Warns of choice rules that are never reached, and of a `Default` that is not: an earlier one asks the same, is true whenever they are, or always. */
export const repeatedChoiceRules: Rule = {
  name: 'UNREACHABLE_CHOICE_RULE',
  severity: 'WARNING',
  aws: false,
  *check({ states }) {
    for (const { node, state } of states) {
      const choices = node.type === 'Choice' ? ownKey(state, 'Choices') : undefined;
      if (!isJsonArray(choices)) continue;
      for (const [index, { earlier, why }] of unreachedRules(choices))
        yield {
          pointer: childPointer(childPointer(node.pointer, 'Choices'), index),
          message: `State "${node.name}": this rule is never reached, because rule ${earlier} ${why}`,
          hint: 'rules are tried in order: remove it, or move it up',
        };
      // A literal of JSON is a switch that somebody has set.
      const always = choices.findIndex((rule) => {
        const condition = isJsonObject(rule) ? ownKey(rule, 'Condition') : undefined;
        return condition !== true && constantCondition(condition) === true;
      });
      if (always !== -1 && ownKey(state, 'Default') !== undefined)
        yield {
          pointer: childPointer(node.pointer, 'Default'),
          message: `State "${node.name}": "Default" is never taken, because rule ${always} is always true`,
          hint: 'remove one of the two, or let the condition read data',
        };
    }
  },
};
