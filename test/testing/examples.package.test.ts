import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bareEnvironment } from '../bare-environment';
import { loadsSources } from '../loads-sources';

const root = join(__dirname, '../..');
const made = mkdtempSync(join(tmpdir(), 'drystep-examples-'));
afterAll(() => rmSync(made, { recursive: true }));

// As `test/environment/optimize-later.ts` says: the modules of examples are loaded anew for each of their test files and mutants.
const optimizesLater = process.version.startsWith('v20.') ? ['--interrupt-budget=600000'] : [];

/** Runs `scripts/mutate-examples.ts`, which runs the tests of examples in one process: once for both tests, as loading everything takes seconds. */
function run(...parameters: string[]) {
  const flags = loadsSources(['src', 'examples', 'scripts'], made);
  return spawnSync(process.execPath, [...optimizesLater, ...flags, join(root, 'scripts/mutate-examples.ts'), ...parameters], {
    encoding: 'utf8',
    cwd: root,
    env: bareEnvironment(),
  });
}

// The stacks of all examples are synthesized, which takes seconds.
jest.setTimeout(180_000);

describe('The examples', () => {
  let ran: ReturnType<typeof run>;
  beforeAll(() => {
    ran = run('--mutants', '--coverage', 'time');
  });

  test('go through every state and transition of their machines', () => {
    const { stdout, stderr, status } = ran;

    expect({ status, stderr: status === 0 ? '' : stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatch(/^All machines {2,}\| 100\.0 % \| +100\.0 % \| 100\.0 %/m);
    expect(stdout).not.toContain('Coverage of transitions');
  });

  test('notice every mutant of a machine', () => {
    const { stdout, stderr } = ran;

    expect(stderr).toContain('Contracts-Renewal: 22 of 22 (time/time.test.ts)');
    expect(stdout).toMatch(/^22 of 22 \(100\.0 %\) mutants noticed\n {2}result moved: 4 of 4 \(100\.0 %\)\n/);
  });
});
