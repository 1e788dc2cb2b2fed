import { existsSync, readdirSync, statSync } from 'node:fs';
import { relative, resolve, sep } from 'node:path';

/** The files below a folder that a path or pattern means, sorted: `*` stands for any text within a name, `**` for any folders. */
export function matchingFiles(root: string, pattern: string): string[] {
  const whole = slashed(resolve(root, pattern));
  const names = whole.split('/');
  const first = names.findIndex((name) => name.includes('*'));
  if (first < 0) return isFile(whole) ? [resolve(whole)] : [];
  const base = `${names.slice(0, first).join('/')}/`;
  const fits = new RegExp(`^${names.slice(first).map(nameFits).join('/').replaceAll('.*/', '(?:.*/)?')}$`);
  if (!existsSync(base)) return [];
  const below = readdirSync(base, { recursive: true, encoding: 'utf8' });
  return below
    .filter((path) => fits.test(slashed(path)))
    .map((path) => resolve(base, path))
    .filter(isFile)
    .sort();
}

/** A path for a message, from the root of the project. */
export function shownPath(root: string, path: string): string {
  return slashed(relative(root, path));
}

function nameFits(name: string): string {
  if (name === '**') return '.*';
  return name.replaceAll(/[.+?^${}()|[\]\\]/g, String.raw`\$&`).replaceAll('*', '[^/]*');
}

function slashed(path: string): string {
  return path.replaceAll(sep, '/');
}

function isFile(path: string): boolean {
  return existsSync(path) && statSync(path).isFile();
}
