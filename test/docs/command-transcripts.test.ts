import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { COMMAND_NAMES, folderWith } from '../cli/command';
import { played, shows, type Transcript, transcriptsIn } from './command-transcripts';
import { shellWords } from './shell-words';

const root = join(__dirname, '../..');
const textOf = (page: string): string => readFileSync(join(root, page), 'utf8');
const commandPage = 'docs/command.md';
const transcripts = [commandPage, 'docs/agents.md'].flatMap((page) =>
  transcriptsIn(textOf(page)).map((transcript) => [page, transcript.steps[0]!.typed, transcript] as const),
);

/** A fresh copy of the folder that the page works in: commands may write there. */
function workplace(): string {
  const folder = folderWith({});
  cpSync(join(root, 'examples/command'), folder, { recursive: true });
  return folder;
}

/** `DRYSTEP_WRITE_TRANSCRIPTS=1` writes into the page what its commands print. */
const writes = process.env.DRYSTEP_WRITE_TRANSCRIPTS === '1';

describe('docs/command.md', () => {
  test('has a section for every command, in alphabetical order', () => {
    const sections = [...textOf(commandPage).matchAll(/^## (.+)$/gm)].map(([, name]) => name);

    expect(sections).toEqual([...COMMAND_NAMES].sort());
  });
});

test.each(transcripts)('%s prints what it shows of %s', async (page, _, transcript) => {
  const printed = await played(transcript, workplace());

  if (writes) write(join(root, page), transcript, printed);
  else for (const [index, { shown }] of transcript.steps.entries()) if (!shows(shown, printed[index]!)) expect(printed[index]).toBe(shown);
  expect(printed.join('')).not.toBe('');
});

function write(path: string, transcript: Transcript, printed: readonly string[]): void {
  const text = transcript.steps
    .map(({ typed, shown }, index) => `$ ${typed}\n${shown !== '' && shows(shown, printed[index]!) ? shown : printed[index]}`)
    .join('');
  writeFileSync(
    path,
    readFileSync(path, 'utf8').replace(`\`\`\`console\n${transcript.text}`, () => `\`\`\`console\n${text}`),
  );
}

describe('A transcript', () => {
  test('is taken apart as a shell does it', () => {
    expect(shellWords(`cat a.json | drystep run - --input '{"a b": 1}' "x \\" y" it\\'s`)).toEqual([
      ['cat', 'a.json'],
      ['drystep', 'run', '-', '--input', '{"a b": 1}', 'x " y', "it's"],
    ]);
  });

  test('may leave lines out, and nothing else', () => {
    expect(shows('one\n...\nfour\n', 'one\ntwo\nthree\nfour\n')).toBe(true);
    expect(shows('one\n...\nfour\n', 'one\ntwo\nfour\nfive\n')).toBe(false);
    expect(shows('one\n', 'one\ntwo\n')).toBe(false);
  });

  test('runs nothing but the command', async () => {
    await expect(played(transcriptsIn('```console\n$ rm -r lib\n```\n')[0]!, '.')).rejects.toThrow('A transcript cannot run: rm -r lib');
  });
});
