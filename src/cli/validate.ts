import { existsSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { type JsonObject, nearestName } from '../asl';
import { type ParameterValues, refuseUnknownParameters, templatesIn, UNREAD_HINT, unreadSentence, unreadText } from '../template';
import { CommandError } from './command-error';
import { packageVersion } from './package-version';
import { isPipe } from './source/pipe-text';
import { refuseType } from './source/refuse-type';
import type { Command, Terminal } from './terminal';
import { told } from './told';
import { applyBaseline, writeBaseline } from './validation/baseline';
import { configFile, readConfig, type ValidationConfig } from './validation/config';
import { type CommandFinding, findingsOf } from './validation/findings';
import { readInputSchema } from './validation/input-schema';
import { type InputMachine, readMachines, unjudged } from './validation/machines';
import { type CommandLine, type FailOn, readCommandLine, USAGE } from './validation/options';
import { REPORTS } from './validation/reports/report';
import { watchInputs } from './validation/watch';
import { writeText } from './validation/write-text';

const BASELINE_NAME = 'drystep-baseline.json';

/** `drystep validate`: 0 when nothing fails, 1 for findings, 2 when called wrongly. */
export const validateCommand: Command = async (given, terminal) => {
  const line = readCommandLine(given);
  if (line.help) {
    terminal.write(USAGE);
    return 0;
  }
  if (!line.watch) return validateOnce(await synthesized(line, terminal), terminal);
  const again = (): number => {
    try {
      return validateOnce(line, terminal);
    } catch (error) {
      // A file that is half written or gone for the moment is no reason to stop watching.
      if (!(error instanceof CommandError)) throw error;
      terminal.writeError(`drystep validate: ${error.message}\n`);
      return 2;
    }
  };
  if (line.inputs.includes('-')) throw new CommandError('standard input cannot be watched.', 'name a file.');
  const pipe = line.inputs.find((input) => isPipe(input, terminal.cwd));
  if (pipe !== undefined) throw new CommandError(`the pipe ${pipe} cannot be watched.`, 'name a file.');
  let code = again();
  const inputs = (): readonly string[] => watchedInputs(line, terminal);
  const started = (): void => terminal.writeError(`watching ${inputs().join(', ')}\n`);
  // What the command writes itself is not a change.
  const written = [line.output, line.baseline ?? BASELINE_NAME].flatMap((file) =>
    file === undefined ? [] : [resolve(terminal.cwd, file)],
  );
  await watchInputs(inputs, { cwd: terminal.cwd, written, started, interrupted: terminal.interrupted }, () => (code = again()));
  return code;
};

/** A command line whose app has been synthesized. */
interface SynthesizedLine extends CommandLine {
  /** The folder that the app was synthesized into, which goes with the process. */
  readonly assembly?: string;
}

async function synthesized(line: CommandLine, terminal: Terminal): Promise<SynthesizedLine> {
  if (line.app === undefined) return line;
  const { synthesizeApp }: typeof import('./source/synthesize-app') = require('./source/synthesize-app');
  const folder = await synthesizeApp(line.app, terminal.cwd, terminal);
  terminal.released?.();
  // The app may be named by the folder that it was synthesized into before.
  return folder === resolve(terminal.cwd, line.app.command)
    ? { ...line, inputs: [folder] }
    : { ...line, inputs: [folder], assembly: folder };
}

function validateOnce(line: SynthesizedLine, terminal: Terminal): number {
  const config = configOf(line, terminal);
  const failOn = line.failOn ?? config.failOn ?? 'ERROR';
  if (failOn === 'WARNING' && line.severity === 'ERROR') throw neverMet(line.failOn === undefined);
  const parameters = { ...config.parameters, ...line.parameters };
  const { machines, parameterNames, unreadable, unread, unrun, hasPlain } = readMachines(
    inputsOf(line, config, terminal.cwd),
    { asked: line.type, usual: config.type },
    terminal,
    parameters,
    line.assembly,
  );
  if (machines.length === 0 && unreadable.length > 0) throw new CommandError(unreadable.join('\n'));
  if (machines.length === 0)
    throw new CommandError(
      `found no state machine there${unreadText(unread)}.`,
      unread.length === 0 ? 'name definitions, templates or a folder that cdk synth wrote.' : UNREAD_HINT,
    );
  if (unreadable.length === 0) refuseType(line.type, hasPlain);
  if (unreadable.length === 0) requireParameters(line.inputs.length === 0 ? parameters : line.parameters, parameterNames);
  if (line.inputs.length === 0) requireMachines(config, machines, terminal.cwd);
  const { severities, suppressions } = config;
  const found = findingsOf(
    machines,
    {
      rules: line.rules ?? config.rules ?? 'all',
      severity: line.severity ?? 'WARNING',
      ...(severities === undefined ? {} : { severities }),
      ...(suppressions === undefined ? {} : { suppressions }),
    },
    inputSchemas(line, config, terminal),
  );
  const file = baselineOf(line, config, terminal.cwd);
  if (line.writeBaseline) {
    const target = file ?? join(terminal.cwd, BASELINE_NAME);
    writeBaseline(target, found);
    reportUnreadable(unreadable, terminal);
    terminal.write(`${found.length} findings written to ${target}; --baseline, or "baseline" in the config file, makes them known\n`);
    return unreadable.length > 0 ? 2 : 0;
  }
  const { findings, gone } = file === undefined ? { findings: found, gone: 0 } : applyBaseline(file, found);
  const text = REPORTS[line.format]({
    machines,
    findings,
    version: packageVersion(),
    baseline: file === undefined ? undefined : { file, gone },
  });
  if (line.output === undefined) terminal.write(text);
  else {
    const read = [...machines.map(({ file: each }) => each), ...line.inputs, file];
    writeText('--output', resolve(terminal.cwd, line.output), text, read, terminal.cwd);
  }
  reportUnreadable(unreadable, terminal);
  if (unread.length > 0) terminal.writeError(`drystep validate: ${unreadSentence(unread)}.\n`);
  for (const sentence of unrun) terminal.writeError(`drystep validate: ${sentence}\n`);
  const never = machines.filter(({ neverSo }) => neverSo === true);
  if (never.length > 0) terminal.writeError(`drystep validate: ${neverText(never)}\n`);
  const failed = fails(findings, failOn);
  const left = unjudged(machines);
  const isVacuous = left.length === machines.length && !failed;
  if (left.length > 0) terminal.writeError(`drystep validate: ${leftText(left)}${isVacuous ? NOTHING_VALIDATED : ''}\n`);
  return unreadable.length > 0 || isVacuous ? 2 : failed ? 1 : 0;
}

const NOTHING_VALIDATED = ' Hint: nothing was validated: name a source that holds it.';

function neverText(machines: readonly InputMachine[]): string {
  const names = machines.map(({ name, file }) => `${name} (${file})`);
  const [which, has] = machines.length === 1 ? ['1 state machine', 'has'] : [`${machines.length} state machines`, 'have'];
  return `${which} that ${has} a Condition which does not hold ${machines.length === 1 ? 'was' : 'were'} judged with values that ${machines.length === 1 ? 'it is' : 'they are'} never made with: ${namesText(names)}. Hint: give the others with --parameter NAME=VALUE.`;
}

function namesText(names: readonly string[]): string {
  return `${names.slice(0, 5).join(', ')}${names.length > 5 ? ` and ${names.length - 5} more` : ''}`;
}

function leftText(machines: readonly InputMachine[]): string {
  const names = machines.map(({ name, file }) => `${name} (${file})`);
  return machines.length === 1
    ? `1 state machine was not validated, because its definition was not read: ${names[0]}.`
    : `${machines.length} state machines were not validated, because their definitions were not read: ${namesText(names)}.`;
}

/** What cannot be read does not keep the rest from being judged; the exit code tells. */
function reportUnreadable(unreadable: readonly string[], terminal: Terminal): void {
  for (const sentence of unreadable) terminal.writeError(`drystep validate: ${sentence}\n`);
}

/** A misspelt name would leave a parameter at its default, without a word. The config file may name parameters of files that are not validated now. */
function requireParameters(given: ParameterValues, known: readonly string[]): void {
  told(() => refuseUnknownParameters(given, known));
}

/** Warnings that are left out cannot fail. */
function neverMet(fromConfig: boolean): CommandError {
  return new CommandError(
    `--severity ERROR leaves the warnings out, so ${fromConfig ? '"failOn": "WARNING" of the config file' : '--fail-on WARNING'} can never be met.`,
    'leave out --severity, or fail on ERROR.',
  );
}

/** The inputs of a config file are known by file or name: one that none has would be forgotten, without a word. */
function requireMachines({ inputs = {}, folder }: ValidationConfig, machines: readonly InputMachine[], cwd: string): void {
  const isKnown = (key: string): boolean => machines.some(({ file, name }) => key === name || resolve(folder, key) === resolve(cwd, file));
  const unknown = Object.keys(inputs).find((key) => !isKnown(key));
  if (unknown === undefined) return;
  const nearest = nearestName(unknown, [
    ...machines.map(({ name }) => name),
    ...machines.map(({ file }) => relative(folder, resolve(cwd, file))),
  ]);
  throw new CommandError(
    `"inputs" of the config file names "${unknown}", and no state machine there has that file or name.`,
    nearest === undefined ? 'name a file, from the folder of the config file, or a machine.' : `did you mean "${nearest}"?`,
  );
}

/** The input of each machine: that of the command line for all, or what the config file says of its file or name. Each is read once. */
function inputSchemas(
  { input }: CommandLine,
  { inputs = {}, folder }: ValidationConfig,
  { cwd }: Terminal,
): (machine: InputMachine) => JsonObject | undefined {
  const read = new Map<string, JsonObject>();
  const schema = (named: string, from: string): JsonObject => {
    const known = read.get(named) ?? readInputSchema(named, from);
    read.set(named, known);
    return known;
  };
  return ({ file, name }) => {
    if (input !== undefined) return schema(input, cwd);
    const key = Object.keys(inputs).find((each) => each === name || resolve(folder, each) === resolve(cwd, file));
    return key === undefined ? undefined : schema(inputs[key]!, folder);
  };
}

/** What is validated, and the config file, which may say something else tomorrow; while it is broken only itself. */
function watchedInputs(line: CommandLine, terminal: Terminal): readonly string[] {
  const file = line.noConfig ? undefined : configFile(line.config, terminal.cwd);
  const own = file === undefined ? [] : [file];
  try {
    return [...inputsOf(line, configOf(line, terminal), terminal.cwd), ...own];
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    return [...line.inputs, ...own];
  }
}

function configOf(line: CommandLine, { cwd }: Terminal): ValidationConfig {
  return line.noConfig ? { folder: cwd } : readConfig(line.config, cwd);
}

function inputsOf(line: CommandLine, config: ValidationConfig, cwd: string): readonly string[] {
  if (line.inputs.length > 0) return line.inputs;
  if (config.files !== undefined) return config.files.map((file) => resolve(config.folder, file));
  if (existsSync(join(cwd, 'cdk.out'))) return ['cdk.out'];
  if (templatesIn(cwd).length > 0) return templatesIn(cwd).map((path) => relative(cwd, path));
  throw new CommandError('nothing to validate.', 'name a file or folder, such as cdk.out, or list "files" in drystep.config.json.');
}

function baselineOf(line: CommandLine, config: ValidationConfig, cwd: string): string | undefined {
  if (line.baseline !== undefined) return resolve(cwd, line.baseline);
  return config.baseline === undefined ? undefined : resolve(config.folder, config.baseline);
}

function fails(findings: readonly CommandFinding[], failOn: FailOn): boolean {
  return (
    failOn !== 'never' && findings.some(({ known, diagnostic }) => !known && (failOn === 'WARNING' || diagnostic.severity === 'ERROR'))
  );
}
