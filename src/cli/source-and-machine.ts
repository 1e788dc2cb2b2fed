import { CommandError } from './command-error';
import type { ReadOptions } from './read-options';
import { type SOURCE_OPTIONS, sourceAndRest } from './source/open-source';

/** The source and the machine that a command line names, in this order. Throws a CommandError for more than that. */
export function sourceAndMachine(line: ReadOptions<typeof SOURCE_OPTIONS>): {
  readonly source: string | undefined;
  readonly machine: string | undefined;
} {
  const { source, rest } = sourceAndRest(line);
  const [machine, surplus] = rest;
  if (surplus === undefined) return { source, machine };
  throw new CommandError(`"${surplus}" is one argument too many.`, 'name one source and one machine, in quotes where there are blanks.');
}
