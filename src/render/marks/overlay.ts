/** What is drawn over a graph: an execution, coverage, or the difference to another definition. Plain data, from whoever knows it. */
export type Overlay = ExecutionOverlay | CoverageOverlay | DiffOverlay;

/** What an execution did. */
export interface ExecutionOverlay {
  readonly kind: 'execution';
  /** `SUCCEEDED`, `FAILED`, `RUNNING`, … */
  readonly status?: string;
  /** The states that it visited, by name. */
  readonly states: Readonly<Record<string, StateRun>>;
  /** How often it took each transition, by the pointer of the edge. */
  readonly transitions?: Readonly<Record<string, number>>;
}

/** What the visits of one state came to. */
export interface StateRun {
  /** Of its last visit, or the worst of the iterations of a Map. */
  readonly status: 'SUCCEEDED' | 'CAUGHT' | 'FAILED' | 'ABORTED' | 'WAITING';
  /** @default 1 */
  readonly visits?: number;
  /** Retries of all visits together. */
  readonly retries?: number;
  /** Milliseconds that passed before each retry. */
  readonly delays?: readonly number[];
  /** Milliseconds that all visits took together. */
  readonly duration?: number;
  /** The error that it failed with last. */
  readonly error?: string;
  /** What shows when the mouse rests on the state: its input and output, say. */
  readonly data?: string;
}

/** What a suite of tests reached: one machine of the `coverage.json` that the reporters write. */
export interface CoverageOverlay {
  readonly kind: 'coverage';
  readonly points: readonly CoveredPoint[];
}

/** One thing that coverage counts. */
export interface CoveredPoint {
  /** `states`, `transitions`, `rules`, `retriers`, `catchers`, … */
  readonly kind: string;
  /** JSON pointer into the definition. */
  readonly pointer: string;
  readonly hits: number;
  /** `true`, `false`, `none`, `one`, `many`; absent where being reached is all. */
  readonly outcome?: string | undefined;
  /** For a person. */
  readonly label?: string;
}

/** What the definition does differently from an earlier one: `changes` are those of `diffDefinitions(before, definition)`. */
export interface DiffOverlay {
  readonly kind: 'diff';
  /** The earlier definition, from which removed states are drawn. */
  readonly before: string | object;
  readonly changes: readonly StateChange[];
}

/** One change of a state, or of the machine. */
export interface StateChange {
  /** `stateAdded`, `stateRemoved`, `stateRenamed`; every other one changes its state. */
  readonly kind: string;
  /** By its later name; undefined for the machine itself. */
  readonly state: string | undefined;
  /** Below the state: `Retry/0/MaxAttempts`. */
  readonly place?: string;
  readonly before?: unknown;
  readonly after?: unknown;
}
