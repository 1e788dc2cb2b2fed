/**
 * Turns "Unreleased" of CHANGELOG.md into a version of today: npm run release:changelog -- 0.1.0
 *
 * Writes this one file. The version of package.json, the commit and the tag are set by hand (CONTRIBUTING.md).
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { releasedChangelog } from './release/released-changelog';

const file = join(__dirname, '..', 'CHANGELOG.md');
const [version = '', ...surplus] = process.argv.slice(2);
try {
  if (surplus.length > 0) throw new Error(`expected one version, received ${surplus.length + 1} arguments.`);
  const today = new Date().toISOString().slice(0, 'yyyy-mm-dd'.length);
  writeFileSync(file, releasedChangelog(readFileSync(file, 'utf8'), version, today));
  console.log(`CHANGELOG.md: what was unreleased is version ${version} of ${today}.`);
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
