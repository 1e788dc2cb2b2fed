import { existsSync } from 'node:fs';
import { basename, dirname, join, resolve, sep } from 'node:path';
import { templateError } from '../template-error';
import { portable } from './read-json';

/**
 * A path that a file of the assembly names, relative to one of its folders. Throws a TemplateError when it leads out of the assembly:
 * whoever wrote the files must not choose what else is read.
 */
export function inAssembly(folder: string, path: string): string {
  const file = join(folder, portable(path));
  const root = rootOf(resolve(folder));
  if (resolve(file) === root || resolve(file).startsWith(root.endsWith(sep) ? root : root + sep)) return file;
  throw templateError(
    'OUTSIDE_ASSEMBLY',
    `Cloud assembly ${root}: expected paths inside of the folder, received "${path}" in ${folder}. Hint: run \`cdk synth\` again, and read no assembly that you do not trust.`,
  );
}

/** A stage's assembly stands in the app's and takes assets from there. */
function rootOf(folder: string): string {
  const parent = dirname(folder);
  return basename(folder).startsWith('assembly-') && existsSync(join(parent, 'manifest.json')) ? rootOf(parent) : folder;
}
