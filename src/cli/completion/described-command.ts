import { ASK_OPTIONS, AskedOptions, type Options } from '../read-options';
import type { Command, Terminal } from '../terminal';

/** The commands of the program by name, each loaded when it is called. */
export type NamedCommands = Readonly<Record<string, { readonly summary: string; readonly load: () => Command }>>;

/** An option as a shell completes it. */
export interface DescribedOption {
  readonly name: string;
  readonly short: string | undefined;
  /** What `--help` says of it. */
  readonly summary: string;
  readonly multiple: boolean;
  /** What may follow: nothing, one of some words, a file or folder, or any text. */
  readonly value: 'none' | readonly string[] | 'file' | 'text';
}

/** A command as a shell completes it. */
export interface DescribedCommand {
  readonly name: string;
  readonly summary: string;
  readonly options: readonly DescribedOption[];
  /** What stands behind the command's name: files where nothing is known. */
  readonly words: readonly string[];
}

/** Asks a command for the table of its options, and its help for what they take. */
export async function describedCommand(name: string, { summary, load }: NamedCommands[string]): Promise<DescribedCommand> {
  const command = load();
  const help = await helpOf(command);
  const options = Object.entries(await optionsOf(command)).map(([option, { short, multiple }]) => {
    const { value, summary: told } = lineOf(option, help);
    const said = told === '' && option === 'help' ? 'prints the options' : told;
    return { name: option, short, summary: said, multiple: multiple === true, value };
  });
  return { name, summary, options, words: wordsOf(help) };
}

async function optionsOf(command: Command): Promise<Options> {
  try {
    await command(
      ASK_OPTIONS,
      silent(() => undefined),
    );
  } catch (error) {
    if (error instanceof AskedOptions) return error.options;
    throw error;
  }
  throw new Error('A command read its arguments without readOptions().');
}

async function helpOf(command: Command): Promise<string> {
  let help = '';
  const add = (text: string): void => {
    help += text;
  };
  await command(['--help'], silent(add));
  return help;
}

function silent(write: (text: string) => void): Terminal {
  return { cwd: '.', write, writeError: () => undefined, readInput: () => '', interrupted: new Promise(() => undefined) };
}

/** `  --format text|json   how findings are written`: what the line of an option says that it takes, and what it does, which may stand on the next line. */
function lineOf(option: string, help: string): Pick<DescribedOption, 'value' | 'summary'> {
  const lines = help.split('\n');
  const index = lines.findIndex((each) => new RegExp(`^ +(?:-\\w, )?--${option}(?![\\w-])`).test(each));
  const [, placeholder, summary] = /^ +(?:-\w, )?--[\w-]+(?: (\S+))?(?: {2,}(.*))?$/.exec(lines[index] ?? '') ?? [];
  const [, continued = ''] = /^ {6,}(?!-)(\S.*)$/.exec(lines[index + 1] ?? '') ?? [];
  return { value: placeholder === undefined ? 'none' : takenBy(placeholder), summary: summary ?? continued };
}

/** `FILE`, `FOLDER` and their like are files; `text|json` are the words themselves; anything else is a text. */
function takenBy(placeholder: string): DescribedOption['value'] {
  const parts = placeholder.split('|');
  if (parts.some((part) => /FILE|FOLDER|PATH/.test(part))) return 'file';
  return parts.length > 1 && parts.every((part) => /^[\w-]+$/.test(part)) ? parts : 'text';
}

/** `Usage: drystep completion bash|zsh|fish`: words that the usage lists. */
function wordsOf(help: string): readonly string[] {
  const [, words] = /^Usage: drystep \S+ ([a-z-]+(?:\|[a-z-]+)+)$/m.exec(help) ?? [];
  return words?.split('|') ?? [];
}
