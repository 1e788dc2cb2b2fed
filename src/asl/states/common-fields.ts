import { anyValue, flag, object, oneWordOf, pathOrNull, text } from '../field-checks';
import type { FieldRule } from '../field-table';
import type { JsonObject, JsonValue } from '../json';
import { catchers } from '../tables/catcher';
import { retriers } from '../tables/retrier';

/** Fields every state has. */
export interface StateBase {
  readonly Type: string;
  readonly Comment?: string;
  readonly QueryLanguage?: 'JSONPath' | 'JSONata';
}

/** Where a state goes: exactly one of the two. */
export interface Transition {
  readonly Next?: string;
  readonly End?: boolean;
}

/** JSONPath fields around a state's work. `null` is meaningful (empty input, discarded result). */
export interface JsonPathFields {
  readonly InputPath?: string | null;
  readonly OutputPath?: string | null;
}

/** Fields of states that store variables and shape their output. */
export interface OutputFields {
  /** JSONPath: a payload template; JSONata: an object of values and expressions. */
  readonly Assign?: JsonObject;
  /** JSONata only. */
  readonly Output?: JsonValue;
}

/** One entry of `Retry`. */
export interface Retrier {
  readonly ErrorEquals: readonly string[];
  /** @default 1 */
  readonly IntervalSeconds?: number;
  /** @default 3 */
  readonly MaxAttempts?: number;
  /** @default 2.0 */
  readonly BackoffRate?: number;
  readonly MaxDelaySeconds?: number;
  /** @default 'NONE' */
  readonly JitterStrategy?: 'FULL' | 'NONE';
  readonly Comment?: string;
}

/** One entry of `Catch`. */
export interface Catcher {
  readonly ErrorEquals: readonly string[];
  readonly Next: string;
  /** JSONPath only. `null` discards the error output. @default '$' */
  readonly ResultPath?: string | null;
  readonly Assign?: JsonObject;
  /** JSONata only. */
  readonly Output?: JsonValue;
  readonly Comment?: string;
}

/** Fields of Task, Parallel and Map. */
export interface WorkFields extends JsonPathFields, OutputFields {
  readonly ResultPath?: string | null;
  readonly ResultSelector?: JsonValue;
  readonly Retry?: readonly Retrier[];
  readonly Catch?: readonly Catcher[];
}

/** Rows of the fields every state has. */
export const BASE_ROWS = {
  Type: { check: text, required: true },
  Comment: { check: text },
  QueryLanguage: { check: oneWordOf('JSONPath', 'JSONata') },
} as const satisfies Record<string, FieldRule>;

/** Rows of `Next` and `End`. */
export const TRANSITION_ROWS = { Next: { check: text }, End: { check: flag } } as const satisfies Record<string, FieldRule>;

/** Rows of the JSONPath fields around a state's work. */
export const PATH_ROWS = {
  InputPath: { check: pathOrNull, language: 'JSONPath', twin: '"$states.input" in the expressions' },
  OutputPath: { check: pathOrNull, language: 'JSONPath', twin: '"Output"' },
} as const satisfies Record<string, FieldRule>;

/** Row of JSONata's `Output`. */
export const OUTPUT_ROWS = {
  Output: { check: anyValue, language: 'JSONata', twin: '"ResultSelector", "ResultPath" or "OutputPath"' },
} as const satisfies Record<string, FieldRule>;

/** Row of `Assign`. */
export const ASSIGN_ROWS = { Assign: { check: object } } as const satisfies Record<string, FieldRule>;

/** Rows that Task, Parallel and Map share. */
export const WORK_ROWS = {
  ...BASE_ROWS,
  ...TRANSITION_ROWS,
  ...PATH_ROWS,
  ...OUTPUT_ROWS,
  ...ASSIGN_ROWS,
  ResultPath: { check: pathOrNull, language: 'JSONPath', twin: '"Output"' },
  ResultSelector: { check: anyValue, language: 'JSONPath', twin: '"Output"' },
  Retry: { check: retriers },
  Catch: { check: catchers },
} as const satisfies Record<string, FieldRule>;
