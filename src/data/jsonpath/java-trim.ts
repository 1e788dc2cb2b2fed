/** Java's `trim`: without the characters up to the space at both ends. */
export function javaTrim(text: string): string {
  return stripEnds(text, (character) => character <= ' ');
}

/** The text without the characters at its beginning that `leading` tells, and those at its end that `trailing` tells. */
export function stripEnds(text: string, leading: (character: string) => boolean, trailing = leading): string {
  let start = 0;
  let end = text.length;
  while (start < end && leading(text[start]!)) start++;
  while (end > start && trailing(text[end - 1]!)) end--;
  return text.slice(start, end);
}
