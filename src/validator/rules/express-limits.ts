import { childPointer, fieldsAsJson, type JsonObject, ownKey } from '../../asl';
import { isDistributed, processorConfig } from '../distributed-map';
import type { Rule } from '../rule';
import { readResource } from '../services/read-resource';

/** Reports what an EXPRESS machine cannot do: wait for jobs, tokens or activities, and run a distributed Map. */
export const expressLimits: Rule = {
  name: 'EXPRESS_UNSUPPORTED',
  severity: 'ERROR',
  aws: true,
  code: 'SCHEMA_VALIDATION_FAILED',
  *check({ states, type }) {
    for (const { node, state, around } of states) {
      // The children of a distributed Map are executions of their own type.
      const express = childType(around.map(({ fields }) => fieldsAsJson(fields))) ?? type;
      if (express !== 'EXPRESS') continue;
      const pointer = childPointer(node.pointer, 'Resource');
      const resource = node.type === 'Task' ? ownKey(state, 'Resource') : undefined;
      const parsed = typeof resource === 'string' ? readResource(resource) : undefined;
      const hint = 'use a STANDARD state machine';
      if (parsed?.kind === 'activity') yield { pointer, message: 'Express state machine does not support Activity ARN', hint };
      else if (parsed?.kind === 'integration' || parsed?.kind === 'sdk') {
        if (parsed.pattern === 'runJob')
          yield { pointer, message: `Express state machine does not support '.sync' service integration`, hint };
        // Two blanks before "at" in AWS's text (recorded): one is part of the message.
        else if (parsed.pattern === 'waitForCallback')
          yield { pointer, message: `Express state machine does not support '.waitForTaskToken' service integration `, hint };
      }
      if (node.type === 'Map' && isDistributed(state))
        yield {
          pointer: modePointer(node.pointer, state),
          message: `The field 'Mode' with value 'DISTRIBUTED' is not supported inside 'EXPRESS' state machines`,
          hint,
        };
    }
  },
};

function modePointer(pointer: string, state: JsonObject): string {
  return `${pointer}/${ownKey(state, 'ItemProcessor') === undefined ? 'Iterator' : 'ItemProcessor'}/ProcessorConfig/Mode`;
}

function childType(around: readonly JsonObject[]): string | undefined {
  for (const state of [...around].reverse()) {
    const type = isDistributed(state) ? ownKey(processorConfig(state)!, 'ExecutionType') : undefined;
    if (typeof type === 'string') return type;
  }
  return undefined;
}
