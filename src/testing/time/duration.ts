import { inheritedMember, inheritedText, receivedText } from '../../asl';
import { UsageError } from '../usage-error';

/** A span of virtual time, in parts that add up. */
export interface DurationParts {
  readonly weeks?: number;
  readonly days?: number;
  readonly hours?: number;
  readonly minutes?: number;
  readonly seconds?: number;
  readonly milliseconds?: number;
}

/** A span of virtual time: milliseconds, parts that add up, or a `Duration` of the CDK. */
export type VirtualDuration = number | DurationParts | { toMilliseconds(): number };

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const UNITS: Readonly<Record<keyof DurationParts, number>> = {
  weeks: 7 * DAY,
  days: DAY,
  hours: HOUR,
  minutes: MINUTE,
  seconds: SECOND,
  milliseconds: 1,
};

/** The milliseconds of a duration that a method was given. Throws a usage error when it goes backwards, is not a number or names an unknown unit. */
export function durationMilliseconds(duration: VirtualDuration, method = 'advance()'): number {
  const total = typeof duration === 'number' ? duration : partsMilliseconds(duration, method);
  if (Number.isFinite(total) && total >= 0) return total;
  throw new UsageError(
    `${method} expected a duration of 0 or more, received ${durationGiven(duration)}.`,
    total < 0 && method === 'advance()'
      ? 'virtual time only moves forward; start another execution to look at an earlier time.'
      : 'give milliseconds, or parts such as { days: 7 }.',
  );
}

/** A duration as a person writes it: `0 s`, `1.5 s`, `2 h 30 min`, `7 d`. */
export function durationText(milliseconds: number): string {
  if (milliseconds < MINUTE) return `${milliseconds / SECOND} s`;
  const parts: string[] = [];
  let rest = milliseconds;
  for (const [unit, size] of [
    ['d', DAY],
    ['h', HOUR],
    ['min', MINUTE],
  ] as const) {
    if (rest < size) continue;
    parts.push(`${Math.floor(rest / size)} ${unit}`);
    rest %= size;
  }
  if (rest > 0) parts.push(`${rest / SECOND} s`);
  return parts.join(' ');
}

function partsMilliseconds(duration: Exclude<VirtualDuration, number>, method: string): number {
  if (typeof duration !== 'object' || duration === null) return Number.NaN;
  if ('toMilliseconds' in duration) return typeof duration.toMilliseconds === 'function' ? duration.toMilliseconds() : Number.NaN;
  const inherited = inheritedMember(duration);
  if (inherited !== undefined) {
    const { message, hint } = inheritedText(inherited, '', 'parts');
    throw new UsageError(`${method} ${message}`, hint);
  }
  let given = false;
  let total = 0;
  for (const [unit, count] of Object.entries(duration) as [keyof DurationParts, unknown][]) {
    if (!Object.hasOwn(UNITS, unit)) {
      throw new UsageError(`${method} does not know the unit "${unit}".`, `use ${Object.keys(UNITS).join(', ')}.`);
    }
    if (count === undefined) continue;
    if (typeof count !== 'number' || Number.isNaN(count))
      throw new UsageError(
        `${method} expected a duration of 0 or more, received ${receivedText(count)} for ${unit}.`,
        'write { days: 7 }.',
      );
    given = true;
    total += count * UNITS[unit];
  }
  // No part at all is what a misspelt variable leaves: no time is written as 0.
  return given ? total : Number.NaN;
}

function durationGiven(duration: unknown): string {
  if (typeof duration === 'number' || duration === undefined) return String(duration);
  try {
    return JSON.stringify(duration, (_unit, count) => (count === undefined ? 'undefined' : count)) ?? String(duration);
  } catch {
    return String(duration);
  }
}
