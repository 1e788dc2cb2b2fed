import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The folder with the nearest `package.json`, here or above; this one where there is none. */
export function projectRoot(folder: string): string {
  for (let at = folder; ; at = dirname(at)) {
    if (existsSync(join(at, 'package.json'))) return at;
    if (dirname(at) === at) return folder;
  }
}
