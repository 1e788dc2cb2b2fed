import { appendFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { firstIn } from '../../asl';
import type { HistoryEvent } from '../../interpreter';
import type { StartedByExecution } from '../execution/test-execution';
import { crypto } from '../lazy-crypto';
import type { MachineFacts } from '../machine-view/machine-facts';
import { perRealm } from '../per-realm';
import type { ReadableMapRun } from '../visits/visits';
import type { CollectedLine } from './collected-lines';
import { linkedRuns } from './nested-runs';
import { type KnownMachine, reportMachine } from './report-machines';
import { type RunPlace, reportRun } from './report-run';
import { testTextOf } from './test-text-of';

/** The variable that names the folder in which test files leave their executions for a report; without it nothing is collected. */
export const REPORT_FOLDER = 'DRYSTEP_REPORT';

/** The test that is under way. */
export interface CurrentTest {
  readonly name: string | undefined;
  readonly file: string | undefined;
}

/** An execution of the harness, read when its test ends. */
export interface CollectedRun {
  readonly facts: MachineFacts;
  readonly execution: {
    /** Undefined while it runs. */
    readonly result: { readonly status: string; readonly error?: string | undefined; readonly cause?: string | undefined } | undefined;
    readonly history: readonly HistoryEvent[];
    readonly mapRuns: readonly ReadableMapRun[];
  };
  readonly started: () => readonly StartedByExecution[];
  /** What a reader should know of it. */
  readonly note?: string;
}

interface Waiting extends CollectedRun {
  readonly test: CurrentTest;
}

/** One per realm, whatever copies of modules there are. */
interface RunCollector {
  waiting: Waiting[];
  current: () => CurrentTest;
  /** Machines written so far, by name and definition. */
  readonly machines: Map<string, number>;
  /** How many executions each test had. */
  readonly counts: Map<string, number>;
  /** Name of the file that is written: one for each test file. */
  readonly part: string;
  runs: number;
}

const KEY = Symbol.for('drystep.report');
/** A test that executes a machine a thousand times is shown by its last executions. */
const MOST_OF_A_TEST = 40;

function collector(): RunCollector {
  return perRealm(
    KEY,
    (): RunCollector => ({
      waiting: [],
      current: () => ({ name: undefined, file: undefined }),
      machines: new Map(),
      counts: new Map(),
      part: crypto().randomUUID(),
      runs: 0,
    }),
  );
}

/** Has executions that begin from here on belong to the test that a runner tells of. */
export function tellCurrentTest(current: () => CurrentTest): void {
  collector().current = current;
}

/** Keeps an execution for the report, if a reporter writes one. */
export function collectRun(run: CollectedRun): void {
  if (process.env[REPORT_FOLDER] === undefined) return;
  const state = collector();
  const test = state.current();
  const key = testKey(test);
  state.counts.set(key, (state.counts.get(key) ?? 0) + 1);
  state.waiting.push({ ...run, test });
  const same = state.waiting.filter((each) => testKey(each.test) === key);
  if (same.length > MOST_OF_A_TEST) state.waiting.splice(state.waiting.indexOf(firstIn(same)), 1);
}

/** Leaves executions in the folder of the reporter: those that have ended, or `all` when the test file ends. */
export function flushRuns(all: boolean): void {
  const folder = process.env[REPORT_FOLDER];
  const state = collector();
  if (folder === undefined || state.waiting.length === 0) return;
  const ready = state.waiting.filter(({ execution }) => all || execution.result !== undefined);
  state.waiting = state.waiting.filter((each) => !ready.includes(each));
  const lines = ready.flatMap((run) => linesOf(state, run));
  if (lines.length === 0) return;
  mkdirSync(folder, { recursive: true });
  appendFileSync(join(folder, `${state.part}.jsonl`), lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
}

/** An execution with those that it started, behind the machines that no line before told of. */
function linesOf(state: RunCollector, { facts, execution, started, test, note }: Waiting): CollectedLine[] {
  const lines: CollectedLine[] = [];
  const indexOf = (known: KnownMachine): number => {
    const key = JSON.stringify([known.name, known.machine.source]);
    const index = state.machines.get(key) ?? state.machines.size;
    if (!state.machines.has(key)) lines.push({ machine: reportMachine(known) });
    state.machines.set(key, index);
    return index;
  };
  state.runs++;
  const id = `${state.part}-${state.runs}`;
  const { result } = execution;
  const left = (state.counts.get(testKey(test)) ?? 0) - MOST_OF_A_TEST;
  const read = {
    machine: facts.machine,
    status: result?.status ?? 'RUNNING',
    error: result?.error,
    cause: result?.cause,
    history: execution.history,
    mapRuns: execution.mapRuns,
  };
  const place: RunPlace = {
    id,
    machine: indexOf(facts),
    asTest: testTextOf(read, facts.name, test.name),
    note: noteOf(note, left),
  };
  const runs = [reportRun(read, place)];
  const arns = new Map<string, string>();
  for (const [index, { nested, facts: other }] of started().entries()) {
    const { error, cause, history, mapRuns, status } = nested;
    const nestedId = `${id}.${index + 1}`;
    arns.set(nestedId, nested.arn);
    runs.push(reportRun({ machine: other.machine, status, error, cause, history, mapRuns }, { id: nestedId, machine: indexOf(other) }));
  }
  return [...lines, { runs: linkedRuns(runs, arns), test }];
}

function noteOf(note: string | undefined, left: number): string | undefined {
  const before = left > 0 ? `The test made ${left} more ${left === 1 ? 'execution' : 'executions'} before those shown.` : undefined;
  return note === undefined || before === undefined ? (note ?? before) : `${note} ${before}`;
}

function testKey({ name, file }: CurrentTest): string {
  return JSON.stringify([file, name]);
}
