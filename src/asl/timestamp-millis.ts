/** Milliseconds since the epoch of what `isTimestamp` takes. A leap second, `23:59:60`, is the second after the 59th, as clocks of computers count. */
export function timestampMillis(text: string): number {
  if (text.slice(17, 19) !== '60') return Date.parse(text);
  return Date.parse(`${text.slice(0, 17)}59${text.slice(19)}`) + 1000;
}
