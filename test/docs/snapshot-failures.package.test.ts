import { cpSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runJest } from '../testing/run-jest';
import { codeBlocks } from './code-blocks';

const root = join(__dirname, '../..');
const page = readFileSync(join(root, 'docs/matchers.md'), 'utf8');

describe('docs/matchers.md', () => {
  let folder: string;
  beforeAll(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'drystep-matchers-')));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('shows how snapshots fail once another seller is written into the definition', () => {
    const example = join(root, 'examples/matchers');
    for (const file of ['snapshots.test.ts', '__snapshots__']) cpSync(join(example, file), join(folder, file), { recursive: true });
    const stock = readFileSync(join(example, 'stock.ts'), 'utf8');
    writeFileSync(join(folder, 'stock.ts'), stock.replace("'Ada'", "'Bob'"));

    const { stderr } = runJest(folder, ['--ci']);

    for (const matcher of ['toMatchDefinitionSnapshot', 'toMatchHistorySnapshot']) {
      const [shown = ''] = codeBlocks(page.split(`### \`${matcher}\``)[1] ?? '', 'text');
      expect(stderr.replaceAll(/^ {4}/gm, '').replaceAll(/[ \t]+$/gm, '')).toContain(shown.trim());
    }
  });
});
