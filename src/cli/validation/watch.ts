import { existsSync, statSync, watch } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { glob, globBase } from './glob';

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

/** Calls back after each change of the inputs, until interrupted. */
export async function watchInputs(inputs: readonly string[], options: WatchOptions, changed: () => void): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const watched = new Map(inputs.flatMap((input) => watchedFolders(input, options.cwd)));
  const watchers = [...watched].map(([folder, recursive]) =>
    watch(folder, { recursive }, (_event, file) => {
      if (file !== null && options.written.includes(resolve(folder, String(file)))) return;
      clearTimeout(timer);
      timer = setTimeout(changed, SETTLE_MILLISECONDS);
      // A folder that goes away ends its watcher, not the command.
    }).on('error', () => undefined),
  );
  options.started();
  await options.interrupted;
  clearTimeout(timer);
  for (const watcher of watchers) watcher.close();
}

/** Folders, each with what lies below it or without. The folder of a file, and not the file: many editors replace it. */
function watchedFolders(input: string, cwd: string): [folder: string, recursive: boolean][] {
  const path = resolve(cwd, input);
  if (existsSync(path)) return [statSync(path).isDirectory() ? [path, true] : [dirname(path), false]];
  // Not all below the start of a pattern: that may be a project with its node_modules.
  const folders = [globBase(input), ...glob(input, cwd).map((file) => dirname(file))].map((folder) => resolve(cwd, folder));
  return folders.filter((folder) => existsSync(folder)).map((folder) => [folder, false]);
}
