import { ownKey } from '../../asl';
import type { Rule } from '../rule';

/** Warns of a Choice without `Default`: an input no rule matches fails the execution. */
export const choiceDefault: Rule = {
  name: 'CHOICE_WITHOUT_DEFAULT',
  severity: 'WARNING',
  aws: false,
  *check({ states }) {
    for (const { node, state } of states) {
      if (node.type !== 'Choice' || ownKey(state, 'Default') !== undefined) continue;
      yield {
        pointer: node.pointer,
        message: `State "${node.name}" has no "Default": when no rule matches, the execution ends with States.Runtime, which nothing catches`,
        hint: 'add "Default"',
      };
    }
  },
};
