import { joinedByOr, nearestName } from '../asl';
import { CommandError } from './command-error';

/** A value when it is one of those allowed. Throws a CommandError otherwise. */
export function oneOf<Value extends string>(name: string, value: string | undefined, allowed: readonly Value[]): Value | undefined {
  if (value === undefined || (allowed as readonly string[]).includes(value)) return value as Value | undefined;
  const nearest = nearestName(value, allowed);
  throw new CommandError(
    `${name} expected ${joinedByOr(allowed)}, received "${value}".`,
    nearest === undefined ? undefined : `did you mean ${nearest}?`,
  );
}
