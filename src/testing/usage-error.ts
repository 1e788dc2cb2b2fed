const BRAND: unique symbol = Symbol.for('drystep.usageError');

/** The author of a test misused the harness: never an outcome of the workflow. Thrown at once, or rejects the run. */
export class UsageError extends Error {
  readonly [BRAND] = true;

  constructor(message: string, hint?: string, options?: ErrorOptions) {
    super(hint === undefined ? message : `${message} Hint: ${hint}`, options);
    this.name = 'UsageError';
  }
}

/** Tells a {@link UsageError}, of any loaded copy of the package, from other errors. */
export function isUsageError(error: unknown): error is UsageError {
  return typeof error === 'object' && error !== null && (error as Partial<UsageError>)[BRAND] === true;
}
