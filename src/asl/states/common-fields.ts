import type { JsonObject, JsonValue } from '../json';

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
