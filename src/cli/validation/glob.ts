import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { knownIn } from '../../asl';

const SKIPPED: ReadonlySet<string> = new Set(['node_modules', '.git']);

const MOST_FOLDERS = 2_000;

/** True for a path with wildcards in it. */
export function isGlob(path: string): boolean {
  return /[*?{]/.test(path);
}

/** The part of a pattern before its first wildcard: the folder to look in. */
export function globBase(pattern: string): string {
  const segments = pattern.replaceAll('\\', '/').split('/');
  const wild = segments.findIndex(isGlob);
  return segments.slice(0, wild === -1 ? -1 : wild).join('/') || (pattern.startsWith('/') ? '/' : '.');
}

/** The files that a pattern of `*`, `**`, `?` and `{a,b}` means, sorted; `node_modules` and `.git` are not looked into. */
export function glob(pattern: string, cwd: string): string[] {
  const found = new Set<string>();
  for (const each of braces(pattern.replaceAll('\\', '/').replace(/^\.\//, ''))) {
    const segments = each.split('/').filter((segment, index, all) => segment !== '**' || all[index - 1] !== '**');
    walkFolder(
      each.startsWith('/') ? '/' : cwd,
      each.startsWith('/') ? '/' : '',
      segments.filter((segment) => segment !== ''),
      found,
    );
  }
  return [...found].sort();
}

/** The folders in which a pattern may find files, now or when something new appears in them: no more than can be watched. */
export function globFolders(pattern: string, cwd: string): string[] {
  const base = resolve(cwd, globBase(pattern));
  const found = [base];
  const deepest = pattern.includes('**')
    ? Number.POSITIVE_INFINITY
    : pattern.replaceAll('\\', '/').split('/').length - globBase(pattern).split('/').length;
  const depths = new Map([[base, 1]]);
  for (const folder of found) {
    if (knownIn(depths, folder) > deepest || found.length > MOST_FOLDERS) continue;
    for (const entry of entriesOf(folder)) {
      if (!entry.isDirectory() || SKIPPED.has(entry.name) || entry.name.startsWith('.')) continue;
      const path = join(folder, entry.name);
      depths.set(path, knownIn(depths, folder) + 1);
      found.push(path);
    }
  }
  return found;
}

function walkFolder(folder: string, shown: string, segments: readonly string[], found: Set<string>): void {
  const [segment, ...rest] = segments;
  if (segment === undefined) return;
  if (segment === '..' || segment === '.') {
    walkFolder(join(folder, segment), `${shown}${segment}/`, rest, found);
    return;
  }
  const isDeep = segment === '**';
  const matches = isDeep ? undefined : segmentPattern(segment);
  if (isDeep) walkFolder(folder, shown, rest.length === 0 ? ['*'] : rest, found);
  for (const entry of entriesOf(folder)) {
    const path = `${shown}${entry.name}`;
    if (entry.isDirectory()) {
      if (SKIPPED.has(entry.name) || (entry.name.startsWith('.') && !segment.startsWith('.'))) continue;
      if (isDeep) walkFolder(join(folder, entry.name), `${path}/`, segments, found);
      else if (rest.length > 0 && matches!.test(entry.name)) walkFolder(join(folder, entry.name), `${path}/`, rest, found);
    } else if (!isDeep && rest.length === 0 && matches!.test(entry.name)) found.add(path);
  }
}

function entriesOf(folder: string): readonly { readonly name: string; isDirectory(): boolean }[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}

/** Runs of stars count as one, so that no name makes the expression run away. */
function segmentPattern(segment: string): RegExp {
  const source = segment.replaceAll(/\*+|[^*]/g, (part) =>
    part.startsWith('*') ? '[^/]*' : part === '?' ? '[^/]' : part.replace(/[.+^${}()|[\]\\]/g, '\\$&'),
  );
  return new RegExp(`^${source}$`);
}

function braces(pattern: string): string[] {
  const [whole, before, choices, after] = /^(.*?)\{([^{}]*)\}(.*)$/.exec(pattern) ?? [];
  if (whole === undefined) return [pattern];
  return choices!.split(',').flatMap((choice) => braces(`${before}${choice}${after}`));
}
