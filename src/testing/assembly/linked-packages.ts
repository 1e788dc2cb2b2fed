import { existsSync, lstatSync, readFileSync, realpathSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';

/** Lists of what is installed, as package managers write them. */
const LOCK_FILES = ['package-lock.json', 'npm-shrinkwrap.json', 'pnpm-lock.yaml', 'yarn.lock', 'bun.lock', 'bun.lockb'];

/**
 * The folders of packages that a project depends on and that are links to other folders of the machine, as in a workspace: no lock file
 * tells when they change.
 */
export function linkedPackages(root: string): readonly string[] {
  const found = new Set<string>();
  const waiting = [root];
  for (let folder = waiting.pop(); folder !== undefined; folder = waiting.pop()) {
    for (const name of dependenciesOf(folder)) {
      const installed = installedAt(folder, name);
      if (installed === undefined || !lstatSync(installed).isSymbolicLink()) continue;
      const target = realpathSync(installed);
      // pnpm links to a store of its own, which the lock file tells of.
      if (target.split(sep).includes('node_modules') || found.has(target) || target === realpathSync(root)) continue;
      found.add(target);
      waiting.push(target);
    }
  }
  return [...found];
}

/** The lock files of a project, in its own folder or those around it, the nearest folder that has one. */
export function lockFiles(root: string): readonly string[] {
  const here = LOCK_FILES.map((name) => join(root, name)).filter((path) => existsSync(path));
  const parent = dirname(root);
  return here.length > 0 || parent === root ? here : lockFiles(parent);
}

function installedAt(folder: string, name: string): string | undefined {
  const path = join(folder, 'node_modules', name);
  if (existsSync(path)) return path;
  const parent = dirname(folder);
  return parent === folder ? undefined : installedAt(parent, name);
}

function dependenciesOf(folder: string): readonly string[] {
  try {
    const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Readonly<Record<string, unknown>>;
    const lists = [manifest.dependencies, manifest.devDependencies, manifest.peerDependencies, manifest.optionalDependencies];
    return lists.flatMap((list) => (typeof list === 'object' && list !== null ? Object.keys(list) : []));
  } catch {
    // No package, or one in the making: it links to nothing.
    return [];
  }
}
