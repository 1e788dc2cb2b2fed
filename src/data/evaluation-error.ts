/** Error names with which an evaluation can fail. */
export type EvaluationErrorName =
  | 'States.Runtime'
  | 'States.ReferencePathConflict'
  | 'States.QueryEvaluationError'
  /** What a field makes is over any limit of payloads; `message` is empty, since AWS names the state and nothing else. */
  | 'States.DataLimitExceeded';

/**
 * An expression that failed while a workflow ran. `message` is AWS's own text for it, without the lead
 * `An error occurred while executing the state …`, which only the interpreter can fill in.
 */
export class EvaluationError extends Error {
  constructor(
    readonly errorName: EvaluationErrorName,
    message: string,
    /** `location` of AWS's EvaluationFailed event: the field, such as `Output/result`. */
    readonly location?: string,
    /** AWS links the EvaluationFailed event to the state's entry rather than to the event before it. */
    readonly pointsAtEntered = false,
  ) {
    super(message);
    this.name = 'EvaluationError';
  }
}

/** Text that is not an expression of its language: found when a definition is prepared, before anything runs. */
export class ExpressionSyntaxError extends Error {
  constructor(
    /** The expression as written. */
    readonly expression: string,
    /** Position in `expression`, from 0, when known. */
    readonly offset: number | undefined,
    message: string,
    /** The service takes the definition, and fails when it comes to the expression. */
    readonly failsWhenRun = false,
  ) {
    super(message);
    this.name = 'ExpressionSyntaxError';
  }

  /** Keys that lead from the state to the expression, such as `Output`, `v`; none where only the state is known. */
  readonly path: Array<string | number> = [];
}

/** An expression that its language allows and Step Functions refuses: it reads an input document, which there is not. */
export class UnsupportedReadsError extends ExpressionSyntaxError {
  constructor(
    expression: string,
    /** What it reads at its top level: names and `$`, or `$$` anywhere. */
    readonly reads: readonly string[],
  ) {
    super(expression, undefined, `it reads ${reads.join(', ')} where there is nothing to read`);
    this.name = 'UnsupportedReadsError';
  }
}
