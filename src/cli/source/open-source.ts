import { existsSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { type JsonObject, lastIn, listedLines, nearestName, printableLines } from '../../asl';
import type { PlainDefinition, SourceContents } from '../../template';
import type { TestApplication, TestMachine, TestMachineOptions } from '../../testing';
import { CommandError } from '../command-error';
import { oneOf } from '../one-of';
import type { ReadOptions } from '../read-options';
import { readParameters } from '../read-parameters';
import { statsOf } from '../stats-of';
import type { Terminal } from '../terminal';
import { told } from '../told';
import { givenApp } from './given-app';
import { pipeText } from './pipe-text';
import { refuseType } from './refuse-type';
import { requireInput } from './require-input';
import { synthesizeApp } from './synthesize-app';

/** Options of every command that takes a source. */
export const SOURCE_OPTIONS = {
  app: { type: 'string' },
  'app-within': { type: 'string' },
  parameter: { type: 'string', multiple: true },
  type: { type: 'string' },
} as const;

/** The lines that `--help` has for {@link SOURCE_OPTIONS}. */
export const SOURCE_USAGE = `  --app COMMAND             synthesizes an app instead of reading SOURCE: --app "npx tsx bin/app.ts"
  --app-within SECONDS      with --app: real time that it may take, and the build of cdk.json as much [600]
  --parameter NAME=VALUE    value of a template's parameter, or of a placeholder; once for each
  --type STANDARD|EXPRESS   type of a plain definition; templates say it themselves [STANDARD]
`;

/** What a source holds. */
export interface OpenSource {
  /** Names of its machines: construct paths, where there are any. */
  readonly names: readonly string[];
  /** The machine of a name, or the only one. Throws a CommandError that lists them, or that has the nearest name. */
  machine(name?: string): TestMachine;
}

/** Which of the arguments is the source: none where an app is synthesized. */
export function sourceAndRest(line: ReadOptions<typeof SOURCE_OPTIONS>): {
  readonly source: string | undefined;
  readonly rest: readonly string[];
} {
  const [first, ...others] = line.positionals;
  return line.text('app') === undefined ? { source: first, rest: others } : { source: undefined, rest: line.positionals };
}

/**
 * Opens what `testMachine` takes, as {@link read} does, and tells of each machine what tests are told of it when their file ends: that it is not made, or is made
 * of another definition.
 */
export async function openSource(
  source: string | undefined,
  line: ReadOptions<typeof SOURCE_OPTIONS>,
  terminal: Terminal,
): Promise<OpenSource> {
  const opened = await read(source, line, terminal);
  return {
    names: opened.names,
    machine: (name) => {
      const machine = opened.machine(name);
      for (const hint of harness().fileHints.leaveFile()) terminal.writeError(`drystep: ${hint}\n`);
      return machine;
    },
  };
}

/**
 * Opens what `testMachine` takes: a definition, a template, a folder that `cdk synth` wrote, standard input (`-`), a pipe such as the `<(…)` of a shell, or an app that is synthesized.
 * Throws a CommandError for what is not there, cannot be read or holds no machine.
 */
async function read(source: string | undefined, line: ReadOptions<typeof SOURCE_OPTIONS>, terminal: Terminal): Promise<OpenSource> {
  const app = givenApp(line.text('app'), line.text('app-within'));
  const given = { parameters: readParameters(line.texts('parameter')), type: typeGiven(line) };
  if (source !== undefined && app !== undefined)
    throw new CommandError(`received ${source} and --app: both say where the machines are.`, 'leave one out.');
  if (app !== undefined) {
    const folder = await synthesizeApp(app, terminal.cwd, terminal);
    terminal.released?.();
    return fromFolder(folder, 'the app', given);
  }
  if (source === undefined)
    throw new CommandError(
      'expected a source.',
      'name a definition, a template or a folder that cdk synth wrote, or synthesize with --app.',
    );
  if (source === '-') return fromText(requireInput(terminal.readInput()), '<stdin>', terminal, given);
  const piped = pipeText(source, terminal);
  if (piped !== undefined) return fromText(piped, source, terminal, given);
  const path = resolve(terminal.cwd, source);
  const stats = statsOf(path);
  if (stats === undefined)
    throw new CommandError(`found no file or folder ${source}.`, 'name a definition, a template or a folder that cdk synth wrote.');
  if (stats.isDirectory() || isMarker(path)) return fromFolder(isMarker(path) ? resolve(path, '..') : path, source, given);
  return fromContents(path, source, terminal, given, () =>
    room().readSourcePath(path, { folders: [terminal.cwd], parameters: given.parameters }),
  );
}

interface GivenDetails {
  readonly parameters: Readonly<Record<string, string>> | undefined;
  readonly type: 'STANDARD' | 'EXPRESS' | undefined;
}

const room = (): typeof import('../../template') => require('../../template');
const harness = (): typeof import('../../testing') => require('../../testing');

function typeGiven(line: ReadOptions<typeof SOURCE_OPTIONS>): GivenDetails['type'] {
  return oneOf('--type', line.text('type')?.toUpperCase(), ['STANDARD', 'EXPRESS']);
}

/** The file `cdk.out` of an assembly says what wrote it: completion of a shell ends there. */
function isMarker(path: string): boolean {
  return basename(path) === 'cdk.out' && existsSync(resolve(path, '..', 'manifest.json'));
}

function fromText(text: string, shown: string, terminal: Terminal, given: GivenDetails): OpenSource {
  if (text.trim() === '') throw new CommandError(`${shown} is empty.`, 'have its command write a definition or a template.');
  return fromContents(
    text,
    shown,
    terminal,
    given,
    () => room().readSourceText(text, { folders: [terminal.cwd], parameters: given.parameters }, shown),
    true,
  );
}

function fromFolder(path: string, shown: string, given: GivenDetails): OpenSource {
  return opened(
    told(() => harness().testApp(path, optionsOf(given)), shown),
    shown,
    given,
  );
}

function fromContents(
  source: string,
  shown: string,
  terminal: Terminal,
  given: GivenDetails,
  read: () => SourceContents,
  isText = false,
): OpenSource {
  const contents = told(read, shown);
  if (contents.definition === undefined) {
    for (const each of contents.repeatedKeys) terminal.writeError(`drystep: ${printableLines(each)} Hint: rename or remove one.\n`);
    // A text of JSON is a template itself; a path is one by what it names.
    const from = isText && /^\s*[{[]/.test(source) ? (JSON.parse(source) as { readonly Resources: object }) : source;
    return opened(
      told(() => harness().testApp(from, optionsOf(given)), shown),
      shown,
      given,
    );
  }
  told(() => room().refuseUnknownParameters(given.parameters ?? {}, contents.parameterNames), shown);
  const { definition } = contents;
  if (typeof definition.definition === 'string' && definition.definition.trim() === '')
    throw new CommandError(`${shown} is empty.`, 'name a definition or a template.');
  if (!definition.isMachine && !isBroken(definition.definition))
    throw new CommandError(
      `${shown} holds no state machine: there is neither "StartAt" nor "Resources" in it.`,
      'name a definition or a template.',
    );
  const name = definition.name ?? (isText ? 'StateMachine' : room().nameOfFile(shown));
  return {
    names: [name],
    machine: (wanted) => {
      if (wanted !== undefined && wanted !== name) throw unknownMachine(wanted, [name], shown);
      return told(() => plainMachine(definition, name, given.type), shown);
    },
  };
}

/** A text that is not JSON: who parses it tells the place. */
function isBroken(definition: JsonObject | string): boolean {
  if (typeof definition !== 'string') return false;
  try {
    JSON.parse(definition);
    return false;
  } catch {
    return true;
  }
}

function plainMachine({ definition, type: own, roleArn }: PlainDefinition, name: string, asked: GivenDetails['type']): TestMachine {
  const { testMachine } = harness();
  const type = asked ?? own;
  // Problems of a text have lines and columns, so it is parsed as it was written.
  const machine = testMachine(definition, name);
  if (type === undefined && roleArn === undefined) return machine;
  const text = typeof definition === 'string' ? definition : JSON.stringify(definition);
  // What describe-state-machine prints is the source that says a type beside a definition.
  return testMachine({
    stateMachineArn: '',
    definition: text,
    name,
    ...(type === undefined ? {} : { type }),
    ...(roleArn === undefined ? {} : { roleArn }),
  });
}

function opened(app: TestApplication, shown: string, { type }: GivenDetails): OpenSource {
  refuseType(type);
  return {
    names: app.names,
    machine: (name) => {
      if (name === undefined && app.names.length > 1) {
        const own = app.names.filter((each) => !/(?:^|\/)waiter-state-machine$/.test(each));
        if (own.length !== 1)
          throw new CommandError(
            `${shown} holds ${own.length} machines:\n${listedLines(own)}`,
            `name one after the source, such as ${shortest(own)}.`,
          );
      }
      return told(() => app.machine(name), shown);
    },
  };
}

function unknownMachine(wanted: string, names: readonly string[], shown: string): CommandError {
  const nearest = nearestName(wanted, names);
  return new CommandError(
    `${shown} holds no machine "${wanted}".`,
    nearest === undefined ? `it has ${names.join(', ')}.` : `did you mean "${nearest}"?`,
  );
}

function shortest(names: readonly string[]): string {
  const [first = ''] = names;
  const last = lastIn(first.split('/'));
  return names.filter((name) => name.split('/').includes(last)).length === 1 ? last : first;
}

function optionsOf({ parameters }: GivenDetails): TestMachineOptions {
  return parameters === undefined ? {} : { parameters };
}
