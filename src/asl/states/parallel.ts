import type { JsonObject, JsonValue } from '../json';
import type { StateBase, Transition, WorkFields } from './common-fields';

/** A branch as written: its parsed form is a state group of the node. */
export interface BranchFields {
  readonly StartAt: string;
  readonly States: JsonObject;
  readonly Comment?: string;
}

/** Fields of a Parallel state. */
export interface ParallelState extends StateBase, Transition, WorkFields {
  readonly Type: 'Parallel';
  readonly Branches: readonly BranchFields[];
  readonly Parameters?: JsonValue;
  readonly Arguments?: JsonValue;
}
