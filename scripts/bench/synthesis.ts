import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

const STEPS = 1_000;
const PAIRS = 9;
const GOAL = 1.5;

interface Run {
  readonly milliseconds: number;
  readonly states: number;
  readonly bytes: number;
}

/** What the builders cost beside plain aws-cdk-lib, and the goal where it is missed. */
export interface SynthesisReport {
  readonly lines: readonly string[];
  readonly missed: readonly string[];
}

/** Measures the CPU time of building and synthesizing one machine with the builders and in plain aws-cdk-lib: the median of interleaved pairs. */
export function measureSynthesis(root: string, lib: string): SynthesisReport {
  const printed = execFileSync(
    process.execPath,
    ['--expose-gc', join(root, 'scripts', 'bench', 'synthesis-driver.mjs'), String(STEPS), String(PAIRS)],
    { cwd: root, encoding: 'utf8', env: { ...process.env, DRYSTEP_BENCH_LIB: lib } },
  );
  const pairs = JSON.parse(printed) as readonly { readonly ours: Run; readonly plain: Run }[];
  const { ours, plain } = pairs[0]!;
  if (ours.states !== plain.states) {
    throw new Error(
      `The machines differ: ${ours.states} states with the builders, ${plain.states} without. Hint: mend synthesis-driver.mjs.`,
    );
  }
  const ratio = median(pairs.map((pair) => pair.ours.milliseconds / pair.plain.milliseconds));
  const figures = (side: 'ours' | 'plain') => `${median(pairs.map((pair) => pair[side].milliseconds)).toFixed(0)} ms`;
  return {
    lines: [
      `build and synthesize ${ours.states} states: builders ${figures('ours')}, plain aws-cdk-lib ${figures('plain')} of CPU time, ` +
        `${ratio.toFixed(2)}x (goal at most ${GOAL}x; median of ${PAIRS} interleaved pairs)`,
    ],
    missed: ratio <= GOAL ? [] : [`synthesis ${ratio.toFixed(2)}x of ${GOAL}x`],
  };
}

function median(values: readonly number[]): number {
  return [...values].sort((one, other) => one - other)[values.length >> 1]!;
}
