import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { FACTORIES, factorySignatures } from './factories/factory-signatures';

/** Writes the signatures of steps and patterns, as `steps()` offers them, from the files of both: `npx tsx scripts/write-factories.ts`. */
function main(): void {
  for (const name of Object.keys(FACTORIES) as (keyof typeof FACTORIES)[]) {
    const file = join(__dirname, '..', 'src', 'builders', 'factories', name);
    writeFileSync(file, factorySignatures(name));
    execFileSync('npx', ['biome', 'check', '--write', file], { stdio: ['ignore', 'ignore', 'inherit'] });
  }
}

main();
