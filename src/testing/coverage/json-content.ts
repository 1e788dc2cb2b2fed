import { readFileSync } from 'node:fs';
import { parseJson } from '../../asl';

/** The JSON that a file holds; undefined where it holds none, or cannot be read. */
export function jsonContent(path: string): unknown {
  try {
    return parseJson(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}
