import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, posix } from 'node:path';
import { run } from '../../scripts/pack';
import { PACKAGE_BUDGET } from './budget';
import { packedPackage } from './packed-package';

interface Report {
  readonly name: string;
  readonly size: number;
  readonly unpackedSize: number;
  readonly files: readonly { readonly path: string }[];
}

/** npm asks the registry for the newest version, which it does without when none answers there. */
const NOWHERE = ['--registry', 'http://127.0.0.1:9', '--fetch-retries', '0'];
/** What npm keeps of the tarball is of no use to anybody. */
const CACHE = ['--cache', join(tmpdir(), 'drystep-npm-cache')];

const root = join(__dirname, '../..');
/** Pages and files of the repository that a user of the package does not need: how it is built, tested and decided. */
const ABOUT_WORK = /^(test|examples|integ|docs\/decisions)(\/|$)|^(ARCHITECTURE|CONTRIBUTING|CODE_OF_CONDUCT)\.md$/;

/** Where the links of a page lead within the repository. */
function linksOf(text: string): readonly string[] {
  return [...text.matchAll(/\]\(([^)\s#]+)/g)].map(([, link]) => link as string).filter((link) => !/^[a-z]+:/.test(link));
}

// Compiling takes seconds, more on a busy machine.
jest.setTimeout(180_000);

describe('A rehearsal of npm publish', () => {
  let report: Report;
  const paths = (): readonly string[] => report.files.map(({ path }) => path);

  beforeAll(() => {
    const printed = JSON.parse(
      run('npm', ['publish', '--dry-run', '--json', '--ignore-scripts', ...NOWHERE, ...CACHE, packedPackage()], tmpdir()),
    );
    // npm 11 names the package, npm 10 does not.
    report = printed.drystep ?? printed;
  });

  test('would send the code, its types, the models and what says whose work they are', () => {
    const outside = paths().filter((path) => !/^(lib|docs)\//.test(path));

    expect(report.name).toBe('drystep');
    expect([...outside].sort()).toEqual([
      'API.md',
      'CHANGELOG.md',
      'LICENSE',
      'NOTICE',
      'README.md',
      'SECURITY.md',
      'THIRD-PARTY-LICENSES',
      'package.json',
    ]);
    expect(paths().filter((path) => path.startsWith('docs/') && !/^docs\/([\w-]+\.md|pictures\/\w+\.svg)$/.test(path))).toEqual([]);
    expect(paths()).toEqual(
      expect.arrayContaining(['lib/cli/main.js', 'lib/entries/drystep.js', 'lib/entries/drystep.d.ts', 'lib/data/services/NOTICE']),
    );
  });

  test('would send every page that README and the guides link to, but for those about work on Drystep', () => {
    const pages = paths().filter((path) => path.endsWith('.md'));
    const missing = pages.flatMap((page) =>
      linksOf(readFileSync(join(root, page), 'utf8'))
        .map((link) => posix.join(posix.dirname(page), link))
        .filter((path) => !paths().includes(path) && !ABOUT_WORK.test(path))
        .map((path) => `${page}: ${path}`),
    );

    expect(pages).toEqual(expect.arrayContaining(['README.md', 'docs/README.md', 'docs/agents.md', 'docs/errors.md']));
    expect(linksOf(readFileSync(join(root, 'README.md'), 'utf8')).length).toBeGreaterThan(30);
    expect(missing).toEqual([]);
  });

  test('would send nothing else', () => {
    const wanted = /^lib\/.*\.(js|mjs|d\.ts|d\.mts)$|^lib\/data\/services\/(\w+\.json\.gz|NOTICE)$/;

    expect(paths().filter((path) => path.startsWith('lib/') && !wanted.test(path))).toEqual([]);
    expect(paths().filter((path) => /(^|\/)(test|tests|examples|scripts|integ)\//.test(path) || path.includes('.test.'))).toEqual([]);
  });

  test('stays within the budget of size and files', () => {
    expect(report.size).toBeLessThanOrEqual(PACKAGE_BUDGET.packed);
    expect(report.unpackedSize).toBeLessThanOrEqual(PACKAGE_BUDGET.unpacked);
    expect(report.files.length).toBeLessThanOrEqual(PACKAGE_BUDGET.files);
  });
});
