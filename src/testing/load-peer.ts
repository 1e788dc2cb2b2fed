import { createRequire } from 'node:module';
import { join } from 'node:path';
import { UsageError } from './usage-error';

/**
 * Loads an optional package: the project's, else the one beside this package. Throws a usage error saying who needs it when it is not installed.
 *
 * @typeParam Package what is used of it
 */
export function loadPeer<Package>(name: string, needing: string): Package {
  for (const from of [join(process.cwd(), 'package.json'), __filename]) {
    try {
      return createRequire(from)(name) as Package;
    } catch (cause) {
      if ((cause as { code?: unknown }).code !== 'MODULE_NOT_FOUND') throw cause;
    }
  }
  throw new UsageError(`${needing} needs ${name}, which is not installed.`, `npm install --save-dev ${name}.`);
}
