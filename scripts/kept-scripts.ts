import { cpSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { keepCompiled, keptFolder } from './kept-compiled';
import { writeScripts } from './write-scripts';

/** The folder with `package.json` and the scripts of `lib/`, compiled unless that was done before from the same sources. */
export async function keptScripts(): Promise<string> {
  const kept = keptFolder('scripts');
  if (existsSync(kept)) return kept;
  await keepCompiled(kept, async (making) => {
    await writeScripts(join(making, 'lib'));
    cpSync(join(__dirname, '../package.json'), join(making, 'package.json'));
  });
  return kept;
}
