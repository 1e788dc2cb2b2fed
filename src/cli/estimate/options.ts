import { firstIn, nearestName } from '../../asl';
import { CommandError } from '../command-error';
import { type ReadOptions, readOptions } from '../read-options';
import { SOURCE_OPTIONS, SOURCE_USAGE } from '../source/open-source';
import { sourceAndMachine } from '../source-and-machine';
import { wholeNumber } from '../whole-number';

const PRICES = ['perTransition', 'perRequest', 'perGigabyteSecond'] as const;

/** What the command line says. */
export interface EstimateLine {
  readonly source: string | undefined;
  readonly machine: string | undefined;
  readonly help: boolean;
  readonly items: number;
  readonly executions: number | undefined;
  readonly prices: Readonly<Record<string, number>>;
  readonly json: boolean;
  readonly options: ReadOptions<typeof OPTIONS>;
}

const OPTIONS = {
  ...SOURCE_OPTIONS,
  items: { type: 'string' },
  executions: { type: 'string' },
  price: { type: 'string', multiple: true },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

export const ESTIMATE_USAGE = `Usage: drystep estimate [options] SOURCE [MACHINE]

Estimates what executions take: state transitions, events of the history, the least time spent in waits, retry delays and timeouts, and the price of Step Functions.
It looks at a few short paths that together take every transition. What tasks cost, and how long they work, is not included.

  --items NUMBER            items of every Map [1]
  --executions NUMBER       also for this many executions
  --price NAME=DOLLARS      another price: perTransition, perRequest or perGigabyteSecond; once for each [the first tier in us-east-1]
  --json                    as data, in seconds and dollars
${SOURCE_USAGE}  --help

Example: drystep estimate cdk.out Orders --executions 1000000
Exit code: 0 all paths fit, 1 a path of a Standard workflow has more than the 25,000 events of a history, 2 wrong usage.
`;

/** Reads the arguments of the command. Throws a CommandError that says what was expected. */
export function readEstimateLine(given: readonly string[]): EstimateLine {
  const options = readOptions('estimate', given, OPTIONS);
  const { flag, text, texts } = options;
  const { source, machine } = sourceAndMachine(options);
  return {
    source,
    machine,
    help: flag('help'),
    items: wholeNumber('--items', text('items'), 0) ?? 1,
    executions: wholeNumber('--executions', text('executions'), 0),
    prices: pricesOf(texts('price')),
    json: flag('json'),
    options,
  };
}

function pricesOf(given: readonly string[]): Readonly<Record<string, number>> {
  const prices: Record<string, number> = {};
  for (const [name, dollars] of given.map(priceOf)) {
    if (Object.hasOwn(prices, name)) throw new CommandError(`--price gives ${name} twice.`, 'keep one.');
    prices[name] = dollars;
  }
  return prices;
}

function priceOf(given: string): [name: string, dollars: number] {
  const [, name = '', dollars = ''] = /^(\w+)=(\d*\.?\d+(?:e-?\d+)?)$/i.exec(given) ?? [];
  if (!(PRICES as readonly string[]).includes(name)) {
    const written = firstIn(given.split('='));
    const near = nearestName(written, PRICES);
    throw new CommandError(
      `--price expected NAME=DOLLARS with one of ${PRICES.join(', ')}, received "${given}".`,
      near === undefined || near === written ? 'write --price perTransition=0.00003.' : `did you mean ${near}?`,
    );
  }
  return [name, Number(dollars)];
}
