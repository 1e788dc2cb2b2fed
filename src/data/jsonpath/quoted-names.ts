/** The texts in single quotes up to the first `]`. What stands between them means nothing, nor does a backslash. */
export function quotedNames(text: string): readonly string[] {
  return text
    .slice(0, text.indexOf(']'))
    .split("'")
    .filter((_, at, parts) => at % 2 === 1 && at < parts.length - 1);
}
