import { takesFailure } from '../../interpreter';

/** Whether `ErrorEquals` of a retrier or catcher takes an error, by its name or a wildcard: as the interpreter matches. */
export function takesError(names: readonly string[], error: string | undefined): boolean {
  return takesFailure(names, { error });
}
