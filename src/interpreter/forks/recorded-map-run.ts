import type { JsonObject, JsonValue } from '../../asl';
import type { Branch } from '../engine/branch';
import type { Timer } from '../engine/clock';
import type { Fork } from '../engine/fork';
import { EXIT, FAIL, type Outcome, PARK } from '../engine/prepared';
import { Failure } from '../failure';
import { EVENT } from '../history/event-types';
import type { BranchStep } from '../tasks/task-call';

/** What one run of a distributed Map came to, as a history tells it that holds none of its child executions. */
export interface RecordedMapRun {
  /** Seconds it took. */
  readonly seconds: number;
  /** How it ended, `unfit` where the state failed by its results; undefined when the history ends before it does. */
  readonly end:
    | { readonly output: JsonValue; readonly assigned: JsonObject | undefined }
    | { readonly error: string | undefined; readonly cause: string | undefined }
    | { readonly unfit: { readonly error: string | undefined; readonly cause: string | undefined; readonly location: string | undefined } }
    | undefined;
}

/** Recorded runs of distributed Maps: what stands in for child executions nobody can answer for. */
export interface RecordedMapRuns {
  /** The next run of the Map state that the branch stands in; undefined when its child executions are to be run. */
  take(state: string, branch: readonly BranchStep[]): RecordedMapRun | undefined;
}

/** A run of a distributed Map that takes its outcome from a record and starts no child executions. */
export class RecordedMapFork implements Fork {
  readonly isolated = true;
  private timer: Timer | undefined;
  private readonly arn: string;
  private redriveCount = 0;

  constructor(
    readonly branch: Branch,
    private readonly recorded: RecordedMapRun,
    private readonly runs: RecordedMapRuns,
  ) {
    const { run, random } = branch;
    this.arn = `${run.stateMachineArn.replace(/:stateMachine:.*$/, '')}:mapRun:${run.stateMachineName}/recorded:${random.uuid()}`;
  }

  begin(): Outcome {
    const { branch } = this;
    branch.lastEvent = branch.run.recorder.add(EVENT.MapRunStarted, branch.lastEvent, branch.now(), this.arn);
    this.wait(this.recorded);
    return PARK;
  }

  *live(): Iterable<Branch> {}

  childSucceeded(): void {}

  childFailed(): void {}

  childTimedOut(): void {}

  abort(silent: boolean): void {
    if (this.timer !== undefined) this.timer.cancelled = true;
    const { branch } = this;
    if (!silent) branch.lastEvent = branch.run.recorder.add(EVENT.MapRunAborted, branch.lastEvent, branch.now());
  }

  redrive(event: number): void {
    const { branch } = this;
    branch.lastEvent = branch.run.recorder.add(EVENT.MapRunRedriven, event, branch.now(), this.arn, ++this.redriveCount);
    this.wait(this.runs.take(branch.state.name, branch.path()) ?? { seconds: 0, end: undefined });
  }

  /** Lets it end, whatever the time; false when the history ends before it does. */
  endNow(): boolean {
    const { timer } = this;
    if (timer === undefined || timer.cancelled) return false;
    timer.cancelled = true;
    timer.fire();
    return true;
  }

  step(child: Branch): BranchStep {
    return { state: this.branch.state.name, index: child.index, run: 0 };
  }

  private wait({ seconds, end }: RecordedMapRun): void {
    const { branch } = this;
    const { engine } = branch.run;
    branch.fork = this;
    if (end === undefined) return;
    this.timer = engine.clock.set(branch.now() + seconds * 1000, () => {
      branch.fork = undefined;
      engine.wake(branch, () => this.finish(end));
    });
  }

  private finish(end: NonNullable<RecordedMapRun['end']>): Outcome {
    const { branch } = this;
    const { recorder } = branch.run;
    if (!('error' in end)) {
      const succeeded = recorder.add(EVENT.MapRunSucceeded, branch.lastEvent, branch.now());
      branch.lastEvent = recorder.add(EVENT.MapStateSucceeded, succeeded, branch.now());
      if ('unfit' in end) {
        const { error, cause, location } = end.unfit;
        if (error === 'States.QueryEvaluationError')
          branch.lastEvent = recorder.add(EVENT.EvaluationFailed, branch.lastEvent, branch.now(), branch.state.name, cause, location);
        branch.failure = new Failure(error, cause);
        return FAIL;
      }
      branch.lastEvent = succeeded;
      branch.output = end.output;
      branch.assigned = end.assigned;
      return EXIT;
    }
    branch.failedFork = this;
    branch.lastEvent = recorder.add(EVENT.MapRunFailed, branch.lastEvent, branch.now(), end.error, end.cause);
    branch.failure = new Failure(end.error, end.cause);
    return FAIL;
  }
}
