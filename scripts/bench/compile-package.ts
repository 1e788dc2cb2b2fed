import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

/** Compiles the sources as the package is compiled, into a cache from which its dependencies resolve, and gives the folder. */
export function compilePackage(root: string): string {
  const folder = join(root, 'node_modules', '.cache', 'drystep-bench', 'lib');
  execFileSync(
    process.execPath,
    [
      join(root, 'node_modules', 'typescript', 'bin', 'tsc'),
      '-p',
      join(root, 'tsconfig.build.json'),
      '--noCheck',
      '--outDir',
      folder,
      '--declaration',
      'false',
    ],
    { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] },
  );
  return folder;
}
