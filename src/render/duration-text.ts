/** Units by their seconds, the largest first. */
const UNITS = [
  [86_400, 'day', 'days'],
  [3_600, 'hour', 'hours'],
  [60, 'minute', 'minutes'],
  [1, 'second', 'seconds'],
] as const;

/** `2 days`, `1 hour 30 minutes`. */
export function durationText(seconds: number): string {
  let rest = seconds;
  const parts: string[] = [];
  for (const [length, one, many] of UNITS) {
    const count = length === 1 ? Number(rest.toFixed(3)) : Math.floor(rest / length);
    rest -= count * length;
    if (count > 0) parts.push(`${count} ${count === 1 ? one : many}`);
  }
  return parts.slice(0, 2).join(' ') || '0 seconds';
}
