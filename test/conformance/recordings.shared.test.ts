import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { describeShared } from '../shared-data';

const root = join(__dirname, '..', '..');
const needs = ['compare.mjs', 'executions', 'mocked', 'test-state', 'validation', 'api'].map((name) => `aws-recordings/${name}`);

// The comparator is an ES module that lies outside the project, which jest cannot import: the script runs in a process of its own.
describeShared('the score against the recordings', needs, (comparator) => {
  test('no score against the recordings is lower than the committed one', () => {
    const lines = runScript(dirname(comparator)).trim().split('\n');

    expect(lines.filter((line) => line.startsWith('lower than committed'))).toEqual([]);
    expect(lines.pop()).toMatch(
      /^executions L1 \d+\/\d+ L2 \d+\/\d+ L3 \d+\/\d+ mocked L2 \d+\/\d+ test-state \d+\/\d+ validation \d+\/\d+ endpoint \d+\/\d+ api \d+\/\d+$/,
    );
  }, 120_000);
});

/** Gives the output, also when the script ends with 1 because a score fell: the assertion then says which. */
function runScript(recordings: string): string {
  const args = ['--import', 'tsx', join(root, 'scripts', 'conformance.ts'), '--cases', recordings];
  const { stdout, stderr } = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8', maxBuffer: 1 << 26 });
  return stdout || stderr;
}
