/**
 * Judges the packed package as its users' tools will: publint reads the manifest, and "are the types wrong" resolves every entry
 * point under node10, node16 (CommonJS and ESM) and bundler rules. Ends with 1 when either complains.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pack, run } from './pack';

const folder = mkdtempSync(join(tmpdir(), 'drystep-package-'));
try {
  const tarball = pack(folder);
  console.log(run('publint', ['run', tarball, '--strict'], folder));
  console.log(run('attw', [tarball, '--format', 'ascii', '--no-emoji', '--no-color'], folder));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
