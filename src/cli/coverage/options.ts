import { CommandError } from '../command-error';
import { formatGiven } from '../format-given';
import { readOptions } from '../read-options';

export const COVERAGE_FORMATS = ['text', 'json', 'html', 'lcov'] as const;
export type CoverageFormat = (typeof COVERAGE_FORMATS)[number];

/** What the command line says. */
export interface CoverageLine {
  readonly help: boolean;
  readonly inputs: readonly string[];
  readonly format: CoverageFormat;
  readonly output: string | undefined;
  /** Percentages by kind, in all (`global`), in a machine, or in a state of one. */
  readonly thresholds: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly addedRetriers: boolean;
  readonly run: string | undefined;
}

const OPTIONS = {
  format: { type: 'string' },
  output: { type: 'string' },
  threshold: { type: 'string', multiple: true },
  'added-retriers': { type: 'boolean' },
  run: { type: 'string' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

export const COVERAGE_USAGE = `Usage: drystep coverage [options] [FILE | FOLDER]...

Adds up what tests reached in state machines. It reads the files that the reporter of drystep/jest or drystep/vitest wrote: coverage.json of whole runs, or the files of
all shards of a run. A folder stands for the shards in it, or for its coverage.json. Without an input: coverage/drystep.

  --format text|json|html|lcov     [text]
  --json                           the same as --format json
  --output FILE|FOLDER             where to; standard output otherwise. lcov needs a folder, for the definitions whose lines are counted
  --threshold KIND=PERCENT         what must be reached: states, transitions, rules, operands, retriers, catchers, items or failures; once for each.
                                   For one machine, or for one of its states: Orders:states=100, Orders/Ship:retriers=100
  --added-retriers                 counts the retrier that the CDK adds to each LambdaInvoke by itself
  --run NAME                       the name that all shards share; shards of another run are refused
  --help

Example: drystep coverage coverage/drystep --threshold transitions=90
Exit code: 0 thresholds reached, 1 below a threshold, 2 wrong usage, or a file that does not hold coverage.
`;

/** Reads the arguments of the command. Throws a CommandError that says what was expected. */
export function readCoverageLine(given: readonly string[]): CoverageLine {
  const { positionals, given: seen, flag, text, texts } = readOptions('coverage', given, OPTIONS);
  const format = formatGiven(flag('json'), text('format'), COVERAGE_FORMATS) ?? 'text';
  if (format === 'lcov' && !seen.has('output'))
    throw new CommandError('lcov counts the lines of definitions, which are written beside it.', 'add --output FOLDER.');
  return {
    help: flag('help'),
    inputs: positionals,
    format,
    output: text('output'),
    thresholds: thresholdsOf(texts('threshold')),
    addedRetriers: flag('added-retriers'),
    run: text('run'),
  };
}

function thresholdsOf(given: readonly string[]): CoverageLine['thresholds'] {
  const thresholds: Record<string, Record<string, number>> = Object.create(null);
  for (const each of given) {
    const [, place = 'global', kind, percent] = /^(?:(.+):)?([^:=]+)=(\d+(?:\.\d+)?)$/s.exec(each) ?? [];
    if (kind === undefined || Number(percent) > 100)
      throw new CommandError(`--threshold expected KIND=PERCENT, up to 100, received "${each}".`, 'write --threshold transitions=90.');
    const levels = thresholds[place] ?? {};
    if (Object.hasOwn(levels, kind)) throw new CommandError(`--threshold gives ${kind} of ${place} twice.`, 'keep one.');
    thresholds[place] = { ...levels, [kind]: Number(percent) };
  }
  return thresholds;
}
