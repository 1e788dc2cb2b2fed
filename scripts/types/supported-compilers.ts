import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { writeDeclarations } from '../write-declarations';

const ROOT = join(__dirname, '..', '..');

/** The oldest TypeScript we support, its successors, and the one that is written in Go and has a command only. */
export const VERSIONS = ['5.4.5', '5.9.3', '6.0.3', '7.0.2'];

/** How users compile, as strictly as they may. */
export const COMPILER_OPTIONS = {
  target: 'ES2022',
  lib: ['ES2022'],
  module: 'node16',
  moduleResolution: 'node16',
  strict: true,
  noEmit: true,
  skipLibCheck: true,
  esModuleInterop: true,
  preserveSymlinks: true,
};

/** Writes the declarations, as they are published, to the folder `lib` of a folder, beside the packages they need. */
export function placeDeclarations(folder: string): void {
  writeDeclarations(join(folder, 'lib'), false);
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
}

/** The compiler of a version, which npm fetches into a folder. */
export function installedCompiler(folder: string, version: string): string {
  const target = join(folder, `typescript-${version}`);
  const options = ['--prefix', target, '--no-audit', '--no-fund', '--loglevel', 'error'];
  mkdirSync(target);
  execFileSync('npm', ['install', ...options, `typescript@${version}`], { cwd: target, stdio: ['ignore', 'ignore', 'inherit'] });
  return join(target, 'node_modules', 'typescript', 'bin', 'tsc');
}
