import type { JsonValue } from '../json';
import type { JsonPathFields, StateBase } from './common-fields';

/** Fields of a Succeed state. */
export interface SucceedState extends StateBase, JsonPathFields {
  readonly Type: 'Succeed';
  readonly Output?: JsonValue;
}
