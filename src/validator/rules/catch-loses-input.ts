import { childPointer, isJsonObject, type JsonValue, ownKey } from '../../asl';
import type { Rule } from '../rule';

/** Warns of a catcher that replaces the state's input by the error, where a state that goes on reads it. */
export const catchLosesInput: Rule = {
  name: 'CATCH_LOSES_INPUT',
  severity: 'WARNING',
  aws: false,
  *check({ states }) {
    for (const { node, state, group } of states) {
      const catchers = ownKey(state, 'Catch');
      if (node.queryLanguage !== 'JSONPath' || !Array.isArray(catchers)) continue;
      for (const [index, catcher] of (catchers as readonly JsonValue[]).entries()) {
        if (!isJsonObject(catcher) || ownKey(catcher, 'ResultPath') !== undefined) continue;
        const target = group.states.get(String(ownKey(catcher, 'Next')));
        // A Fail or Succeed state at the end has nothing to lose.
        if (!target || target.type === 'Fail' || target.type === 'Succeed') continue;
        yield {
          pointer: childPointer(childPointer(childPointer(node.pointer, 'Catch'), index), 'ErrorEquals'),
          message: `State "${node.name}": this catcher replaces the input by the error`,
          hint: 'add "ResultPath": "$.error" to keep the input beside it',
        };
      }
    }
  },
};
