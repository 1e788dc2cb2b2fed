import { CommandError } from '../command-error';

const UNITS: Readonly<Record<string, number>> = { w: 604_800_000, d: 86_400_000, h: 3_600_000, m: 60_000, min: 60_000, s: 1000, ms: 1 };

/** The milliseconds of `7d`, `1h30m` or `500ms`. Throws a CommandError that names the option for anything else. */
export function givenDuration(option: string, text: string): number {
  const parts = [...text.matchAll(/(\d+(?:\.\d+)?) *(ms|min|[wdhms]) */gy)];
  const read = parts.map(([part]) => part).join('');
  if (parts.length > 0 && read === text) return parts.reduce((sum, [, count, unit]) => sum + Number(count) * UNITS[unit!]!, 0);
  throw new CommandError(`${option} expected a duration, received "${text}".`, 'write 7d, 1h30m or 90s.');
}

/** A duration as {@link givenDuration} takes it: `2d 9s`. */
export function durationArgument(milliseconds: number): string {
  const parts: string[] = [];
  let rest = milliseconds;
  for (const unit of ['d', 'h', 'm', 's', 'ms']) {
    const count = Math.floor(rest / UNITS[unit]!);
    if (count > 0) parts.push(`${count}${unit}`);
    rest -= count * UNITS[unit]!;
  }
  return parts.join(' ') || '0s';
}
