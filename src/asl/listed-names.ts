/** So many names fit a message that somebody reads. */
const MOST_NAMES = 20;

/** Names for a message: the first twenty, and how many more there are. */
export function listedNames(names: Iterable<string>): string {
  const all = [...names];
  const shown = all.slice(0, MOST_NAMES).join(', ');
  return all.length <= MOST_NAMES ? shown : `${shown} and ${all.length - MOST_NAMES} more`;
}

/** The same with each in quotation marks. */
export function listedQuoted(names: Iterable<string>): string {
  return listedNames(Array.from(names, (name) => JSON.stringify(name)));
}

/** A line for each of the first twenty, and one for how many more there are. */
export function listedLines(texts: readonly string[]): string {
  const lines = texts.slice(0, MOST_NAMES).map((text) => `  - ${text}`);
  return [...lines, ...(texts.length > MOST_NAMES ? [`  - and ${texts.length - MOST_NAMES} more`] : [])].join('\n');
}

/** Texts as a sentence has them: `a, b and c`. */
export function joinedByAnd(texts: readonly string[]): string {
  return joinedBy('and', texts);
}

/** Texts to choose from, as a sentence has them: `a, b or c`. */
export function joinedByOr(texts: readonly string[]): string {
  return joinedBy('or', texts);
}

function joinedBy(word: string, texts: readonly string[]): string {
  return texts.length < 2 ? texts.join('') : `${texts.slice(0, -1).join(', ')} ${word} ${texts.at(-1)}`;
}
