import { mkdtempSync, readdirSync, renameSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pack } from '../../scripts/pack';

/** The tarball of the package, packed once for all test files of a run: the folder is the run's own, which removes it at the end. */
export function packedPackage(): string {
  const folder = join(tmpdir(), 'drystep-packed');
  return tarballIn(folder) ?? packedInto(folder);
}

function packedInto(folder: string): string {
  const making = mkdtempSync(`${folder}-`);
  const tarball = pack(making);
  try {
    renameSync(making, folder);
  } catch {
    // Another process was faster, with the same.
    return tarball;
  }
  return tarballIn(folder)!;
}

function tarballIn(folder: string): string | undefined {
  try {
    const name = readdirSync(folder).find((each) => each.endsWith('.tgz'));
    return name === undefined ? undefined : join(folder, name);
  } catch {
    return undefined;
  }
}
