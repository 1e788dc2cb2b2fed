import { renderErrorMessage } from './error-messages';
import type { Value } from './values';

/** What an error is about; the message of its code is filled in from these. */
export interface JsonataErrorDetails {
  value?: Value;
  value2?: Value;
  token?: string;
  position?: number;
  index?: number;
  /** The element type named by T0412, such as `numbers`. */
  type?: string;
  exp?: number;
  functionName?: string;
  /** The text of `$error()` and `$assert()`, and of the bounds. */
  text?: string;
}

/** Stands for a code where the service's own functions broke on an argument: it gives no code then, and no reason. */
export const INTERNAL = 'INTERNAL';

/**
 * An error that an expression raised: JSONata's code, and its wording as the message. Code `U1001` marks an evaluation
 * stopped by our bounds (time, depth or memory).
 */
export class JsonataError extends Error {
  /** The operator or function at fault, when known. */
  token: string | undefined;
  value: Value;
  /** Position in the expression, from 0. */
  position: number | undefined;

  constructor(
    readonly code: string,
    readonly details: JsonataErrorDetails = {},
  ) {
    super(code);
    this.name = 'JsonataError';
    this.token = details.token;
    this.value = details.value;
    this.position = details.position;
  }

  /** Words the message. Called once the error has left the expression, when token and position are final. */
  settle(): this {
    this.message = renderErrorMessage(this.code, { ...this.details, token: this.token, position: this.position });
    return this;
  }
}

/** Adds where an error happened and in what, overriding what is there (an operator knows best). */
export function blameOperator(error: unknown, token: string, position: number | undefined): unknown {
  if (error instanceof JsonataError) {
    error.token = token;
    error.position = position;
  }
  return error;
}
