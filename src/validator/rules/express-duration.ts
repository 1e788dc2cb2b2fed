import { childPointer, ownKey, QUOTAS } from '../../asl';
import type { Rule } from '../rule';

/** Warns of an EXPRESS machine that waits, or lets a task take, longer than such an execution may live. */
export const expressDuration: Rule = {
  name: 'EXPRESS_TOO_LONG',
  severity: 'WARNING',
  aws: false,
  *check({ states, type }) {
    if (type !== 'EXPRESS') return;
    for (const { node, state } of states) {
      const field = node.type === 'Wait' ? 'Seconds' : 'TimeoutSeconds';
      const seconds = ownKey(state, field);
      if (typeof seconds !== 'number' || seconds <= QUOTAS.expressSeconds) continue;
      yield {
        pointer: childPointer(node.pointer, field),
        message: `State "${node.name}" may take ${seconds} seconds, but an EXPRESS execution ends after ${QUOTAS.expressSeconds}`,
        hint: 'use a STANDARD state machine, or less time',
      };
    }
  },
};
