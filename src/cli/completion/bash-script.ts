import type { DescribedCommand, DescribedOption } from './described-command';

/** The script that completes the command in bash, 3.2 of macOS included. Where it has nothing to say, files are completed. */
export function bashScript(commands: readonly DescribedCommand[]): string {
  const values = commands.flatMap(({ name, options }) =>
    options.flatMap(({ name: option, value }) => (value === 'none' ? [] : [`    '${name} --${option}') values='${wordsOf(value)}' ;;`])),
  );
  const options = commands.map(({ name, options: own, words }) => `    ${name}) options='${dashed(own)}' words='${words.join(' ')}' ;;`);
  return `# Completes drystep in bash. Made by "drystep completion bash".
_drystep() {
  local word=\${COMP_WORDS[COMP_CWORD]} before=\${COMP_WORDS[COMP_CWORD-1]} command=\${COMP_WORDS[1]} values=none options='' words=''
  COMPREPLY=()
  if [ "$COMP_CWORD" -eq 1 ]; then
    COMPREPLY=($(compgen -W '${commands.map(({ name }) => name).join(' ')} --help --version' -- "$word"))
    return
  fi
  # --format=json is three words for bash.
  if [ "$word" = = ]; then
    word=''
  elif [ "$before" = = ]; then
    before=\${COMP_WORDS[COMP_CWORD-2]}
  fi
  case "$command $before" in
${values.join('\n')}
  esac
  if [ "$values" != none ]; then
    COMPREPLY=($(compgen -W "$values" -- "$word"))
    return
  fi
  case "$command" in
${options.join('\n')}
  esac
  case "$word" in
    -*) COMPREPLY=($(compgen -W "$options" -- "$word")) ;;
    *) COMPREPLY=($(compgen -W "$words" -- "$word")) ;;
  esac
}
complete -o default -F _drystep drystep
`;
}

function dashed(options: readonly DescribedOption[]): string {
  return options.map(({ name }) => `--${name}`).join(' ');
}

/** None for a file or a text: bash completes files then. */
function wordsOf(value: DescribedOption['value']): string {
  return typeof value === 'string' ? '' : value.join(' ');
}
