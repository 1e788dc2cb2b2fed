import { childPointer, type JsonValue, ownKey, QUOTAS } from '../../asl';
import type { Rule } from '../rule';

const FIELDS = ['Result', 'Parameters', 'Arguments', 'Output', 'ItemSelector', 'ResultSelector', 'Items'];

/** Warns of constants that alone fill a payload over the quota of the service. */
export const largeConstants: Rule = {
  name: 'PAYLOAD_TOO_LARGE',
  severity: 'WARNING',
  aws: false,
  *check({ states }) {
    for (const { node, state } of states) {
      for (const field of FIELDS) {
        const value: JsonValue | undefined = ownKey(state, field);
        if (value === undefined || typeof value !== 'object' || value === null) continue;
        const bytes = Buffer.byteLength(JSON.stringify(value));
        if (bytes > QUOTAS.payloadBytes)
          yield {
            pointer: childPointer(node.pointer, field),
            message: `State "${node.name}": "${field}" alone has ${bytes} bytes, more than the ${QUOTAS.payloadBytes} that a payload may have`,
            hint: 'keep the data in S3 and pass its key',
          };
      }
    }
  },
};
