import { execFileSync } from 'node:child_process';
import { compiledEntries } from '../compiled-package';
import { IMPORT_BUDGET } from './budget';

interface Cost {
  readonly bytes: number;
  readonly milliseconds: number;
}

/** Scripts that are not the user's own: the CDK is a peer. */
const program = (file: string): string => `
  const { statSync } = require('node:fs');
  const before = process.cpuUsage();
  require(${JSON.stringify(file)});
  const { user, system } = process.cpuUsage(before);
  const ours = Object.keys(require.cache).filter((file) => !/node_modules.(aws-cdk-lib|constructs)/.test(file));
  console.log(JSON.stringify({ bytes: ours.reduce((sum, file) => sum + statSync(file).size, 0), milliseconds: (user + system) / 1000 }));`;

/** The least of several processes: others that run beside it cost time of the processor as well. */
function costOf(file: string): Cost {
  const runs = Array.from({ length: 5 }, () => JSON.parse(execFileSync(process.execPath, ['--eval', program(file)], { encoding: 'utf8' })));
  return (runs as Cost[]).reduce((least, run) => (run.milliseconds < least.milliseconds ? run : least));
}

describe('Importing an entry point', () => {
  const entries = compiledEntries();
  // They want the runner that they are an entry for.
  const measured = Object.keys(entries).filter((name) => !['drystep/jest', 'drystep/vitest'].includes(name));

  test('has a budget for each', () => {
    expect(Object.keys(IMPORT_BUDGET).sort()).toEqual(measured.sort());
  });

  test.each(measured)('%s stays within its budget', (name) => {
    const { bytes, milliseconds } = costOf(entries[name]!);
    const budget = IMPORT_BUDGET[name]!;

    expect(bytes).toBeGreaterThan(budget.bytes * 0.7);
    expect(bytes).toBeLessThanOrEqual(budget.bytes);
    expect(milliseconds).toBeLessThanOrEqual(budget.milliseconds);
  });
});
