import type { CoveredPoint, ExecutionOverlay } from '../marks/overlay';

/** Names what a report is made of; `version` counts changes that readers of an older version would not understand. */
export const REPORT_FORMAT = 'drystep report';
export const REPORT_VERSION = 1;

/**
 * Machines, the executions that tests made of them, and what coverage counted: plain data that `toReport` makes a page of. Times are virtual, in milliseconds
 * since the epoch; data is JSON text, as the history has it.
 */
export interface ReportData {
  readonly format: typeof REPORT_FORMAT;
  readonly version: typeof REPORT_VERSION;
  /** @default 'Drystep report' */
  readonly title?: string;
  /** ISO 8601. @default not shown */
  readonly createdAt?: string;
  readonly machines: readonly ReportMachine[];
  /** In the order in which they are listed; those that failed come first. */
  readonly runs: readonly ReportRun[];
}

/** A state machine of a report. */
export interface ReportMachine {
  readonly name: string;
  /** ASL as text or object. */
  readonly definition: string | object;
  /** `STANDARD` or `EXPRESS`. */
  readonly type?: string;
  /** Where the machine comes from. */
  readonly origin?: ReportOrigin;
  /** Where its states come from, by name. */
  readonly stateOrigins?: Readonly<Record<string, ReportOrigin>>;
  /** What tests reached of it: the points of `coverage.json`. */
  readonly coverage?: readonly CoveredPoint[];
}

/** A place in the user's code. */
export interface ReportOrigin {
  /** Path of the construct: `Orders/Ship`. */
  readonly path?: string;
  /** `lib/orders-stack.ts:12:5`. */
  readonly place?: string;
}

/** A test that executed a machine. */
export interface ReportTest {
  readonly name: string;
  readonly file?: string;
  readonly status: 'passed' | 'failed' | 'skipped' | 'unknown';
  /** Why it failed. */
  readonly message?: string;
}

/** One execution. */
export interface ReportRun {
  /** Unique in the report, and part of addresses: letters, digits, `.`, `-` and `_`. */
  readonly id: string;
  /** Index of its machine. */
  readonly machine: number;
  /** Its name in a list. @default the test's name */
  readonly title?: string;
  readonly test?: ReportTest;
  /** `SUCCEEDED`, `FAILED`, `TIMED_OUT`, `ABORTED`, `RUNNING`. */
  readonly status: string;
  readonly input?: string;
  readonly output?: string;
  readonly error?: string;
  readonly cause?: string;
  readonly startedAt: number;
  readonly endedAt?: number;
  /** The execution that started it, and the step that did. */
  readonly startedBy?: { readonly run: string; readonly step?: number };
  /** Every visit of a state, in the order of entry. */
  readonly steps: readonly ReportStep[];
  readonly events?: readonly ReportEvent[];
  /** What to draw over the graph. @default made of the steps, without the ways between them */
  readonly overlay?: ExecutionOverlay;
  /** A test file that runs it again, to be copied. */
  readonly asTest?: string;
  /** What a reader should know of it: `40 executions before it were left out`. */
  readonly note?: string;
}

/** One visit of a state. */
export interface ReportStep {
  /** Counts the visits of the execution from 1. */
  readonly number: number;
  readonly state: string;
  /** `Task`, `Choice`, … */
  readonly kind: string;
  /** The Map or Parallel visit around it, and which item or branch, from 0. */
  readonly within?: { readonly step: number; readonly index: number };
  readonly status: 'SUCCEEDED' | 'CAUGHT' | 'FAILED' | 'ABORTED' | 'WAITING';
  readonly enteredAt: number;
  readonly exitedAt?: number;
  readonly input?: string;
  readonly output?: string;
  /** The variables that it could read, as one object. @default none */
  readonly variables?: string;
  /** The variables that it assigned, as one object. @default none */
  readonly assigned?: string;
  /** @default one, without arguments and result */
  readonly attempts?: readonly ReportAttempt[];
  readonly error?: string;
  readonly cause?: string;
  /** Where a catcher sent it. */
  readonly caughtBy?: string;
  /** The state entered next. */
  readonly next?: string;
  /** Executions of other machines that it started, by their ids. */
  readonly started?: readonly string[];
}

/** One attempt of a state: the first, or a retry. */
export interface ReportAttempt {
  readonly startedAt: number;
  readonly endedAt?: number;
  /** What the service was sent. */
  readonly arguments?: string;
  /** The raw result. */
  readonly result?: string;
  readonly error?: string;
  readonly cause?: string;
}

/** One event of the history. */
export interface ReportEvent {
  readonly id: number;
  readonly previous: number;
  /** `TaskStateEntered`, … */
  readonly type: string;
  readonly at: number;
  /** Number of the step it belongs to; 0 for events of the execution itself. */
  readonly step: number;
  /** The step of a distributed Map, and its item, from 0, whose child execution it is of: `id` and `previous` count in there. */
  readonly child?: { readonly step: number; readonly index: number };
  /** Its details, as JSON text. @default none */
  readonly details?: string;
}
