import { ExpressionSyntaxError } from '../evaluation-error';

/** A JSONata text that does not parse, with JSONata's code and token. */
export class JsonataSyntaxError extends ExpressionSyntaxError {
  constructor(
    expression: string,
    offset: number | undefined,
    message: string,
    /** JSONata's code, such as `S0202`; undefined when the parser itself gave up. */
    readonly code: string | undefined,
    readonly token: string | undefined,
  ) {
    super(expression, offset, message);
  }
}
