import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { codeBlocks, contains } from './code-blocks';

const root = join(__dirname, '..', '..');
// docs/errors.md shows single lines that go wrong.
const pages = ['README.md', ...markdown('docs')].filter((path) => path !== join('docs', 'errors.md'));
const examples = new Map(['examples', 'integ'].flatMap((folder) => sources(folder)).map((path) => [path, read(path)]));

/** A block of TypeScript, with what a reader has read: the page's beginning, and the text between the heading above the block and the block. */
interface Snippet {
  readonly page: string;
  readonly code: string;
  readonly introduction: string;
}

const snippets = pages.flatMap((page) => {
  const sections = read(page).split(/^(?=#+ )/m);
  return sections.flatMap((section) =>
    [...codeBlocks(section, 'ts'), ...codeBlocks(section, 'js')].map(
      (code): Snippet => ({ page, code, introduction: `${sections[0]}\n${section.slice(0, section.indexOf(code))}` }),
    ),
  );
});

test('Each snippet imports what it uses, or its section or page begins with a link to the file that it is of', () => {
  const wrong = snippets.flatMap((snippet) => {
    const files = [...examples].filter(([, text]) => contains(text, snippet.code)).map(([path]) => path);
    if (files.some((path) => links(snippet, path))) return [];
    const missing = missingNames(snippet.code, examples.get(files[0] ?? '') ?? '');
    return missing.length === 0 ? [] : [`${snippet.page}: ${missing.join(', ')} of ${files.join(', ')} in\n${snippet.code}`];
  });

  expect(snippets.length).toBeGreaterThan(60);
  expect(wrong).toEqual([]);
});

describe('What a snippet lacks', () => {
  const file = "import 'drystep/jest';\nimport { a, type B, c as d } from 'x';\nimport type { E } from 'y';\nconst f = a(d);\nuse(f);\n";

  test.each([
    ['an import', 'a(1);', ['a']],
    ['an import of types', 'let e: E; let b: B;', ['B', 'E']],
    ['an import under another name', "import { a } from 'x';\na(d);", ['d']],
    ['a name that the file declares', 'use(f);', ['f']],
    ['nothing', "import { a } from 'x';\nconst f = a('b, d, E');", []],
  ])('is %s', (_, code, expected) => {
    expect(missingNames(code, file)).toEqual(expected);
  });
});

/** Names that the file imports or declares, and the snippet uses without doing so. */
function missingNames(code: string, file: string): readonly string[] {
  const has = new Set(namesMade(code));
  const bare = code.replaceAll(/'[^'\n]*'|`[^`$]*`|\/\/.*$|^import .*$/gm, '');
  return namesMade(file).filter((name) => !has.has(name) && new RegExp(`(?<![.\\w])${name}(?![\\w]|\\??:)`).test(bare));
}

/** Names that a file imports, and those that it declares at its top. */
function namesMade(code: string): readonly string[] {
  const imported = [...code.matchAll(/^import (?:type )?\{([^}]*)\} from/gm)].flatMap(([, names]) =>
    (names as string)
      .split(',')
      .map((name) =>
        name
          .trim()
          .replace(/^type /, '')
          .replace(/^.* as /, ''),
      )
      .filter((name) => name !== ''),
  );
  const declared = [...code.matchAll(/^(?:export )?(?:const|function|class|interface|type) (\w+|\{[^}]*\}|\[[^\]]*\])/gm)].flatMap(
    ([, name]) => [...(name as string).matchAll(/\w+/g)].map(([each]) => each),
  );
  return [...imported, ...declared];
}

function links({ page, introduction }: Snippet, path: string): boolean {
  return introduction.includes(`](${relative(dirname(page), path)})`);
}

function read(path: string): string {
  return readFileSync(join(root, path), 'utf8');
}

function markdown(folder: string): readonly string[] {
  return readdirSync(join(root, folder))
    .filter((name) => name.endsWith('.md'))
    .map((name) => join(folder, name));
}

function sources(folder: string): readonly string[] {
  return readdirSync(join(root, folder), { recursive: true })
    .map((path) => join(folder, String(path)))
    .filter((path) => /\.m?[jt]s$/.test(path) && !path.includes('node_modules'));
}
