import { isHttpStatusError, isReservedErrorName, misspeltError, misspeltServiceError, WILDCARD_ERROR } from '../../asl';
import { BuilderError } from '../../expressions';

/**
 * Refuses names that look like AWS's and are not: Step Functions takes them, and a retrier or catcher with such a name never acts.
 *
 * @throws BuilderError with the nearest name
 */
export function checkErrorNames(step: string, option: 'retry' | 'catch', names: readonly string[] = []): void {
  if (names.length > 1 && names.includes(WILDCARD_ERROR)) {
    throw new BuilderError({
      code: 'UNKNOWN_ERROR_NAME',
      step,
      message: `Its ${option} names "${WILDCARD_ERROR}" beside others, and Step Functions takes it alone.`,
      hint: `leave out the others, which it stands for, or "${WILDCARD_ERROR}".`,
    });
  }
  for (const name of names) {
    if (isReservedErrorName(name) || isHttpStatusError(name)) continue;
    const meant = misspeltError(name) ?? misspeltServiceError(name);
    if (meant === undefined && !name.startsWith('States.')) continue;
    throw new BuilderError({
      code: 'UNKNOWN_ERROR_NAME',
      step,
      message: `Its ${option} names ${JSON.stringify(name)}, and AWS has no such error.`,
      hint:
        meant === undefined
          ? 'names that begin with "States." are reserved for AWS; take another.'
          : `did you mean ${JSON.stringify(meant)}?`,
    });
  }
}
