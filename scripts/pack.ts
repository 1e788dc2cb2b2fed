import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(__dirname, '..');

/**
 * Packs the package as npm would publish it and gives the path of the tarball.
 *
 * The code is compiled anew into the given folder: whatever `lib/` holds is neither used nor touched. Types are not judged here
 * (`npm run typecheck` does), which makes it quick.
 */
export function pack(folder: string): string {
  const stage = join(folder, 'stage');
  mkdirSync(stage, { recursive: true });
  run('tsx', ['scripts/compile.ts', join(stage, 'lib'), '--no-check'], root);

  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  delete manifest.scripts; // `prepack` would compile a second time.
  writeFileSync(join(stage, 'package.json'), JSON.stringify(manifest, null, 2));
  // npm takes README and LICENSE without being told, and of a folder what the patterns of the manifest name.
  const others = (manifest.files as readonly string[]).filter((name) => name !== 'lib').map((name) => name.replace(/\/.*/, ''));
  for (const file of new Set(['README.md', 'LICENSE', ...others])) cpSync(join(root, file), join(stage, file), { recursive: true });
  const [{ filename }] = JSON.parse(run('npm', ['pack', '--json', '--pack-destination', folder], stage));
  return join(folder, filename);
}

/** Runs a command of this project (or of the system) to its end and gives what it printed; throws with its output when it fails. */
export function run(command: string, args: readonly string[], cwd: string): string {
  const own = join(root, 'node_modules', '.bin', command);
  const env = { ...process.env, npm_config_audit: 'false', npm_config_fund: 'false', npm_config_update_notifier: 'false' };
  try {
    return execFileSync(existsSync(own) ? own : command, args, { cwd, env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
    throw new Error(`${[command, ...args].join(' ')} failed:\n${stdout}${stderr}`);
  }
}
