import { holdsJson } from '../../asl';
import type { VirtualDuration } from '../time/duration';

/** What an argument would say if it had been meant otherwise: behind `.not` nobody would notice that it was. */
export interface OtherReading {
  readonly value: unknown;
  /** As a sentence goes on: `5 is milliseconds, and 5 s is what came`. */
  readonly why: string;
  readonly hint: string;
}

const SECOND = 1000;

/** A bare number of a duration, read as seconds. */
export function asSeconds(value: unknown): OtherReading | undefined {
  if (typeof value !== 'number' || value === 0) return undefined;
  return {
    value: value * SECOND,
    why: `${value} is milliseconds; as ${value} s, the check fails`,
    hint: `write { seconds: ${value} }, or { milliseconds: ${value} } if that is meant.`,
  };
}

/** Bare numbers among several durations, read as seconds; undefined when there are none. */
export function allAsSeconds(
  values: readonly VirtualDuration[],
): (OtherReading & { readonly value: readonly VirtualDuration[] }) | undefined {
  const first = values.map(asSeconds).find((each) => each !== undefined);
  if (first === undefined) return undefined;
  return { ...first, value: values.map((each) => (asSeconds(each)?.value as number | undefined) ?? each) };
}

/** The JSON text of an object or a list, read as that. */
export function asParsed(value: unknown): OtherReading | undefined {
  if (!holdsJson(value)) return undefined;
  return {
    value: JSON.parse(value) as unknown,
    why: 'it is JSON text; with the data in that text, the check fails',
    hint: 'leave JSON.stringify() and the quotes out.',
  };
}
