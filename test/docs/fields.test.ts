import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { exportedTables, unmatchedFields, withFields } from '../../scripts/fields/render-fields';
import { FIELD_ROWS } from '../../scripts/fields/rows';

const project = join(__dirname, '../..');
const page = readFileSync(join(project, 'docs/builders.md'), 'utf8');

describe('The table of fields in docs/builders.md', () => {
  test('has a row for every field that asl knows, and for no other', () => {
    expect(Object.keys(FIELD_ROWS).length).toBeGreaterThan(15);
    expect(unmatchedFields()).toEqual([]);
  });

  test('fails when asl knows a field that the page does not', () => {
    const { Comment, ...rest } = FIELD_ROWS.Task as Record<string, unknown>;

    expect(Comment).toBeDefined();
    expect(unmatchedFields({ ...FIELD_ROWS, Task: rest as never })).toEqual(['Task.Comment']);
  });

  test('knows every field table that a file of asl exports', () => {
    const { all, leftOut } = exportedTables();

    expect(all.length).toBeGreaterThan(15);
    expect(leftOut).toEqual([]);
  });

  test('is what `npm run docs:fields` makes', () => {
    expect(page).toBe(withFields(page));
  });

  test('names tests that are there', () => {
    const shown = Object.values(FIELD_ROWS).flatMap((fields) =>
      Object.values(fields).flatMap((row) => ('by' in row && row.shown !== undefined ? [row.shown] : [])),
    );
    const missing = shown.filter(([path, title]) => {
      const file = join(project, path);
      return !existsSync(file) || !readFileSync(file, 'utf8').includes(`'${title}'`);
    });

    expect(shown.length).toBeGreaterThan(0);
    expect(missing).toEqual([]);
  });
});
