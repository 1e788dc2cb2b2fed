import { execFile } from 'node:child_process';
import { existsSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { nearestName } from '../../asl';
import { CommandError } from '../command-error';

const execute = promisify(execFile);

/** A git repository with a project in it. */
export interface Repository {
  readonly top: string;
  /** The project's folder, from the top; empty where it is the top. */
  readonly prefix: string;
}

/** The repository around a folder. Throws a CommandError when there is none, or no git. */
export async function repositoryAt(folder: string): Promise<Repository> {
  try {
    const [top = '', prefix = ''] = (await git(folder, 'rev-parse', '--show-toplevel', '--show-prefix')).split('\n');
    return { top, prefix };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT')
      throw new CommandError('--from and --to need git, which is not installed.', 'install git.');
    throw new CommandError(
      `${folder} is not in a git repository: ${saidBy(error)}.`,
      'run it in the project, or compare two folders: drystep diff OLD NEW.',
    );
  }
}

/** The commit that a revision means. Throws a CommandError for one that is not there, with the nearest branch or tag. */
export async function commitOf({ top }: Repository, revision: string, option: string): Promise<string> {
  try {
    return (await git(top, 'rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`)).trim();
  } catch {
    const names = (await git(top, 'for-each-ref', '--format=%(refname:short)')).split('\n').filter((name) => name !== '');
    const nearest = nearestName(revision, names);
    throw new CommandError(
      `${option}: git does not know the revision "${revision}".`,
      nearest === undefined
        ? 'in a pipeline, fetch it first: git fetch origin main (actions/checkout: fetch-depth: 0).'
        : `did you mean ${nearest}?`,
    );
  }
}

/** Checks a commit out into a fresh folder, with the packages that the working tree has installed. Gives the project's folder there. */
export async function checkOut({ top, prefix }: Repository, commit: string, folder: string): Promise<string> {
  // Hooks of the project would install packages, or refuse.
  await git(top, '-c', `core.hooksPath=${join(folder, '..', 'no-hooks')}`, 'worktree', 'add', '--detach', '--quiet', folder, commit);
  const project = join(folder, prefix);
  if (!existsSync(project))
    throw new CommandError(`the folder ${prefix} is not there at ${commit.slice(0, 12)}.`, 'name a later revision.');
  for (let at = prefix.replace(/\/$/, ''); ; at = dirname(at)) {
    const inside = at === '.' ? '' : at;
    const [installed, link] = [join(top, inside, 'node_modules'), join(folder, inside, 'node_modules')];
    if (existsSync(installed) && !existsSync(link)) symlinkSync(installed, link, 'junction');
    if (inside === '') return project;
  }
}

/** Removes what {@link checkOut} made, and what git noted of it. */
export async function removeCheckOut({ top }: Repository, folder: string): Promise<void> {
  await git(top, 'worktree', 'remove', '--force', folder).catch(() => git(top, 'worktree', 'prune'));
}

async function git(folder: string, ...given: readonly string[]): Promise<string> {
  // A hook of git that runs this command tells git which repository it is: that of the hook, whatever the folder.
  const environment = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^GIT_(?:DIR|WORK_TREE|INDEX_FILE|PREFIX)$/.test(name)),
  );
  return (await execute('git', [...given], { cwd: folder, env: environment, maxBuffer: 64 * 1024 * 1024 })).stdout;
}

function saidBy(error: unknown): string {
  const { stderr } = error as { readonly stderr?: string };
  return (stderr ?? String(error))
    .trim()
    .replace(/^fatal: /, '')
    .replace(/\.$/, '');
}
