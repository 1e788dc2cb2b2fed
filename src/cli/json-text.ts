import { printableJson } from '../asl';

/** What `--json` prints: indented, with nothing in it that a terminal would obey. */
export function jsonText(value: unknown): string {
  return `${printableJson(JSON.stringify(value, undefined, 2))}\n`;
}
