import type { Measurement } from './run-driver';
import type { Workload } from './workload';

/** Figures of one workload; a text stands where a driver gave none. */
export interface Row {
  readonly workload: Workload;
  readonly transitions: number;
  readonly rival: Measurement | string;
  readonly lazy: Measurement | string;
  readonly full: Measurement | string;
  readonly floorReferences: Measurement | string;
  readonly floorStrings: Measurement | string;
}

/** Heading of the table. */
export const HEADING = [
  '| workload (transitions) | rival | drystep lazy | over rival (goal) | drystep whole history | over rival (goal) | floor lazy (times ours) | floor strings (times ours) | cold | MB | output |',
  '|---|---|---|---|---|---|---|---|---|---|---|',
];

/** One line of the table. */
export function renderRow(row: Row): string {
  const { goal, name, withoutRival } = row.workload;
  const cells = [
    `${name} (${row.transitions})`,
    withoutRival ?? rate(row.rival, row.transitions),
    rate(row.lazy, row.transitions) + absolute(row),
    against(row.rival, row.lazy, goal.lazy),
    rate(row.full, row.transitions),
    against(row.rival, row.full, goal.full),
    distance(row.floorReferences, row.lazy, row.transitions),
    distance(row.floorStrings, row.full, row.transitions),
    cold(row),
    memory(row),
    agreement(row),
  ];
  return `| ${cells.join(' | ')} |`;
}

/** Names of the goals that this row misses. */
export function missedGoals(row: Row): string[] {
  const { goal, name } = row.workload;
  const missed: string[] = [];
  const check = (label: string, met: boolean) => {
    if (!met) missed.push(`${name}: ${label}`);
  };
  check('right output', agreement(row) === 'right');
  if (goal.lazy !== undefined && ratio(row.rival, row.lazy) !== undefined)
    check(`lazy ${goal.lazy}x`, (ratio(row.rival, row.lazy) as number) >= goal.lazy);
  if (goal.full !== undefined && ratio(row.rival, row.full) !== undefined)
    check(`whole ${goal.full}x`, (ratio(row.rival, row.full) as number) >= goal.full);
  for (const [label, floor, ours] of [
    ['lazy', row.floorReferences, row.lazy],
    ['whole', row.floorStrings, row.full],
  ] as const) {
    check(`${label} within 3x of the floor`, (ratio(ours, floor) ?? 0) <= 3);
  }
  if (goal.rate !== undefined) check(`${goal.rate}/s`, perSecond(row.lazy, row.transitions) >= goal.rate);
  if (goal.coldMs !== undefined) check(`cold ${goal.coldMs} ms`, typeof row.lazy !== 'string' && row.lazy.coldMs < goal.coldMs);
  if (goal.rssMB !== undefined) check(`${goal.rssMB} MB`, typeof row.lazy !== 'string' && row.lazy.rssMB < goal.rssMB);
  return missed;
}

function perSecond(measured: Measurement | string, transitions: number): number {
  return typeof measured === 'string' ? 0 : (transitions * 1000) / measured.warmMs;
}

function ratio(slow: Measurement | string, fast: Measurement | string): number | undefined {
  return typeof slow === 'string' || typeof fast === 'string' ? undefined : slow.warmMs / fast.warmMs;
}

function rate(measured: Measurement | string, transitions: number): string {
  if (typeof measured === 'string') return measured;
  const value = perSecond(measured, transitions);
  if (value >= 1e6) return `${(value / 1e6).toFixed(1)} M/s`;
  return value >= 1e3 ? `${(value / 1e3).toFixed(value >= 1e4 ? 0 : 1)} k/s` : `${value.toFixed(0)}/s`;
}

function absolute({ workload: { goal } }: Row): string {
  return goal.rate === undefined ? '' : ` (${goal.rate / 1000} k/s)`;
}

function against(rival: Measurement | string, ours: Measurement | string, goal: number | undefined): string {
  const times = ratio(rival, ours);
  if (times === undefined) return goal === undefined ? '' : `(${goal}x)`;
  return `${times.toFixed(times < 10 ? 1 : 0)}x${goal === undefined ? '' : ` (${goal}x)`}`;
}

function distance(floor: Measurement | string, ours: Measurement | string, transitions: number): string {
  const times = ratio(ours, floor);
  return times === undefined ? rate(floor, transitions) : `${rate(floor, transitions)} (${times.toFixed(1)})`;
}

function cold({ lazy, workload: { goal } }: Row): string {
  const limit = goal.coldMs === undefined ? '' : ` (${goal.coldMs})`;
  return typeof lazy === 'string' ? limit : `${lazy.coldMs.toFixed(lazy.coldMs < 10 ? 2 : 0)} ms${limit}`;
}

function memory({ lazy, workload: { goal } }: Row): string {
  const limit = goal.rssMB === undefined ? '' : ` (${goal.rssMB})`;
  return typeof lazy === 'string' ? limit : `${lazy.rssMB}${limit}`;
}

function agreement({ lazy, full }: Row): string {
  const runs = [lazy, full].filter((run): run is Measurement => typeof run !== 'string');
  if (runs.length === 0) return 'none';
  return runs.every((run) => run.outputMatch) ? 'right' : 'WRONG';
}
