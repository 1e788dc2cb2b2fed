import type { JsonObject, JsonValue } from '../json';
import type { StateBase, Transition, WorkFields } from './common-fields';

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
