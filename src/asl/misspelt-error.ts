import { isReservedErrorName, RESERVED_ERROR_NAMES } from './error-names';
import { nearestName } from './nearest-name';

/** The reserved error name that a name under `States.` is a misspelling of; undefined for any other name. */
export function misspeltError(name: string): string | undefined {
  if (!/^states?\./i.test(name) || isReservedErrorName(name)) return undefined;
  return nearestName(name, Object.keys(RESERVED_ERROR_NAMES));
}
