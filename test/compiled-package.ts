import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { keptFolder } from '../scripts/kept-compiled';
import { loadsSources } from './loads-sources';

const root = join(__dirname, '..');

interface Manifest {
  readonly exports: Readonly<Record<string, string | { readonly import?: { readonly default: string }; readonly default: string }>>;
}

/**
 * The scripts of the package as users get them, by what is imported: `drystep`, `drystep/testing` and so on. Processes that tests start load these
 * instead of compiling the sources, each anew. They are compiled when a test first asks after a change of the sources.
 */
export function compiledEntries(): Readonly<Record<string, string>> {
  const folder = compiledScripts();
  const { exports } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Manifest;
  return Object.fromEntries(
    Object.entries(exports).flatMap(([name, target]) => {
      if (typeof target === 'string') return [];
      const { default: file } = target.import ?? target;
      return [[`drystep${name.slice('.'.length)}`, join(folder, file.slice('./lib/'.length))]];
    }),
  );
}

/** The folder of the compiled scripts: `lib/` of the package. */
export function compiledScripts(): string {
  const kept = keptFolder('scripts');
  if (!existsSync(kept)) compileScripts();
  return join(kept, 'lib');
}

function compileScripts(): void {
  const made = mkdtempSync(join(tmpdir(), 'drystep-compiling-'));
  execFileSync(process.execPath, [...loadsSources(['scripts'], made), join(root, 'scripts/compile-scripts.ts')], { cwd: root });
  rmSync(made, { recursive: true });
}
