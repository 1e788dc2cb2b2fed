import { anyValue, integer, nonEmptyText, orExpression, pathText } from '../field-checks';
import { checkExclusive, fieldTable } from '../field-table';
import type { JsonObject, JsonValue } from '../json';
import { ownKey } from '../json';
import { report } from '../place';
import { QUOTAS } from '../quotas';
import type { StateTable } from '../state-table';
import { credentials } from '../tables/credentials';
import type { StateBase, Transition, WorkFields } from './common-fields';
import { WORK_ROWS } from './common-fields';

/** Fields of a Task state. Strings may be JSONata expressions where the language allows. */
export interface TaskState extends StateBase, Transition, WorkFields {
  readonly Type: 'Task';
  readonly Resource: string;
  readonly Parameters?: JsonValue;
  readonly Arguments?: JsonValue;
  readonly Credentials?: JsonObject;
  readonly TimeoutSeconds?: number | string;
  readonly TimeoutSecondsPath?: string;
  readonly HeartbeatSeconds?: number | string;
  readonly HeartbeatSecondsPath?: string;
}

const seconds = orExpression(integer(1, QUOTAS.largestCount));

/** The rules of a Task state. */
export const TASK: StateTable = {
  fields: fieldTable(WORK_ROWS, {
    Resource: { check: nonEmptyText, required: true },
    Parameters: { check: anyValue, language: 'JSONPath', twin: '"Arguments"' },
    Arguments: { check: anyValue, language: 'JSONata', twin: '"Parameters"' },
    Credentials: { check: credentials },
    TimeoutSeconds: { check: seconds },
    TimeoutSecondsPath: { check: pathText, language: 'JSONPath', twin: '"TimeoutSeconds" with an expression' },
    HeartbeatSeconds: { check: seconds },
    HeartbeatSecondsPath: { check: pathText, language: 'JSONPath', twin: '"HeartbeatSeconds" with an expression' },
  }),
  facts: { takesRetry: true, hasResultPath: true, takesAssign: true, terminal: false, takesNext: true },
  check(state, place) {
    checkExclusive(state, ['TimeoutSeconds', 'TimeoutSecondsPath'], place);
    checkExclusive(state, ['HeartbeatSeconds', 'HeartbeatSecondsPath'], place);
    const timeout = ownKey(state, 'TimeoutSeconds');
    const heartbeat = ownKey(state, 'HeartbeatSeconds');
    // Equal values occur in published definitions, so only the greater heartbeat is refused.
    if (typeof timeout === 'number' && typeof heartbeat === 'number' && heartbeat > timeout) {
      report(place, 'HeartbeatSeconds', 'OUT_OF_RANGE', { type: 'heartbeat', under: timeout }, { received: heartbeat });
    }
  },
};
