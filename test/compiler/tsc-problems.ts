import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { type Judge, judge } from './judge';

/** What the compiler says about a place, or about no place. */
export interface Problem {
  /** The whole path of the file; empty where it is about none. */
  readonly path: string;
  /** Both count from 1, and are 0 where there is no file. */
  readonly line: number;
  readonly column: number;
  readonly code: number;
  /** Everything nested in it, too: a line for each, further in. */
  readonly message: string;
}

/** What `tsc` says in a folder, called with these words, and how it prints it. */
export function tscProblems(
  folder: string,
  words: readonly string[],
  by: Judge = judge,
): { problems: readonly Problem[]; printed: string } {
  const { stdout, stderr, status, error } = spawnSync(process.execPath, [by.command, ...words, ...by.options, '--pretty', 'false'], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, ...by.environment },
    maxBuffer: 2 ** 28,
  });
  const problems = problemsIn(folder, stdout);
  if (error !== undefined || status === null || (status !== 0) !== problems.length > 0)
    throw new Error(`tsc ${words.join(' ')} ended with ${status}: ${error?.message ?? ''}${stdout}${stderr}`);
  return { problems, printed: stdout };
}

function problemsIn(folder: string, printed: string): readonly Problem[] {
  const problems: { -readonly [Key in keyof Problem]: Problem[Key] }[] = [];
  for (const line of printed.split('\n')) {
    const found = /^(?:(.+)\((\d+),(\d+)\): )?error TS(\d+): (.*)$/.exec(line);
    const last = problems.at(-1);
    if (found !== null) {
      const [, path, row, column, code, message] = found;
      problems.push({
        path: path === undefined ? '' : resolve(folder, path),
        line: Number(row ?? 0),
        column: Number(column ?? 0),
        code: Number(code),
        message: message as string,
      });
    } else if (line.startsWith(' ') && last !== undefined) last.message += `\n${line}`;
    else if (line !== '') throw new Error(`tsc printed what is no problem: ${line}`);
  }
  return problems;
}
