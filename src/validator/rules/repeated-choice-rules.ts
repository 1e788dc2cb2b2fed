import { childPointer, isJsonArray, ownKey } from '../../asl';
import { unreachedRules } from '../data-flow/unreached-rules';
import type { Rule } from '../rule';

/** Warns of choice rules that are never reached: an earlier one asks the same, is true whenever they are, or always. */
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
    }
  },
};
