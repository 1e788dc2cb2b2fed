import { posix } from 'node:path';
import type { SourceFile } from './source-file';

/** Tests that look behind the door of another room than their own, each with its reason. */
const known: Readonly<Record<string, string>> = {
  'builders/sdk-actions.test.ts': 'asks for the policies of all actions in the list, which no room needs as a list',
  'builders/written-fields.ts': 'reads which members of ASL objects a builder must be able to write',
  'cli/coverage.test.ts': 'writes the file that a reporter would have written',
  'cli/diff-mutants.test.ts': 'changes definitions in all ways that mutation testing knows',
  'docs/command-transcripts.test.ts': 'runs the commands of a page without a process for each',
  'docs/entry-points.test.ts': 'compares the page with the matchers that there are',
  'docs/fields.test.ts': 'compares the page with the tables of ASL objects',
  'messages/hostile-names.test.ts': 'hands texts of users to everything that prints',
  'testing/report/report-reporter.package.test.ts': 'reads back what a page of the reporter holds',
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
