import { readRunLine, USAGE } from './run/options';
import type { Command } from './terminal';

/** `drystep run`: the exit code is that of the execution's status. */
export const runExecutionCommand: Command = (given, terminal) => {
  const line = readRunLine(given);
  if (!line.help) return (require('./run/run-line') as typeof import('./run/run-line')).runLine(line, terminal);
  terminal.write(USAGE);
  return 0;
};
