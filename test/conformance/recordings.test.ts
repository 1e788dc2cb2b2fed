import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = join(__dirname, '..', '..');
const recordings = join(resolve(root, process.env.DRYSTEP_SHARED ?? '../shared'), 'aws-recordings');
const present = existsSync(join(recordings, 'compare.mjs'));
if (!present)
  console.log(`No recordings of the service at ${recordings}: skipped. Set DRYSTEP_SHARED to the folder that holds aws-recordings/.`);

// The comparator is an ES module that lies outside the project, which jest cannot import: the script runs in a process of its own.
(present ? test : test.skip)(
  'no score against the recordings is lower than the committed one',
  () => {
    const lines = runScript().trim().split('\n');

    expect(lines.filter((line) => line.startsWith('lower than committed'))).toEqual([]);
    expect(lines.pop()).toMatch(
      /^executions L1 \d+\/\d+ L2 \d+\/\d+ L3 \d+\/\d+ mocked L2 \d+\/\d+ test-state \d+\/\d+ validation \d+\/\d+$/,
    );
  },
  120_000,
);

/** Gives the output, also when the script ends with 1 because a score fell: the assertion then says which. */
function runScript(): string {
  const args = ['--import', 'tsx', join(root, 'scripts', 'conformance.ts'), '--cases', recordings];
  const { stdout, stderr } = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8', maxBuffer: 1 << 26 });
  return stdout || stderr;
}
