import type { FieldTable } from './field-table';
import type { JsonObject } from './json';
import type { Place } from './place';

/** Where a kind keeps its nested states. */
export interface NestedGroup {
  /** Keys below the state, such as `['Branches', 0]`. */
  readonly path: readonly (string | number)[];
  readonly fields: JsonObject;
  readonly table: FieldTable;
  /** As in `a branch`. */
  readonly what: string;
}

/** What shared code needs to know of a state kind. */
export interface StateFacts {
  /** Takes `Retry` and `Catch`. */
  readonly takesRetry: boolean;
  readonly hasResultPath: boolean;
  /** Takes `Assign`. */
  readonly takesAssign: boolean;
  /** Ends its branch: neither `Next` nor `End`. */
  readonly terminal: boolean;
  /** Takes exactly one of `Next` and `End`. */
  readonly takesNext: boolean;
}

/** The rules of one state kind. */
export interface StateTable {
  readonly fields: FieldTable;
  readonly facts: StateFacts;
  /** What the field table cannot say. */
  readonly check?: (state: JsonObject, place: Place) => void;
  /** The nested state groups as written, sound or not. */
  readonly groups?: (state: JsonObject) => readonly NestedGroup[];
  /** Names of states it goes to besides `Next` and `Catch`, with their keys below the state. */
  readonly targets?: (state: JsonObject) => readonly TransitionTarget[];
}

/** A named state a field points to. */
export interface TransitionTarget {
  readonly path: readonly (string | number)[];
  readonly name: string;
}
