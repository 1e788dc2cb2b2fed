/** Units by their milliseconds, the largest first. */
const UNITS = [
  [86_400_000, 'd'],
  [3_600_000, 'h'],
  [60_000, 'min'],
] as const;

/** How long something took: `250 ms`, `7.9 s`, `1 h 30 min`, `7 d`. */
export function tookText(milliseconds: number): string {
  if (milliseconds < 1000) return `${Math.round(milliseconds)} ms`;
  if (milliseconds < 60_000) return `${Number((milliseconds / 1000).toFixed(2))} s`;
  let rest = Math.round(milliseconds / 1000) * 1000;
  const parts: string[] = [];
  for (const [length, unit] of UNITS) {
    const count = Math.floor(rest / length);
    rest -= count * length;
    if (count > 0) parts.push(`${count} ${unit}`);
  }
  if (rest > 0) parts.push(`${rest / 1000} s`);
  return parts.slice(0, 2).join(' ');
}

/** A moment since the start: `0`, `+2 seconds`. */
export function sinceText(milliseconds: number): string {
  return milliseconds <= 0 ? '0' : `+${tookText(milliseconds)}`;
}

/** A moment as a person writes it. */
export function momentText(milliseconds: number): string {
  const date = new Date(milliseconds);
  return Number.isNaN(date.getTime())
    ? ''
    : date
        .toISOString()
        .replace('T', ' ')
        .replace(/\.000Z$/, 'Z');
}
