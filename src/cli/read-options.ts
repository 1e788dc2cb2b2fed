import { type ParseArgsConfig, parseArgs } from 'node:util';
import { nearestName } from '../asl';
import { CommandError } from './command-error';

/** The options of a command, as `parseArgs` takes them. */
export type Options = NonNullable<ParseArgsConfig['options']>;

/** These arguments ask a command for its options: it throws {@link AskedOptions}. No command line is this list, whatever stands on it. */
export const ASK_OPTIONS: readonly string[] = Object.freeze([]);

/** What a command answers to {@link ASK_OPTIONS}. */
export class AskedOptions extends Error {
  constructor(readonly options: Options) {
    super('asked for options');
  }
}

/** What stands on a command line. */
export interface ReadOptions<Known extends Options> {
  readonly positionals: readonly string[];
  /** Names of the options that were given. */
  readonly given: ReadonlySet<string>;
  readonly flag: (name: keyof Known) => boolean;
  readonly text: (name: keyof Known) => string | undefined;
  /** Values of an option that may be given several times, in their order. */
  readonly texts: (name: keyof Known) => readonly string[];
}

/**
 * Reads the arguments of a command. Throws a CommandError for an unknown option, with the nearest one, for a value that is missing or one too many, and for an option
 * that is given twice and is not `multiple`.
 */
export function readOptions<Known extends Options>(command: string, args: readonly string[], options: Known): ReadOptions<Known> {
  if (args === ASK_OPTIONS) throw new AskedOptions(options);
  const { values, positionals, tokens } = parseArgs({ args: [...args], options, allowPositionals: true, strict: false, tokens: true });
  const given = new Set<string>();
  // What a variable of the shell leaves that is not set would be the whole folder.
  if (positionals.some((each) => each.trim() === ''))
    throw new CommandError('received an empty argument.', 'name a file or folder; . is the one you are in.');
  for (const token of tokens) {
    if (token.kind !== 'option') continue;
    checkOption(command, options, token.name, token.rawName, token.value);
    if (given.has(token.name) && options[token.name]?.multiple !== true)
      throw new CommandError(`${token.rawName} is given twice.`, 'keep one.');
    given.add(token.name);
  }
  const read = (name: keyof Known): unknown => values[name as string];
  return {
    positionals,
    given,
    flag: (name) => read(name) === true,
    text: (name) => {
      const value = read(name);
      return typeof value === 'string' ? value : undefined;
    },
    texts: (name) => {
      const value = read(name);
      return Array.isArray(value) ? value.map(String) : [];
    },
  };
}

function checkOption(command: string, options: Options, name: string, written: string, value: string | undefined): void {
  const option = Object.hasOwn(options, name) ? options[name] : undefined;
  if (option === undefined) {
    const nearest = nearestName(name, Object.keys(options));
    throw new CommandError(
      `unknown option ${written}.`,
      nearest === undefined ? `drystep ${command} --help lists them.` : `did you mean --${nearest}?`,
    );
  }
  if (option.type === 'string' && (value === undefined || value === ''))
    throw new CommandError(`${written} needs a value.`, `drystep ${command} --help shows which.`);
  if (option.type === 'boolean' && value !== undefined) throw new CommandError(`${written} takes no value, received "${value}".`);
}
