import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSync } from 'esbuild';

const root = join(__dirname, '..');

/**
 * Flags for a process of Node that loads the sources of some folders: all of them are transformed at once, into the folder `made`. A loader
 * such as tsx transforms one after the other, which takes as long as everything that the process does with them.
 */
export function loadsSources(folders: readonly string[], made: string): readonly string[] {
  const entryPoints = folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true })
      .map((name) => join(folder, String(name)))
      .filter((path) => /(?<!\.d)\.ts$/.test(path)),
  );
  mkdirSync(made, { recursive: true });
  buildSync({ absWorkingDir: root, entryPoints, outdir: made, outbase: root, format: 'cjs', platform: 'node', target: 'node20' });
  const hook = join(made, 'hook.cjs');
  writeFileSync(
    hook,
    `const { existsSync, readFileSync } = require('node:fs');
const { join, relative } = require('node:path');
const load = (module, path) => {
  const script = join(${JSON.stringify(made)}, relative(${JSON.stringify(root)}, path)).replace(/ts$/, 'js');
  module._compile(readFileSync(existsSync(script) ? script : path, 'utf8'), path);
};
require.extensions['.ts'] = load;
`,
  );
  return ['--require', hook];
}
