import { resolve } from 'node:path';
import { refuseUnknownParameters, unreadSentence } from '../template';
import { withAppSides } from './diff/app-sides';
import { comparedMachine } from './diff/compared-machine';
import { DIFF_USAGE, type DiffCommandLine, readDiffLine } from './diff/options';
import { pairMachines } from './diff/pair-machines';
import { readSide, type Side } from './diff/read-side';
import { type RecordedRuns, recordedRuns } from './diff/recorded-runs';
import { DIFF_REPORTS, type DiffContents } from './diff/reports/report';
import { readParameters } from './read-parameters';
import { refuseType } from './source/refuse-type';
import type { Command, Terminal } from './terminal';
import { told } from './told';
import { writeText } from './validation/write-text';

/** What a shell says of a program that Ctrl-C ended. */
const INTERRUPTED = 130;

/** `drystep diff`: 0 when nothing fails, 1 for what `--fail-on` says, 2 when called wrongly. */
export const diffCommand: Command = async (given, terminal) => {
  const line = readDiffLine(given);
  if (line.help) {
    terminal.write(DIFF_USAGE);
    return 0;
  }
  const { sides } = line;
  if ('app' in sides) {
    const read = await withAppSides(sides, terminal, (before, after) => readBoth(before, after, line, terminal));
    return read === undefined ? INTERRUPTED : compareSides(read, [sides.from, sides.to ?? 'the working tree'], line, terminal);
  }
  return compareSides(readBoth(...sides, line, terminal), sides, line, terminal);
};

function readBoth(before: string, after: string, line: DiffCommandLine, { cwd, readInput }: Terminal): readonly [Side, Side] {
  const given = readParameters(line.parameters) ?? {};
  const options = { cwd, readInput, parameters: given, type: line.type };
  const sides = [readSide(before, options), readSide(after, options)] as const;
  refuseType(
    line.type,
    sides.some(({ machines }) => machines.some(({ resources }) => resources === undefined)),
  );
  // A parameter may be one that the change adds.
  told(() =>
    refuseUnknownParameters(
      given,
      sides.flatMap(({ parameterNames }) => parameterNames),
    ),
  );
  return sides;
}

async function compareSides(
  [before, after]: readonly [Side, Side],
  names: readonly [string, string],
  line: DiffCommandLine,
  terminal: Terminal,
): Promise<number> {
  const compared = pairMachines(before, after).map(comparedMachine);
  const recorded: RecordedRuns | undefined =
    line.histories === undefined ? undefined : await recordedRuns(compared, line.histories, terminal.cwd);
  const { machines } = recorded ?? { machines: compared };
  const contents: DiffContents = { before: names[0], after: names[1], machines, recorded };
  const text = DIFF_REPORTS[line.format](contents);
  if (line.output === undefined) terminal.write(text);
  else writeText('--output', resolve(terminal.cwd, line.output), text, names, terminal.cwd);
  const unread = [...new Set([...before.unread, ...after.unread])];
  if (unread.length > 0) terminal.writeError(`drystep diff: ${unreadSentence(unread)}.\n`);
  for (const sentence of new Set([...before.unrun, ...after.unrun])) terminal.writeError(`drystep diff: ${sentence}\n`);
  const fails = {
    never: false,
    any: machines.some(({ status }) => status !== 'same'),
    breaking: machines.some(({ notices }) => notices.some(({ breaking }) => breaking)),
  };
  return fails[line.failOn] ? 1 : 0;
}
