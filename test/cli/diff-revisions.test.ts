import { execFileSync } from 'node:child_process';
import { readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCommand } from '../../src/cli/run-command';
import { command, folderWith } from './command';

/** An app as the CDK's command line sees one: it writes an assembly to where it is told, of a machine that waits so long. Its package must be found. */
const app = (seconds: number): string => `
const { writeFileSync } = require('node:fs');
const { join } = require('node:path');
const seconds = require('seconds-package')(${seconds});
const definition = { StartAt: 'Wait', States: { Wait: { Type: 'Wait', Seconds: seconds, End: true } } };
const template = { Resources: { Orders: { Type: 'AWS::StepFunctions::StateMachine', Properties: { Definition: definition } } } };
const to = (name, content) => writeFileSync(join(process.env.CDK_OUTDIR, name), JSON.stringify(content));
to('Shop.template.json', template);
to('manifest.json', { version: '40.0.0', artifacts: { Shop: { type: 'aws:cloudformation:stack', properties: { templateFile: 'Shop.template.json' } } } });
`;

/** Names of all files in a folder that somebody else may be removing. */
function filesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder, { recursive: true, encoding: 'utf8' });
  } catch {
    return [];
  }
}

/** Tracked files of a project below the top of its repository, with what npm would install there, which git does not have. */
function repository(): { readonly project: string; readonly git: (...given: readonly string[]) => string } {
  const top = folderWith({
    '.gitignore': 'node_modules\n',
    'shop/app.js': app(10),
    'shop/node_modules/seconds-package/index.js': 'module.exports = (seconds) => seconds;',
  });
  const git = (...given: readonly string[]): string =>
    execFileSync('git', ['-c', 'user.name=Test', '-c', 'user.email=test@example.com', '-c', 'init.defaultBranch=main', ...given], {
      cwd: top,
      encoding: 'utf8',
      stdio: 'pipe',
    });
  git('init', '--quiet');
  git('add', '.');
  git('commit', '--quiet', '--message', 'ten');
  git('branch', 'production');
  writeFileSync(join(top, 'shop/app.js'), app(20));
  git('commit', '--quiet', '--all', '--message', 'twenty');
  writeFileSync(join(top, 'shop/app.js'), app(30));
  return { project: join(top, 'shop'), git };
}

const ours = (): string[] => readdirSync(tmpdir()).filter((name) => name.startsWith('drystep-diff-'));

jest.setTimeout(60_000);

describe('drystep diff --app', () => {
  const { project, git } = repository();
  const diff = (...given: readonly string[]) => command(['diff', '--app', 'node app.js', ...given], project);

  test('compares two revisions, and by default the last commit with the working tree', async () => {
    const two = await diff('--from', 'production', '--to', 'HEAD');
    const now = await diff();

    expect(two.errors).toBe('');
    expect(two.output).toMatch(/~ "Wait": Seconds 10 → 20\n/);
    expect(now.output).toMatch(/~ "Wait": Seconds 20 → 30\n/);
  });

  test('leaves nothing behind, neither files nor work trees', async () => {
    const before = ours();
    await diff('--from', 'production');

    expect(ours()).toEqual(before);
    expect(git('worktree', 'list').trim().split('\n')).toHaveLength(1);
    expect(git('status', '--porcelain').trim()).toBe('M shop/app.js');
  });

  test('removes all that it made when interrupted', async () => {
    const before = ours();
    let interrupt = (): void => undefined;
    const interrupted = new Promise<void>((resolve) => {
      interrupt = resolve;
    });
    const nothing = (): void => undefined;
    const terminal = { cwd: project, write: nothing, writeError: nothing, readInput: () => '', interrupted };
    // It says that it has begun by the file that it makes, and would go on for an hour.
    const endless = `node -e "require('fs').writeFileSync('begun', ''); setTimeout(() => 0, 3600000)"`;
    const ended = runCommand(['diff', '--app', endless, '--from', 'production'], terminal);
    const begun = setInterval(() => {
      const made = ours().filter((name) => !before.includes(name));
      if (made.some((name) => filesIn(join(tmpdir(), name)).some((file) => file.endsWith('begun')))) interrupt();
    }, 20);

    expect(await ended).toBe(130);
    clearInterval(begun);
    expect(ours()).toEqual(before);
    expect(git('worktree', 'list').trim().split('\n')).toHaveLength(1);
  });

  test.each([
    [
      'an unknown revision',
      ['--from', 'productoin'],
      /--from: git does not know the revision "productoin"\. Hint: did you mean production/,
    ],
    ['a revision that looks like an option', ['--from=--all'], /git does not know the revision "--all"/],
    ['an app that fails', ['--app', 'node missing.js'], /missing\.js[\s\S]*exit code 1/],
    ['an app that leaves nothing', ['--app', 'node --version'], /left no assembly/],
  ])('fails for %s', async (_, given, said) => {
    const line = given[0] === '--app' ? given : ['--app', 'node app.js', ...given];
    const { code, errors } = await command(['diff', ...line], project);

    expect(code).toBe(2);
    expect(errors).toMatch(said);
    expect(git('worktree', 'list').trim().split('\n')).toHaveLength(1);
  });

  test('fails outside of a repository', async () => {
    const { code, errors } = await command(['diff', '--app', 'node app.js'], folderWith({ 'app.js': app(1) }));

    expect(code).toBe(2);
    expect(errors).toMatch(/is not in a git repository/);
  });
});
