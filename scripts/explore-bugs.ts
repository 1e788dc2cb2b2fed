/**
 * Counts how many explorations find each of the classic bugs of `test/testing/explore`, and writes the table of `docs/finding-gaps.md`.
 *
 * Usage: tsx scripts/explore-bugs.ts [--check]. With `--check` nothing is written, and the process ends with 1 when a bug is found by fewer than 19 of 20.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { explore } from 'drystep/testing';
import { type ClassicBug, classicBugs } from '../test/testing/explore/classic-bugs';

const SEEDS = 20;
const RUNS = 1000;
const page = join(__dirname, '../docs/finding-gaps.md');

interface Score {
  readonly bug: ClassicBug;
  readonly inHundred: number;
  readonly inAll: number;
}

/** The number of the run that found the bug; undefined when none did. */
async function foundAfter({ machine, inputs, law, reset }: ClassicBug, seed: number): Promise<number | undefined> {
  try {
    await explore(machine, inputs as never, { properties: [law], runs: RUNS, seed, beforeEach: reset });
    return undefined;
  } catch (error) {
    const found = /\(found after (\d+) runs?, seed/.exec(String(error));
    if (found === null) throw error;
    return Number(found[1]);
  }
}

async function score(make: () => ClassicBug): Promise<Score> {
  const found: number[] = [];
  for (let seed = 1; seed <= SEEDS; seed++) found.push((await foundAfter(make(), seed)) ?? Number.POSITIVE_INFINITY);
  return { bug: make(), inHundred: found.filter((run) => run <= 100).length, inAll: found.filter((run) => run <= RUNS).length };
}

async function main(): Promise<void> {
  const scores: Score[] = [];
  for (const make of classicBugs) {
    scores.push(await score(make));
    const { bug, inHundred, inAll } = scores.at(-1) as Score;
    process.stderr.write(`${bug.title}: ${inHundred}, ${inAll} of ${SEEDS}\n`);
  }
  const rows = scores.map(({ bug, inHundred, inAll }) => `| ${bug.title} | ${bug.needs} | ${inHundred} | ${inAll} |`);
  const table = [`| bug | what has to be hit upon | 100 runs | 1,000 runs |`, '|---|---|---|---|', ...rows].join('\n');
  if (process.argv.includes('--check')) {
    process.stdout.write(`${table}\n`);
    if (scores.some(({ inAll }) => inAll < SEEDS - 1)) process.exitCode = 1;
    return;
  }
  const text = readFileSync(page, 'utf8');
  const [before, rest] = text.split('<!-- classic bugs -->\n') as [string, string];
  const [, after] = rest.split('<!-- end of classic bugs -->\n') as [string, string];
  writeFileSync(page, `${before}<!-- classic bugs -->\n${table}\n<!-- end of classic bugs -->\n${after}`);
}

void main();
