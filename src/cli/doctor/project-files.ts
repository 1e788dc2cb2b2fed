import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Folders that are not the project's own, and the most files that are looked at. */
const LEFT_OUT = /^(?:node_modules|cdk\.out.*|coverage|dist|lib|build|\..*)$/;
const MOST_FILES = 5_000;

/** The project's own files, as paths from its folder. */
export function filesOf(project: string): readonly string[] {
  const files: string[] = [];
  const waiting = [''];
  for (let folder = waiting.shift(); folder !== undefined && files.length < MOST_FILES; folder = waiting.shift()) {
    for (const entry of readdirSync(join(project, folder), { withFileTypes: true })) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (entry.isFile()) files.push(path);
      else if (entry.isDirectory() && !LEFT_OUT.test(entry.name)) waiting.push(path);
    }
  }
  return files;
}
