import type { JsonObject, JsonValue } from '../../asl';
import type { ChoiceWatch } from '../choice/choice-watch';
import type { ExecutionCounts } from '../counts/execution-counts';
import type { ExecutionResult, ExecutionStatus } from '../engine/execution-result';
import type { ListedMachine } from '../engine/machine-register';
import type { MapRunChanges, MapRunDescription } from '../engine/map-run';
import type { FrozenExecution } from '../frozen/frozen-execution';
import type { HistoryEvent } from '../history/history-event';
import type { ActivityTask } from '../integrations/task-tokens';
import type { ObjectStore, WrittenObjects } from '../item-reader/object-store';
import type { BranchStep } from '../tasks/task-call';

/** Why a branch stands still. */
export type WaitingReason = 'wait' | 'retry' | 'callback' | 'activity' | 'task';

/** One branch that stands still in a state. */
export interface WaitingBranch {
  readonly state: string;
  readonly branch: readonly BranchStep[];
  readonly reason: WaitingReason;
  /** Virtual time, in milliseconds since the epoch, at which a timer of it fires: the end of a Wait or retry delay, or a timeout. */
  readonly dueAt?: number;
}

/** A callback or activity that waits for an answer. */
export interface PendingTask {
  readonly state: string;
  readonly resource: string;
  readonly branch: readonly BranchStep[];
  readonly input: JsonValue;
  readonly context: JsonObject;
  readonly attempt: number;
  readonly taskToken: string;
  /** Whether an activity's worker has taken the task up. */
  readonly taken: boolean;
  /** An activity's worker takes the task up: records ActivityStarted, once. */
  start(workerName?: string): void;
  /** Ends the task; false when it had ended before (late or double answer). Throws a ValidationException for an answer over the service's limits. */
  succeed(output: JsonValue): boolean;
  fail(error?: string, cause?: string): boolean;
  /** Restarts the heartbeat timer; false when the task had ended before. */
  heartbeat(): boolean;
}

/** A task whose handler's promise has not settled. */
export interface UnsettledTask {
  readonly state: string;
  readonly resource: string;
  /** Whether the state has a timeout that virtual time can reach. */
  readonly hasTimeout: boolean;
}

/** An execution that another one started, on the same clock. */
export interface StartedNested extends Partial<Pick<ExecutionResult, 'output' | 'error' | 'cause'>> {
  readonly arn: string;
  readonly name: string;
  readonly stateMachineArn: string;
  readonly stateMachineName: string;
  readonly type: 'STANDARD' | 'EXPRESS';
  /** What the directory of machines gave for it, where there is one. */
  readonly listed?: ListedMachine;
  readonly status: ExecutionStatus | 'RUNNING';
  readonly startDate: Date;
  /** Absent while it runs. */
  readonly stopDate?: Date;
  readonly input: JsonValue;
  /** Events so far. */
  readonly history: readonly HistoryEvent[];
  readonly mapRuns: readonly MapRunDescription[];
  /** What its states did so far. */
  readonly counts: ExecutionCounts;
  /** Why {@link Execution.redrive} would be refused; undefined when it would not. */
  readonly redriveRefusal: string | undefined;
}

/**
 * A running execution that somebody else drives: nothing moves unless a method is called. No method waits in real time.
 * Order of use: {@link pump} until nothing is ready; while {@link unsettled} is not empty await {@link settled}; else {@link fireNextTimer}.
 */
export interface Execution {
  /** ARN of the execution. */
  readonly arn: string;
  readonly name: string;
  /** Virtual time in milliseconds since the epoch. */
  readonly now: number;
  /** Undefined while it runs. */
  readonly result: ExecutionResult | undefined;
  /** Whether it, or an execution that it started, still runs: those that nobody waits for outlive it. */
  readonly running: boolean;
  /** Events so far. */
  readonly history: readonly HistoryEvent[];
  /** Runs of distributed Maps so far. */
  readonly mapRuns: readonly MapRunDescription[];
  /** What its states did so far, those of child executions included. */
  readonly counts: ExecutionCounts;
  /** Tells a watch of every visit of a Choice state from here on, in executions that it starts, too. */
  watchChoices(watch: ChoiceWatch): void;
  /** Objects that its ResultWriters put so far. */
  readonly written: WrittenObjects;
  /** Adds objects to those that it reads from and writes to, as if somebody else put them into S3. Their content is taken at once. */
  addObjects(objects: ObjectStore): void;
  /** Executions of registered machines that it started, and those that they started, in the order of their start. */
  readonly nested: readonly StartedNested[];
  /** One of {@link nested} by its place; undefined behind the last. For programs that watch thousands, which copying the list each time would slow down. */
  nestedAt(place: number): StartedNested | undefined;
  readonly waiting: readonly WaitingBranch[];
  readonly pending: readonly PendingTask[];
  readonly unsettled: readonly UnsettledTask[];
  /** Why {@link redrive} would be refused, in the words of DescribeExecution; undefined when it would not. */
  readonly redriveRefusal: string | undefined;
  /** Virtual time of the next timer, undefined when there is none. */
  readonly nextTimerAt: number | undefined;
  /** Runs all that is ready, without moving time. Throws what a handler threw that was not a TaskError. */
  pump(): void;
  /** Resolves when every promise of a handler has settled or was abandoned. */
  settled(): Promise<void>;
  /** Stops waiting for the promises of handlers: their tasks end by timeout only. */
  abandonUnsettled(): void;
  /** Moves time to the next timer, if it is due at or before `limit`, and runs all that becomes ready. False when there was none, or while a promise is out. */
  fireNextTimer(limit?: number): boolean;
  /**
   * Moves time forward to `time` and fires every timer that is due by then, at that time, so that no task starts in the past. False when none was due.
   * {@link fireNextTimer} fires a timer at the time for which it was set.
   */
  stepTo(time: number): boolean;
  /** Ends the Wait states and retry delays that are running, without moving time. Timeouts stay. Returns false when there were none. */
  skipDelays(): boolean;
  /** Moves time forward to `time`, and fires no timer that is due later. */
  advanceClock(time: number): void;
  /**
   * RedriveExecution: an execution that failed, timed out or was stopped goes on from the state where it ended, under the same ARN; branches and
   * items that had succeeded stay, retriers start over. Throws an error named `ExecutionNotRedrivable` where the service refuses, `InvalidArn` for an Express one.
   *
   * @param arn of an execution that it started @default its own
   */
  redrive(arn?: string): void;
  /** DeleteStateMachine: executions of that machine, here, fail with `States.Runtime` when they enter their next state. Versions and aliases count as the machine. */
  deleteMachine(stateMachineArn: string): void;
  /**
   * GetActivityTask: hands a worker the task of the activity (ARN or name) that has waited longest; undefined when none waits. The history then tells that it has
   * started. Throws an error named ActivityDoesNotExist for one that is not among `activities`.
   */
  getActivityTask(activity: string, workerName?: string): ActivityTask | undefined;
  /**
   * SendTaskSuccess for a callback or activity of this execution or one that it started. Throws an error named TaskTimedOut for a task that has ended,
   * however it did; InvalidToken for what is not a token; TaskDoesNotExist for a token of another execution.
   */
  sendTaskSuccess(taskToken: string, output: JsonValue): void;
  /** SendTaskFailure; throws as {@link sendTaskSuccess}. */
  sendTaskFailure(taskToken: string, error?: string, cause?: string): void;
  /** SendTaskHeartbeat; throws as {@link sendTaskSuccess}. */
  sendTaskHeartbeat(taskToken: string): void;
  /**
   * StopExecution: ends it as ABORTED. Throws an error named `ValidationException` for an error or cause that is too long, `InvalidArn` for an Express execution.
   *
   * @param arn of an execution that it started, which is stopped in its place
   */
  stop(error?: string, cause?: string, arn?: string): void;
  /** UpdateMapRun: changes how many children run at once, and how many may fail. Throws an error named `ResourceNotFound` where no Map run of that ARN goes on. */
  updateMapRun(mapRunArn: string, changes: MapRunChanges): void;
  /**
   * The execution as plain JSON, from which `thaw` goes on: at any time, inside of a handler, too. Throws a UsageError once a handler has thrown what is not a TaskError, and
   * after {@link addObjects}.
   */
  freeze(): FrozenExecution;
}
