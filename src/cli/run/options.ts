import { resolve } from 'node:path';
import { kinds } from '../../asl';
import { CommandError } from '../command-error';
import { type ReadOptions, readOptions } from '../read-options';
import { SOURCE_OPTIONS, SOURCE_USAGE } from '../source/open-source';
import { sourceAndMachine } from '../source-and-machine';
import { givenDuration } from './duration';

/** What the command line says. */
export interface RunLine {
  readonly help: boolean;
  readonly json: boolean;
  readonly source: string | undefined;
  readonly machine: string | undefined;
  /** As {@link ReadOptions}, for those who open the source. */
  readonly options: ReadOptions<typeof SOURCE_OPTIONS>;
  readonly input: string | undefined;
  readonly mocks: string | undefined;
  readonly case: string | undefined;
  readonly until: string | undefined;
  /** Milliseconds. */
  readonly advance: number | undefined;
  readonly startTime: Date | undefined;
  /** Files to write. */
  readonly history: string | undefined;
  readonly html: string | undefined;
  readonly svg: string | undefined;
}

export const USAGE = `Usage: drystep run [options] SOURCE [MACHINE]

Runs a state machine here, in virtual time, and prints what each state did. SOURCE is a definition, a template, a folder that cdk synth wrote, or - for
standard input; MACHINE is needed if it holds several.

  --input JSON|@FILE|-      the input: JSON, a file with it, or standard input [{}]
  --mocks FILE              what tasks answer: JSON by state, resource or pattern; a MockConfigFile; or a module (.js, .mjs, .cjs, .ts).
                            Without it you are asked on a terminal, one task at a time
  --case NAME               the test case of a MockConfigFile
  --until STATE             stops when the execution waits in this state
  --advance DURATION        lets this much time pass and stops there: 7d, 1h30m; after --until, if both are given
  --start-time TIME         when virtual time begins: 2026-01-31T09:00:00Z
  --history FILE            writes the events, as GetExecutionHistory gives them
  --html FILE               writes a page with every step, its data and events
  --svg FILE                writes a picture of the workflow, with this execution drawn over it
  --json                    prints the result and the steps as JSON
${SOURCE_USAGE}  --help

Example: drystep run orders.asl.json --input '{"orderId": "o-1", "total": 40}' --mocks mocks.json
Exit code: 0 when it succeeded, or stopped where it was told to; 1 when it ended as FAILED, TIMED_OUT or ABORTED, or never waited in the state of --until;
2 wrong usage, or a task had no mock.
`;

export const OPTIONS = {
  ...SOURCE_OPTIONS,
  input: { type: 'string' },
  mocks: { type: 'string' },
  case: { type: 'string' },
  until: { type: 'string' },
  advance: { type: 'string' },
  'start-time': { type: 'string' },
  history: { type: 'string' },
  html: { type: 'string' },
  svg: { type: 'string' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

/** Reads the arguments of the command. Throws a CommandError that says what to change. */
export function readRunLine(given: readonly string[]): RunLine {
  const line = readOptions('run', given, OPTIONS);
  const { source, machine } = sourceAndMachine(line);
  if (source === '-' && line.text('input') === '-')
    throw new CommandError(
      'SOURCE and --input are both -: standard input is one of them.',
      'put the input into a file: --input @input.json.',
    );
  if (line.given.has('case') && !line.given.has('mocks'))
    throw new CommandError('--case names a test case of --mocks.', 'add --mocks MockConfigFile.json.');
  refuseTwins(line.text('history'), line.text('html'), line.text('svg'));
  const advance = line.text('advance');
  return {
    help: line.flag('help'),
    json: line.flag('json'),
    source,
    machine,
    options: line,
    input: line.text('input'),
    mocks: line.text('mocks'),
    case: line.text('case'),
    until: line.text('until'),
    advance: advance === undefined ? undefined : givenDuration('--advance', advance),
    startTime: timeOf(line.text('start-time')),
    history: line.text('history'),
    html: line.text('html'),
    svg: line.text('svg'),
  };
}

/** Two options that write the same file: the second would take the place of the first. */
function refuseTwins(history: string | undefined, html: string | undefined, svg: string | undefined): void {
  const written = new Map<string, string>();
  for (const [option, name] of Object.entries({ history, html, svg })) {
    if (name === undefined) continue;
    const other = written.get(resolve(name));
    if (other !== undefined) throw new CommandError(`--${other} and --${option} both write ${name}.`, 'name two files.');
    written.set(resolve(name), option);
  }
}

/** A moment with its zone: one without would be another moment on another machine. */
function timeOf(text: string | undefined): Date | undefined {
  if (text === undefined) return undefined;
  const hasZone = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d))?$/.test(text);
  if (hasZone && kinds.moment.inside?.(text as never, '--start-time') === undefined) return new Date(text);
  throw new CommandError(`--start-time expected a time, received "${text}".`, 'write 2026-01-31T09:00:00Z.');
}
