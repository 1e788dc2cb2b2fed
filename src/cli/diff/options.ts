import type { WorkflowType } from '../../validator';
import { CommandError } from '../command-error';
import { formatGiven } from '../format-given';
import { oneOf } from '../one-of';
import { readOptions } from '../read-options';
import { type GivenApp, givenApp } from '../source/given-app';

export const DIFF_FORMATS = ['text', 'markdown', 'html', 'json'] as const;
export type DiffFormat = (typeof DIFF_FORMATS)[number];
export type DiffFailOn = 'breaking' | 'any' | 'never';

/** What the command line says. */
export interface DiffCommandLine {
  readonly help: boolean;
  /** Two files or folders, or what an app is synthesized to. */
  readonly sides: readonly [before: string, after: string] | AppSides;
  readonly format: DiffFormat;
  readonly output: string | undefined;
  readonly failOn: DiffFailOn;
  readonly histories: string | undefined;
  readonly parameters: readonly string[];
  readonly type: WorkflowType | undefined;
}

/** An app at two revisions; `to` undefined is the working tree as it is. */
export interface AppSides {
  readonly app: GivenApp;
  readonly from: string;
  readonly to: string | undefined;
}

const OPTIONS = {
  app: { type: 'string' },
  'app-within': { type: 'string' },
  from: { type: 'string' },
  to: { type: 'string' },
  format: { type: 'string' },
  output: { type: 'string' },
  'fail-on': { type: 'string' },
  histories: { type: 'string' },
  parameter: { type: 'string', multiple: true },
  type: { type: 'string' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

export const DIFF_USAGE = `Usage: drystep diff [options] OLD NEW
       drystep diff [options] --app COMMAND [--from REVISION] [--to REVISION]

Says what state machines do differently than before, and what executions that have already started could notice. OLD and NEW are definitions, templates, or
folders that cdk synth wrote. Machines are paired by construct path, logical id and name. Formatting, comments, the order of keys and of ErrorEquals, and defaults
that are written out are not changes.

  --app COMMAND                     runs a CDK app at two revisions of git, such as "npx tsx bin/app.ts"
  --app-within SECONDS              with --app: real time that it may take each time, and the build of cdk.json as much [600]
  --from REVISION                   with --app: before [HEAD]
  --to REVISION                     with --app: after [the working tree as it is]
  --format text|markdown|html|json  markdown: for a pull request, with Mermaid; html: a page with pictures [text]
  --json                            the same as --format json
  --output FILE                     where to; standard output otherwise
  --fail-on breaking|any|never      which changes end with exit code 1 [breaking]
  --histories FOLDER                recorded executions (*.json): which of them would take another path
  --parameter NAME=VALUE            value of a template's parameter, or of a placeholder; once for each
  --type STANDARD|EXPRESS           type of plain definitions; templates say it themselves [STANDARD]
  --help

Example: drystep diff deployed.json cdk.out --format markdown
Exit code: 0 nothing that fails, 1 a breaking change (with --fail-on any: any change), 2 wrong usage, 130 interrupted.
`;

/** Reads the arguments of the command. Throws a CommandError that offers the nearest option or value. */
export function readDiffLine(given: readonly string[]): DiffCommandLine {
  const { positionals, given: seen, flag, text, texts } = readOptions('diff', given, OPTIONS);
  const help = flag('help');
  return {
    help,
    sides: help ? ['', ''] : sidesOf(positionals, seen, givenApp(text('app'), text('app-within')), text('from'), text('to')),
    format: formatGiven(flag('json'), text('format'), DIFF_FORMATS) ?? 'text',
    output: text('output'),
    failOn: oneOf('--fail-on', text('fail-on'), ['breaking', 'any', 'never']) ?? 'breaking',
    histories: text('histories'),
    parameters: texts('parameter'),
    type: oneOf('--type', text('type')?.toUpperCase(), ['STANDARD', 'EXPRESS']),
  };
}

function sidesOf(
  names: readonly string[],
  seen: ReadonlySet<string>,
  app: GivenApp | undefined,
  from = 'HEAD',
  to: string | undefined,
): DiffCommandLine['sides'] {
  if (app !== undefined) {
    if (names.length === 0) return { app, from, to };
    throw new CommandError(`--app replaces OLD and NEW, received "${names[0]}" as well.`, 'leave one out.');
  }
  for (const name of ['from', 'to'])
    if (seen.has(name)) throw new CommandError(`--${name} is for --app.`, 'add --app "npx tsx bin/app.ts", or name two files.');
  const [before, after, ...more] = names;
  if (before === undefined || after === undefined)
    throw new CommandError(
      `expected two files or folders, received ${before === undefined ? 'none' : `"${before}" only`}.`,
      'write drystep diff OLD NEW, or name an app with --app.',
    );
  if (more.length > 0) throw new CommandError(`expected two files or folders, received "${more[0]}" as well.`);
  return [before, after];
}
