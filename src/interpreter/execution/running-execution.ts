import { exactMethods, type JsonValue, kinds, type OptionTable, type Parameter, receivedText, requireArguments } from '../../asl';
import type { ChoiceWatch } from '../choice/choice-watch';
import type { ExecutionCounts } from '../counts/execution-counts';
import type { Branch } from '../engine/branch';
import type { Engine } from '../engine/engine';
import type { ExecutionResult } from '../engine/execution-result';
import { fireNextTimer, skipDelays, stepTo } from '../engine/fire-next-timer';
import type { MapRunChanges, MapRunDescription } from '../engine/map-run';
import type { Outcome } from '../engine/prepared';
import type { Run } from '../engine/run';
import type { WaitingAttempt } from '../engine/waiting-attempt';
import { freeze } from '../frozen/freeze';
import type { CallEntry, FrozenExecution, FrozenStart } from '../frozen/frozen-execution';
import type { Journal } from '../frozen/journal';
import type { HistoryEvent } from '../history/history-event';
import { type ActivityTask, answerTask, beatTask, checkAnswer, takeActivityTask, waitingTasks } from '../integrations/task-tokens';
import { ObjectReader, type ObjectStore, type WrittenObjects } from '../item-reader/object-store';
import { requireText } from '../payloads/error-text';
import { copyJson } from '../payloads/own-copy';
import { boundIfJson } from '../payloads/payload-size';
import { serviceError } from '../service-error';
import { UsageError } from '../usage-error';
import type { Execution, PendingTask, StartedNested, UnsettledTask, WaitingBranch } from './execution';
import { finishedExecution } from './finished-execution';
import { countsOf, startedNested } from './started-nested';

const OBJECTS: Parameter = { name: 'the objects', kind: kinds.storedObjects, hint: "write addObjects({ bucket: { key: 'text' } })." };

const PLACE: Parameter = { name: 'the place', kind: kinds.wholeNumber(0), hint: 'the first has place 0.' };

const MAP_RUN: Parameter = { name: 'the ARN of the Map run', kind: kinds.name, hint: 'execution.mapRuns has it.' };
const CHANGES: OptionTable<MapRunChanges> = {
  maxConcurrency: kinds.wholeNumber(0),
  toleratedFailureCount: kinds.wholeNumber(0),
  toleratedFailurePercentage: kinds.numberFrom(0, 100),
};
const MAP_RUN_CHANGES: Parameter = { name: 'what changes', kind: kinds.nested(CHANGES), hint: 'write { maxConcurrency: 5 }.' };

/** The handle of a running execution: everything a driver may see and do. */
export class RunningExecution implements Execution {
  private made: ExecutionResult | undefined;

  constructor(
    private readonly engine: Engine,
    private readonly run: Run,
    /** What came from outside, and what it was started with: where it can be frozen. */
    private readonly kept?: { readonly journal: Journal; readonly started: FrozenStart },
  ) {}

  private note(entry: CallEntry): void {
    this.kept?.journal.record(entry);
  }

  freeze(): FrozenExecution {
    if (this.kept === undefined)
      throw new UsageError(
        'freeze(): the harness answers the tasks of this execution and keeps no journal of it. Hint: freeze what start() gave.',
      );
    return freeze(this.engine, this.run, this.kept.journal, this.kept.started);
  }

  get arn(): string {
    return this.run.arn;
  }

  get name(): string {
    return this.run.name;
  }

  get now(): number {
    return this.engine.clock.now;
  }

  get result(): ExecutionResult | undefined {
    this.made ??= finishedExecution(this.run);
    return this.made;
  }

  get history(): readonly HistoryEvent[] {
    return this.run.history();
  }

  get waiting(): readonly WaitingBranch[] {
    return [...this.engine.standing].map((branch) => {
      const { state, wait } = branch.visit;
      const dueAt = wait.attempt?.dueAt ?? wait.timer?.at;
      return {
        state: state.name,
        branch: branch.path(),
        reason: wait.reason ?? 'task',
        ...(dueAt === undefined ? {} : { dueAt }),
      };
    });
  }

  get pending(): readonly PendingTask[] {
    return Array.from(waitingTasks(this.engine), ({ branch, attempt }) => this.pendingTask(branch, attempt));
  }

  get unsettled(): readonly UnsettledTask[] {
    return this.engine.promised.unsettled().map(({ branch, attempt }) => ({
      state: branch.visit.state.name,
      resource: attempt.resource,
      hasTimeout: attempt.dueAt !== undefined,
    }));
  }

  get mapRuns(): readonly MapRunDescription[] {
    return this.run.mapRuns.map((mapRun) => mapRun.describe());
  }

  get counts(): ExecutionCounts {
    return countsOf(this.run);
  }

  watchChoices(watch: ChoiceWatch): void {
    this.engine.choiceWatch = watch;
  }

  get written(): WrittenObjects {
    const written = this.engine.objects?.written ?? {};
    return Object.fromEntries(Object.entries(written).map(([bucket, objects]) => [bucket, { ...objects }]));
  }

  addObjects(objects: ObjectStore): void {
    requireArguments('addObjects()', [objects], OBJECTS);
    this.engine.objectsAdded = true;
    if (this.engine.objects === undefined) this.engine.objects = new ObjectReader([objects]);
    else this.engine.objects.add(objects);
  }

  get nested(): readonly StartedNested[] {
    return (this.engine.nestedRuns?.all ?? []).map(startedNested);
  }

  nestedAt(place: number): StartedNested | undefined {
    requireArguments('nestedAt()', [place], PLACE);
    const run = this.engine.nestedRuns?.all[place];
    return run === undefined ? undefined : startedNested(run);
  }

  get running(): boolean {
    return this.run.status === undefined || (this.engine.nestedRuns?.running.size ?? 0) > 0;
  }

  get nextTimerAt(): number | undefined {
    return this.running ? this.engine.clock.nextAt() : undefined;
  }

  pump(): void {
    if (this.engine.hasReady) this.note({ call: 'pump' });
    this.engine.drain();
  }

  settled(): Promise<void> {
    return this.engine.promised.settled();
  }

  abandonUnsettled(): void {
    this.note({ call: 'abandonUnsettled' });
    this.engine.promised.abandon();
  }

  fireNextTimer(limit = Number.POSITIVE_INFINITY): boolean {
    requireTime('fireNextTimer(), the limit', limit);
    return this.moves(Number.isFinite(limit) ? { call: 'fireNextTimer', limit } : { call: 'fireNextTimer' }, () =>
      fireNextTimer(this.engine, this.run, limit),
    );
  }

  stepTo(time: number): boolean {
    requireTime('stepTo(), the time', time);
    return this.moves({ call: 'stepTo', time: Number.isFinite(time) ? time : null }, () => stepTo(this.engine, this.run, time));
  }

  skipDelays(): boolean {
    return this.moves({ call: 'skipDelays' }, () => skipDelays(this.engine));
  }

  /** Makes a call that may call handlers: it is noted first, and where it moved nothing, kept only for the time that it left. */
  private moves(entry: CallEntry, call: () => boolean): boolean {
    if (!this.running) return false;
    const before = this.now;
    this.note(entry);
    if (call()) return true;
    if (this.now === before) this.kept?.journal.drop(entry);
    else this.kept?.journal.onlyMovedTime(entry);
    return false;
  }

  get redriveRefusal(): string | undefined {
    return this.run.redriveRefusal();
  }

  advanceClock(time: number): void {
    requireTime('advanceClock(), the time', time);
    const next = this.nextTimerAt;
    const reachable = next === undefined ? time : Math.min(time, next);
    if (reachable <= this.engine.clock.now) return;
    this.engine.clock.now = reachable;
    const entry: CallEntry = { call: 'advanceClock', time: reachable };
    this.note(entry);
    this.kept?.journal.onlyMovedTime(entry);
  }

  redrive(arn?: string): void {
    const run = this.runOf('redrive(), the ARN', arn);
    refuseExpress(run);
    run.redrive();
    this.note({ call: 'redrive', ...(arn === undefined ? {} : { executionArn: arn }) });
    if (run === this.run) this.made = undefined;
    else this.engine.nestedRuns?.runs(run);
  }

  deleteMachine(stateMachineArn: string): void {
    requireText('deleteMachine(), the ARN', stateMachineArn);
    this.engine.deletedMachines ??= new Set();
    this.engine.deletedMachines.add(stateMachineArn);
    this.note({ call: 'deleteMachine', stateMachineArn });
  }

  getActivityTask(activity: string, workerName?: string): ActivityTask | undefined {
    if (typeof activity !== 'string')
      throw new UsageError(
        `getActivityTask(): expected the ARN or name of an activity, received ${receivedText(activity)}. Hint: it is in the state's Resource.`,
      );
    requireText("getActivityTask(), the worker's name", workerName);
    const taken = takeActivityTask(this.engine, activity, workerName);
    if (taken !== undefined) this.note({ call: 'getActivityTask', activity, ...(workerName === undefined ? {} : { workerName }) });
    return taken;
  }

  sendTaskSuccess(taskToken: string, output: JsonValue): void {
    checkAnswer(this.engine, { output });
    const taken = takenNow(output);
    answerTask(this.engine, taskToken, (attempt) => attempt.succeed(taken));
    this.note({ call: 'sendTaskSuccess', taskToken, output: taken });
  }

  sendTaskFailure(taskToken: string, error?: string, cause?: string): void {
    requireFailure('sendTaskFailure()', error, cause);
    checkAnswer(this.engine, { error, cause });
    answerTask(this.engine, taskToken, (attempt) => attempt.fail(error, cause));
    this.note({ call: 'sendTaskFailure', taskToken, ...failure(error, cause) });
  }

  sendTaskHeartbeat(taskToken: string): void {
    beatTask(this.engine, taskToken);
    this.note({ call: 'sendTaskHeartbeat', taskToken });
  }

  stop(error?: string, cause?: string, arn?: string): void {
    const run = this.runOf('stop(), the ARN', arn);
    refuseExpress(run);
    requireFailure('stop()', error, cause);
    checkAnswer(this.engine, { error, cause });
    run.stop(error, cause);
    this.note({ call: 'stop', ...failure(error, cause), ...(arn === undefined ? {} : { executionArn: arn }) });
  }

  updateMapRun(mapRunArn: string, changes: MapRunChanges): void {
    requireArguments('updateMapRun()', [mapRunArn, changes], MAP_RUN, MAP_RUN_CHANGES);
    for (const run of [this.run, ...(this.engine.nestedRuns?.all ?? [])]) {
      for (const mapRun of run.mapRuns) {
        const found = mapRun.find(mapRunArn);
        if (found?.status !== 'RUNNING') continue;
        found.change(changes);
        this.note({ call: 'updateMapRun', mapRunArn, changes: { ...changes } });
        return;
      }
    }
    throw serviceError('ResourceNotFound', `Resource not found: '${mapRunArn}'`);
  }

  /** This execution, or one that it started. */
  private runOf(place: string, arn: string | undefined): Run {
    requireText(place, arn);
    const run = arn === undefined || arn === this.run.arn ? this.run : this.engine.nestedRuns?.byArn.get(arn);
    if (run === undefined) throw serviceError('ExecutionDoesNotExist', `Execution Does Not Exist: '${arn}'`);
    return run;
  }

  private pendingTask(branch: Branch, attempt: WaitingAttempt): PendingTask {
    const taskToken = attempt.taskToken!;
    const answer = (entry: CallEntry, resume: () => Outcome): boolean => {
      if (branch.ended || branch.visit.wait.attempt !== attempt) return false;
      branch.visit.wait.attempt = undefined;
      this.engine.wake(branch, resume);
      this.note(entry);
      return true;
    };
    const pending: PendingTask = {
      state: attempt.state,
      resource: attempt.resource,
      branch: attempt.branch,
      input: copyJson(attempt.input),
      context: copyJson(attempt.context),
      attempt: attempt.attempt,
      taskToken,
      taken: attempt.taken,
      start: (workerName?: string) => {
        requireText("start(), the worker's name", workerName);
        if (branch.ended || branch.visit.wait.attempt !== attempt) return;
        attempt.start(workerName);
        this.note({ call: 'startTask', taskToken, ...(workerName === undefined ? {} : { workerName }) });
      },
      succeed: (output: JsonValue) => {
        checkAnswer(this.engine, { output });
        const taken = takenNow(output);
        return answer({ call: 'sendTaskSuccess', taskToken, output: taken }, () => attempt.succeed(taken));
      },
      fail: (error?: string, cause?: string) => {
        requireFailure('fail()', error, cause);
        checkAnswer(this.engine, { error, cause });
        return answer({ call: 'sendTaskFailure', taskToken, ...failure(error, cause) }, () => attempt.fail(error, cause));
      },
      heartbeat: () => {
        if (branch.ended || branch.visit.wait.attempt !== attempt) return false;
        attempt.beat();
        this.note({ call: 'sendTaskHeartbeat', taskToken });
        return true;
      },
    };
    return exactMethods(pending, '', { start: 1, succeed: 1, fail: 2, heartbeat: 0 });
  }
}

exactMethods<Execution>(RunningExecution.prototype, '', {
  pump: 0,
  settled: 0,
  abandonUnsettled: 0,
  watchChoices: 1,
  addObjects: { most: 1, hint: 'put several buckets into one object.' },
  fireNextTimer: 1,
  stepTo: 1,
  skipDelays: 0,
  advanceClock: 1,
  redrive: { most: 1, hint: 'it continues where the execution ended; the service does not let you choose a state.' },
  deleteMachine: 1,
  nestedAt: 1,
  getActivityTask: 2,
  sendTaskSuccess: 2,
  sendTaskFailure: 3,
  sendTaskHeartbeat: 1,
  stop: 3,
  updateMapRun: 2,
  freeze: 0,
});

function failure(error: string | undefined, cause: string | undefined): { error?: string; cause?: string } {
  return { ...(error === undefined ? {} : { error }), ...(cause === undefined ? {} : { cause }) };
}

/** What the service says to an operation that takes no ARN of an Express execution. */
function refuseExpress({ options }: Run): void {
  if (options.type === 'EXPRESS') throw serviceError('InvalidArn', "Invalid Arn: 'Resource type not valid in this context: express'");
}

function requireFailure(call: string, error: unknown, cause: unknown): void {
  requireText(`${call}, the error`, error);
  requireText(`${call}, the cause`, cause);
}

function requireTime(what: string, time: unknown): void {
  if (typeof time === 'number' && !Number.isNaN(time)) return;
  throw new UsageError(`${what}: expected milliseconds since the epoch, received ${receivedText(time)}. Hint: add them to execution.now.`);
}

/** An answer as it is when it is sent. What is not plainly JSON is looked at, and refused, where the task takes it. */
function takenNow(output: JsonValue): JsonValue {
  return boundIfJson(output) < 0 ? output : copyJson(output);
}
