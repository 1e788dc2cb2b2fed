import type { JsonValue } from '../../asl';
import { TOO_MANY_VISITS } from './path-failure';
import type { PathToken } from './path-token';

/** One reading of a document by a path. */
export interface PathRun {
  /** What `$` stands for in filters. */
  readonly root: JsonValue;
  readonly results: JsonValue[];
  /** A check for existence: a missing member fails the path even behind a wildcard. */
  readonly requireProperties: boolean;
  /** Somebody asks why nothing was found: places are written down, and a failure has words. */
  readonly traced: boolean;
  /** What the whole reading may still take, shared with the paths of its filters. */
  readonly budget: PathBudget;
}

/** Places that may still be visited, and how deep scans have gone. */
export interface PathBudget {
  visits: number;
  depth: number;
}

/** One compiled step: it hands what it finds to the next one, or to `run.results`. Throws {@link PathFailure}. `place` is empty unless traced. */
export type JsonPathStep = (model: JsonValue, run: PathRun, place: string) => void;

/** What the compilation of a step may look at: the whole path, its place in it, and the compiled steps after it. */
export interface PathPlace {
  readonly tokens: readonly PathToken[];
  readonly at: number;
  readonly next: JsonPathStep | undefined;
}

/** What the last step of a path does with a value. */
export function push(model: JsonValue, run: PathRun): void {
  run.results.push(model);
}

/** Counts visits: those of a whole array or object at once, which costs a loop nothing. */
export function visit(run: PathRun, count = 1): void {
  run.budget.visits -= count;
  if (run.budget.visits < 0) throw TOO_MANY_VISITS;
}
