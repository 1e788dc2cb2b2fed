/** What expressions of Java have and those of JavaScript have not, or mean otherwise. */
const JAVA_ONLY = /\\[pPQEAzZGhHvVRX]|\(\?(?![:=!]|<[=!])|[*+?}]\+|&&|\[\[/;

/** What may go back and forth over a text: `*`, `+`, `?` and counts that are not fixed. */
const REPEATS = /^(?:[*+?]|\{\d+,\d*\})/;

/** Repeats that can share a text of this length in many ways, and still be tried in no time. */
const MOST_REPEATS = 4;
const LONGEST_TEXT = 200;

/**
 * Tells whether a text fits the `AllowedPattern` of a parameter, as CloudFormation wants the whole of it to. Undefined for a pattern that only Java
 * understands, and for one that could take for ever: it came with a template that anybody wrote.
 */
export function fitsPattern(pattern: string, text: string): boolean | undefined {
  if (JAVA_ONLY.test(pattern) || text.length > LONGEST_TEXT || !isQuick(pattern)) return undefined;
  try {
    return new RegExp(`^(?:${pattern})$`).test(text);
  } catch {
    return undefined;
  }
}

/** True where no group that can match in several ways is repeated, and where little is repeated at all. */
function isQuick(pattern: string): boolean {
  // Characters that stand for themselves, in brackets or behind a backslash, say nothing here.
  const bare = pattern.replace(/\\./g, 'x').replace(/\[[^\]]*\]/g, 'x');
  const isOpen = [false];
  let repeats = 0;
  for (let at = 0; at < bare.length; at++) {
    const character = bare[at];
    if (character === '(') isOpen.push(false);
    if (character === '|') isOpen[isOpen.length - 1] = true;
    const closed = character === ')' ? isOpen.pop() === true : false;
    if (closed) isOpen[isOpen.length - 1] = true;
    const repeat = REPEATS.exec(bare.slice(at + 1, at + 20))?.[0];
    if (repeat === undefined || character === '(') continue;
    if (closed && repeat !== '?') return false;
    isOpen[isOpen.length - 1] = true;
    repeats += repeat === '?' ? 0 : 1;
  }
  return repeats <= MOST_REPEATS;
}
