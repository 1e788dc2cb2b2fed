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
    writeFileSync(join(app, 'package.json'), '{ "name": "app", "version": "1.0.0", "private": true }');
    run('npm', ['install', '--prefer-offline', '--ignore-scripts', packedPackage()], app);
  });
  return join(folder, 'app');
}
