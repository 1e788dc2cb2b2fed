import type { ExecutionResult } from './execution-result';
import type { Recorder } from './history/recorder';
import type { MapRun, MapRunDescription } from './map/map-run';
import type { Run } from './run';

type Mutable<Value> = { -readonly [Key in keyof Value]: Value[Key] };

const RECORDER: unique symbol = Symbol('recorder');
const RUNS: unique symbol = Symbol('map runs');

interface Kept {
  readonly [RECORDER]: Recorder;
  readonly [RUNS]: readonly MapRun[];
}

/**
 * Getters that all results share. With getters of its own, each result would get a hidden class of its own, which keeps the whole execution in
 * memory until the next full collection.
 */
const HISTORY: PropertyDescriptor & ThisType<Kept> = {
  get() {
    return this[RECORDER].events();
  },
  enumerable: true,
  configurable: true,
};
const MAP_RUNS: PropertyDescriptor & ThisType<Kept> = {
  get() {
    return this[RUNS].map((mapRun) => mapRun.describe());
  },
  enumerable: true,
  configurable: true,
};

const NO_MAP_RUNS: readonly MapRunDescription[] = Object.freeze([]);

/** What became of a run, undefined while it goes on; history and Map runs are made when they are read. */
export function finishedExecution(run: Run): ExecutionResult | undefined {
  if (run.status === undefined) return undefined;
  const result = { status: run.status } as Mutable<ExecutionResult>;
  Object.defineProperty(result, RECORDER, { value: run.recorder });
  Object.defineProperty(result, 'history', HISTORY);
  if (run.mapRuns.length === 0) result.mapRuns = NO_MAP_RUNS;
  else {
    Object.defineProperty(result, RUNS, { value: run.mapRuns });
    Object.defineProperty(result, 'mapRuns', MAP_RUNS);
  }
  if (run.status === 'SUCCEEDED') result.output = run.output;
  if (run.error !== undefined) result.error = run.error;
  if (run.cause !== undefined) result.cause = run.cause;
  return result;
}
