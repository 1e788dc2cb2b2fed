import { isDefinitionError, printableLines } from '../asl';
import { executionArnIn } from './account/from-account';
import { CommandError } from './command-error';
import { jsonText } from './json-text';
import { type ReadOptions, readOptions } from './read-options';
import { type HistoryFile, readHistories } from './replay/read-histories';
import { openSource, SOURCE_OPTIONS, SOURCE_USAGE } from './source/open-source';
import type { Command } from './terminal';
import { asCommandError } from './told';

const USAGE = `Usage: drystep replay [options] HISTORY... --against SOURCE

Drives a definition with the outcomes of recorded executions, and says where it first does something different.
HISTORY is a file that aws stepfunctions get-execution-history wrote (with --include-execution-data), or the ARN of an execution, which is fetched from AWS
with @aws-sdk/client-sfn.

  --against SOURCE          what is checked: ASL, a template, or a folder that cdk synth wrote
  --machine NAME            the state machine, where the source has several
  --children FILE           the history of a child execution of a distributed Map; may be given several times
  --no-times                does not compare times
  --latency SECONDS         by how much a timer may be late [about a second]
  --region REGION           the region of the executions [as in their ARN]
  --json                    { "matches": false, "replays": [{ "history", "matches", "divergence", "unchecked" }] }
${SOURCE_USAGE}  --help

Example: drystep replay history.json --against orders.asl.json
Exit code: 0 when the definition does what all of them did, 1 for a divergence, 2 wrong usage.
`;

const OPTIONS = {
  ...SOURCE_OPTIONS,
  against: { type: 'string' },
  machine: { type: 'string' },
  children: { type: 'string', multiple: true },
  'no-times': { type: 'boolean' },
  latency: { type: 'string' },
  region: { type: 'string' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

type ReplayLine = ReadOptions<typeof OPTIONS>;

/** `drystep replay`: 0 when everything matches, 1 for a divergence, 2 when called wrongly. */
export const replayCommand: Command = async (given, terminal) => {
  const line = readOptions('replay', given, OPTIONS);
  if (line.flag('help')) {
    terminal.write(USAGE);
    return 0;
  }
  const [against, app] = [line.text('against'), line.text('app')];
  if (line.positionals.length === 0)
    throw new CommandError('no history is named.', 'write drystep replay history.json --against orders.asl.json.');
  if (against === undefined && app === undefined)
    throw new CommandError('there is nothing to replay the histories against.', 'add --against orders.asl.json.');
  if (against !== undefined && app !== undefined) throw new CommandError('--against and --app both say what is checked.', 'leave one out.');
  const latency = latencyOf(line);
  if (line.given.has('region') && ![...line.positionals, ...line.texts('children')].some((name) => executionArnIn(name)))
    throw new CommandError('--region is for histories that are named by an ARN.', 'leave it out.');
  const { definition } = (await openSource(against, line, terminal)).machine(line.text('machine'));
  const children = (await readHistories('--children', line.texts('children'), line, terminal)).map(({ history }) => history);
  const replays: Replayed[] = [];
  for (const file of await readHistories('HISTORY', line.positionals, line, terminal)) {
    const replayed = await replayOne(definition, file, {
      children: [...file.children, ...children],
      ...(line.flag('no-times') ? { times: false } : {}),
      ...(latency === undefined ? {} : { latency }),
    });
    replays.push(replayed);
    if (!line.flag('json')) terminal.write(printableLines(comparedText(replayed)));
  }
  const matches = replays.every((replayed) => replayed.matches);
  if (line.flag('json')) terminal.write(jsonText({ matches, replays }));
  return matches ? 0 : 1;
};

type Interpreter = typeof import('../interpreter');
type Result = Awaited<ReturnType<Interpreter['replay']>>;

interface Replayed extends Pick<Result, 'matches' | 'divergence' | 'unchecked'> {
  readonly history: string;
}

async function replayOne(
  definition: object,
  { name, history }: HistoryFile,
  options: NonNullable<Parameters<Interpreter['replay']>[2]>,
): Promise<Replayed> {
  const { replay } = require('../interpreter') as Interpreter;
  try {
    const { matches, divergence, unchecked } = await replay(definition, history, options);
    return { history: name, matches, ...(divergence === undefined ? {} : { divergence }), unchecked };
  } catch (error) {
    // What is wrong with the definition is wrong for each history.
    throw asCommandError(error, isDefinitionError(error) ? undefined : name);
  }
}

function comparedText({ history, matches, divergence, unchecked }: Replayed): string {
  const left = unchecked.map(({ what, state }) => (state === undefined ? what : `${what} of "${state}"`));
  const note = left.length === 0 ? '' : ` (not compared: ${left.join(', ')})`;
  return matches ? `${history}: matches${note}\n` : `${history}: ${divergence?.message}${note}\n`;
}

function latencyOf(line: ReplayLine): number | undefined {
  const text = line.text('latency');
  if (text === undefined) return undefined;
  if (line.flag('no-times')) throw new CommandError('--latency means nothing with --no-times.', 'leave one out.');
  const seconds = Number(text);
  if (Number.isFinite(seconds) && seconds >= 0) return seconds;
  throw new CommandError(`--latency expected seconds, received "${text}".`, 'write --latency 10.');
}
