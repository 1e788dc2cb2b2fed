import type { JsonValue } from '../../asl';
import { Branch } from '../engine/branch';
import type { Fork } from '../engine/fork';
import { forkRun } from '../engine/fork-run';
import { EXIT, FAIL, type Outcome, PARK, type PreparedGroup } from '../engine/prepared';
import type { Failure } from '../failure';
import type { OutputStage } from '../fields/language-fields';
import { EVENT } from '../history/event-types';
import type { BranchStep } from '../tasks/task-call';
import type { ItemInput } from './item-input';
import type { ItemList } from './items';

/** What one run of an inline Map needs. */
export interface InlineMapOptions {
  readonly group: PreparedGroup;
  readonly effective: JsonValue;
  readonly items: ItemList;
  readonly itemInput: ItemInput;
  readonly concurrency: number;
  readonly finish: OutputStage;
}

/** One run of an inline Map: iterations are branches of the same execution. */
export class InlineFork implements Fork {
  readonly isolated = false;
  private readonly children = new Set<Branch>();
  private readonly results: JsonValue[] = [];
  private readonly runNumber: number;
  private startedItems = 0;
  private remaining: number;
  private over = false;
  /** Iterations that were cut short or failed. */
  private readonly unfinished: Branch[] = [];

  constructor(
    readonly branch: Branch,
    private readonly options: InlineMapOptions,
  ) {
    this.remaining = options.items.length;
    this.runNumber = forkRun(branch);
  }

  begin(): Outcome {
    const { branch } = this;
    if (this.remaining === 0) return this.succeed(branch.lastEvent);
    branch.fork = this;
    const startedEvent = branch.lastEvent;
    try {
      while (this.startedItems < this.options.items.length && this.children.size < this.options.concurrency) this.startNext(startedEvent);
    } catch (thrown) {
      // The input of an item cannot be made: the iterations that were started before it must not run on.
      this.abort(false);
      branch.fork = undefined;
      throw thrown;
    }
    return PARK;
  }

  live(): Iterable<Branch> {
    return this.children;
  }

  childSucceeded(child: Branch): void {
    this.children.delete(child);
    const { branch } = this;
    this.results[child.index] = child.output;
    this.remaining--;
    // It ended in the step that a failing sibling left it: a redrive takes its result as it is.
    if (this.over) return;
    const succeeded = branch.run.recorder.add(EVENT.MapIterationSucceeded, child.lastEvent, branch.now(), branch.state.name, child.index);
    if (this.remaining === 0) {
      this.over = true;
      branch.fork = undefined;
      branch.run.engine.wake(branch, () => this.succeed(succeeded));
      return;
    }
    if (this.startedItems >= this.options.items.length) return;
    try {
      this.startNext(child.lastEvent);
    } catch (thrown) {
      this.stop(() => {
        throw thrown;
      });
    }
  }

  childFailed(child: Branch, failure: Failure): void {
    this.children.delete(child);
    this.unfinished.push(child);
    if (this.over) return;
    const { branch } = this;
    branch.run.recorder.add(EVENT.MapIterationFailed, child.lastEvent, branch.now(), branch.state.name, child.index);
    this.stop(() => {
      branch.lastEvent = child.lastEvent;
      branch.failure = failure;
      return FAIL;
    });
  }

  /** Children here are no executions: they never run out of time by themselves. */
  childTimedOut(): void {}

  abort(silent: boolean): void {
    this.over = true;
    const { branch } = this;
    for (const child of this.children) {
      child.run.engine.abortBranch(child, true);
      if (!silent) branch.run.recorder.add(EVENT.MapIterationAborted, child.lastEvent, branch.now(), branch.state.name, child.index);
      this.unfinished.push(child);
    }
    this.children.clear();
  }

  redrive(event: number): void {
    this.over = false;
    for (const child of this.unfinished.splice(0)) {
      this.children.add(child);
      child.run.engine.revive(child, event);
    }
    while (this.startedItems < this.options.items.length && this.children.size < this.options.concurrency) this.startNext(event);
  }

  /** Results have holes where iterations have not succeeded. */
  succeeded(): readonly { readonly index: number; readonly output: JsonValue }[] {
    return this.results.flatMap((output, index) => ({ index, output }));
  }

  step(child: Branch): BranchStep {
    return { state: this.branch.state.name, index: child.index, run: this.runNumber };
  }

  /** Siblings take the step they are ready for before they are stopped. */
  private stop(resume: () => Outcome): void {
    this.over = true;
    const { branch } = this;
    branch.run.engine.wake(branch, () => {
      this.abort(false);
      branch.fork = undefined;
      branch.failedFork = this;
      return resume();
    });
  }

  private startNext(previous: number): void {
    const { branch } = this;
    const { items, itemInput, effective, group } = this.options;
    const index = this.startedItems;
    const item = items.item(index);
    const input = itemInput(branch, effective, item);
    this.startedItems++;
    const event = branch.run.recorder.add(EVENT.MapIterationStarted, previous, branch.now(), branch.state.name, index);
    const child = new Branch(branch.run, group, input, event, this, index, item);
    this.children.add(child);
    branch.run.engine.ready(child);
  }

  private succeed(previous: number): Outcome {
    const { branch } = this;
    branch.lastEvent = branch.run.recorder.add(EVENT.MapStateSucceeded, previous, branch.now());
    branch.input = branch.stateInput;
    this.options.finish(branch, this.results);
    branch.lastEvent = previous;
    return EXIT;
  }
}
