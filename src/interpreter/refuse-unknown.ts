import { unknownName } from '../asl';
import { UsageError } from './usage-error';

/** Nothing is ignored silently: a name that no option has is a mistake. Throws a UsageError with the nearest one. */
export function refuseUnknown(what: string, given: object, known: readonly string[]): void {
  const unknown = unknownName(given, known);
  if (unknown === undefined) return;
  const { name, nearest } = unknown;
  throw new UsageError(
    `${what}: expected one of ${known.join(', ')}, received ${JSON.stringify(name)}.${nearest === undefined ? '' : ` Hint: did you mean ${JSON.stringify(nearest)}?`}`,
  );
}
