import type { JsonValue } from '../asl';
import type { EvaluationError } from './evaluation-error';
import type { EvaluationScope } from './scope';

/** A value or expression compiled once. Throws {@link EvaluationError} when it fails at run time. */
export interface CompiledValue {
  /** True when it never reads the scope: the same shared value each time. */
  readonly constant: boolean;
  evaluate(scope: EvaluationScope): JsonValue;
}

/** A JSONPath compiled once: `$…`, `$$…` or `$name…`. */
export interface CompiledPath {
  readonly text: string;
  /** A definite path gives one value or none; an indefinite one an array or nothing. */
  readonly definite: boolean;
  /** True for `$` alone. */
  readonly isRoot: boolean;
  /** The value, or undefined when the path finds nothing. Throws {@link EvaluationError} when the reading takes too much. */
  select(scope: EvaluationScope): JsonValue | undefined;
  /** Jayway's text for why `select` gave undefined, such as `No results for path: $['X']` or `Missing property in path $['no']`. */
  explainMissing(scope: EvaluationScope): string;
}

/** A path that says where to write: `$`, `$.a.b[0]`. */
export interface ReferencePath {
  readonly text: string;
  readonly isRoot: boolean;
  /** A copy of `target` with `value` at the path: only the spine is copied, the rest is shared. Throws States.ReferencePathConflict. */
  insert(target: JsonValue, value: JsonValue): JsonValue;
  /** The error of reading at the path where it finds nothing. */
  conflict(target: JsonValue): EvaluationError;
}
