import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
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
    const baseline = JSON.parse(readFileSync(join(root, 'scripts', 'conformance', 'baseline.json'), 'utf8')) as Baseline;

    const last = runScript().trim().split('\n').pop() as string;

    const scores = [...last.matchAll(/(\d+)\/(\d+)/g)].map(([, passed, total]) => ({ passed: Number(passed), total: Number(total) }));
    const committed = Object.values(baseline);
    expect(scores.map((score) => score.total)).toEqual(committed.map((score) => score.total));
    expect(scores.map((score, index) => Math.min(score.passed, committed[index].passed))).toEqual(committed.map((score) => score.passed));
  },
  120_000,
);

type Baseline = Record<string, { passed: number; total: number }>;

/** Gives the output, also when the script ends with 1 because a score fell: the assertion then says which. */
function runScript(): string {
  try {
    const args = ['--import', 'tsx', join(root, 'scripts', 'conformance.ts'), '--cases', recordings];
    return execFileSync(process.execPath, args, { cwd: root, encoding: 'utf8', maxBuffer: 1 << 26 });
  } catch (error) {
    return (error as { stdout?: string }).stdout ?? '';
  }
}
