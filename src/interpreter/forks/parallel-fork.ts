import type { JsonValue } from '../../asl';
import { Branch } from '../engine/branch';
import type { Fork } from '../engine/fork';
import { forkRun } from '../engine/fork-run';
import { type Outcome, PARK, type PreparedGroup } from '../engine/prepared';
import type { Visit } from '../engine/visit';
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
    readonly visit: Visit,
    private readonly groups: readonly PreparedGroup[],
    private readonly names: readonly string[],
    private readonly input: JsonValue,
    private readonly finish: OutputStage,
  ) {
    this.remaining = groups.length;
    this.runNumber = forkRun(visit);
  }

  begin(): Outcome {
    const { visit } = this;
    visit.waits().fork = this;
    const { engine } = visit.run;
    this.groups.forEach((group, index) => {
      const child = new Branch(visit.run, group, this.input, visit.lastEvent, this, index, undefined);
      this.children.push(child);
      engine.ready(child);
    });
    return PARK;
  }

  *live(): Iterable<Branch> {
    for (const child of this.children) if (!child.ended) yield child;
  }

  childSucceeded(child: Branch): void {
    this.results[child.index] = child.visit.output;
    this.done[child.index] = true;
    // One that ends in the step that a failing sibling left it has succeeded, too: a redrive leaves it alone.
    if (--this.remaining > 0 || this.over) return;
    this.over = true;
    const { visit } = this;
    visit.waits().fork = undefined;
    visit.wake(() => {
      visit.lastEvent = visit.run.recorder.add(EVENT.ParallelStateSucceeded, child.visit.lastEvent, visit.now());
      visit.input = visit.stateInput;
      const outcome = this.finish(visit, this.results);
      // As with a Map: the exit points past ParallelStateSucceeded, and only what fails here points at it.
      visit.lastEvent = child.visit.lastEvent;
      return outcome;
    });
  }

  childFailed(child: Branch, failure: Failure): void {
    if (this.over) return;
    this.over = true;
    const { visit } = this;
    visit.wake(() => {
      // The failed branch's own Task is recorded as aborted too.
      if (child.visit.state.node.type === 'Task') visit.run.recorder.add(EVENT.TaskStateAborted, child.visit.lastEvent, visit.now());
      this.abort(child.visit.lastEvent);
      visit.waits().fork = undefined;
      visit.waits().failedFork = this;
      visit.lastEvent = child.visit.lastEvent;
      return visit.failed(failure);
    });
  }

  /** Children here are no executions: they never run out of time by themselves. */
  childTimedOut(): void {}

  abort(failedEvent?: number): void {
    this.over = true;
    for (const child of this.live()) child.run.engine.abortBranch(child, failedEvent);
  }

  redrive(event: number): void {
    this.over = false;
    for (const child of this.children) if (!this.done[child.index]) child.run.engine.revive(child, event);
  }

  succeeded(): readonly { readonly index: number; readonly output: JsonValue }[] {
    return this.results.flatMap((output, index) => (this.done[index] ? [{ index, output }] : []));
  }

  step(child: Branch): BranchStep {
    return { state: this.visit.state.name, index: child.index, branch: this.names[child.index]!, run: this.runNumber };
  }
}
