import type { JsonValue } from '../../asl';
import { Branch } from '../engine/branch';
import type { Fork } from '../engine/fork';
import { forkRun } from '../engine/fork-run';
import { type Outcome, PARK, type PreparedGroup } from '../engine/prepared';
import type { Visit } from '../engine/visit';
import { type Failure, isTerminalFailure } from '../failure';
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
    readonly visit: Visit,
    private readonly options: InlineMapOptions,
  ) {
    this.remaining = options.items.length;
    this.runNumber = forkRun(visit);
  }

  begin(): Outcome {
    const { visit } = this;
    if (this.remaining === 0) return this.succeed(visit.lastEvent);
    visit.waits().fork = this;
    const startedEvent = visit.lastEvent;
    try {
      while (this.startedItems < this.options.items.length && this.children.size < this.options.concurrency) this.startNext(startedEvent);
    } catch (thrown) {
      // The input of an item cannot be made: the iterations that were started before it must not run on.
      this.abort(isTerminalFailure(thrown) ? undefined : startedEvent);
      visit.waits().fork = undefined;
      throw thrown;
    }
    return PARK;
  }

  live(): Iterable<Branch> {
    return this.children;
  }

  childSucceeded(child: Branch): void {
    this.children.delete(child);
    const { visit } = this;
    this.results[child.index] = child.visit.output;
    this.remaining--;
    // It ended in the step that a failing sibling left it: a redrive takes its result as it is.
    if (this.over) return;
    const succeeded = visit.run.recorder.add(
      EVENT.MapIterationSucceeded,
      child.visit.lastEvent,
      visit.now(),
      visit.state.name,
      child.index,
    );
    if (this.remaining === 0) {
      this.over = true;
      visit.waits().fork = undefined;
      visit.wake(() => this.succeed(succeeded));
      return;
    }
    if (this.startedItems >= this.options.items.length) return;
    try {
      this.startNext(child.visit.lastEvent);
    } catch (thrown) {
      this.stop(isTerminalFailure(thrown) ? undefined : child.visit.lastEvent, () => {
        throw thrown;
      });
    }
  }

  childFailed(child: Branch, failure: Failure): void {
    this.children.delete(child);
    this.unfinished.push(child);
    if (this.over) return;
    const { visit } = this;
    const { lastEvent } = child.visit;
    const fail = (): Outcome => {
      visit.lastEvent = lastEvent;
      return visit.failed(failure);
    };
    const record = () => visit.run.recorder.add(EVENT.MapIterationFailed, lastEvent, visit.now(), visit.state.name, child.index);
    if (this.children.size === 0) {
      record();
      this.stop(undefined, fail);
      return;
    }
    this.stop(lastEvent, () => {
      // What is cut short is told before.
      record();
      return fail();
    });
  }

  /** Children here are no executions: they never run out of time by themselves. */
  childTimedOut(): void {}

  abort(failedEvent?: number): void {
    this.over = true;
    const { visit } = this;
    for (const child of this.children) {
      if (failedEvent !== undefined) {
        visit.run.recorder.add(EVENT.MapIterationAborted, failedEvent, visit.now(), visit.state.name, child.index);
      }
      child.run.engine.abortBranch(child, failedEvent);
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
    return { state: this.visit.state.name, index: child.index, run: this.runNumber };
  }

  /** Siblings take the step they are ready for before they are stopped. */
  private stop(failedEvent: number | undefined, resume: () => Outcome): void {
    this.over = true;
    const { visit } = this;
    visit.wake(() => {
      this.abort(failedEvent);
      visit.waits().fork = undefined;
      visit.waits().failedFork = this;
      return resume();
    });
  }

  private startNext(previous: number): void {
    const { visit } = this;
    const { items, itemInput, effective, group } = this.options;
    const index = this.startedItems;
    const item = items.item(index);
    const input = itemInput(visit, effective, item);
    this.startedItems++;
    const event = visit.run.recorder.add(EVENT.MapIterationStarted, previous, visit.now(), visit.state.name, index);
    const child = new Branch(visit.run, group, input, event, this, index, item);
    this.children.add(child);
    visit.run.engine.ready(child);
  }

  private succeed(previous: number): Outcome {
    const { visit } = this;
    visit.lastEvent = visit.run.recorder.add(EVENT.MapStateSucceeded, previous, visit.now());
    visit.input = visit.stateInput;
    const outcome = this.options.finish(visit, this.results);
    visit.lastEvent = previous;
    return outcome;
  }
}
