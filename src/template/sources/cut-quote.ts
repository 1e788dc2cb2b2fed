import type { YamlNode, YamlPackage, YamlPair } from './yaml-package';

/**
 * Where the first text in quotes ends that the package takes to end at a line because the next one is not indented, though its closing quote
 * comes later. Undefined where there is none.
 */
export function cutQuote(root: YamlNode | null, text: string, yaml: YamlPackage): number | undefined {
  const open: (YamlNode | null)[] = [root];
  let first: number | undefined;
  while (open.length > 0) {
    const node = open.pop() ?? null;
    if (node === null) continue;
    if (yaml.isMap(node)) for (const { key, value } of (node.items ?? []) as readonly YamlPair[]) open.push(key, value);
    else if (yaml.isSeq(node)) for (const item of (node.items ?? []) as readonly YamlNode[]) open.push(item);
    else if (node.type?.startsWith('QUOTE_') === true && node.range) {
      const [start, end] = node.range;
      const closing = closingQuote(text, start);
      if (closing !== -1 && closing >= end && (first === undefined || end < first)) first = end;
    }
  }
  return first;
}

/** Where the quote that opens at a place is closed: `''` is a quote within single ones, and a backslash escapes within double ones. */
function closingQuote(text: string, start: number): number {
  const quote = text[start];
  for (let at = start + 1; at < text.length; at++) {
    if (quote === '"' && text[at] === '\\') at += 1;
    else if (text[at] === quote) {
      if (quote === '"' || text[at + 1] !== quote) return at;
      at += 1;
    }
  }
  return -1;
}
