import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { codeBlocks, contains } from './code-blocks';

const root = join(__dirname, '..', '..');
// docs/errors.md shows code that goes wrong, which no example can.
const pages = [
  'README.md',
  'ARCHITECTURE.md',
  'CONTRIBUTING.md',
  'CHANGELOG.md',
  'SECURITY.md',
  'CODE_OF_CONDUCT.md',
  ...files('docs', '.md'),
]
  .filter((path) => path !== join('docs', 'errors.md'))
  .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));
const examplesIn = (ending: string): readonly string[] =>
  ['examples', 'integ'].flatMap((folder) => files(folder, ending).map((path) => readFileSync(join(root, path), 'utf8')));
const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

/** Languages that are held to the examples, by the ending of their files. */
const programs = { ts: '.ts', js: '.mjs', yaml: '.yaml' } as const;
/** Languages of blocks; those that are not held to the examples are not programs. */
const languages = new Set([...Object.keys(programs), 'sh', 'text', 'json', 'mermaid', 'console']);

describe('The documentation', () => {
  test.each(Object.entries(programs))('shows no %s that the examples do not run', (language, ending) => {
    const examples = examplesIn(ending);
    const strangers = pages.flatMap(({ path, text }) =>
      codeBlocks(text, language)
        .filter((block) => !examples.some((example) => contains(example, block)))
        .map((block) => `${path}:\n${block}`),
    );

    expect(strangers).toEqual([]);
  });

  test('shows code in no language that goes unchecked', () => {
    const others = pages.flatMap(({ path, text }) =>
      [...text.matchAll(/^ *```(?!`)(\S*)[^\n]*\n[\s\S]*?^ *```/gm)]
        .map(([, language]) => language)
        .filter((language) => !languages.has(language!))
        .map((language) => `${path}: ${language || 'a block without a language'}`),
    );

    expect(others).toEqual([]);
  });

  test('links to pages that exist', () => {
    const dead = pages.flatMap(({ path, text }) =>
      [...text.matchAll(/\]\((?!https?:)([^)#]+)(?:#[^)]*)?\)/g)]
        .map(([, link]) => link as string)
        .filter((link) => !existsSync(join(root, dirname(path), link)))
        .map((link) => `${path}: ${link}`),
    );

    expect(dead).toEqual([]);
  });

  test('links to headings that exist', () => {
    const dead = pages.flatMap(({ path, text }) =>
      [...text.matchAll(/\]\((?!https?:)([^)#]*)#([^)]*)\)/g)]
        .filter(([, file, anchor]) => !anchorsOf(file === '' ? path : join(dirname(path), file!)).has(anchor!))
        .map(([link]) => `${path}: ${link}`),
    );

    expect(dead).toEqual([]);
  });

  test('names no npm script that does not exist', () => {
    const names = pages.flatMap(({ text }) => [...text.matchAll(/npm run (?:-s |--silent )?([\w:-]+)/g)].map(([, name]) => name));

    expect(names).toContain('demo');
    expect(names.filter((name) => !(name! in scripts))).toEqual([]);
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

/** The names by which GitHub links to the headings of a page. */
function anchorsOf(path: string): ReadonlySet<string> {
  const headings = readFileSync(join(root, path), 'utf8').matchAll(/^#+ (.*)$/gm);
  return new Set(
    [...headings].map(([, title]) =>
      title!
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{N}_ -]/gu, '')
        .replaceAll(' ', '-'),
    ),
  );
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
