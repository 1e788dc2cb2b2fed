import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const docs = join(__dirname, '../../docs');
const page = readFileSync(join(docs, 'features.md'), 'utf8');
const rows = page.split('\n').filter((line) => /^\| (?!feature )/.test(line));

describe('docs/features.md', () => {
  test('links every row to a test that is there', () => {
    const missing = rows.filter((row) => {
      const [, title, path] = /\[([^\]]+)\]\(([^)]+\.(?:test|spec)\.m?ts)\) \|$/.exec(row) ?? [];
      if (title === undefined || path === undefined || !existsSync(join(docs, path))) return true;
      return !readFileSync(join(docs, path), 'utf8').includes(`'${title}'`);
    });

    expect(rows.length).toBeGreaterThan(40);
    expect(missing).toEqual([]);
  });

  test('leaves no cell empty', () => {
    expect(rows.filter((row) => row.split('|').length !== 9 || /\|\s*\|/.test(row))).toEqual([]);
  });
});
