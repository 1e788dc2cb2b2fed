import { spawnSync } from 'node:child_process';
import { describedCommand } from '../../src/cli/completion/described-command';
import { COMMANDS } from '../../src/cli/run-command';
import { bareEnvironment } from '../bare-environment';
import { command } from './command';

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
    ['zsh', (name: string, option: string) => new RegExp(`^ {4}${name}\\)\\n(?:(?! {6};;).*\\n)*? {8}'\\*?--${option}\\[`, 'm')],
    [
      'fish',
      (name: string, option: string) => new RegExp(`^complete -c drystep -n '__fish_seen_subcommand_from ${name}' .*-l ${option} `, 'm'),
    ],
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
      errors: expect.stringContaining('expected a shell: bash, zsh, fish.'),
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
