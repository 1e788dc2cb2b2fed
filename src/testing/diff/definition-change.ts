import type { JsonValue } from '../../asl';

/** What a change is about. Rules, retriers and catchers that were added or removed are changes of their state. */
export type ChangeKind =
  | 'stateAdded'
  | 'stateRemoved'
  | 'stateRenamed'
  | 'stateMoved'
  | 'typeChanged'
  | 'startChanged'
  | 'retargeted'
  | 'ruleChanged'
  | 'retryChanged'
  | 'catchChanged'
  | 'expressionChanged'
  | 'resourceChanged'
  | 'timeChanged'
  | 'fieldChanged';

/** One thing that a definition does differently from another. */
export interface DefinitionChange {
  readonly kind: ChangeKind;
  /** The state, by its later name; undefined for the machine itself. */
  readonly state: string | undefined;
  /** Place below the state: `Retry/0/MaxAttempts`, empty for the state itself. */
  readonly place: string;
  /** What it was; undefined when it was added. For a list in another order, the numbers of its entries. */
  readonly before: JsonValue | undefined;
  /** What it is; undefined when it was removed. For a list in another order, the earlier numbers of its entries in the order of today. */
  readonly after: JsonValue | undefined;
}
