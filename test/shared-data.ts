import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { sharedFolder } from '../scripts/shared-folder';
import type { JsonObject, JsonValue } from '../src/asl';

/** A recorded or collected case: its file, and what stands in it. */
export interface SharedCase {
  readonly file: string;
  readonly content: JsonObject & { readonly definition?: JsonValue };
}

/**
 * Describes tests on data that lies beside the project and not in it. The body is called only where every named folder (or file) is there
 * and holds something; elsewhere one skipped test says what is absent.
 *
 * @param needs folders of the shared one, such as `aws-recordings/executions`
 * @param body gets the paths of those folders, in the same order
 */
export function describeShared(title: string, needs: string | readonly string[], body: (...folders: string[]) => void): void {
  const folders = [needs].flat().map((name) => join(sharedFolder, name));
  const absent = folders.filter((folder) => !holdsSomething(folder));
  if (absent.length === 0) {
    describe(title, () => body(...folders));
    return;
  }
  const reason = `nothing at ${absent.join(', ')} (DRYSTEP_SHARED names the folder that holds the data)`;
  process.stderr.write(`Not tested: ${title}: ${reason}\n`);
  describe(title, () => {
    test.skip(`is not tested: ${reason}`, () => undefined);
  });
}

/** Every JSON file of a folder and of those below it, in the order of their names. */
export function sharedCases(folder: string): SharedCase[] {
  return jsonFiles(folder).map((file) => ({ file, content: JSON.parse(readFileSync(file, 'utf8')) as SharedCase['content'] }));
}

/** What the JSON files of a folder and of those below it hold, in the order of their names. */
export function sharedContents<Content>(folder: string): Content[] {
  return jsonFiles(folder).map((file) => JSON.parse(readFileSync(file, 'utf8')) as Content);
}

function jsonFiles(folder: string): string[] {
  return readdirSync(folder)
    .sort()
    .flatMap((name) => {
      const path = join(folder, name);
      if (statSync(path).isDirectory()) return jsonFiles(path);
      return path.endsWith('.json') ? [path] : [];
    });
}

/** A folder left without a file is as good as none. */
function holdsSomething(path: string): boolean {
  if (!existsSync(path)) return false;
  return !statSync(path).isDirectory() || readdirSync(path).some((name) => holdsSomething(join(path, name)));
}
