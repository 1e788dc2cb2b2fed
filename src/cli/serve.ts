import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { errorText, printableLines } from '../asl';
import { startServer } from '../server';
import { CommandError } from './command-error';
import { textFile } from './given-json';
import { readServeLine, USAGE } from './serve/options';
import { sourceStamp } from './serve/source-stamp';
import { readTasksFile } from './serve/tasks-file';
import { synthesizeApp } from './source/synthesize-app';
import type { Command } from './terminal';
import { asCommandError } from './told';
import { watchInputs } from './validation/watch';

/** `drystep serve`: runs until it is interrupted. */
export const serveCommand: Command = async (given, terminal) => {
  const line = readServeLine(given);
  if (line.help) {
    terminal.write(USAGE);
    return 0;
  }
  const files = line.sources.map((source) => resolve(terminal.cwd, source));
  const missing = files.findIndex((source) => !existsSync(source));
  if (missing >= 0) throw new CommandError(`found no file or folder ${line.sources[missing]}.`);
  const { help: _, app, reload, sources: __, tasks: tasksFile, mockConfig: mockFile, ...options } = line;
  const tasks = tasksFile === undefined ? undefined : await readTasksFile(tasksFile, terminal);
  const mockConfig = mockFile === undefined ? undefined : textFile('--mock-config', mockFile, terminal);
  const sources = app === undefined ? files : [...files, await synthesizeApp(app, terminal.cwd, terminal)];
  let server: Awaited<ReturnType<typeof startServer>>;
  try {
    server = await startServer({
      ...options,
      machines: sources,
      log: (text) => terminal.writeError(`drystep serve: ${text}\n`),
      ...(tasks === undefined ? {} : { tasks }),
      ...(mockConfig === undefined ? {} : { mockConfig }),
    });
  } catch (error) {
    throw asCommandError(error);
  }
  terminal.write(`Step Functions at ${server.url} (${line.time} time). Point programs here:\n\n`);
  for (const [name, value] of Object.entries(server.environment)) terminal.write(`export ${name}=${value}\n`);
  terminal.write('\nCtrl-C ends it.\n');
  if (!reload || sources.length === 0) await terminal.interrupted;
  else {
    let stamp = sourceStamp(sources);
    const watching = { cwd: terminal.cwd, written: [], started: () => undefined, interrupted: terminal.interrupted };
    await watchInputs(
      () => sources,
      watching,
      () => {
        const now = sourceStamp(sources);
        if (now === stamp) return;
        stamp = now;
        try {
          server.reload();
          terminal.writeError('drystep serve: read the machines again\n');
        } catch (error) {
          // A file that is half written or gone for the moment does not end the server.
          terminal.writeError(printableLines(`drystep serve: ${errorText(error)}\n`));
        }
      },
    );
  }
  await server.close();
  return 0;
};
