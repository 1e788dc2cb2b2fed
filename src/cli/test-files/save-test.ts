import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import { errorText } from '../../asl';
import { CommandError } from '../command-error';
import { oneOf } from '../one-of';
import type { ReadOptions } from '../read-options';
import type { Terminal } from '../terminal';
import { refuseRead } from '../validation/write-text';
import { dressTest } from './dress-test';
import { formatTest } from './format-test';
import { type Language, type Project, projectAround, type RunnerName } from './project';

/** Options of every command that writes a test. */
export const TEST_OPTIONS = {
  runner: { type: 'string' },
  language: { type: 'string' },
  output: { type: 'string' },
  force: { type: 'boolean' },
} as const;

export const TEST_USAGE = `  --runner jest|vitest      what runs the test [as package.json says]
  --language typescript|javascript  of the test [as the project says]`;

const RUNNERS: readonly RunnerName[] = ['jest', 'vitest'];
const LANGUAGES: readonly Language[] = ['typescript', 'javascript'];

/** A test file to be: where it goes, and what it is written for. */
export interface TestFile {
  readonly project: Project;
  /** Undefined: the test is printed. */
  readonly file: string | undefined;
}

/**
 * Where a test goes. Throws a CommandError before any work is done: for a file that the command reads, and for one that exists, unless --force says to
 * overwrite it.
 *
 * @param read what the command reads, as paths from the folder that it runs in
 */
export function testFileOf(
  line: Pick<ReadOptions<typeof TEST_OPTIONS>, 'text' | 'flag'>,
  { cwd }: Terminal,
  read: readonly (string | undefined)[],
  usual?: (project: Project) => string,
): TestFile {
  const around = projectAround(cwd);
  const output = line.text('output');
  const written = output ?? '';
  const named: Language | undefined = /\.[cm]?tsx?$/.test(written) ? 'typescript' : /\.[cm]?jsx?$/.test(written) ? 'javascript' : undefined;
  const project: Project = {
    ...around,
    modules: around.modules || written.endsWith('.mjs'),
    runner: oneOf('--runner', line.text('runner'), RUNNERS) ?? around.runner,
    language: oneOf('--language', line.text('language'), LANGUAGES) ?? named ?? around.language,
  };
  const file = output === '-' ? undefined : output === undefined ? usual?.(project) : resolve(cwd, output);
  if (file === undefined && line.flag('force'))
    throw new CommandError('--force overwrites a file, and the test is printed.', 'name the file with --output, or leave --force out.');
  if (file !== undefined) refuseRead('--output', file, read, cwd);
  if (file !== undefined && existsSync(file) && !line.flag('force'))
    throw new CommandError(`${relative(cwd, file)} exists.`, '--force overwrites it, --output FILE names another.');
  return { project, file };
}

/** Writes a test, or prints it where no file is meant. The text is for jest and TypeScript, in the usual style. */
export async function saveTest({ project, file }: TestFile, text: string, terminal: Terminal): Promise<string> {
  const name = file ?? resolve(project.root, project.language === 'typescript' ? 'made.test.ts' : 'made.test.js');
  const { text: formatted, trouble } = await formatTest(dressTest(text, project), name, project.root);
  if (trouble !== undefined) terminal.writeError(`${trouble}\n`);
  if (file === undefined) return formatted;
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, formatted);
  } catch (error) {
    throw new CommandError(`--output names ${file}, which cannot be written: ${errorText(error)}.`, 'name a file.');
  }
  return formatted;
}
