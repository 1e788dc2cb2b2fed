import { nearestName } from './nearest-name';

/** A name that was given and is not known. */
export interface UnknownName {
  readonly name: string;
  /** The known name that looks most like it, if any does. */
  readonly nearest: string | undefined;
}

/** The first name of an object that is not among the known ones; undefined when all are. */
export function unknownName(given: object, known: readonly string[]): UnknownName | undefined {
  const name = Object.keys(given).find((each) => !known.includes(each));
  return name === undefined ? undefined : { name, nearest: nearestName(name, known) };
}
