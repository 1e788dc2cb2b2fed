import type { DescribedCommand, DescribedOption } from './described-command';

/** The script that completes the command in zsh: a file `_drystep` in a folder of `fpath`, or evaluated. */
export function zshScript(commands: readonly DescribedCommand[]): string {
  const listed = commands.map(({ name, summary }) => `    ${zshQuoted(`${name}:${summary}`)}`);
  const cases = commands.map(({ name, options, words }) => {
    const rest = words.length === 0 ? "'*:file:_files'" : `'*:word:(${words.join(' ')})'`;
    return `    ${name})\n      _arguments \\\n${[...options.map(argument), rest].map((each) => `        ${each}`).join(' \\\n')}\n      ;;`;
  });
  return `#compdef drystep
# Completes drystep in zsh. Made by "drystep completion zsh".
_drystep() {
  local -a commands
  commands=(
${listed.join('\n')}
  )
  if (( CURRENT == 2 )); then
    if [[ $words[2] == -* ]]; then
      compadd -- --help --version
    else
      _describe command commands
    fi
    return
  fi
  shift words
  (( CURRENT-- ))
  case $words[1] in
${cases.join('\n')}
  esac
}
if [ "$funcstack[1]" = _drystep ]; then
  _drystep "$@"
else
  compdef _drystep drystep
fi
`;
}

function argument({ name, summary, multiple, value }: DescribedOption): string {
  // Brackets and colons divide the parts of an argument.
  const told = summary.replaceAll(/[[\]:\\]/g, (sign) => `\\${sign}`);
  const action =
    { none: '', file: ':file:_files', text: ':value: ' }[value as string] ?? `:value:(${(value as readonly string[]).join(' ')})`;
  // With "=" the value may follow in the same word or in the next one.
  return zshQuoted(`${multiple ? '*' : ''}--${name}${action === '' ? '' : '='}[${told}]${action}`);
}

function zshQuoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
