import { estimatePaths } from '../testing';
import { CommandError } from './command-error';
import { estimateTable, type MachineEstimate } from './estimate/estimate-table';
import { ESTIMATE_USAGE, type EstimateLine, readEstimateLine } from './estimate/options';
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
  refuseForeignPrices(prices, name, type);
  const paths = told(() => estimatePaths(machine, { items, prices }), name);
  const estimated: MachineEstimate = { name, type, items, executions, paths };
  terminal.write(line.json ? jsonText(reportOf(estimated)) : estimateTable(estimated));
  return type === 'STANDARD' && paths.some(({ eventShare }) => eventShare > 1) ? 1 : 0;
};

/** Prices that the type of the machine does not have: they would change nothing. */
function refuseForeignPrices(prices: EstimateLine['prices'], name: string, type: 'STANDARD' | 'EXPRESS'): void {
  for (const price of Object.keys(prices)) {
    const priced = price === 'perTransition' ? 'STANDARD' : 'EXPRESS';
    if (priced !== type) throw new CommandError(`--price ${price} is for ${priced} machines, and ${name} is ${type}.`, 'leave it out.');
  }
}

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
