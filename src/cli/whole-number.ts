import { CommandError } from './command-error';

/** The whole number that an option gives; undefined where it is not given. Throws a CommandError for anything else, and for one below the least. */
export function wholeNumber(option: string, given: string | undefined, least?: number): number | undefined {
  if (given === undefined) return undefined;
  const number = /^-?\d{1,15}$/.test(given) ? Number(given) : Number.NaN;
  if (number >= (least ?? Number.NEGATIVE_INFINITY)) return number;
  throw new CommandError(`${option} expected a whole number${least === undefined ? '' : ` from ${least}`}, received "${given}".`);
}
