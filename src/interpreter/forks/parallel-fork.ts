import type { JsonValue } from '../../asl';
import { Branch } from '../engine/branch';
import type { Fork } from '../engine/fork';
import { forkRun } from '../engine/fork-run';
import { EXIT, FAIL, type Outcome, PARK, type PreparedGroup } from '../engine/prepared';
import type { Failure } from '../failure';
import type { OutputStage } from '../fields/language-fields';
import { EVENT } from '../history/event-types';
import type { BranchStep } from '../tasks/task-call';

/** One run of a Parallel state. */
export class ParallelFork implements Fork {
  readonly isolated = false;
  private readonly children: Branch[] = [];
  private readonly results: JsonValue[] = [];
  private remaining: number;
  private readonly runNumber: number;
  private over = false;
  private readonly done: boolean[] = [];

  constructor(
    readonly branch: Branch,
    private readonly groups: readonly PreparedGroup[],
    private readonly names: readonly string[],
    private readonly input: JsonValue,
    private readonly finish: OutputStage,
  ) {
    this.remaining = groups.length;
    this.runNumber = forkRun(branch);
  }

  begin(): Outcome {
    const { branch } = this;
    branch.fork = this;
    const { engine } = branch.run;
    this.groups.forEach((group, index) => {
      const child = new Branch(branch.run, group, this.input, branch.lastEvent, this, index, undefined);
      this.children.push(child);
      engine.ready(child);
    });
    return PARK;
  }

  *live(): Iterable<Branch> {
    for (const child of this.children) if (!child.ended) yield child;
  }

  childSucceeded(child: Branch): void {
    this.results[child.index] = child.output;
    this.done[child.index] = true;
    // One that ends in the step that a failing sibling left it has succeeded, too: a redrive leaves it alone.
    if (--this.remaining > 0 || this.over) return;
    this.over = true;
    const { branch } = this;
    branch.fork = undefined;
    branch.run.engine.wake(branch, () => {
      branch.lastEvent = branch.run.recorder.add(EVENT.ParallelStateSucceeded, child.lastEvent, branch.now());
      branch.input = branch.stateInput;
      this.finish(branch, this.results);
      // As with a Map: the exit points past ParallelStateSucceeded, and only what fails here points at it.
      branch.lastEvent = child.lastEvent;
      return EXIT;
    });
  }

  childFailed(child: Branch, failure: Failure): void {
    if (this.over) return;
    this.over = true;
    const { branch } = this;
    branch.run.engine.wake(branch, () => {
      // The failed branch's own Task is recorded as aborted too.
      if (child.state.node.type === 'Task') branch.run.recorder.add(EVENT.TaskStateAborted, child.lastEvent, branch.now());
      this.abort(false);
      branch.fork = undefined;
      branch.failedFork = this;
      branch.lastEvent = child.lastEvent;
      branch.failure = failure;
      return FAIL;
    });
  }

  /** Children here are no executions: they never run out of time by themselves. */
  childTimedOut(): void {}

  abort(silent: boolean): void {
    this.over = true;
    for (const child of this.live()) child.run.engine.abortBranch(child, silent);
  }

  redrive(event: number): void {
    this.over = false;
    for (const child of this.children) if (!this.done[child.index]) child.run.engine.revive(child, event);
  }

  succeeded(): readonly { readonly index: number; readonly output: JsonValue }[] {
    return this.results.flatMap((output, index) => (this.done[index] ? [{ index, output }] : []));
  }

  step(child: Branch): BranchStep {
    return { state: this.branch.state.name, index: child.index, branch: this.names[child.index] as string, run: this.runNumber };
  }
}
