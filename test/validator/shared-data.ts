import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { JsonObject, JsonValue } from '../../src/asl';

const shared = resolve(process.env['DRYSTEP_SHARED'] ?? join(__dirname, '../../../shared'));

/** A recorded or collected case: its file, and what stands in it. */
export interface SharedCase {
  readonly file: string;
  readonly content: JsonObject & { readonly definition?: JsonValue };
}

/** Gives the path of a folder of the data beside the project, or undefined (and says so) when it is absent. */
export function sharedFolder(name: string): string | undefined {
  const folder = join(shared, name);
  if (existsSync(folder)) return folder;
  console.warn(`not tested, absent: ${folder}`);
  return undefined;
}

/** Gives every JSON file of a folder and those below it. */
export function sharedCases(folder: string): SharedCase[] {
  return readdirSync(folder).flatMap((name) => {
    const file = join(folder, name);
    if (statSync(file).isDirectory()) return sharedCases(file);
    return file.endsWith('.json') ? [{ file, content: JSON.parse(readFileSync(file, 'utf8')) as SharedCase['content'] }] : [];
  });
}
