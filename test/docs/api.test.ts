import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

const root = join(__dirname, '../..');
const report = readFileSync(join(root, 'API.md'), 'utf8');
const { exports } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  exports: Record<string, string | { default: string }>;
};

/** The sources of the entry points, by the name that an import has. */
const entries = Object.entries(exports).flatMap(([name, published]) =>
  typeof published === 'string'
    ? []
    : [[name.replace('.', 'drystep'), published.default.replace('./lib/', 'src/').replace(/js$/, 'ts')] as const],
);

/** The names that an entry point lists. */
function listedIn(file: string): readonly string[] {
  const { statements } = ts.createSourceFile(file, readFileSync(join(root, file), 'utf8'), ts.ScriptTarget.ES2022);
  return statements.flatMap((statement) => {
    const clause = ts.isExportDeclaration(statement) ? statement.exportClause : undefined;
    return clause !== undefined && ts.isNamedExports(clause) ? clause.elements.map(({ name }) => name.text) : [];
  });
}

/** What the report says of an entry point. */
function section(name: string): string {
  return report.split(`\n# ${name}\n`)[1]?.split('\n# ')[0] ?? '';
}

describe('API.md', () => {
  test('is short enough to be reviewed', () => {
    expect(report.split('\n').length).toBeLessThan(3000);
  });

  test('is text for every tool', () => {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones that make a file binary.
    expect(report).not.toMatch(/[\u0000-\u0008\u000b-\u001f]/);
  });

  test.each(entries)('names each export of %s', (name, file) => {
    const text = section(name);
    const declared = new Set([...text.matchAll(/^(?:class|interface|type|const|function) (\w+)/gm)].map(([, found]) => found));
    const named = [...text.matchAll(/^(?:Types that only the compiler reads|Also in another entry point, and the same there): .*$/gm)].join(
      '\n',
    );
    const listed = listedIn(file);

    expect(listed.length).toBeGreaterThan(0);
    expect(listed.filter((wanted) => !declared.has(wanted) && !named.includes(`\`${wanted}\``))).toEqual([]);
  });

  test('declares each function with what it takes and gives', () => {
    const functions = [...report.matchAll(/^function \w+.*$/gm)].map(([line]) => line);

    expect(functions.length).toBeGreaterThan(150);
    expect(functions.filter((line) => !/\): .+;$|\($/.test(line))).toEqual([]);
  });
});
