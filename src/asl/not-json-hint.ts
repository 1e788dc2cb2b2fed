const HINTS: readonly (readonly [RegExp, string])[] = [
  [/^$/, 'the text ends too soon: close what is open'],
  [/^[}\]]/, 'remove the comma before it, or close what is open in the right order'],
  [/^'/, 'JSON has double quotes only'],
  [/^\/[/*]/, 'JSON has no comments: use "Comment"'],
  [/^"(?:[^"\\\n]|\\.)*(?:\n|$)/, 'close the text with a double quote, or write a line break in it as \\n'],
  // biome-ignore lint/suspicious/noControlCharactersInRegex: JSON refuses them in texts.
  [/^"(?:[^"\\\u0000-\u001f]|\\.)*[\u0000-\u001f]/, 'write control characters as escapes, such as \\t'],
  [/^"(?:[^"\\]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*\\(?!["\\/bfnrt]|u[\da-fA-F]{4})/, 'write a backslash in a text as two'],
  [/^["{[]/, 'a comma or colon is missing before it'],
  [/^[\w$]/, 'put names and texts into double quotes'],
];

/** The engine's stack is full after some ten million characters of a text. */
const MOST_READ = 1_000_000;

/** What people mostly mean by what stands where a text stops being JSON, as something to do: of all that follows there. Undefined where that is not known. */
export function notJsonHint(found: string): string | undefined {
  const read = found.slice(0, MOST_READ);
  return HINTS.find(([pattern]) => pattern.test(read))?.[1];
}
