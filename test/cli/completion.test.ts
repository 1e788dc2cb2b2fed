import { spawnSync } from 'node:child_process';
import { describedCommand } from '../../src/cli/completion/described-command';
import { COMMANDS } from '../../src/cli/run-command';
import { bareEnvironment } from '../bare-environment';
import { command, folderWith } from './command';

const script = async (shell: string): Promise<string> => (await command(['completion', shell], '.')).output;
const names = Object.keys(COMMANDS).sort();
const described = (name: string) => describedCommand(name, COMMANDS[name]!);

/** What bash offers for the last of some words; `=` is a word of its own, as bash has it. */
async function offered(...words: readonly string[]): Promise<readonly string[]> {
  const program = [
    await script('bash'),
    `COMP_WORDS=(${['drystep', ...words].map((word) => `'${word}'`).join(' ')})`,
    `COMP_CWORD=${words.length}`,
    '_drystep',
    'for word in "${COMPREPLY[@]}"; do echo "$word"; done',
  ].join('\n');
  const { stdout, stderr } = spawnSync('bash', ['--noprofile', '--norc'], { input: program, encoding: 'utf8', env: bareEnvironment() });
  expect(stderr).toBe('');
  return stdout.split('\n').filter((line) => line !== '');
}

describe('drystep completion', () => {
  test.each(names)('reads the options of %s from its table, and what they take from its help', async (name) => {
    const { options } = await described(name);

    expect(options.map((option) => option.name)).toContain('help');
    // An option without a line in the help would have no summary.
    expect(options.filter((option) => option.summary === '').map((option) => option.name)).toEqual([]);
  });

  test('knows words, files and texts apart', async () => {
    const options = Object.fromEntries((await described('validate')).options.map((option) => [option.name, option]));

    expect(options.format).toMatchObject({ value: ['text', 'json', 'sarif', 'github'], multiple: false });
    expect(options.output?.value).toBe('file');
    expect(options.parameter).toMatchObject({ value: 'text', multiple: true });
    expect(options.watch?.value).toBe('none');
    expect(options.help?.short).toBe('h');
  });

  test.each([
    ['bash', (name: string, option: string) => new RegExp(`^ {4}${name}\\) options='[^']*--${option}[ ']`, 'm')],
    ['zsh', (name: string, option: string) => new RegExp(`^ {4}${name}\\)\\n(?:(?! {6};;).*\\n)*? {8}'\\*?--${option}=?\\[`, 'm')],
    ['fish', (name: string, option: string) => new RegExp(`^complete -c drystep -n '__drystep_runs ${name}' .*-l ${option} `, 'm')],
  ] as const)('writes every option of every command for %s', async (shell, lineOf) => {
    const text = await script(shell);
    const missing: string[] = [];

    for (const name of names)
      for (const option of (await described(name)).options)
        if (!lineOf(name, option.name).test(text)) missing.push(`${name} --${option.name}`);

    expect(missing).toEqual([]);
  });

  test('fails when the shell is missing, unknown or one too many', async () => {
    expect(await command(['completion'], '.')).toMatchObject({
      code: 2,
      output: '',
      errors: expect.stringContaining('expected a shell: bash, zsh or fish.'),
    });
    expect(await command(['completion', 'bahs'], '.')).toMatchObject({ code: 2, errors: expect.stringContaining('did you mean bash?') });
    expect(await command(['completion', 'bash', 'zsh'], '.')).toMatchObject({
      code: 2,
      errors: expect.stringContaining('received "zsh" as well'),
    });
    expect(await command(['completion', '__proto__'], '.')).toMatchObject({ code: 2 });
  });
});

describe('bash', () => {
  test('completes commands', async () => {
    expect(await offered('val')).toEqual(['validate']);
    expect(await offered('')).toEqual([...names, '--help', '--version']);
    expect(await offered('x')).toEqual([]);
  });

  test('completes options of a command', async () => {
    expect(await offered('validate', 'cdk.out', '--no')).toEqual(['--no-config']);
    expect(await offered('serve', '--p')).toEqual(['--port']);
    expect(await offered('unknown', '--')).toEqual([]);
  });

  test('completes the values of an option, with = or without', async () => {
    expect(await offered('validate', '--format', 's')).toEqual(['sarif']);
    expect(await offered('validate', '--format', '=', 's')).toEqual(['sarif']);
    expect(await offered('validate', '--format', '=')).toEqual(['text', 'json', 'sarif', 'github']);
    expect(await offered('completion', 'f')).toEqual(['fish']);
  });

  test('leaves files to bash itself, which knows how to quote them', async () => {
    expect(await offered('validate', '--output', '')).toEqual([]);
    expect(await offered('validate', 'ord')).toEqual([]);
    expect(await script('bash')).toContain('complete -o default -F _drystep drystep');
  });
});

/** Whether a shell is there; its tests say that it is not. */
const has = (shell: string): boolean => spawnSync(shell, ['--version'], { env: bareEnvironment() }).error === undefined;

/** What a shell that reads no settings of anybody offers behind each line. */
function offeredIn(shell: string, parameters: readonly string[], cwd: string): readonly (readonly string[])[] {
  const home = { HOME: cwd, XDG_CONFIG_HOME: cwd, XDG_DATA_HOME: cwd, TERM: 'dumb' };
  const { stdout, stderr } = spawnSync(shell, parameters, { cwd, encoding: 'utf8', env: { ...bareEnvironment(), ...home } });
  expect(stderr).toBe('');
  const wordsIn = (text: string): string[] => text.split('\n').flatMap((line) => line.trim().replace(/^--format=/, '') || []);
  return stdout
    .split('LINE\n')
    .slice(1)
    .map((text) => [...new Set(wordsIn(text))].sort());
}

const fish = {
  options: ['--no-config'],
  program: (lines: readonly string[]) =>
    `source completions; ${lines.map((line) => `echo LINE; complete -C '${line}' | string replace -r '\\t.*' ''`).join('; ')}`,
};

/** zsh completes on a terminal only: one of its own, where the key of completion prints what would be added. */
const zsh = {
  options: ['-f'],
  program: (lines: readonly string[]) => `
zmodload zsh/zpty
zpty shell zsh -f -i
zpty -w shell 'source inside.zsh'
zpty -r shell answer '*READY*'
for line in ${lines.map((line) => `'${line}'`).join(' ')}; do
  print LINE
  zpty -w -n shell $'\\x15'"$line"$'\\t'
  zpty -r shell answer '*FINISHED*'
  answer=\${answer//$'\\r'/}
  for each in \${(f)answer}; do [[ $each == *'OFFERED '* ]] && print -r -- \${each##*OFFERED }; done
done
zpty -d shell
`,
};

const INSIDE_ZSH = `
PS1=; unsetopt zle_bracketed_paste prompt_sp prompt_cr; unset zle_bracketed_paste
autoload -Uz compinit; compinit -u -D
source ./completions
compadd() {
  local -a offered
  # Who stores matches in arrays adds none.
  if [[ " $* " == *' -[AOD] '* ]]; then builtin compadd "$@"; return; fi
  builtin compadd -A offered "$@"
  builtin compadd "$@"
  local result=$?
  [[ \${#offered} -gt 0 ]] && print -rl -- '' "\${(@)offered/#/OFFERED }"
  return result
}
complete-and-tell() { zle complete-word; print -r -- FINI''SHED; }
zle -C complete-word complete-word _main_complete
zle -N complete-and-tell
bindkey '^I' complete-and-tell
print REA''DY
`;

const LINES: Readonly<Record<string, readonly string[]>> = {
  'drystep val': ['validate'],
  'drystep ': names,
  'drystep --v': ['--version'],
  'drystep validate cdk.out --no': ['--no-config'],
  'drystep validate --format s': ['sarif'],
  'drystep validate --format=s': ['sarif'],
  'drystep graph --format ': ['html', 'json', 'mermaid', 'svg'],
  'drystep completion f': ['fish'],
  'drystep validate --output ord': ['orders.asl.json'],
  'drystep run ord': ['orders.asl.json'],
  // A file or a state may have the name of a command.
  'drystep graph validate --for': ['--format'],
  'drystep graph validate --base': [],
};

for (const [shell, { options, program }] of Object.entries({ zsh, fish })) {
  // A shell that is absent is said to be: tests that did not run are not tests that passed.
  const [inShell, place] = has(shell) ? [test, shell] : [test.skip, `${shell}, which is absent here (apt-get install ${shell})`];
  inShell(`completes commands, options, values and files in ${place}`, async () => {
    const cwd = folderWith({ completions: await script(shell), 'inside.zsh': INSIDE_ZSH, 'orders.asl.json': {} });

    const offered = offeredIn(shell, [...options, '-c', program(Object.keys(LINES))], cwd);

    expect(Object.fromEntries(Object.keys(LINES).map((line, index) => [line, offered[index]]))).toEqual(LINES);
  });
}
