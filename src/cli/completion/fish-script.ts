import type { DescribedCommand, DescribedOption } from './described-command';

/** The script that completes the command in fish. */
export function fishScript(commands: readonly DescribedCommand[]): string {
  const lines = commands.flatMap(({ name, summary, options, words }) => [
    `complete -c drystep -n __drystep_starts -f -a ${name} -d ${fishQuoted(summary)}`,
    ...(words.length === 0 ? [] : [`complete -c drystep -n '__drystep_runs ${name}' -f -a ${fishQuoted(words.join(' '))}`]),
    ...options.map((option) => `complete -c drystep -n '__drystep_runs ${name}' ${optionWords(option)}`),
  ]);
  return `# Completes drystep in fish. Made by "drystep completion fish".
function __drystep_starts
    test (count (commandline -opc)) -eq 1
end
# The second word alone is the command: a file or a state may have the name of another.
function __drystep_runs
    set -l words (commandline -opc)
    test (count $words) -gt 1; and test "$words[2]" = $argv[1]
end
complete -c drystep -n __drystep_starts -f -l help -d 'prints the commands'
complete -c drystep -n __drystep_starts -f -l version -d 'prints the version'
${lines.join('\n')}
`;
}

function optionWords({ name, short, summary, value }: DescribedOption): string {
  const takes =
    { none: '', file: ' -r -F', text: ' -x' }[value as string] ?? ` -x -a ${fishQuoted((value as readonly string[]).join(' '))}`;
  return `${short === undefined ? '' : `-s ${short} `}-l ${name}${takes} -d ${fishQuoted(summary)}`;
}

/** Between single quotes fish reads a backslash before these two signs only. */
function fishQuoted(text: string): string {
  return `'${text.replaceAll(/['\\]/g, (sign) => `\\${sign}`)}'`;
}
