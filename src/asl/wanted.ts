import type { QueryLanguage, StateType } from './definition';

/** A kind of value that a field takes. */
export type WantedValue =
  | { readonly type: 'string' | 'boolean' | 'timestamp' | 'condition' }
  | { readonly type: 'path'; readonly orNull?: true }
  /** A number that may have a fraction. Its bounds are inclusive, and absent where there is none. */
  | { readonly type: 'number'; readonly least?: number; readonly most?: number }
  | { readonly type: 'integer'; readonly least?: number; readonly most?: number }
  /** `what` names the object where it has a name, as in `a state`. */
  | { readonly type: 'object'; readonly what?: string }
  /** `items` names the entries, in the plural. */
  | { readonly type: 'array'; readonly items: string }
  | { readonly type: 'words'; readonly words: readonly string[] };

/** A range that a value of the right type leaves. */
export type WantedRange =
  | Extract<WantedValue, { type: 'number' | 'integer' }>
  /** A delay greater than the interval between attempts. */
  | { readonly type: 'delay'; readonly over: number }
  /** A heartbeat less than the timeout of its state. */
  | { readonly type: 'heartbeat'; readonly under: number }
  | { readonly type: 'label'; readonly most: number };

/** Nothing but the code: it says all. */
type NoDetails = Readonly<Record<never, never>>;

/**
 * What each kind of problem wanted at its place, as data. Our sentence and AWS's are both made from it, so that a changed word in one of them cannot
 * change the other.
 */
export interface Wanted {
  /** `found` says why the source is not JSON: it is blank, it ends too soon, or a part of it is another thing. */
  readonly INVALID_JSON: { readonly found: 'blank' | 'end' | 'text' } | { readonly found: 'value'; readonly value: string };
  readonly NOT_A_MACHINE: NoDetails;
  readonly DEFINITION_TOO_LARGE: { readonly most: number };
  readonly NESTED_TOO_DEEPLY: { readonly most: number };
  readonly DUPLICATE_KEY: NoDetails;
  readonly INEXACT_NUMBER: NoDetails;
  readonly MISSING_FIELD: { readonly field: string } & ({ readonly in: string } | { readonly beside: string });
  readonly UNKNOWN_FIELD: { readonly what: string };
  /** `language` is the one that holds at the place and does not have the field. */
  readonly WRONG_QUERY_LANGUAGE: { readonly field: string; readonly language: QueryLanguage };
  readonly QUERY_LANGUAGE_DOWNGRADE: NoDetails;
  readonly WRONG_TYPE: WantedValue;
  readonly UNKNOWN_VALUE: { readonly words: readonly string[] };
  readonly OUT_OF_RANGE: WantedRange;
  readonly EMPTY_VALUE:
    | { readonly type: 'string' }
    | { readonly type: 'array'; readonly items: string }
    | { readonly one: 'state' | 'rule' };
  readonly EXCLUSIVE_FIELDS: { readonly of: readonly string[] | 'operators' };
  /** Exactly one of some fields, any of them, or an operator of a choice rule. */
  readonly MISSING_ALTERNATIVE: { readonly what: string } & (
    | { readonly of: readonly string[] | 'operators' }
    | { readonly anyOf: readonly string[] }
  );
  readonly UNKNOWN_STATE_TYPE: { readonly types: readonly StateType[] };
  readonly MISSING_TRANSITION: { readonly type: StateType };
  readonly MISSING_TRANSITION_TARGET: NoDetails;
  readonly DUPLICATE_STATE_NAME: NoDetails;
  readonly STATE_NAME_LENGTH: { readonly most: number };
  readonly STATES_ALL_PLACEMENT: { readonly place: 'alone' } | { readonly place: 'last'; readonly what: 'retrier' | 'catcher' };
  readonly DISTRIBUTED_ONLY: { readonly field: string };
  readonly INVALID_TIMESTAMP: NoDetails;
}
