import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { unmatchedFields, withFields } from '../../scripts/fields/render-fields';
import { FIELD_ROWS } from '../../scripts/fields/rows';
import { OBJECT_TABLES } from '../../src/asl/object-tables';

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
    const exported = ['tables', 'states'].flatMap((folder) =>
      readdirSync(join(project, 'src/asl', folder)).flatMap((file) => {
        const values = Object.entries(require(join(project, 'src/asl', folder, file)) as Record<string, unknown>);
        return values.flatMap(([name, value]) => {
          const table = value instanceof Map ? value : (value as { fields?: unknown }).fields;
          return table instanceof Map ? [{ name, table }] : [];
        });
      }),
    );
    const known = [...OBJECT_TABLES.values()];

    expect(exported.length).toBeGreaterThan(15);
    expect(exported.filter(({ table }) => !known.includes(table)).map(({ name }) => name)).toEqual([]);
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
