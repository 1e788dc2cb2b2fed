/**
 * Writes tests with `drystep init` for every published template that holds a machine, runs and compiles them, and tells how many of all paths they go:
 * `npx tsx scripts/init-templates.ts`. The suite does the same for every ninth template.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const root = join(__dirname, '..');
const { status } = spawnSync(
  process.execPath,
  [join(root, 'node_modules/jest/bin/jest.js'), '--selectProjects', 'shared', '--runTestsByPath', 'test/cli/init-templates.shared.test.ts'],
  { cwd: root, stdio: 'inherit', env: { ...process.env, DRYSTEP_INIT_STEP: '1' } },
);
process.exitCode = status ?? 1;
