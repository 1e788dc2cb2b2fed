import { CommandError } from '../command-error';
import { wholeNumber } from '../whole-number';

/** An app as a command line gives it. */
export interface GivenApp {
  /** The command that runs it. */
  readonly command: string;
  /** Seconds of real time that it may take, and as many the `build` of cdk.json before it. */
  readonly within: number;
}

/** Seconds for an app to end: far longer than one takes whose bundling is off. */
const PATIENCE = 600;
const LONGEST = 86_400;

/** What `--app` and `--app-within` give; undefined where there is no app. Throws a CommandError for seconds without an app, and for what is not a number of them. */
export function givenApp(command: string | undefined, within: string | undefined): GivenApp | undefined {
  const seconds = wholeNumber('--app-within', within, 1) ?? PATIENCE;
  if (seconds > LONGEST) throw new CommandError(`--app-within expected at most ${LONGEST} seconds, received "${within}".`);
  if (command !== undefined) return { command, within: seconds };
  if (within !== undefined) throw new CommandError('--app-within is for --app.', 'add --app "npx tsx bin/app.ts", or leave it out.');
  return undefined;
}
