import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ReportMachine, ReportRun } from '../../render';
import type { CurrentTest } from './run-collector';

/** One line of what a test file leaves: a machine, counted from 0, or an execution with those that it started. */
export type CollectedLine = { readonly machine: ReportMachine } | { readonly runs: readonly ReportRun[]; readonly test: CurrentTest };

/** Executions of one test file, with machines of its own. */
export interface CollectedPart {
  readonly machines: readonly ReportMachine[];
  readonly executions: readonly { readonly runs: readonly ReportRun[]; readonly test: CurrentTest }[];
}

/** Reads what test files left in a folder, in the order of the files' names. A line that a killed worker did not end is left out. */
export function readCollected(folder: string): readonly CollectedPart[] {
  if (!existsSync(folder)) return [];
  const parts = readdirSync(folder)
    .filter((name) => name.endsWith('.jsonl'))
    .map((name) => {
      const lines = readFileSync(join(folder, name), 'utf8').split('\n').slice(0, -1);
      const read = lines.map((line) => JSON.parse(line) as CollectedLine);
      return {
        machines: read.flatMap((line) => ('machine' in line ? [line.machine] : [])),
        executions: read.flatMap((line) => ('runs' in line ? [line] : [])),
      };
    });
  const fileOf = ({ executions }: CollectedPart): string => executions[0]?.test.file ?? '';
  return parts.sort((one, other) => (fileOf(one) < fileOf(other) ? -1 : 1));
}
