import { UsageError } from '../usage-error';

/**
 * The seed of an exploration that was told none: where `CI` is set always the same, so that a change is judged by itself; else undefined, for a new
 * one. `DRYSTEP_EXPLORE_SEED` says another: a number, or `random` for a new one in each run, as a nightly run wants it.
 */
export function defaultSeed(environment: Readonly<Record<string, string | undefined>> = process.env): number | undefined {
  const { DRYSTEP_EXPLORE_SEED: told, CI = '' } = environment;
  if (told === undefined || told === '') return CI === '' || CI === 'false' || CI === '0' ? undefined : 1;
  if (told === 'random') return undefined;
  const seed = Number(told);
  if (!Number.isSafeInteger(seed))
    throw new UsageError(
      `DRYSTEP_EXPLORE_SEED expected a whole number or "random", received ${JSON.stringify(told)}.`,
      'unset it for a seed that stays the same where CI is set.',
    );
  return seed;
}
