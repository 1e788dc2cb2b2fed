import type { JsonObject, JsonValue } from '../../asl';
import type { MapRunChanges } from '../engine/map-run';
import type { QuotaSwitches } from '../quotas/quota-switches';
import type { BranchStep, TaskStage } from '../tasks/task-call';

/** The format that is written and read here. A change that older copies cannot read has another number. */
export const FROZEN_VERSION = 1;

/**
 * An execution as data: plain JSON, which `thaw` goes on from. What is there to be read is in ASL's words; `journal` is what came from outside, which `thaw` follows: an
 * execution is what its definition, its options and its journal make of it.
 */
export interface FrozenExecution {
  readonly format: 'drystep.execution';
  readonly version: typeof FROZEN_VERSION;
  readonly executionArn: string;
  readonly name: string;
  readonly status: 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED';
  /** Virtual time, as ISO 8601. */
  readonly time: string;
  /** What the execution was started with, everything that has a default filled in. */
  readonly started: FrozenStart;
  /** SHA-256 of the definition as JSON, in hexadecimal. */
  readonly definition: string;
  /** SHA-256 of the definitions of machines that it started, by ARN. */
  readonly machines: Readonly<Record<string, string>>;
  /** Where it is; absent once it has ended. */
  readonly branch?: FrozenBranch;
  /** Executions that it started, and those that they started. */
  readonly nested: readonly { readonly executionArn: string; readonly status: string; readonly branch?: FrozenBranch }[];
  /** Events so far, as GetExecutionHistory gives them; timestamps are ISO 8601. */
  readonly history: readonly JsonObject[];
  readonly journal: readonly JournalEntry[];
}

/** What an execution was started with. */
export interface FrozenStart {
  readonly input: JsonValue;
  readonly type: 'STANDARD' | 'EXPRESS';
  /** Absent where it was made from the seed. */
  readonly name?: string;
  readonly stateMachineName: string;
  readonly stateMachineArn: string;
  readonly roleArn: string;
  readonly startTime: string;
  readonly seed: number;
  readonly quotas?: QuotaSwitches;
  readonly mostEvents?: number;
  readonly childHistories?: number;
}

/** One branch: the machine's own, that of a Parallel or an iteration of a Map. */
export interface FrozenBranch {
  /** Name of the state in which it stands. */
  readonly state: string;
  /** State input. */
  readonly input: JsonValue;
  /** Variables that were assigned in this branch. */
  readonly variables?: JsonObject;
  /** Retries done in this visit of the state, and by which retrier. */
  readonly retries?: { readonly count: number; readonly byRetrier: readonly number[] };
  /** Why it stands still; absent when it is ready to go on. */
  readonly waitingFor?: 'wait' | 'retry' | 'callback' | 'activity' | 'task';
  /** When the next timer of it fires, as ISO 8601: the end of a Wait or retry delay, or a timeout. */
  readonly deadline?: string;
  readonly heartbeatDeadline?: string;
  readonly taskToken?: string;
  /** ARN of the execution whose end it waits for. */
  readonly waitsForExecution?: string;
  /** The Parallel or Map that it runs. */
  readonly fork?: FrozenFork;
}

/** One run of a Parallel or Map state. */
export interface FrozenFork {
  /** Branches or iterations that have started and not ended, by their index. */
  readonly running: readonly { readonly index: number; readonly path: readonly BranchStep[]; readonly branch: FrozenBranch }[];
  /** Outputs of those that have succeeded: of Parallel and inline Map. */
  readonly results?: readonly { readonly index: number; readonly output: JsonValue }[];
}

/** What an outsider came up with: an answer to a task, at once or later. */
export type OutsideEntry =
  | { readonly answered: JsonValue }
  | { readonly failed: { readonly error?: string; readonly cause?: string; readonly stage?: TaskStage } }
  | { readonly parked: JsonValue | null }
  | { readonly submitted: JsonValue }
  | { readonly worked: string | null; readonly silent: boolean }
  /** Seconds of virtual time that the answer takes; null: it never comes. */
  | { readonly delayed: number | null }
  /** A promise, by number. */
  | { readonly promised: number }
  /** A task that is answered from outside, by number. */
  | { readonly opened: number }
  /** Whether `tasks` answer a call that a registered machine could. */
  | { readonly answers: boolean };

/** A call of the driver. */
export type CallEntry =
  | { readonly call: 'pump' | 'skipDelays' | 'abandonUnsettled' }
  | { readonly call: 'redrive'; readonly executionArn?: string }
  | { readonly call: 'deleteMachine'; readonly stateMachineArn: string }
  | { readonly call: 'fireNextTimer'; readonly limit?: number }
  | { readonly call: 'stepTo' | 'advanceClock'; readonly time: number | null }
  | { readonly call: 'getActivityTask'; readonly activity: string; readonly workerName?: string }
  | { readonly call: 'startTask'; readonly taskToken: string; readonly workerName?: string }
  | { readonly call: 'sendTaskSuccess'; readonly taskToken: string; readonly output: JsonValue }
  | { readonly call: 'sendTaskFailure'; readonly taskToken: string; readonly error?: string; readonly cause?: string }
  | { readonly call: 'sendTaskHeartbeat'; readonly taskToken: string }
  | { readonly call: 'stop'; readonly error?: string; readonly cause?: string; readonly executionArn?: string }
  | { readonly call: 'updateMapRun'; readonly mapRunArn: string; readonly changes: MapRunChanges };

/** What came later, of itself: the end of a promise, or the answer to a task that was open, by its number. */
export type LaterEntry = ({ readonly settled: number } | { readonly external: number }) & OutsideEntry;

/** What came from outside, in the order in which it came. */
export type JournalEntry = CallEntry | LaterEntry | OutsideEntry;
