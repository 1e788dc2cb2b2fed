import { estimatePaths } from '../testing';
import { estimateTable, type MachineEstimate } from './estimate/estimate-table';
import { ESTIMATE_USAGE, readEstimateLine } from './estimate/options';
import { jsonText } from './json-text';
import { openSource } from './source/open-source';
import type { Command } from './terminal';
import { told } from './told';

/** `drystep estimate`: 0 when every path fits into a history, 1 when one does not, 2 when called wrongly. */
export const estimateCommand: Command = async (given, terminal) => {
  const line = readEstimateLine(given);
  if (line.help) {
    terminal.write(ESTIMATE_USAGE);
    return 0;
  }
  const { items, executions, prices } = line;
  const machine = (await openSource(line.source, line.options, terminal)).machine(line.machine);
  const { name, type } = machine;
  const paths = told(() => estimatePaths(machine, { items, prices }), name);
  const estimated: MachineEstimate = { name, type, items, executions, paths };
  terminal.write(line.json ? jsonText(reportOf(estimated)) : estimateTable(estimated));
  return type === 'STANDARD' && paths.some(({ eventShare }) => eventShare > 1) ? 1 : 0;
};

function reportOf({ paths, executions, ...rest }: MachineEstimate): object {
  const shown = paths.map(({ path, ...use }) => ({
    title: path.title,
    end: path.end,
    states: path.steps.map(({ state }) => state),
    ...use,
    ...(executions === undefined ? {} : { costOfExecutions: use.cost * executions }),
  }));
  return { ...rest, ...(executions === undefined ? {} : { executions }), paths: shown };
}
