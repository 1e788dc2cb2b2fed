import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { elementAt } from '../../asl';

/** The version of a package as a program in a folder would find it: installed there or above. Undefined where it is not. */
export function installedVersion(name: string, folder: string): string | undefined {
  const manifest = join(folder, 'node_modules', name, 'package.json');
  if (existsSync(manifest)) return String(readJsonFile(manifest).version);
  const parent = dirname(folder);
  return parent === folder ? undefined : installedVersion(name, parent);
}

/** A JSON file as an object; empty where it cannot be read as one. */
export function readJsonFile(path: string): Readonly<Record<string, unknown>> {
  try {
    const read: unknown = JSON.parse(readFileSync(path, 'utf8'));
    return typeof read === 'object' && read !== null ? (read as Readonly<Record<string, unknown>>) : {};
  } catch {
    return {};
  }
}

/** Whether a version is in a range such as `^29.0.0 || ^30.0.0` or `>= 20.0.0`, the two forms that our own manifest has. */
export function isInRange(version: string, range: string): boolean {
  const found = partsOf(version);
  return range.split('||').some((alternative) => {
    const [, sign, least = ''] = /^\s*(\^|>=)\s*(\S+)\s*$/.exec(alternative) ?? [];
    const wanted = partsOf(least);
    return isAtLeast(found, wanted) && (sign === '>=' || found[0] === wanted[0]);
  });
}

function partsOf(version: string): readonly number[] {
  return version.split(/[.+-]/, 3).map((part) => Number.parseInt(part, 10) || 0);
}

function isAtLeast(found: readonly number[], wanted: readonly number[]): boolean {
  const differing = wanted.findIndex((part, index) => part !== (found[index] ?? 0));
  return differing < 0 || (found[differing] ?? 0) > elementAt(wanted, differing);
}
