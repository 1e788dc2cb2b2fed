/** Units by their seconds, the largest first. */
const UNITS = [
  [86_400, 'day', 'days'],
  [3_600, 'hour', 'hours'],
  [60, 'minute', 'minutes'],
  [1, 'second', 'seconds'],
] as const;

/** `2 days`, `1 hour 30 minutes`, `6.27 seconds`, `379 ms`. */
export function durationText(seconds: number): string {
  if (seconds > 0 && seconds < 1) return `${Math.round(seconds * 1000)} ms`;
  let rest = seconds;
  const parts: string[] = [];
  for (const [length, one, many] of UNITS) {
    const count = length === 1 ? Number(rest.toFixed(2)) : Math.floor(rest / length);
    rest -= count * length;
    if (count > 0) parts.push(`${count} ${count === 1 ? one : many}`);
  }
  return parts.slice(0, 2).join(' ') || '0 seconds';
}
