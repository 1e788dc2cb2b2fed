import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pack, run } from '../../scripts/pack';
import { madeOnce } from './made-once';

/** The tarball of the package, packed once for all test files of a run. */
export function packedPackage(): string {
  const folder = madeOnce('drystep-packed', (making) => void pack(making));
  return join(folder, readdirSync(folder).find((each) => each.endsWith('.tgz'))!);
}

/** A project in which npm installed the tarball and nothing else, once for all test files of a run: each writes files of its own there. */
export function projectWithPackage(): string {
  const folder = madeOnce('drystep-installed', (making) => {
    const app = join(making, 'app');
    mkdirSync(app);
    // As a dependency npm unpacks the tarball once before it installs it, and as a word of the command twice.
    const dependencies = { drystep: `file:${packedPackage()}` };
    writeFileSync(join(app, 'package.json'), JSON.stringify({ name: 'app', version: '1.0.0', private: true, dependencies }));
    run('npm', ['install', '--prefer-offline', '--ignore-scripts'], app);
  });
  return join(folder, 'app');
}
