import { existsSync, readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { replay } from '../../interpreter';
import { boundedText } from '../bounded-text';
import { CommandError } from '../command-error';
import { asCommandError } from '../told';
import type { ComparedMachine } from './compared-machine';
import { notice } from './notice';

/** What became of the recorded executions. */
export interface RecordedRuns {
  /** The machines, those with a recorded execution that diverges told so. */
  readonly machines: readonly ComparedMachine[];
  /** How many were replayed. */
  readonly replayed: number;
  /** Files whose execution no machine before the change had. */
  readonly unmatched: readonly string[];
}

/** Replays recorded executions of the machines before against those after. Throws a CommandError for a folder that has none, and for a file that is not a history. */
export async function recordedRuns(machines: readonly ComparedMachine[], folder: string, cwd: string): Promise<RecordedRuns> {
  const found = new Map<ComparedMachine, ComparedMachine>();
  const unmatched: string[] = [];
  const files = historyFiles(folder, cwd);
  for (const file of files) {
    const text = boundedText(join(resolve(cwd, folder), file), `${folder}/${file}`);
    const own = await machinesThatDid(machines, text, `${folder}/${file}`);
    if (own.length === 0) unmatched.push(file);
    for (const machine of own) {
      if (machine.after === undefined || machine.status === 'same') continue;
      const { divergence } = await replay(machine.after.definition, text);
      if (divergence === undefined) continue;
      const { message, hint } = divergence;
      const [said] = message.split(' Hint: ');
      const told = notice('RECORDED_DIVERGES', divergence.state, `${file}: ${said}`, hint);
      const known = found.get(machine) ?? machine;
      found.set(machine, { ...known, notices: [...known.notices, told] });
    }
  }
  return { machines: machines.map((machine) => found.get(machine) ?? machine), replayed: files.length - unmatched.length, unmatched };
}

/** A history does not name its machine: it is that of the machine which does the same. */
async function machinesThatDid(machines: readonly ComparedMachine[], history: string, file: string): Promise<ComparedMachine[]> {
  const own: ComparedMachine[] = [];
  for (const machine of machines) {
    if (machine.before === undefined) continue;
    try {
      const { matches } = await replay(machine.before.definition, history);
      if (matches) own.push(machine);
    } catch (error) {
      throw asCommandError(error, file);
    }
  }
  return own;
}

function historyFiles(folder: string, cwd: string): readonly string[] {
  const path = resolve(cwd, folder);
  if (!existsSync(path))
    throw new CommandError(
      `--histories: found no folder ${folder}.`,
      'save histories there: aws stepfunctions get-execution-history --execution-arn ARN --include-execution-data > histories/one.json',
    );
  if (!statSync(path).isDirectory())
    throw new CommandError(`--histories expected a folder, received the file ${folder}.`, 'name the folder that it is in.');
  const files = readdirSync(path, { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => file.endsWith('.json'))
    .sort();
  if (files.length === 0)
    throw new CommandError(
      `--histories: the folder ${folder} holds no *.json file.`,
      'save there what aws stepfunctions get-execution-history prints.',
    );
  return files;
}
