import type { JsonPathFields, OutputFields, StateBase, Transition } from './common-fields';

/** Fields of a Wait state: exactly one of the four times. */
export interface WaitState extends StateBase, Transition, JsonPathFields, OutputFields {
  readonly Type: 'Wait';
  readonly Seconds?: number | string;
  readonly Timestamp?: string;
  readonly SecondsPath?: string;
  readonly TimestampPath?: string;
}
