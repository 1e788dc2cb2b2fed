import { joinedByOr, nearestName } from '../asl';
import { CommandError } from './command-error';
import { bashScript } from './completion/bash-script';
import { type DescribedCommand, describedCommand, type NamedCommands } from './completion/described-command';
import { fishScript } from './completion/fish-script';
import { zshScript } from './completion/zsh-script';
import { readOptions } from './read-options';
import type { Command } from './terminal';

const USAGE = `Usage: drystep completion bash|zsh|fish

Prints a script that lets a shell complete the commands, their options and their values. Save it once, and again after an update:

  bash   drystep completion bash > ~/.local/share/bash-completion/completions/drystep
  zsh    drystep completion zsh > ~/.zsh/completions/_drystep      # a folder of fpath, before compinit
  fish   drystep completion fish > ~/.config/fish/completions/drystep.fish

  --help   prints this

Example: source <(drystep completion bash)
Exit code: 0, or 2 wrong usage.
`;

const OPTIONS = { help: { type: 'boolean', short: 'h' } } as const;

const SCRIPTS: Readonly<Record<string, (commands: readonly DescribedCommand[]) => string>> = {
  bash: bashScript,
  zsh: zshScript,
  fish: fishScript,
};

/** `drystep completion`: the script of a shell, for the commands that there are. */
export function completionCommand(commands: NamedCommands): Command {
  return async (given, terminal) => {
    const { positionals, flag } = readOptions('completion', given, OPTIONS);
    if (flag('help')) {
      terminal.write(USAGE);
      return 0;
    }
    const [shell, surplus] = positionals;
    const known = Object.keys(SCRIPTS);
    if (shell === undefined) throw new CommandError(`expected a shell: ${joinedByOr(known)}.`, 'write drystep completion bash.');
    if (surplus !== undefined) throw new CommandError(`expected one shell, received "${surplus}" as well.`, 'run it once for each.');
    if (!Object.hasOwn(SCRIPTS, shell)) {
      const nearest = nearestName(shell, known);
      throw new CommandError(
        `expected ${joinedByOr(known)}, received "${shell}".`,
        nearest === undefined ? undefined : `did you mean ${nearest}?`,
      );
    }
    const described: DescribedCommand[] = [];
    // One after the other: they print their help into one place.
    for (const name of Object.keys(commands).sort()) described.push(await describedCommand(name, commands[name]!));
    terminal.write(SCRIPTS[shell]!(described));
    return 0;
  };
}
