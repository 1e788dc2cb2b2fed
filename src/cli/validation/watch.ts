import { existsSync, type FSWatcher, watch } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { statsOf } from '../stats-of';
import { globFolders, isGlob } from './glob';

/** Editors write a file in several steps: this long after the last of them it is whole. */
const SETTLE_MILLISECONDS = 100;

/** What is watched, and until when. */
export interface WatchOptions {
  readonly cwd: string;
  /** Absolute paths of files that the callback writes. */
  readonly written: readonly string[];
  readonly interrupted: Promise<void>;
  /** Called once changes are seen. */
  readonly started: () => void;
}

/** Calls back after each change of the inputs, until interrupted. They are asked for again each time: a change may bring new folders, or other inputs. */
export async function watchInputs(inputs: () => readonly string[], options: WatchOptions, changed: () => void): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const watchers = new Map<string, FSWatcher>();
  const follow = (): void => {
    const wanted = new Map(inputs().flatMap((input) => watchedFolders(input, options.cwd)));
    for (const [folder, watcher] of watchers) {
      if (wanted.has(folder) && existsSync(folder)) continue;
      watcher.close();
      watchers.delete(folder);
    }
    for (const [folder, recursive] of wanted) if (!watchers.has(folder)) watchers.set(folder, watchFolder(folder, recursive));
  };
  const watchFolder = (folder: string, recursive: boolean): FSWatcher =>
    watch(folder, { recursive }, (_event, file) => {
      if (file !== null && options.written.includes(resolve(folder, String(file)))) return;
      clearTimeout(timer);
      timer = setTimeout(() => {
        // First the new folders: what appears in them from here on is seen.
        follow();
        changed();
      }, SETTLE_MILLISECONDS);
      // A folder that goes away ends its watcher, not the command.
    }).on('error', () => watchers.delete(folder));
  follow();
  options.started();
  await options.interrupted;
  clearTimeout(timer);
  for (const watcher of watchers.values()) watcher.close();
}

/** Folders, each with what lies below it or without. The folder of a file, and not the file: many editors replace it. */
function watchedFolders(input: string, cwd: string): [folder: string, recursive: boolean][] {
  const path = resolve(cwd, input);
  const stats = statsOf(path);
  if (stats !== undefined) return [stats.isDirectory() ? [path, true] : [dirname(path), false]];
  // Not all below the start of a pattern: that may be a project with its node_modules.
  const folders = isGlob(input) ? globFolders(input, cwd) : [dirname(path)];
  return folders.filter((folder) => existsSync(folder)).map((folder) => [folder, false]);
}
