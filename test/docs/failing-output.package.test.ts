import { cpSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runJestAgain } from '../testing/run-jest';
import { codeBlocks } from './code-blocks';

const root = join(__dirname, '..', '..');
const readme = readFileSync(join(root, 'README.md'), 'utf8');
const matchers = readFileSync(join(root, 'docs/matchers.md'), 'utf8');
const example = join(root, 'examples', 'readme');

// jest takes seconds, more on a busy machine.
jest.setTimeout(120_000);

describe("README's failing test", () => {
  let folder: string;
  beforeAll(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'drystep-readme-')));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('prints what README shows, once the error in the builder is misspelt as it says', async () => {
    for (const file of ['handlers.ts', 'orders-stack.ts', 'orders.test.ts']) cpSync(join(example, file), join(folder, file));
    misspell(join(folder, 'orders-stack.ts'), "'NoCarrier'", "'NoCarriers'");

    const output = await printed(folder);

    expect(readme).toContain("`'NoCarriers'`");
    expect(withoutTimes(shownIn(readme))).toBe(withoutTimes(failureIn(output)));
  });

  test('fails at nothing but the misspelling', async () => {
    for (const file of ['handlers.ts', 'orders-stack.ts', 'orders.test.ts']) cpSync(join(example, file), join(folder, file));

    expect(await printed(folder)).toContain('1 passed, 1 total');
  });
});

describe('docs/matchers.md', () => {
  let folder: string;
  beforeAll(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'drystep-matchers-')));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('shows how snapshots fail once another seller is written into the definition', async () => {
    const example = join(root, 'examples/matchers');
    for (const file of ['snapshots.test.ts', '__snapshots__']) cpSync(join(example, file), join(folder, file), { recursive: true });
    const stock = readFileSync(join(example, 'stock.ts'), 'utf8');
    writeFileSync(join(folder, 'stock.ts'), stock.replace("'Ada'", "'Bob'"));

    const { stderr } = await runJestAgain(folder, ['--ci']);

    for (const matcher of ['toMatchDefinitionSnapshot', 'toMatchHistorySnapshot']) {
      const [shown = ''] = codeBlocks(matchers.split(`### \`${matcher}\``)[1] ?? '', 'text');
      expect(stderr.replaceAll(/^ {4}/gm, '').replaceAll(/[ \t]+$/gm, '')).toContain(shown.trim());
    }
  });
});

function misspell(file: string, from: string, to: string): void {
  const text = readFileSync(file, 'utf8');
  expect(text.split(from)).toHaveLength(2);
  writeFileSync(file, text.replace(from, to));
}

/** What jest prints for the tests of a folder. */
async function printed(folder: string): Promise<string> {
  const { stdout, stderr } = await runJestAgain(folder);
  return stdout + stderr;
}

/** The block that README shows as jest's output. */
function shownIn(text: string): string {
  const [, block] = /^```text\n( *(?:FAIL|✕|●)[\s\S]*?)^```/m.exec(text) ?? [];
  if (block === undefined) throw new Error('README shows no output of a failing test.');
  return block;
}

/** From the line of the test file to the place in the test. */
function failureIn(output: string): string {
  const [failure] = /FAIL [\s\S]*?at Object\..*\n/.exec(output) ?? [];
  if (failure === undefined) throw new Error(`jest did not fail as it should:\n${output}`);
  return failure;
}

/** How long the test took, and blank space at the ends of lines. */
function withoutTimes(text: string): string {
  return text
    .replaceAll(/ \(\d+(?:\.\d+)? m?s\)/g, '')
    .replaceAll(/ \([\d.]+ s\)/g, '')
    .replaceAll(/[ \t]+$/gm, '')
    .trim();
}
