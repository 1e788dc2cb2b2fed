import type { JsonObject, JsonValue } from '../../asl';
import { Counts } from '../counts/counts';
import { Failure } from '../failure';
import { EVENT } from '../history/event-types';
import type { HistoryEvent } from '../history/history-event';
import { Recorder } from '../history/recorder';
import { historyFull } from '../messages';
import { serviceError } from '../service-error';
import { Branch } from './branch';
import type { Timer } from './clock';
import type { Engine } from './engine';
import type { ExecutionStatus } from './execution-result';
import type { Fork } from './fork';
import type { ListedMachine } from './machine-register';
import type { MapRun } from './map-run';
import type { PreparedGroup } from './prepared';
import type { Visit } from './visit';

/** Events an Express execution may make: far more than five minutes of the service hold, so that a loop without an end ends. */
const MOST_EXPRESS_EVENTS = 100_000;

/** How an execution is called. */
export interface RunIdentity {
  readonly arn: string;
  readonly name: string;
}

/** How many histories of child executions there is room for: one for a Map run and all those inside of it. */
export interface Keeping {
  left: number;
}

/** Identity and input of one execution. */
export interface RunOptions {
  /** Fewer events than the quota after which a history is full. @default the quota */
  readonly mostEvents?: number;
  readonly group: PreparedGroup;
  readonly timeoutSeconds: number | undefined;
  readonly input: JsonValue;
  readonly type: 'STANDARD' | 'EXPRESS';
  /** Makes name and ARN, when somebody reads them. */
  readonly identity: () => RunIdentity;
  readonly stateMachineArn: string;
  readonly stateMachineName: string;
  readonly roleArn: string;
  /** What a directory of machines gave for it, where another execution started it. */
  readonly listed?: ListedMachine;
  /** How many executions stand above it. @default 0 */
  readonly depth?: number;
  /** Counts of the execution it is a child of. @default its own */
  readonly counts?: Counts;
  /** Child executions whose history may still be kept, where it is one of them. @default as many as the engine says, for each Map run */
  readonly keeping?: Keeping;
  /** The context object that its states see. @default what the service makes */
  readonly context?: (visit: Visit) => JsonObject;
}

/** One execution: its identity, history and end. The root run and the children of distributed Maps share an engine. */
export class Run {
  readonly recorder: Recorder;
  readonly counts: Counts;
  /** Whether its history is kept for reading: that of a child execution may not be. */
  kept = true;
  readonly startedAt: number;
  redriveCount = 0;
  /** When it was redriven last. */
  redrivenAt: number | undefined;
  /** Virtual time of its end. */
  endedAt = 0;
  /** Its own TimeoutSeconds. */
  timer: Timer | undefined;
  /** Upper bound of the bytes of all variables assigned in it. */
  variablesBound = 0;
  private overflowed = false;
  private watched = false;
  private readonly endListeners: ((run: Run) => void)[] = [];
  root!: Branch;
  /** Runs of distributed Maps, in the order of their start. */
  readonly mapRuns: MapRun[] = [];
  private madeIdentity: RunIdentity | undefined;
  status: ExecutionStatus | undefined;
  output: JsonValue | undefined;
  error: string | undefined;
  cause: string | undefined;

  constructor(
    readonly engine: Engine,
    readonly options: RunOptions,
  ) {
    const events = options.type === 'STANDARD' ? engine.limits.historyEvents : MOST_EXPRESS_EVENTS;
    this.startedAt = engine.clock.now;
    this.recorder = new Recorder(
      Math.min(engine.quotas.historyEvents ? events : Number.POSITIVE_INFINITY, options.mostEvents ?? Number.POSITIVE_INFINITY),
      this.startedAt,
      engine.errorTexts,
    );
    this.counts = options.counts ?? new Counts(options.group, this.recorder);
  }

  get arn(): string {
    return this.identity().arn;
  }
  get name(): string {
    return this.identity().name;
  }

  private identity(): RunIdentity {
    this.madeIdentity ??= this.options.identity();
    return this.madeIdentity;
  }

  get input(): JsonValue {
    return this.options.input;
  }
  get depth(): number {
    return this.options.depth ?? 0;
  }
  get roleArn(): string {
    return this.options.roleArn;
  }
  get stateMachineArn(): string {
    return this.options.stateMachineArn;
  }
  get stateMachineName(): string {
    return this.options.stateMachineName;
  }

  /** Calls `listener` once, when it ends. */
  whenEnded(listener: (run: Run) => void): void {
    this.endListeners.push(listener);
  }

  /** Records the start and makes the first branch ready; `parent` and `index` are set for children of a distributed Map. */
  begin(parent?: Fork, index = 0): Branch {
    const { group, input, roleArn } = this.options;
    this.runsAsChild();
    this.recorder.add(EVENT.ExecutionStarted, 0, this.engine.clock.now, roleArn, input);
    // AWS links the first state to 0, the same as ExecutionStarted itself.
    this.root = new Branch(this, group, input, 0, parent, index, undefined);
    this.engine.ready(this.root);
    this.setTimeout();
    return this.root;
  }

  succeed(branch: Branch): void {
    const { output, lastEvent } = branch.visit;
    this.output = output;
    this.end('SUCCEEDED', EVENT.ExecutionSucceeded, lastEvent, undefined, output);
  }

  fail(branch: Branch, failure: Failure): void {
    this.error = failure.error;
    this.cause = failure.cause === '' ? undefined : failure.cause;
    this.end('FAILED', EVENT.ExecutionFailed, branch.visit.lastEvent, failure.error, failure.cause);
  }

  /** Virtual time at which the service would end it: a year for STANDARD, five minutes for EXPRESS. */
  deadline(): number {
    const { limits, quotas } = this.engine;
    if (!quotas.duration) return Number.POSITIVE_INFINITY;
    return this.startedAt + (this.options.type === 'STANDARD' ? limits.standardSeconds : limits.expressSeconds) * 1000;
  }

  /** Ends it because its time is over; the service records no event of the states that were cut short. */
  timeOut(): void {
    if (this.status !== undefined) return;
    this.engine.abortBranch(this.root);
    this.endInTime(this.root);
  }

  private endInTime(root: Branch): void {
    this.error = 'States.Timeout';
    this.end('TIMED_OUT', EVENT.ExecutionTimedOut, 0, 'States.Timeout');
    root.parent?.childTimedOut(root);
  }

  /** A nested or child Express execution that waits has a deadline of its own; the root's is the driver's to watch. */
  watchDeadline(): void {
    if (this.options.type !== 'EXPRESS' || this.watched || this === this.engine.root) return;
    this.watched = true;
    const deadline = this.deadline();
    if (Number.isFinite(deadline)) this.engine.clock.set(deadline, () => this.timeOut());
  }

  stop(error?: string, cause?: string): void {
    if (this.status !== undefined) return;
    this.engine.abortBranch(this.root);
    this.error = error;
    this.cause = cause;
    this.end('ABORTED', EVENT.ExecutionAborted, 0, error, cause);
  }

  /** RedriveExecution: goes on from where it failed. Throws an error named ExecutionNotRedrivable where the service refuses. */
  redrive(): void {
    const refusal = this.redriveRefusal();
    if (refusal !== undefined) throw serviceError('ExecutionNotRedrivable', refusal);
    this.status = undefined;
    this.output = undefined;
    this.error = undefined;
    this.cause = undefined;
    this.redriveCount++;
    this.runsAsChild();
    this.redrivenAt = this.engine.clock.now;
    const event = this.recorder.add(EVENT.ExecutionRedriven, this.recorder.count, this.engine.clock.now, this.redriveCount);
    this.setTimeout();
    this.engine.revive(this.root, event);
  }

  /** Why it cannot be redriven, as DescribeExecution says it; undefined when it can. */
  redriveRefusal(): string | undefined {
    const { clock, limits, quotas } = this.engine;
    if (this.status === undefined) return 'Execution is RUNNING and cannot be redriven';
    if (this.status === 'SUCCEEDED') return 'Execution is SUCCEEDED and cannot be redriven';
    // ExecutionRedriven and one event more must fit, and the closing event.
    if (this.overflowed || (quotas.historyEvents && this.recorder.count >= limits.historyEvents - 1))
      return 'Execution history event limit exceeded';
    if (quotas.duration && clock.now - this.startedAt > limits.standardSeconds * 1000)
      return 'Execution has exceeded the max execution time';
    if (quotas.redriveWindow && clock.now - this.endedAt > limits.redriveSeconds * 1000) return 'Execution redrivable period exceeded';
    return undefined;
  }

  private runsAsChild(): void {
    if (this.options.counts !== undefined) this.counts.childRuns(this.recorder);
  }

  private setTimeout(): void {
    const { timeoutSeconds } = this.options;
    if (timeoutSeconds === undefined) return;
    this.timer = this.engine.clock.set(this.engine.clock.now + timeoutSeconds * 1000, () => this.timeOut());
  }

  /** Ends it because its history is full: an Express execution, which has no such quota, would have run out of its five minutes. */
  overflow(): void {
    if (this.status !== undefined) return;
    const { root } = this;
    this.engine.abortBranch(root);
    this.overflowed = true;
    root.visit.lastEvent = this.recorder.count;
    if (this.options.type === 'EXPRESS') {
      this.endInTime(root);
      return;
    }
    const failure = new Failure(
      'States.Runtime',
      historyFull(Math.min(this.engine.limits.historyEvents, this.options.mostEvents ?? Number.POSITIVE_INFINITY)),
    );
    if (root.parent === undefined) this.fail(root, failure);
    else root.parent.childFailed(root, failure);
  }

  history(): readonly HistoryEvent[] {
    return this.recorder.events();
  }

  private end(status: ExecutionStatus, event: number, previous: number, first?: unknown, second?: unknown): void {
    this.status = status;
    this.endedAt = this.engine.clock.now;
    if (this.timer !== undefined) this.timer.cancelled = true;
    this.recorder.close(event, previous, this.engine.clock.now, first, second);
    if (this.options.counts !== undefined) this.countAsChild(this.options.counts);
    for (const listener of this.endListeners.splice(0)) listener(this);
  }

  private countAsChild(counts: Counts): void {
    counts.childEnded(this.recorder);
    if (this.options.type !== 'EXPRESS') return;
    counts.expressChildren++;
    counts.expressTenths += Math.ceil((this.endedAt - this.startedAt) / 100);
  }
}
