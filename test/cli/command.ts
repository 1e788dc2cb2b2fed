import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { COMMANDS, runCommand } from '../../src/cli/run-command';

/** What a command wrote, and how it ended. */
export interface CommandResult {
  readonly code: number;
  readonly output: string;
  readonly errors: string;
}

/** Names of all commands. */
export const COMMAND_NAMES: readonly string[] = Object.keys(COMMANDS);

/** Runs a command of the program in this process. */
export async function command(
  given: readonly string[],
  cwd: string,
  input = '',
  interrupted: Promise<void> = new Promise(() => undefined),
): Promise<CommandResult> {
  let output = '';
  let errors = '';
  const code = await runCommand(given, {
    cwd,
    write: (text) => {
      output += text;
    },
    writeError: (text) => {
      errors += text;
    },
    readInput: () => input,
    interrupted,
  });
  return { code, output, errors };
}

const folders: string[] = [];

/** A fresh folder with these files in it: text as it is, anything else as JSON. */
export function folderWith(files: Readonly<Record<string, unknown>>): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'drystep-cli-')));
  folders.push(folder);
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), typeof content === 'string' ? content : JSON.stringify(content, undefined, 2));
  }
  return folder;
}

/** Removes the folders of this test file. */
export function removeFolders(): void {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
}
