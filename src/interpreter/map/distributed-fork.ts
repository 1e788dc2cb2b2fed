import type { JsonValue } from '../../asl';
import type { Branch } from '../branch';
import { Failure } from '../failure';
import type { Fork } from '../fork';
import { forkRun } from '../fork-run';
import { EVENT } from '../history/event-types';
import { toleranceExceeded } from '../messages';
import { EXIT, FAIL, type Outcome, PARK } from '../prepared';
import { Run } from '../run';
import type { BranchStep } from '../task-call';
import type { Batcher } from './batches';
import type { InlineMapOptions } from './inline-fork';
import { type ItemList, listOf } from './items';

/** How many child executions may fail. */
export interface Tolerance {
  readonly count: number | undefined;
  readonly percentage: number | undefined;
}

/** What one run of a distributed Map needs. */
export interface DistributedMapOptions extends Omit<InlineMapOptions, 'items'> {
  /** Gives the items once the Map run has started: reading them may fail it. */
  readonly items: () => ItemList;
  readonly batcher: Batcher | undefined;
  readonly tolerance: Tolerance;
  readonly type: 'STANDARD' | 'EXPRESS';
  readonly label: string | undefined;
}

/** One run of a distributed Map: every item is an execution of its own, with its own history and variables. */
export class DistributedFork implements Fork {
  readonly isolated = true;
  private readonly children = new Map<Branch, Run>();
  private readonly results: JsonValue[] = [];
  private readonly runNumber: number;
  private readonly mapName: string;
  private startedItems = 0;
  private items!: ItemList;
  private remaining = 0;
  private failures = 0;
  private over = false;

  constructor(
    readonly branch: Branch,
    private readonly options: DistributedMapOptions,
  ) {
    this.runNumber = forkRun(branch);
    this.mapName = `${branch.run.stateMachineName}/${options.label ?? branch.random.uuid()}`;
  }

  begin(): Outcome {
    const { branch } = this;
    const arn = `${branch.run.stateMachineArn.replace(/:stateMachine:.*$/, '')}:mapRun:${this.mapName}:${branch.random.uuid()}`;
    branch.lastEvent = branch.run.recorder.add(EVENT.MapRunStarted, branch.lastEvent, branch.now(), arn);
    try {
      this.items = this.inputs();
    } catch (thrown) {
      if (thrown instanceof Failure && thrown.error === 'States.ItemReaderFailed') return this.failRun(thrown);
      throw thrown;
    }
    this.remaining = this.items.length;
    if (this.remaining === 0) return this.succeed();
    branch.fork = this;
    this.startMore();
    return PARK;
  }

  live(): Iterable<Branch> {
    return this.children.keys();
  }

  childSucceeded(child: Branch): void {
    const run = this.children.get(child) as Run;
    this.children.delete(child);
    run.succeed(child);
    if (this.over) return;
    this.results[child.index] = child.output;
    this.childEnded();
  }

  childFailed(child: Branch, failure: Failure): void {
    const run = this.children.get(child) as Run;
    this.children.delete(child);
    run.fail(child, failure);
    if (this.over) return;
    this.failures++;
    if (this.tolerates()) this.childEnded();
    else this.stop(new Failure('States.ExceedToleratedFailureThreshold', toleranceExceeded()));
  }

  abort(): void {
    this.over = true;
    for (const [child, run] of this.children) {
      child.run.engine.abortBranch(child, true);
      run.stop();
    }
    this.children.clear();
  }

  step(child: Branch): BranchStep {
    return { state: this.branch.state.name, index: child.index, run: this.runNumber };
  }

  private tolerates(): boolean {
    const { tolerance } = this.options;
    if (tolerance.count === undefined && tolerance.percentage === undefined) return false;
    if (tolerance.count !== undefined && this.failures > tolerance.count) return false;
    return tolerance.percentage === undefined || (this.failures / this.items.length) * 100 <= tolerance.percentage;
  }

  private childEnded(): void {
    const { branch } = this;
    if (--this.remaining === 0) {
      this.over = true;
      branch.fork = undefined;
      branch.run.engine.wake(branch, () => this.succeed());
    } else this.startMore();
  }

  private stop(failure: Failure): void {
    this.over = true;
    const { branch } = this;
    branch.run.engine.wake(branch, () => {
      this.abort();
      branch.fork = undefined;
      return this.failRun(failure);
    });
  }

  private failRun(failure: Failure): Outcome {
    const { branch } = this;
    branch.lastEvent = branch.run.recorder.add(EVENT.MapRunFailed, branch.lastEvent, branch.now(), failure.error, failure.cause);
    branch.failure = failure;
    return FAIL;
  }

  /** Inputs of the child executions: items through their selector, then in batches. */
  private inputs(): ItemList {
    const { branch } = this;
    const { items: source, itemInput, effective, batcher } = this.options;
    const items = source();
    if (batcher === undefined) return { length: items.length, item: (index) => ({ index, value: itemInput(branch, effective, items.item(index)) }) };
    const each = function* () {
      for (let index = 0; index < items.length; index++) yield itemInput(branch, effective, items.item(index));
    };
    return listOf(batcher(branch, each()));
  }

  private startMore(): void {
    const { branch } = this;
    const { items } = this;
    const { concurrency, group, type } = this.options;
    const { engine } = branch.run;
    while (this.startedItems < items.length && this.children.size < concurrency) {
      const index = this.startedItems++;
      const name = engine.random.uuid();
      const run = new Run(engine, {
        group,
        timeoutSeconds: undefined,
        input: items.item(index).value,
        type,
        identity: () => ({ name, arn: `${branch.run.stateMachineArn.replace(/:stateMachine:.*$/, '')}:execution:${this.mapName}:${name}` }),
        stateMachineArn: branch.run.stateMachineArn,
        stateMachineName: branch.run.stateMachineName,
        roleArn: branch.run.roleArn,
      });
      this.children.set(run.begin(this, index), run);
    }
  }

  private succeed(): Outcome {
    const { branch } = this;
    const succeeded = branch.run.recorder.add(EVENT.MapRunSucceeded, branch.lastEvent, branch.now());
    branch.run.recorder.add(EVENT.MapStateSucceeded, succeeded, branch.now());
    branch.lastEvent = succeeded;
    branch.input = branch.stateInput;
    this.options.finish(
      branch,
      this.results.filter(() => true),
    );
    return EXIT;
  }
}
