/** A regular expression of a filter (`=~`), matched against the whole of a text. */
export interface JavaRegex {
  readonly source: string;
  readonly flags: string;
  /** True when all of `text` matches. */
  matches(text: string): boolean;
}

/** Compiles a regular expression as Java writes it. */
export function compileJavaRegex(source: string, flags: string): JavaRegex {
  const regex = new RegExp(`^(?:${source})$`, [...new Set(flags)].filter((flag) => 'ims'.includes(flag)).join(''));
  return { source, flags, matches: (text) => regex.test(text) };
}
