import type { DescribedCommand, DescribedOption } from './described-command';

/** The script that completes the command in fish. */
export function fishScript(commands: readonly DescribedCommand[]): string {
  const lines = commands.flatMap(({ name, summary, options, words }) => [
    `complete -c drystep -n __fish_use_subcommand -f -a ${name} -d ${quoted(summary)}`,
    ...(words.length === 0 ? [] : [`complete -c drystep -n '__fish_seen_subcommand_from ${name}' -f -a ${quoted(words.join(' '))}`]),
    ...options.map((option) => `complete -c drystep -n '__fish_seen_subcommand_from ${name}' ${optionWords(option)}`),
  ]);
  return `# Completes drystep in fish. Made by "drystep completion fish".\n${lines.join('\n')}\n`;
}

function optionWords({ name, short, summary, value }: DescribedOption): string {
  const takes = { none: '', file: ' -r -F', text: ' -x' }[value as string] ?? ` -x -a ${quoted((value as readonly string[]).join(' '))}`;
  return `${short === undefined ? '' : `-s ${short} `}-l ${name}${takes} -d ${quoted(summary)}`;
}

/** Between single quotes fish reads a backslash before these two signs only. */
function quoted(text: string): string {
  return `'${text.replaceAll(/['\\]/g, (sign) => `\\${sign}`)}'`;
}
