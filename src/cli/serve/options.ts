import type { TimeMode } from '../../server';
import { CommandError } from '../command-error';
import { readOptions } from '../read-options';
import { type GivenApp, givenApp } from '../source/given-app';

/** What the command line says. */
export interface ServeLine {
  readonly sources: readonly string[];
  /** The command that synthesizes an app, whose machines are served as well. */
  readonly app?: GivenApp;
  readonly help: boolean;
  readonly port: number;
  readonly host: string;
  readonly region?: string;
  readonly account?: string;
  readonly time: TimeMode;
  readonly startTime?: string;
  readonly tasks?: string;
  readonly mockConfig?: string;
  readonly reload: boolean;
}

export const USAGE = `Usage: drystep serve [options] [FILE | FOLDER]...

Serves the Step Functions API on loopback: applications call it through the AWS SDK, as they call AWS. The machines of definitions, templates and folders that
cdk synth wrote are there from the start, and are read again when a file changes. Clients may create others.

  --app COMMAND         synthesizes an app once, and serves its machines: --app "npx tsx bin/app.ts"
  --app-within SECONDS  with --app: real time that it may take, and the build of cdk.json as much [600]
  --port NUMBER         where to listen; 0: any free port [8083]
  --host ADDRESS        where to listen; anything but loopback lets others drive the server [127.0.0.1]
  --tasks FILE          what answers tasks: JSON with answers by "Machine/State", state or resource (* stands for anything),
                        or a module that exports functions under these names (.js, .cjs, .mjs; .ts by the project's loader)
  --mock-config FILE    a MockConfigFile.json of Step Functions Local: <ARN of a machine>#<test case> starts with its responses
  --virtual             time stands still until a client moves it
  --fast                waits and retry delays take no time
  --start-time TIME     with --virtual: when time begins [now]
  --region REGION       [us-east-1]
  --account DIGITS      [111111111111]
  --no-reload           read files once
  --help

Example: drystep serve cdk.out --tasks mocks.json
Exit code: 0 when it was stopped by Ctrl-C, 2 wrong usage.
`;

const OPTIONS = {
  app: { type: 'string' },
  'app-within': { type: 'string' },
  port: { type: 'string' },
  host: { type: 'string' },
  tasks: { type: 'string' },
  'mock-config': { type: 'string' },
  virtual: { type: 'boolean' },
  fast: { type: 'boolean' },
  'start-time': { type: 'string' },
  region: { type: 'string' },
  account: { type: 'string' },
  'no-reload': { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

/** Where Step Functions Local listens: programs that were set up for it find this one. */
const DEFAULT_PORT = 8083;

/** Reads the arguments of the command. Throws a CommandError that offers the nearest option. */
export function readServeLine(given: readonly string[]): ServeLine {
  const { positionals, given: seen, flag, text } = readOptions('serve', given, OPTIONS);
  if (flag('virtual') && flag('fast'))
    throw new CommandError('--virtual and --fast contradict each other: one stops time, the other skips it.', 'leave one out.');
  if (seen.has('start-time') && !flag('virtual'))
    throw new CommandError('--start-time is for virtual time.', 'add --virtual, or leave it out.');
  const app = givenApp(text('app'), text('app-within'));
  const [region, account, startTime, tasks, mockConfig] = (['region', 'account', 'start-time', 'tasks', 'mock-config'] as const).map(
    (name) => text(name),
  );
  return {
    sources: positionals,
    help: flag('help'),
    port: portOf(text('port')),
    host: text('host') ?? '127.0.0.1',
    time: flag('virtual') ? 'virtual' : flag('fast') ? 'fast' : 'real',
    reload: !flag('no-reload'),
    ...(app === undefined ? {} : { app }),
    ...(region === undefined ? {} : { region }),
    ...(account === undefined ? {} : { account }),
    ...(startTime === undefined ? {} : { startTime }),
    ...(tasks === undefined ? {} : { tasks }),
    ...(mockConfig === undefined ? {} : { mockConfig }),
  };
}

function portOf(given: string | undefined): number {
  if (given === undefined) return DEFAULT_PORT;
  const port = /^\d{1,5}$/.test(given) ? Number(given) : Number.NaN;
  if (port <= 65_535) return port;
  throw new CommandError(`--port expected a number up to 65535, received "${given}".`);
}
