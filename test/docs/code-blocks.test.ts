import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(__dirname, '..', '..');
// docs/errors.md shows code that goes wrong, which no example can.
const pages = ['README.md', 'CONTRIBUTING.md', ...files('docs', '.md')]
  .filter((path) => path !== join('docs', 'errors.md'))
  .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));
const examples = ['examples', 'integ'].flatMap((folder) => files(folder, '.ts').map((path) => readFileSync(join(root, path), 'utf8')));
const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

/** Marks where a block leaves something out. */
const elision = /^\s*\/\/ \.\.\.$/m;

describe('The documentation', () => {
  test('shows no TypeScript that the examples do not compile and run', () => {
    const strangers = pages.flatMap(({ path, text }) =>
      codeBlocks(text, 'ts')
        .filter((block) => !examples.some((example) => contains(example, block)))
        .map((block) => `${path}:\n${block}`),
    );

    expect(strangers).toEqual([]);
  });

  test('names no npm script that does not exist', () => {
    const names = pages.flatMap(({ text }) => [...text.matchAll(/npm run (?:-s |--silent )?([\w:-]+)/g)].map(([, name]) => name));

    expect(names).toContain('demo');
    expect(names.filter((name) => !(name in scripts))).toEqual([]);
  });
});

describe('Finding a block in an example', () => {
  const example = 'import a;\n\ntest(() => {\n  const x = 1;\n  use(x);\n  const y = 2;\n});\n';

  test.each([
    ['a block at another indentation', 'const x = 1;\nuse(x);', true],
    ['a block that leaves lines out', 'import a;\n// ...\n  const y = 2;', true],
    ['a block that differs', 'const x = 2;\nuse(x);', false],
    ['a block in another order', 'use(x);\n// ...\nconst x = 1;', false],
  ])('judges %s', (_, block, expected) => {
    expect(contains(example, block)).toBe(expected);
  });
});

function codeBlocks(text: string, language: string): string[] {
  return [...text.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\``, 'gm'))].map(([, block]) => block);
}

/** Whether the example holds the parts of the block in their order; indentation and blank lines aside. */
function contains(example: string, block: string): boolean {
  const text = normalized(example);
  let at = 0;
  return block.split(elision).every((part) => {
    const found = text.indexOf(normalized(part), at);
    at = found + 1;
    return found >= 0;
  });
}

/** One newline before and after each line, so that a part matches whole lines only. */
function normalized(text: string): string {
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  return `\n${lines.join('\n')}\n`;
}

function files(folder: string, extension: string): string[] {
  try {
    return readdirSync(join(root, folder), { recursive: true })
      .map((path) => join(folder, String(path)))
      .filter((path) => path.endsWith(extension));
  } catch {
    return []; // The folder is not there yet.
  }
}
