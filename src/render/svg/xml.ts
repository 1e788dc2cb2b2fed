import { shownText } from '../shown-text';

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Text from a definition as content of an element or attribute of XML and HTML: it is text whatever it holds. */
export function xmlText(text: string): string {
  return shownText(text).replaceAll(/[&<>"']/g, (character) => ENTITIES[character]!);
}

/** A coordinate with at most one decimal, so that the same picture has the same text. */
export function coordinate(value: number): string {
  const rounded = Math.round(value * 10) / 10;
  return String(rounded === 0 ? 0 : rounded);
}
