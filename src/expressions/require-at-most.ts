import { surplusMistake } from '../asl';
import { BuilderError } from './builder-error';

/** Throws a BuilderError for a call with more arguments than the builder takes, which JavaScript drops in silence. */
export function requireAtMost(call: string, most: number, given: ArrayLike<unknown>, hint?: string, step?: string): void {
  if (given.length <= most) return;
  const surplus = surplusMistake(call, most, given);
  if (surplus === undefined) return;
  throw new BuilderError({
    code: 'ARGUMENTS_SURPLUS',
    ...(step === undefined ? {} : { step }),
    message: surplus,
    hint:
      hint ?? (most === 0 ? 'leave them out: they change nothing.' : `leave out what comes after ${firstOnes(most)}: it changes nothing.`),
  });
}

function firstOnes(most: number): string {
  return most === 1 ? 'the first argument' : `the first ${most} arguments`;
}
