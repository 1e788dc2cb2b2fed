import type { JsonObject, JsonValue } from '../asl';

/** A source of randomness that a seed decides, so that equal runs give equal bytes. */
export interface Random {
  /** A double in [0, 1). */
  next(): number;
  /** A version 4 UUID. */
  uuid(): string;
}

/**
 * Everything an expression may read. The interpreter implements it once per branch and changes `input`, `result` and
 * `errorOutput` between evaluations, so an evaluator must not keep a reference past its return.
 */
export interface EvaluationScope {
  /** `$` of JSONPath, `$states.input` of JSONata. */
  readonly input: JsonValue;
  /** `$states.result`; undefined where the language does not offer it. */
  readonly result?: JsonValue | undefined;
  /** `$states.errorOutput`; undefined where the language does not offer it. */
  readonly errorOutput?: JsonValue | undefined;
  /** `$$` of JSONPath, `$states.context` of JSONata. Made on first use: call it only when an expression reads it. */
  context(): JsonObject;
  /** A workflow variable, or undefined when no state has assigned it. */
  variable(name: string): JsonValue | undefined;
  /** Virtual time in milliseconds since the epoch. */
  now(): number;
  readonly random: Random;
  /** False lifts the service's limits of intrinsic functions' arguments. @default true */
  readonly intrinsicSizes?: boolean;
}
