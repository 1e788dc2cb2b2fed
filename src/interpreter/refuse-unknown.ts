import { nearestName } from '../asl';
import { UsageError } from './usage-error';

/** Nothing is ignored silently: a name that no option has is a mistake. Throws a UsageError with the nearest one. */
export function refuseUnknown(what: string, given: object, known: readonly string[]): void {
  for (const name of Object.keys(given)) {
    if (known.includes(name)) continue;
    const near = nearestName(name, known);
    throw new UsageError(
      `${what}: expected one of ${known.join(', ')}, received ${JSON.stringify(name)}.${near === undefined ? '' : ` Hint: did you mean ${JSON.stringify(near)}?`}`,
    );
  }
}
