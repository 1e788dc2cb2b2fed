import { posix } from 'node:path';
import type { SourceFile } from './source-file';

/** Tests that look behind the door of another room than their own, each with its reason. */
const known: Readonly<Record<string, string>> = {
  'cli/diff-mutants.test.ts': 'changes definitions in all ways that mutation testing knows',
  'messages/hostile-names.test.ts': 'hands texts of users to everything that prints',
};

/** Imports of a test, by its path below `test/`, that look behind the door of a room: it may do so in the room that it mirrors, and elsewhere for a reason. */
export function importsPastDoors({ path, imports }: SourceFile, reasons = known): string[] {
  if (path in reasons) return [];
  return imports.flatMap(({ specifier, line }) => {
    const target = specifier?.startsWith('.') ? posix.join('test', posix.dirname(path), specifier.replace(/\.m?js$/, '')) : '';
    const [, room, inside] = /^src\/([^/]+)\/(.+)$/.exec(target) ?? [];
    if (room === undefined || inside === 'index' || (path.startsWith(`${room}/`) && room !== 'entries')) return [];
    return [`test/${path}:${line}: import ${room} through its door, not ${specifier}`];
  });
}

/** Reasons of tests that are not there, or need none. */
export function needlessReasons(files: readonly SourceFile[]): string[] {
  return Object.keys(known).filter((path) => {
    const file = files.find((one) => one.path === path);
    return file === undefined || importsPastDoors(file, {}).length === 0;
  });
}
