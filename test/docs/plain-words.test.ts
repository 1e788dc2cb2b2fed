import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(__dirname, '../..');

/** What makes a reader stop, and what to write in its place. */
const everywhere: readonly (readonly [pattern: RegExp, instead: string])[] = [
  [
    /(?<!\b[Tt]here )(?<!\b[Hh]ere )\b(?:is|are|was|were) no (?!longer|more\b|less\b|other|one\b|way\b|matter|reason|need|use\b|better|different)/,
    '"is not a …"',
  ],
  [/(?<!\b[Tt]here )\b(?:is|are|was|were) none\b/, 'what it is not: "is not a number"'],
  [/\b(?:for|by|of|to|with|from) who\b/, '"for those that …"'],
];
const inPages: typeof everywhere = [
  ...everywhere,
  [/(?:^|[.:] |\| )Who(?:ever)? (?!are\b|is\b)[a-z]+/, '"If you …", or the person in plain words'],
  [/(?:^|[.:] )That [^.]* stands\b/, 'the plain order of words'],
  [/\binterests nobody\b|\bon you to\b/, 'who does what, in plain words'],
];
const inDocstrings: typeof everywhere = [
  [/\/\*\*(?:\s*\*)? Gives (?!up\b|back\b)/, 'what the caller gets: "The first problem", "Whether …"'],
];

/** The text of files, by their path. */
function texts(...patterns: readonly string[]): readonly (readonly [path: string, text: string])[] {
  const listed = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', ...patterns], {
    cwd: root,
    encoding: 'utf8',
  });
  return listed
    .split('\n')
    .filter((path) => path !== '')
    .map((path) => [path, readFileSync(join(root, path), 'utf8')]);
}

/** Prose of a page: without blocks of code and text in code marks. */
function prose(page: string): string {
  return page.replaceAll(/^ *```[\s\S]*?^ *```/gm, (block) => block.replaceAll(/[^\n]/g, '')).replaceAll(/`[^`\n]*`/g, '`…`');
}

function stops(files: readonly (readonly [string, string])[], patterns: typeof everywhere): readonly string[] {
  return files.flatMap(([path, text]) =>
    patterns.flatMap(([pattern, instead]) =>
      [...text.matchAll(new RegExp(pattern, 'gm'))].map(
        ({ index, 0: found }) => `${path}:${text.slice(0, index).split('\n').length} "${found.trim()}": write ${instead}`,
      ),
    ),
  );
}

describe('The English', () => {
  test('of pages has the plain order of words', () => {
    const pages = texts('*.md').filter(([path]) => path !== 'API.md' && !path.startsWith('test/'));

    expect(pages.length).toBeGreaterThan(50);
    expect(
      stops(
        pages.map(([path, text]) => [path, prose(text)]),
        inPages,
      ),
    ).toEqual([]);
  });

  test('of messages and docstrings has it, too', () => {
    const sources = texts('src/**/*.ts');

    expect(sources.length).toBeGreaterThan(700);
    expect(stops(sources, [...everywhere, ...inDocstrings])).toEqual([]);
  });

  test.each([
    ['A name that is none is refused', everywhere],
    ['the text is no JSON', everywhere],
    ['taken by who asks first', everywhere],
    ['Who has such identifiers sends them as text', inPages],
    ['/**\n * Gives the tree of a call.', inDocstrings],
  ])('is found where it is not plain: %s', (text, patterns) => {
    expect(stops([['page.md', text]], patterns)).toHaveLength(1);
  });

  test.each(['There is no other way', 'it is no longer than that', 'nothing is not there', 'Gives up on it'])(
    'leaves alone: %s',
    (text) => {
      expect(stops([['page.md', text]], [...inPages, ...inDocstrings])).toEqual([]);
    },
  );
});
