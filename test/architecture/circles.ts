import { posix } from 'node:path';
import type { SourceFile } from './source-file';

/**
 * Circles of folders that import each other, each as its sorted members. A folder is one below a room, with all that lies in it; a file at the top of a room stands for
 * itself, since a door imports its whole room.
 */
export function circlesOfFolders(files: readonly SourceFile[], { types }: { readonly types: boolean }): string[][] {
  const paths = new Set(files.map(({ path }) => path));
  const arrows = new Map<string, Set<string>>();
  for (const { path, imports } of files) {
    const from = folderOf(path);
    const targets = arrows.get(from) ?? new Set<string>();
    arrows.set(from, targets);
    for (const { specifier, typeOnly } of imports) {
      if (specifier?.startsWith('.') !== true || (typeOnly && !types)) continue;
      const target = fileOf(posix.join(posix.dirname(path), specifier), paths);
      if (target !== undefined && folderOf(target) !== from) targets.add(folderOf(target));
    }
  }
  return circlesIn(arrows);
}

function folderOf(path: string): string {
  return path.split('/').slice(0, 2).join('/');
}

function fileOf(specifier: string, paths: ReadonlySet<string>): string | undefined {
  return [`${specifier}.ts`, `${specifier}.tsx`, `${specifier}.mts`, `${specifier}/index.ts`, specifier].find((path) => paths.has(path));
}

/** Nodes that reach each other, by following each node's arrows: graphs here have a hundred nodes. */
function circlesIn(arrows: ReadonlyMap<string, ReadonlySet<string>>): string[][] {
  const reached = new Map([...arrows.keys()].map((node) => [node, reachedFrom(node, arrows)]));
  const circles = new Map<string, string[]>();
  for (const [node, others] of reached) {
    const members = [...others].filter((other) => reached.get(other)?.has(node)).sort();
    if (members.length > 1) circles.set(members.join(), members);
  }
  return [...circles.values()].sort((one, other) => (one.join() < other.join() ? -1 : 1));
}

function reachedFrom(start: string, arrows: ReadonlyMap<string, ReadonlySet<string>>): Set<string> {
  const reached = new Set<string>();
  const open = [start];
  for (let node = open.pop(); node !== undefined; node = open.pop())
    for (const next of arrows.get(node) ?? [])
      if (!reached.has(next)) {
        reached.add(next);
        open.push(next);
      }
  return reached;
}
