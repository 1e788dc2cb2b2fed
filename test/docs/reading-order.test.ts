import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = join(__dirname, '../../docs');
const text = (page: string): string => readFileSync(join(folder, page), 'utf8');

describe('docs/README.md', () => {
  test('leads to every page of the folder', () => {
    const linked = [...text('README.md').matchAll(/\]\(([\w-]+\.md)\)/g)].map(([, page]) => page);
    const pages = readdirSync(folder).filter((name) => name.endsWith('.md') && name !== 'README.md');

    expect(pages.length).toBeGreaterThan(15);
    expect(pages.filter((page) => !linked.includes(page))).toEqual([]);
  });

  test('is what README sends a reader to, with the glossary', () => {
    expect(readFileSync(join(folder, '../README.md'), 'utf8')).toMatch(/docs\/README\.md[\s\S]*docs\/glossary\.md/);
  });
});

describe('docs/glossary.md', () => {
  const terms = [...text('glossary.md').matchAll(/^\*\*([^*]+)\*\*/gm)].map(([, term]) => term!);

  test('explains each word once, in alphabetical order', () => {
    const sorted = [...terms].sort((one, other) => one.localeCompare(other, 'en'));

    expect(terms.length).toBeGreaterThan(40);
    expect(terms).toEqual([...new Set(sorted)]);
  });

  test('explains every kind of thing that a state, an execution and a test are made of', () => {
    const words = terms.flatMap((term) => term.toLowerCase().split(/, | and /));

    for (const word of [
      'state',
      'retrier',
      'catcher',
      'choice rule',
      'reference path',
      'payload template',
      'intrinsic function',
      'context object',
    ]) {
      expect(words).toContain(word);
    }
  });
});
