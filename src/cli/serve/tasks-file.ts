import { isJsonObject, type JsonValue } from '../../asl';
import type { ServerTasks } from '../../server';
import { CommandError } from '../command-error';
import { jsonFile } from '../given-json';
import { loadExports } from '../project-loader';
import type { Terminal } from '../terminal';

/** Reads who answers tasks, from JSON or from a module. Throws a CommandError that says what is wrong with the file. */
export async function readTasksFile(file: string, terminal: Terminal): Promise<ServerTasks> {
  const tasks = /\.json$/i.test(file) ? jsonFile('--tasks', file, terminal) : await loadExports('--tasks', file, terminal.cwd);
  if (typeof tasks === 'function' || isJsonObject(tasks as JsonValue)) return tasks as ServerTasks;
  throw new CommandError(`--tasks ${file}: expected answers by state or resource.`, 'write { "Charge": { "charged": true } }.');
}
