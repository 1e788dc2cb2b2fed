import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

/** Compiles the sources into the files that the package publishes, in a cache from which its dependencies resolve, and gives the folder. */
export function compilePackage(root: string): string {
  const folder = join(root, 'node_modules', '.cache', 'drystep-bench', 'lib');
  const tsx = join(root, 'node_modules', 'tsx', 'dist', 'cli.mjs');
  execFileSync(process.execPath, [tsx, join(root, 'scripts', 'compile.ts'), folder, '--no-check'], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  return folder;
}
