import type { JsonValue } from '../../asl';
import { holdsJson } from '../../asl';
import { requireText } from '../../interpreter';
import { rawResult } from '../mocks/raw-result';
import { requireRealError } from '../require-real-error';
import { UsageError } from '../usage-error';

/** The output that a callback or worker sends, as JSON. Throws a usage error for what is not JSON, and for the text of it, which the SDK takes and this does not. */
export function givenOutput(who: string, method: string, output: unknown): JsonValue {
  if (holdsJson(output))
    throw new UsageError(
      `${who}: ${method} expected the output itself, received JSON text: the state would get a text.`,
      'leave JSON.stringify() out; if a text is meant, give it by a mock: .returns(text).',
    );
  return rawResult(who, method, output);
}

/** Throws a usage error for what a callback or worker cannot fail with. */
export function requireFailure(method: string, error: unknown, cause: unknown): void {
  requireText(`${method}, the error`, error);
  requireText(`${method}, the cause`, cause);
  if (error !== undefined)
    requireRealError(
      `${method} expected the name of an error,`,
      error as string,
      "name the error that the task fails with, such as 'OrderRejected'.",
    );
}
