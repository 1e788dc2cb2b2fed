import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { patternFactories } from './factories/pattern-signatures';

/** Writes the signatures of the patterns, as `steps()` offers them, from the files of the patterns: `npx tsx scripts/write-pattern-factories.ts`. */
function main(): void {
  const file = join(__dirname, '..', 'src', 'builders', 'factories', 'pattern-factories.ts');
  writeFileSync(file, patternFactories());
  execFileSync('npx', ['biome', 'check', '--write', file], { stdio: ['ignore', 'ignore', 'inherit'] });
}

main();
