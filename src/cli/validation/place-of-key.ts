/** Where a YAML text has a key: lines and columns count from 1. */
export function placeOfKey(text: string, key: string): { readonly line: number; readonly column: number } | undefined {
  for (const [index, line] of text.split('\n').entries()) {
    const written = line.trimStart();
    const quoted = /^(["']?)(.*?)\1\s*:(?:\s|$)/.exec(written)?.[2];
    if (quoted === key) return { line: index + 1, column: line.length - written.length + 1 };
  }
  return undefined;
}
