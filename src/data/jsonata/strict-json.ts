import { type JsonValue, parseJson } from '../../asl';

/** The value of a JSON text, or undefined when the service does not read it as JSON: it refuses repeated keys and numbers past a double. */
export function parseStrictJson(text: string): JsonValue | undefined {
  let value: JsonValue;
  try {
    value = parseJson(text);
  } catch {
    return undefined;
  }
  return isStrict(text) ? value : undefined;
}

const TOKEN = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\]:,]|[^\s"{}[\]:,]+/g;

/** Walks the tokens of a text already known to be JSON. */
function isStrict(text: string): boolean {
  const open: Array<Set<string> | undefined> = [];
  let previous = '';
  let string = '';
  for (const [token] of text.matchAll(TOKEN)) {
    if (token === '{') open.push(new Set());
    else if (token === '[') open.push(undefined);
    else if (token === '}' || token === ']') open.pop();
    else if (token === ':' && previous === 'string') {
      const keys = open[open.length - 1];
      const key = JSON.parse(string) as string;
      if (keys?.has(key) === true) return false;
      keys?.add(key);
    } else if (token[0] === '"') string = token;
    else if (/^-?\d/.test(token) && !Number.isFinite(Number(token))) return false;
    previous = token[0] === '"' ? 'string' : token;
  }
  return true;
}
