/** So many names fit a message that somebody reads. */
const MOST_NAMES = 20;

/** Names for a message: the first twenty, and how many more there are. */
export function listedNames(names: Iterable<string>): string {
  const all = [...names];
  const shown = all.slice(0, MOST_NAMES).join(', ');
  return all.length <= MOST_NAMES ? shown : `${shown} and ${all.length - MOST_NAMES} more`;
}
