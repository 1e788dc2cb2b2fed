import { join } from 'node:path';

const modules = join(__dirname, '../../node_modules');

/** A version of TypeScript as a command. */
export interface Judge {
  readonly version: 6 | 7;
  /** The script of its command, for Node. */
  readonly command: string;
  /** Options that cost less and change nothing that is said. */
  readonly options: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  /** Whether it finds modules as Node 10 did, on request. */
  readonly knowsNode10: boolean;
}

const judges: Readonly<Record<string, Judge>> = {
  // `typescript` of package.json: editors and most builds of users have it. A step of `.ci/run` names it.
  6: { version: 6, command: join(modules, 'typescript/bin/tsc'), options: [], environment: {}, knowsNode10: true },
  // Written in Go: a fifth of the processor time. Threads of its own would take it from other tests, and memory is given back when the process ends.
  7: {
    version: 7,
    command: join(modules, 'typescript-native/bin/tsc'),
    options: ['--singleThreaded'],
    environment: { GOGC: '400' },
    knowsNode10: false,
  },
};

const { DRYSTEP_TYPESCRIPT: wanted = '7' } = process.env;

/** The TypeScript that judges what tests compile: 7, or the one that `DRYSTEP_TYPESCRIPT` names. */
export const judge: Judge = named(wanted);

function named(version: string): Judge {
  const found = judges[version];
  if (found === undefined)
    throw new Error(`DRYSTEP_TYPESCRIPT is ${JSON.stringify(version)}: expected one of ${Object.keys(judges).join(', ')}.`);
  return found;
}
