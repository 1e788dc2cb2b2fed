import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { StateMachine } from '../../asl';
import type { ExecutionCounts, ExecutionResult, HistoryEvent, MapRunDescription } from '../../interpreter';
import { crypto } from '../lazy-crypto';
import { perRealm } from '../per-realm';
import { type Hits, hitCounter } from './hits-of';
import type { OperandRecord } from './operand-record';
import type { CoveragePart } from './parts';

/** The variable that names the folder in which test files leave what they reached; without it nothing is collected. */
export const COVERAGE_FOLDER = 'DRYSTEP_COVERAGE';

/** The machine of an execution. */
export interface CoveredMachine {
  readonly name: string;
  /** As it was parsed: one object for all executions. */
  readonly machine: StateMachine;
}

/** An execution that may still run: it is read when its test file ends. */
export interface CountedExecution {
  /** Undefined while it runs. */
  readonly result: ExecutionResult | undefined;
  readonly history: readonly HistoryEvent[];
  readonly mapRuns: readonly MapRunDescription[];
  /** What was counted while it ran; undefined where that is not known. */
  readonly counts?: ExecutionCounts;
}

interface Collected {
  readonly name: string;
  readonly count: ReturnType<typeof hitCounter>;
  readonly hits: Hits;
  executions: number;
}

/** One per realm, whatever copies of modules there are. */
interface Collector {
  readonly machines: Map<StateMachine, Collected>;
  waiting: { readonly collected: Collected; readonly execution: CountedExecution; readonly operands: OperandRecord | undefined }[];
  /** Name of the file that is written: one for each test file. */
  part: string;
  /** Whether a setup file says when the test file ends. */
  hooked: boolean;
}

const KEY = Symbol.for('drystep.coverage');
/** Executions kept before those that have ended are counted: histories take memory. */
const MOST_WAITING = 256;

function collector(): Collector {
  return perRealm(KEY, (): Collector => ({ machines: new Map(), waiting: [], part: crypto().randomUUID(), hooked: false }));
}

/** Whether a reporter collects what executions reach. */
export function collectsCoverage(): boolean {
  return process.env[COVERAGE_FOLDER] !== undefined;
}

/** Counts an execution of the harness for coverage, if a reporter collects it. Nothing is read before the test file ends, or many have come. */
export function recordExecution({ name, machine }: CoveredMachine, execution: CountedExecution, operands?: OperandRecord): void {
  if (!collectsCoverage()) return;
  const { machines, waiting } = collector();
  let collected = machines.get(machine);
  if (collected === undefined) {
    collected = { name, count: hitCounter(machine), hits: {}, executions: 0 };
    machines.set(machine, collected);
  }
  waiting.push({ collected, execution, operands });
  if (waiting.length >= MOST_WAITING) countWaiting((each) => each.result !== undefined);
  if (execution.result !== undefined) executionEnded();
}

/** Has what is collected left by the hook that a setup file of the runner installs, and not before. */
export function flushByHook(): void {
  collector().hooked = true;
}

/** Leaves what the executions of this test file reached in the folder of the reporter. */
export function flushCoverage(): void {
  const { machines } = collector();
  if (process.env[COVERAGE_FOLDER] === undefined || machines.size === 0) return;
  countWaiting(() => true);
  writePart();
  machines.clear();
  collector().part = crypto().randomUUID();
}

/** Without a hook at the end of the file, what has ended is left at once, so that a test file without a setup file counts as well. */
export function executionEnded(): void {
  if (process.env[COVERAGE_FOLDER] === undefined) return;
  const { hooked, waiting } = collector();
  if (hooked || waiting.length === 0) return;
  countWaiting((execution) => execution.result !== undefined);
  writePart();
}

function writePart(): void {
  const folder = process.env[COVERAGE_FOLDER];
  if (folder === undefined) return;
  const { machines, part } = collector();
  const parts: CoveragePart[] = [...machines].map(([machine, { name, hits, executions }]) => ({
    name,
    definition: machine.source,
    hits,
    executions,
  }));
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${part}.json`), JSON.stringify(parts));
}

function countWaiting(ready: (execution: CountedExecution) => boolean): void {
  const state = collector();
  const left: Collector['waiting'] = [];
  for (const each of state.waiting) {
    if (!ready(each.execution)) {
      left.push(each);
      continue;
    }
    const { execution, operands } = each;
    // Members of an execution are getters of its class.
    each.collected.count(each.collected.hits, {
      get history() {
        return execution.history;
      },
      get mapRuns() {
        return execution.mapRuns;
      },
      counts: execution.counts,
      operands,
    });
    each.collected.executions++;
  }
  state.waiting = left;
}
