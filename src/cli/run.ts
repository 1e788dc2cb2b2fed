import { readRunLine, USAGE } from './run/options';
import type { Command } from './terminal';

/** `drystep run`: the exit code is that of the execution's status. */
export const runExecutionCommand: Command = (given, terminal) => {
  const line = readRunLine(given);
  if (line.help) {
    terminal.write(USAGE);
    return 0;
  }
  const { runLine }: typeof import('./run/run-line') = require('./run/run-line');
  return runLine(line, terminal);
};
