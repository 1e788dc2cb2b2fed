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

/**
 * The least of several processes: others that run beside it cost time of the processor as well. The first that stays within the time decides: the
 * least of all would be no more.
 */
function costOf(file: string, milliseconds: number): Cost {
  let least = measured(file);
  for (let run = 1; run < 5 && least.milliseconds > milliseconds; run++) {
    const cost = measured(file);
    if (cost.milliseconds < least.milliseconds) least = cost;
  }
  return least;
}

function measured(file: string): Cost {
  return JSON.parse(execFileSync(process.execPath, ['--eval', program(file)], { encoding: 'utf8' })) as Cost;
}

describe('Importing an entry point', () => {
  const entries = compiledEntries();
  // They want the runner that they are an entry for.
  const names = Object.keys(entries).filter((name) => !['drystep/jest', 'drystep/vitest'].includes(name));

  test('has a budget for each', () => {
    expect(Object.keys(IMPORT_BUDGET).sort()).toEqual(names.sort());
  });

  test.each(names)('%s stays within its budget', (name) => {
    const budget = IMPORT_BUDGET[name]!;
    const { bytes, milliseconds } = costOf(entries[name]!, budget.milliseconds);

    expect(bytes).toBeGreaterThan(budget.bytes * 0.7);
    expect(bytes).toBeLessThanOrEqual(budget.bytes);
    expect(milliseconds).toBeLessThanOrEqual(budget.milliseconds);
  });
});
