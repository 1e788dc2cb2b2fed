/** The sentences in which Step Functions reports JSONata, in one place. The interpreter puts the state's name before them. */

/** The expression as it was written, and the field it stands in. */
interface ExpressionOrigin {
  readonly expression: string;
  readonly field: string;
}

function subject({ expression, field }: ExpressionOrigin): string {
  return `The JSONata expression '${expression}' specified for the field '${field}'`;
}

/** For an expression whose result is undefined. */
export function returnedNothing(origin: ExpressionOrigin): string {
  return `${subject(origin)} returned nothing (undefined).`;
}

/** For an expression that gives a function, which JSON cannot hold. */
export function returnedUnsupported(origin: ExpressionOrigin): string {
  return `${subject(origin)} returned an unsupported result type.`;
}

/** For a result that the field cannot take. */
export function returnedUnexpected(origin: ExpressionOrigin, expected: string, received: string, value: string): string {
  return `${subject(origin)} returned an unexpected result type. Expected '${expected}', but was '${received}' for value: ${value}`;
}

/** For an error with one of JSONata's codes. */
export function threwError(origin: ExpressionOrigin, code: string, message: string): string {
  return `${subject(origin)} threw an error during evaluation. ${code}: ${message}`;
}

/** For an argument on which one of the service's functions broke (floci issue 2736): a new identifier each time is all it says. */
export function threwInternalError(origin: ExpressionOrigin, id: string): string {
  return `${subject(origin)} threw an internal error during evaluation. ${id}`;
}

/** For an evaluation stopped by a bound, which has no code. */
export function exceededBound(origin: ExpressionOrigin, message: string): string {
  return `${subject(origin)} threw an error during evaluation: ${message}`;
}
