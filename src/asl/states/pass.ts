import type { JsonValue } from '../json';
import type { JsonPathFields, OutputFields, StateBase, Transition } from './common-fields';

/** Fields of a Pass state. */
export interface PassState extends StateBase, Transition, JsonPathFields, OutputFields {
  readonly Type: 'Pass';
  readonly Result?: JsonValue;
  readonly ResultPath?: string | null;
  readonly Parameters?: JsonValue;
}
