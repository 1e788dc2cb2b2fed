import { existsSync, realpathSync } from 'node:fs';
import { basename, dirname, join, resolve, sep } from 'node:path';
import { templateError } from '../template-error';
import { portable } from './read-json';

/**
 * A path that a file of the assembly names, relative to one of its folders. Throws a TemplateError when it leads out of the assembly, by
 * itself or over a symbolic link: whoever wrote the files must not choose what else is read.
 */
export function inAssembly(folder: string, path: string): string {
  const file = join(folder, portable(path));
  const root = rootOf(resolve(folder));
  if (!isWithin(root, resolve(file)))
    throw outside(`Cloud assembly ${root}: expected paths inside of the folder, received "${path}" in ${folder}.`);
  // The folder itself may be a link.
  if (existsSync(file) && !isWithin(realpathSync(root), realpathSync(file)))
    throw outside(
      `Cloud assembly ${root}: expected files inside of the folder, received "${path}" in ${folder}, a symbolic link that leaves it.`,
    );
  return file;
}

function isWithin(root: string, path: string): boolean {
  return path === root || path.startsWith(root.endsWith(sep) ? root : root + sep);
}

function outside(sentence: string): Error {
  return templateError('OUTSIDE_ASSEMBLY', `${sentence} Hint: run \`cdk synth\` again, and read no assembly that you do not trust.`);
}

/** A stage's assembly stands in the app's and takes assets from there. */
function rootOf(folder: string): string {
  const parent = dirname(folder);
  return basename(folder).startsWith('assembly-') && existsSync(join(parent, 'manifest.json')) ? rootOf(parent) : folder;
}
