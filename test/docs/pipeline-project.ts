import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bareEnvironment } from '../bare-environment';
import { folderWith } from '../cli/command';
import { compiledEntries, compiledScripts } from '../compiled-package';
import { jestCache } from '../testing/run-jest';

const root = join(__dirname, '../..');
const example = join(root, 'examples/pipelines');

/** How a step ended. */
export interface EndedStep {
  readonly status: number | null;
  readonly output: string;
}

/** A checkout of a change, as a pipeline finds it, with the programs that its steps call. */
export interface PipelineProject {
  readonly folder: string;
  /** Runs the lines of a step in bash, which ends with the first that fails, as GitHub and GitLab do. */
  run(lines: string, variables?: Readonly<Record<string, string>>): EndedStep;
  has(file: string): boolean;
  read(file: string): string;
  /** What was sent elsewhere: a line for each call, with the files that it sent. */
  sent(): string;
}

/**
 * A clone of examples/pipelines, with a commit on a branch. `drystep` and `jest` are the real ones, the package compiled; nothing is installed, and `gh` and `curl` write down
 * what they are asked to send.
 *
 * @param changes files of the branch: the text of one, from the text that it had; undefined for a file that goes
 */
export function pipelineProject(changes: Readonly<Record<string, (before: string) => string | undefined>> = {}): PipelineProject {
  const place = folderWith({});
  const [origin, folder, programs, log] = ['origin.git', 'project', 'programs', 'sent.txt'].map((name) => join(place, name)) as [
    string,
    string,
    string,
    string,
  ];
  const git = (...words: string[]) => execFileSync('git', words, { cwd: folder, env: environment, stdio: 'pipe' });
  const environment = bareEnvironment({ HOME: place, GIT_CONFIG_NOSYSTEM: '1', GIT_TERMINAL_PROMPT: '0' });
  mkdirSync(folder);
  for (const name of ['machines', 'orders.test.ts']) cpSync(join(example, name), join(folder, name), { recursive: true });
  writeFileSync(join(folder, 'jest.config.json'), JSON.stringify(jestConfig(folder)));
  git('init', '--quiet', '--initial-branch', 'main');
  git('config', 'user.email', 'author@example.com');
  git('config', 'user.name', 'Author');
  git('add', '.');
  git('commit', '--quiet', '--message', 'Begin');
  git('clone', '--quiet', '--bare', '.', origin);
  git('remote', 'add', 'origin', origin);
  git('fetch', '--quiet', 'origin');
  git('checkout', '--quiet', '-b', 'change');
  for (const [name, change] of Object.entries(changes)) {
    const path = join(folder, name);
    const text = change(existsSync(path) ? readFileSync(path, 'utf8') : '');
    if (text === undefined) rmSync(path);
    else writeFileSync(path, text);
  }
  git('add', '.');
  git('commit', '--quiet', '--allow-empty', '--message', 'Change');
  mkdirSync(programs);
  for (const [name, script] of Object.entries(programTexts(log))) {
    writeFileSync(join(programs, name), `#!/bin/bash\n${script}\n`);
    chmodSync(join(programs, name), 0o755);
  }
  return {
    folder,
    run: (lines, variables = {}) => {
      const { status, stdout, stderr } = spawnSync('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', lines], {
        cwd: folder,
        encoding: 'utf8',
        env: { ...environment, ...variables, PATH: `${programs}:${environment.PATH}` },
      });
      return { status, output: stdout + stderr };
    },
    has: (file) => existsSync(join(folder, file)),
    read: (file) => readFileSync(join(folder, file), 'utf8'),
    sent: () => (existsSync(log) ? readFileSync(log, 'utf8') : ''),
  };
}

/** The programs of a runner, as far as the examples call them; any other is not found, which fails the step. */
function programTexts(log: string): Readonly<Record<string, string>> {
  const node = JSON.stringify(process.execPath);
  // Whatever names a file by --body-file or name@file sends it.
  const send = `echo "$(basename "$0") $*" >> ${log}; for word in "$@"; do file="\${word#*@}"; if [ -f "$file" ]; then cat "$file" >> ${log}; fi; done`;
  return {
    npm: '[ "$*" = ci ] || { echo "npm $* is not known here" >&2; exit 64; }',
    npx: [
      'program=$1; shift; case $program in',
      `drystep) exec ${node} ${join(compiledScripts(), 'cli/main.js')} "$@";;`,
      `jest) exec ${node} ${join(root, 'node_modules/jest/bin/jest.js')} --runInBand "$@";;`,
      '*) echo "npx $program is not known here" >&2; exit 64;; esac',
    ].join('\n'),
    gh: send,
    curl: send,
  };
}

/** The configuration of the example, with this project's packages in the place of installed ones. */
function jestConfig(folder: string): object {
  const text = readFileSync(join(example, 'jest.config.json'), 'utf8');
  const entries = compiledEntries();
  const config = JSON.parse(text.replaceAll('"drystep/jest"', JSON.stringify(entries['drystep/jest']))) as object;
  return {
    ...config,
    rootDir: folder,
    cacheDirectory: jestCache,
    moduleNameMapper: Object.fromEntries(Object.entries(entries).map(([name, file]) => [`^${name}$`, file])),
    transform: {
      '^.+\\.ts$': [
        require.resolve('@swc/jest'),
        { jsc: { target: 'es2022', parser: { syntax: 'typescript' } }, module: { type: 'commonjs' } },
      ],
    },
    modulePaths: [join(root, 'node_modules')],
  };
}
