import { mkdirSync, mkdtempSync, realpathSync, writeFileSync } from 'node:fs';
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

/** A fresh folder with these files in it, for the rest of the run: text as it is, anything else as JSON. */
export function folderWith(files: Readonly<Record<string, unknown>>): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'drystep-cli-')));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), typeof content === 'string' ? content : JSON.stringify(content, undefined, 2));
  }
  return folder;
}
