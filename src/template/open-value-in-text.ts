const TOKEN = /"[^"\\]*(?:\\.[^"\\]*)*"|[A-Za-z_][\w.:/-]*/g;

/**
 * The first invented value that keeps a text from being JSON: it stands outside of quotes, where the value of a deployment may be a number or a list.
 * Undefined where something else is wrong.
 */
export function openValueIn(text: string, inventions: ReadonlySet<string>): string | undefined {
  let first: string | undefined;
  const closed = text.replace(TOKEN, (token) => {
    if (token.startsWith('"') || !inventions.has(token)) return token;
    first ??= token;
    return 'null';
  });
  if (first === undefined) return undefined;
  try {
    JSON.parse(closed);
    return first;
  } catch {
    return undefined;
  }
}
