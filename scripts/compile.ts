/**
 * Compiles `src/` into a folder that did not exist before, so that no file of an older state stays behind.
 *
 * Usage: tsx scripts/compile.ts [folder] [--no-check]. The folder is `lib` unless named; `--no-check` leaves types to `npm run typecheck`, and
 * takes what was compiled before from the same sources.
 */
import { cpSync, existsSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { keepCompiled, keptFolder } from './kept-compiled';
import { keptDeclarations } from './kept-declarations';
import { keptScripts } from './kept-scripts';
import { writeDeclarations } from './write-declarations';

const [folder = 'lib'] = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
const target = resolve(__dirname, '..', folder);
const check = !process.argv.includes('--no-check');

async function compile(): Promise<void> {
  rmSync(target, { recursive: true, force: true });
  const kept = keptFolder('package');
  if (!check && existsSync(kept)) {
    cpSync(kept, target, { recursive: true });
    return;
  }
  if (check) {
    const problems = writeDeclarations(target, check);
    if (problems !== '') {
      process.stderr.write(problems);
      process.exitCode = 1;
      return;
    }
  } else cpSync(keptDeclarations(), target, { recursive: true });
  cpSync(join(await keptScripts(), 'lib'), target, { recursive: true });
  if (!existsSync(kept)) await keepCompiled(kept, (making) => cpSync(target, making, { recursive: true }));
}

void compile();
