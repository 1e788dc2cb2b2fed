import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CommandError } from '../command-error';
import { synthesizeApp } from '../source/synthesize-app';
import type { Terminal } from '../terminal';
import { checkOut, commitOf, removeCheckOut, repositoryAt } from './git-revisions';
import type { AppSides } from './options';

/** Synthesizes an app at two revisions, and hands the folders of both assemblies on. All that it makes is removed again, whatever happens. Undefined when interrupted. */
export async function withAppSides<Result>(
  { app, from, to }: AppSides,
  terminal: Terminal,
  use: (before: string, after: string) => Result,
): Promise<Result | undefined> {
  const { cwd, interrupted } = terminal;
  const repository = await repositoryAt(cwd);
  const commits = [
    await commitOf(repository, from, '--from'),
    to === undefined ? undefined : await commitOf(repository, to, '--to'),
  ] as const;
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'drystep-diff-')));
  let stopped = false;
  void interrupted.then(() => {
    stopped = true;
  });
  const made: string[] = [];
  const synthesize = async (name: string, commit: string | undefined, revision: string): Promise<string> => {
    let project = cwd;
    if (commit !== undefined) {
      const tree = join(folder, `${name}-tree`);
      made.push(tree);
      project = await checkOut(repository, commit, tree);
    }
    return stopped
      ? ''
      : await synthesizeApp(app, project, terminal).catch((error: unknown) => {
          throw error instanceof CommandError
            ? new CommandError(`${commit === undefined ? 'in the working tree' : `at ${revision}`}, ${error.message}`)
            : error;
        });
  };
  try {
    const before = await synthesize('before', commits[0], from);
    if (stopped) return undefined;
    const after = await synthesize('after', commits[1], to ?? '');
    return stopped ? undefined : use(before, after);
  } catch (error) {
    // An app that was ended with the command did not fail.
    if (stopped) return undefined;
    throw error;
  } finally {
    for (const tree of made) await removeCheckOut(repository, tree);
    rmSync(folder, { recursive: true, force: true });
  }
}
