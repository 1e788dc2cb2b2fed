import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compiledEntries } from '../compiled-package';
import { type RunnerRun, runners } from './runner-process';

const root = join(__dirname, '../..');

/** Where this project's jest keeps what it has transformed, for those that tests start. */
export const jestCache = join(root, 'node_modules', '.cache', 'jest');

/** How a test of a file that was run ended. */
export interface RunTest {
  readonly title: string;
  readonly status: string;
  readonly failureMessages: readonly string[];
}

/** Runs the tests of a folder in a jest of its own, with this project's transform and the compiled package. */
export function runJest(
  folder: string,
  flags: readonly string[] = [],
  options: object = {},
): { readonly stdout: string; readonly stderr: string } {
  const jest = join(root, 'node_modules', 'jest', 'bin', 'jest.js');
  return spawnSync(process.execPath, [jest, ...wordsFor(folder, flags, options)], { cwd: folder, encoding: 'utf8', env: environment() });
}

/** Runs the tests of a folder as {@link runJest} does, in a process that other runs share. */
export function runJestAgain(folder: string, flags: readonly string[] = [], options: object = {}): Promise<RunnerRun> {
  return runners.jest.run(wordsFor(folder, flags, options), folder, environment());
}

function environment(): NodeJS.ProcessEnv {
  const { CI: _ci, FORCE_COLOR: _color, ...others } = process.env;
  return { ...others, NO_COLOR: '1' };
}

function wordsFor(folder: string, flags: readonly string[], options: object): readonly string[] {
  const { projects } = JSON.parse(readFileSync(join(root, 'jest.config.json'), 'utf8'));
  const [{ transform }] = projects;
  const config = {
    rootDir: folder,
    cacheDirectory: jestCache,
    testEnvironment: 'node',
    testMatch: ['**/*.{test,spec}.ts'],
    transform: Object.fromEntries(
      Object.entries(transform as Record<string, [string, object]>).map(([files, [name, options]]) => [
        files,
        [require.resolve(name), options],
      ]),
    ),
    moduleNameMapper: Object.fromEntries(Object.entries(compiledEntries()).map(([name, file]) => [`^${name}$`, file])),
    modulePaths: [join(root, 'node_modules')],
    ...options,
  };
  return ['--config', JSON.stringify(config), '--runInBand', ...flags];
}

/** Runs the text of a test file as {@link runJestAgain} does. */
export async function runTestFile(text: string): Promise<readonly RunTest[]> {
  const folder = mkdtempSync(join(tmpdir(), 'drystep-run-'));
  writeFileSync(join(folder, 'pasted.test.ts'), text);
  const { stdout, stderr } = await runJestAgain(folder, ['--json']);
  rmSync(folder, { recursive: true });
  if (!stdout.startsWith('{')) throw new Error(`jest gave no report: ${stderr}`);
  const { testResults } = JSON.parse(stdout) as { testResults: { message: string; assertionResults: RunTest[] }[] };
  const tests = testResults.flatMap((file) => file.assertionResults);
  if (tests.length === 0) throw new Error(`jest ran no test: ${testResults.map((file) => file.message).join('\n')}`);
  return tests;
}
