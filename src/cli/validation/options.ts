import type { Severity, WorkflowType } from '../../validator';
import { CommandError } from '../command-error';
import { oneOf } from '../one-of';
import { readOptions } from '../read-options';
import { readParameters } from '../read-parameters';
import { type GivenApp, givenApp } from '../source/given-app';

/** How findings are written. */
export const FORMATS = ['text', 'json', 'sarif', 'github'] as const;
export type Format = (typeof FORMATS)[number];

/** What the command line says; what it leaves open stays undefined, for the config file to say. */
export interface CommandLine {
  readonly inputs: readonly string[];
  /** The command that synthesizes an app, in place of inputs. */
  readonly app?: GivenApp | undefined;
  readonly help: boolean;
  readonly watch: boolean;
  readonly writeBaseline: boolean;
  readonly noConfig: boolean;
  readonly format: Format;
  readonly config?: string | undefined;
  readonly baseline?: string | undefined;
  readonly output?: string | undefined;
  /** What is known of the input, as a file or a type. */
  readonly input?: string | undefined;
  /** Values of parameters, by name. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly rules?: 'aws' | 'all' | undefined;
  readonly type?: WorkflowType | undefined;
  readonly severity?: Severity | undefined;
  readonly failOn?: FailOn | undefined;
}

/** What makes the command end with 1. */
export type FailOn = Severity | 'never';

export const USAGE = `Usage: drystep validate [options] [FILE | FOLDER | GLOB | -]...

Validates state machines: definitions, CloudFormation and SAM templates, folders that cdk synth or serverless package wrote, what
describe-state-machine printed, standard input (-). It reads JSON, and YAML where the project has the package yaml.
In any other folder it takes the template, and the *.asl and *.template files. Without inputs: "files" of the config file, cdk.out, or the template here.

  --app COMMAND                     synthesizes an app instead of reading inputs: --app "npx tsx bin/app.ts"
  --app-within SECONDS              with --app: real time that it may take, and the build of cdk.json as much [600]
  --format text|json|sarif|github   how findings are written [text]
  --output FILE                     where to; standard output otherwise
  --rules all|aws                   aws: only what AWS itself says [all]
  --type STANDARD|EXPRESS           type of plain definitions; templates say it themselves [STANDARD]
  --input FILE|FILE.ts#TYPE         what the input is: a JSON Schema, or a TypeScript type
  --parameter NAME=VALUE            value of a template's parameter, or of a placeholder; once for each
  --severity ERROR|WARNING          the least severity to show [WARNING]
  --fail-on ERROR|WARNING|never     the least severity that ends with 1 [ERROR]
  --config FILE                     the config file [drystep.config.json, here or above]
  --no-config                       read none
  --baseline FILE                   findings listed there are known: only others count
  --write-baseline                  write today's findings there [drystep-baseline.json]
  --watch                           again whenever a file changes
  --help

Exit code: 0 no findings that fail, 1 findings, 2 wrong usage, nothing to validate or a file that cannot be read.
`;

const OPTIONS = {
  app: { type: 'string' },
  'app-within': { type: 'string' },
  format: { type: 'string' },
  output: { type: 'string' },
  input: { type: 'string' },
  parameter: { type: 'string', multiple: true },
  rules: { type: 'string' },
  type: { type: 'string' },
  severity: { type: 'string' },
  'fail-on': { type: 'string' },
  config: { type: 'string' },
  'no-config': { type: 'boolean' },
  baseline: { type: 'string' },
  'write-baseline': { type: 'boolean' },
  watch: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

/** Reads the arguments of the command. Throws a CommandError that offers the nearest option or value. */
export function readCommandLine(given: readonly string[]): CommandLine {
  const { positionals, given: seen, flag, text, texts } = readOptions('validate', given, OPTIONS);
  refuseTogether(seen);
  const app = givenApp(text('app'), text('app-within'));
  if (app !== undefined && positionals[0] !== undefined)
    throw new CommandError(`received ${positionals[0]} and --app: both say where the machines are.`, 'leave one out.');
  return {
    inputs: positionals,
    app,
    help: flag('help'),
    watch: flag('watch'),
    writeBaseline: flag('write-baseline'),
    noConfig: flag('no-config'),
    format: oneOf('--format', text('format'), FORMATS) ?? 'text',
    config: text('config'),
    baseline: text('baseline'),
    output: text('output'),
    input: text('input'),
    parameters: readParameters(texts('parameter')) ?? {},
    rules: oneOf('--rules', text('rules'), ['all', 'aws']),
    type: oneOf('--type', text('type')?.toUpperCase(), ['STANDARD', 'EXPRESS']),
    severity: oneOf('--severity', text('severity')?.toUpperCase(), ['ERROR', 'WARNING']),
    failOn: oneOf('--fail-on', text('fail-on')?.toLowerCase() === 'never' ? 'never' : text('fail-on')?.toUpperCase(), [
      'ERROR',
      'WARNING',
      'never',
    ]),
  };
}

/** Options of which one says the other is not meant. */
const CONTRADICTIONS: readonly (readonly [one: string, other: string, why: string])[] = [
  ['config', 'no-config', 'one names a config file, the other says to read none'],
  ['write-baseline', 'output', 'findings are written to the baseline, and nowhere else'],
  ['write-baseline', 'format', 'a baseline has a format of its own'],
  ['write-baseline', 'fail-on', 'what is written to the baseline fails nothing'],
  ['app', 'watch', 'an app is synthesized once'],
  ['write-baseline', 'watch', 'every change would become known at once'],
];

function refuseTogether(given: ReadonlySet<string>): void {
  const found = CONTRADICTIONS.find(([one, other]) => given.has(one) && given.has(other));
  if (found !== undefined) throw new CommandError(`--${found[0]} and --${found[1]} contradict each other: ${found[2]}.`, 'leave one out.');
}
