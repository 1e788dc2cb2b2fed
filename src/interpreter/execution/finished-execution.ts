import { kinds, type Parameter, requireArguments } from '../../asl';
import { type Counted, type ExecutionCounts, executionCounts } from '../counts/execution-counts';
import type { ExecutionResult } from '../engine/execution-result';
import type { MapRun, MapRunDescription } from '../engine/map-run';
import type { Run } from '../engine/run';
import type { Recorder } from '../history/recorder';
import { copyJson } from '../payloads/own-copy';

type Mutable<Value> = { -readonly [Key in keyof Value]: Value[Key] };

const KEPT: unique symbol = Symbol('kept');

/** What is read from a result when somebody asks: not the run itself, which holds all that it did. */
interface KeptParts {
  readonly [KEPT]: Counted & { readonly recorder: Recorder; readonly mapRuns: readonly MapRun[] };
}

/**
 * Getters that all results share. With getters of its own, each result would get a hidden class of its own, which keeps the whole execution in
 * memory until the next full collection.
 */
const HISTORY: PropertyDescriptor & ThisType<KeptParts> = {
  get() {
    return this[KEPT].recorder.events();
  },
  enumerable: true,
  configurable: true,
};
const MAP_RUNS: PropertyDescriptor & ThisType<KeptParts> = {
  get() {
    return this[KEPT].mapRuns.map((mapRun) => mapRun.describe());
  },
  enumerable: true,
  configurable: true,
};
const RESULT: Parameter = {
  name: 'the result',
  kind: kinds.objectWith('a result of execute()', { status: kinds.name }),
  hint: 'await it first.',
};

const NO_MAP_RUNS: readonly MapRunDescription[] = Object.freeze([]);

/** What became of a run, undefined while it goes on; history, Map runs and counts are made when they are read. */
export function finishedExecution(run: Run): ExecutionResult | undefined {
  const { status, recorder, mapRuns, options, counts, engine } = run;
  if (status === undefined) return undefined;
  const result = { status } as Mutable<ExecutionResult>;
  Object.defineProperty(result, KEPT, { value: { recorder, mapRuns, group: options.group, counts, payloadLimit: engine.payloadLimit } });
  Object.defineProperty(result, 'history', HISTORY);
  if (mapRuns.length === 0) result.mapRuns = NO_MAP_RUNS;
  else Object.defineProperty(result, 'mapRuns', MAP_RUNS);
  // Whoever sorts it changes neither the history nor what the execution was given. The harness makes copies of its own.
  if (status === 'SUCCEEDED') result.output = engine.handler.ours ? run.output : copyJson(run.output);
  if (run.error !== undefined) result.error = run.error;
  if (run.cause !== undefined) result.cause = run.cause;
  return result;
}

/**
 * What the states of an execution did, those of its child executions at any depth included, whether or not their history is kept; undefined for what is no
 * result of `execute` or `start`.
 *
 * @example expect(countsOf(await execute(definition))?.states.find(({ name }) => name === 'Refund')?.visits).toBe(0);
 */
export function countsOf(result: Pick<ExecutionResult, 'status'>): ExecutionCounts | undefined {
  requireArguments('countsOf()', arguments, RESULT);
  const kept = (result as Partial<KeptParts>)[KEPT];
  return kept === undefined ? undefined : executionCounts(kept);
}
