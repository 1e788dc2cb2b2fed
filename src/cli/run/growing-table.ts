import { inspect } from 'node:util';
import type { StartedExecution } from '../../testing';

/** Shows the steps of an execution on a screen while it runs: each is a line, printed once it is over. */
export interface GrowingTable {
  readonly grow: () => void;
  /** What is left of the table when the execution stands, its outcome last. */
  readonly end: () => void;
}

/** A table that is written line by line. */
export function growingTable(execution: StartedExecution, write: (text: string) => void, colors: boolean): GrowingTable {
  let last = 0;
  let begun = false;
  const show = (all: boolean): string => {
    const [head = '', ...rows] = inspect(execution, { colors }).split(/\n\n(?: {3})?(?=\S)/);
    const [header = '', ...lines] = rows.join('\n').split('\n');
    const over = all ? Number.POSITIVE_INFINITY : firstUnended(execution);
    for (const line of lines) {
      // biome-ignore lint/suspicious/noControlCharactersInRegex: a row may be coloured.
      const [, number] = /^(?:\u001b\[\d+m)? {3}(?:\u001b\[\d+m)? *(\d+) /.exec(line) ?? [];
      if (number === undefined || Number(number) <= last || Number(number) >= over) continue;
      if (!begun) write(`   ${header}\n`);
      begun = true;
      last = Number(number);
      write(`${line}\n`);
    }
    return head;
  };
  return {
    grow: () => void show(false),
    end: () => {
      const head = show(true);
      write(`${begun ? '\n' : ''}${head}\n`);
    },
  };
}

/** The number of the first visit that goes on. */
function firstUnended({ visits, status }: StartedExecution): number {
  return status === 'RUNNING'
    ? (visits.find((visit) => visit.exitedAt === undefined)?.number ?? Number.POSITIVE_INFINITY)
    : Number.POSITIVE_INFINITY;
}
