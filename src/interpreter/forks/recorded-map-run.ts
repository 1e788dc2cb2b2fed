import type { Branch } from '../engine/branch';
import type { Timer } from '../engine/clock';
import type { Fork } from '../engine/fork';
import { type Outcome, PARK } from '../engine/prepared';
import type { RecordedMapRun, RecordedMapRuns } from '../engine/recorded-map-runs';
import type { Visit } from '../engine/visit';
import { Failure } from '../failure';
import { EVENT } from '../history/event-types';
import type { BranchStep } from '../tasks/task-call';

/** A run of a distributed Map that takes its outcome from a record and starts no child executions. */
export class RecordedMapFork implements Fork {
  readonly isolated = true;
  private timer: Timer | undefined;
  private readonly arn: string;
  private redriveCount = 0;

  constructor(
    readonly visit: Visit,
    private readonly recorded: RecordedMapRun,
    private readonly runs: RecordedMapRuns,
  ) {
    const { run, random } = visit;
    this.arn = `${run.stateMachineArn.replace(/:stateMachine:.*$/, '')}:mapRun:${run.stateMachineName}/recorded:${random.uuid()}`;
  }

  begin(): Outcome {
    const { visit } = this;
    visit.lastEvent = visit.run.recorder.add(EVENT.MapRunStarted, visit.lastEvent, visit.now(), this.arn);
    this.wait(this.recorded);
    return PARK;
  }

  *live(): Iterable<Branch> {}

  childSucceeded(): void {}

  childFailed(): void {}

  childTimedOut(): void {}

  abort(failedEvent?: number): void {
    if (this.timer !== undefined) this.timer.cancelled = true;
    const { visit } = this;
    if (failedEvent !== undefined) visit.run.recorder.add(EVENT.MapRunAborted, failedEvent, visit.now());
  }

  redrive(event: number): void {
    const { visit } = this;
    visit.lastEvent = visit.run.recorder.add(EVENT.MapRunRedriven, event, visit.now(), this.arn, ++this.redriveCount);
    this.wait(this.runs.take(visit.state.name, visit.branch.path()) ?? { seconds: 0, end: undefined });
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
    return { state: this.visit.state.name, index: child.index, run: 0 };
  }

  private wait({ seconds, end }: RecordedMapRun): void {
    const { visit } = this;
    const { engine } = visit.run;
    visit.waits().fork = this;
    if (end === undefined) return;
    this.timer = engine.clock.set(visit.now() + seconds * 1000, () => {
      visit.waits().fork = undefined;
      visit.wake(() => this.finish(end));
    });
  }

  private finish(end: NonNullable<RecordedMapRun['end']>): Outcome {
    const { visit } = this;
    const { recorder } = visit.run;
    if (!('error' in end)) {
      const succeeded = recorder.add(EVENT.MapRunSucceeded, visit.lastEvent, visit.now());
      visit.lastEvent = recorder.add(EVENT.MapStateSucceeded, succeeded, visit.now());
      if ('unfit' in end) {
        const { error, cause, location } = end.unfit;
        if (error === 'States.QueryEvaluationError')
          visit.lastEvent = recorder.add(EVENT.EvaluationFailed, visit.lastEvent, visit.now(), visit.state.name, cause, location);
        return visit.failed(new Failure(error, cause));
      }
      visit.lastEvent = succeeded;
      return visit.next(end.output, end.assigned);
    }
    visit.waits().failedFork = this;
    visit.lastEvent = recorder.add(EVENT.MapRunFailed, visit.lastEvent, visit.now(), end.error, end.cause);
    return visit.failed(new Failure(end.error, end.cause));
  }
}
