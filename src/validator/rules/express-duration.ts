import { childPointer, fieldsAsJson, isJsonObject, ownKey, QUOTAS } from '../../asl';
import { isDistributed, processorConfig } from '../distributed-map';
import type { Rule } from '../rule';

/** Warns of an EXPRESS machine that waits, or lets a task take, longer than such an execution may live. */
export const expressDuration: Rule = {
  name: 'EXPRESS_TOO_LONG',
  severity: 'WARNING',
  aws: false,
  *check({ states, type, source }) {
    const limit = isJsonObject(source) ? ownKey(source, 'TimeoutSeconds') : undefined;
    if (type === 'EXPRESS' && typeof limit === 'number' && limit > QUOTAS.expressSeconds)
      yield {
        pointer: '/TimeoutSeconds',
        message: `The machine may take ${limit} seconds, but an EXPRESS execution ends after ${QUOTAS.expressSeconds}`,
        hint: 'use a STANDARD state machine, or less time',
      };
    for (const { node, state, around } of states) {
      // The children of a distributed Map are executions of their own, of the type that it says.
      const runner = [...around].reverse().find((each) => isDistributed(fieldsAsJson(each.fields)));
      if ((runner === undefined ? type : ownKey(processorConfig(fieldsAsJson(runner.fields)) ?? {}, 'ExecutionType')) !== 'EXPRESS')
        continue;
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
