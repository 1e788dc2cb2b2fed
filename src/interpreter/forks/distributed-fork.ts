import { isJsonObject, type JsonValue, ownKey, QUOTAS } from '../../asl';
import type { Branch } from '../engine/branch';
import type { Fork } from '../engine/fork';
import { forkRun } from '../engine/fork-run';
import { MapRun } from '../engine/map-run';
import { type Outcome, PARK } from '../engine/prepared';
import { type Keeping, Run } from '../engine/run';
import type { Visit } from '../engine/visit';
import { Failure } from '../failure';
import { withinPayloadLimit } from '../fields/state-input-size';
import { EVENT } from '../history/event-types';
import { toleranceExceeded, tooManyRedrives } from '../messages';
import type { BranchStep } from '../tasks/task-call';
import type { Batcher } from './batches';
import type { InlineMapOptions } from './inline-fork';
import { type ItemList, itemList } from './items';
import { pendingRecord, ResultCollector, type ResultExport, type WriterSettings } from './result-writer';

/** How many child executions may fail. */
export interface Tolerance {
  readonly count: number | undefined;
  readonly percentage: number | undefined;
}

/** What one run of a distributed Map needs. */
export interface DistributedMapOptions extends Omit<InlineMapOptions, 'items'> {
  /** The items once the Map run has started: reading them may fail it. */
  readonly items: () => ItemList;
  readonly batcher: Batcher | undefined;
  readonly tolerance: Tolerance;
  readonly type: 'STANDARD' | 'EXPRESS';
  readonly label: string | undefined;
  /** As the definition says; 0 when it says nothing. */
  readonly maxConcurrency: number;
  readonly writer: WriterSettings | undefined;
}

/** Failures of the run itself, which it records. */
const FAILS_RUN: ReadonlySet<string | undefined> = new Set(['States.ItemReaderFailed', 'States.ResultWriterFailed']);

/** How often the service redrives one Map run. */
const MOST_REDRIVES = 1000;

/** One run of a distributed Map: every item is an execution of its own, with its own history and variables. */
export class DistributedFork implements Fork {
  readonly isolated = true;
  private readonly children = new Map<Branch, Run>();
  private readonly results: ResultCollector;
  private readonly runNumber: number;
  private readonly mapName: string;
  private readonly mapRun: MapRun;
  private readonly keeping: Keeping;
  private concurrency: number;
  private startedItems = 0;
  /** Undefined until they have been read. */
  private items: ItemList | undefined;
  private remaining = 0;
  private over = false;
  /** Child executions that did not succeed. */
  private readonly unfinished: Run[] = [];
  /** Those of them that wait for their turn to run again, the next one last. */
  private redriving: Run[] = [];

  constructor(
    readonly visit: Visit,
    private readonly options: DistributedMapOptions,
  ) {
    const { run, random } = visit;
    this.runNumber = forkRun(visit);
    this.mapName = `${run.stateMachineName}/${options.label ?? random.uuid()}`;
    this.concurrency = options.concurrency;
    this.results = new ResultCollector(options.writer);
    this.keeping = keepingIn(run);
    this.mapRun = new MapRun(
      {
        executionArn: () => run.arn,
        arn: `${run.stateMachineArn.replace(/:stateMachine:.*$/, '')}:mapRun:${this.mapName}:${random.uuid()}`,
        stateName: visit.state.name,
        maxConcurrency: options.maxConcurrency,
        toleratedFailureCount: options.tolerance.count,
        toleratedFailurePercentage: options.tolerance.percentage,
      },
      visit.now(),
      options.batcher === undefined ? () => 1 : batchLength,
      this.keeping,
    );
    this.mapRun.whenChanged = () => this.settingsChanged();
    run.mapRuns.push(this.mapRun);
  }

  /** More children start at once where there is room for them now; a tolerance that is exceeded now ends the run. */
  private settingsChanged(): void {
    if (this.over || this.items === undefined) return;
    const { maxConcurrency } = this.mapRun.settings;
    this.concurrency = maxConcurrency === 0 ? QUOTAS.distributedMapConcurrency : maxConcurrency;
    if (!this.tolerates()) this.stop(new Failure('States.ExceedToleratedFailureThreshold', toleranceExceeded()));
    else this.startMore();
  }

  begin(): Outcome {
    const { visit } = this;
    visit.lastEvent = visit.run.recorder.add(EVENT.MapRunStarted, visit.lastEvent, visit.now(), this.mapRun.settings.arn);
    return this.readItems();
  }

  /** Reads what there is to do, and begins. Items that cannot be read, or results that could not be written, end the run before it has a child. */
  private readItems(): Outcome {
    const { visit } = this;
    const { destination } = this.options.writer ?? {};
    try {
      if (destination !== undefined) visit.run.engine.objects?.requireBucket(destination.bucket, 'States.ResultWriterFailed');
      this.items = this.inputs();
    } catch (thrown) {
      if (thrown instanceof Failure && FAILS_RUN.has(thrown.error)) return this.failRun(thrown);
      this.mapRun.end('FAILED', visit.now());
      throw thrown;
    }
    this.remaining = this.items.length;
    if (this.remaining === 0) return this.succeed();
    visit.waits().fork = this;
    try {
      this.startMore();
    } catch (thrown) {
      this.cutShort(thrown);
    }
    return PARK;
  }

  live(): Iterable<Branch> {
    return this.children.keys();
  }

  childSucceeded(child: Branch): void {
    const run = this.children.get(child)!;
    run.succeed(child);
    this.childEnded(child, run);
  }

  childFailed(child: Branch, failure: Failure): void {
    const run = this.children.get(child)!;
    run.fail(child, failure);
    this.childEnded(child, run);
  }

  childTimedOut(child: Branch): void {
    const run = this.children.get(child);
    if (run !== undefined) this.childEnded(child, run);
  }

  abort(failedEvent?: number): void {
    this.over = true;
    const { visit } = this;
    for (const [child, run] of this.children) {
      child.run.engine.abortBranch(child);
      run.stop();
      this.mapRun.childEnded(run);
      this.results.add(run, child.index);
      this.unfinished.push(run);
    }
    this.children.clear();
    for (const run of this.redriving.splice(0)) {
      this.mapRun.childMissedRedrive(run);
      this.unfinished.push(run);
    }
    this.exportUnfinished();
    this.mapRun.end('ABORTED', visit.now());
    if (failedEvent !== undefined) visit.run.recorder.add(EVENT.MapRunAborted, failedEvent, visit.now());
  }

  redrive(event: number): void {
    const { visit, mapRun } = this;
    this.over = false;
    const count = mapRun.redrive(visit.now());
    visit.lastEvent = visit.run.recorder.add(EVENT.MapRunRedriven, event, visit.now(), mapRun.settings.arn, count);
    if (count > MOST_REDRIVES) {
      visit.wake(() => this.failRun(new Failure('States.Runtime', tooManyRedrives(MOST_REDRIVES))));
      return;
    }
    if (this.items === undefined) {
      visit.wake(() => this.readItems());
      return;
    }
    const lost: Run[] = [];
    for (const run of this.unfinished.splice(0)) {
      // An Express child is started over, whatever became of it; a Standard one goes on, where the service lets it.
      if (run.options.type === 'STANDARD' && run.redriveRefusal() !== undefined) {
        lost.push(run);
        mapRun.childLost(run);
      } else {
        this.redriving.push(run);
        mapRun.childAwaitsRedrive(run);
      }
    }
    this.unfinished.push(...lost);
    this.redriving.reverse();
    this.remaining = this.items.length - this.startedItems + this.redriving.length;
    if (!this.tolerates()) this.stop(new Failure('States.ExceedToleratedFailureThreshold', toleranceExceeded()));
    else if (this.remaining === 0) visit.wake(() => this.succeed());
    else {
      visit.waits().fork = this;
      this.startMore();
    }
  }

  step(child: Branch): BranchStep {
    return { state: this.visit.state.name, index: child.index, run: this.runNumber };
  }

  private tolerates(): boolean {
    const { failures, itemTotal, settings } = this.mapRun;
    const { toleratedFailureCount: count, toleratedFailurePercentage: percentage } = settings;
    if (failures === 0) return true;
    if (count === undefined && percentage === undefined) return false;
    if (count !== undefined && failures > count) return false;
    return percentage === undefined || (failures / itemTotal) * 100 <= percentage;
  }

  private childEnded(child: Branch, run: Run): void {
    this.children.delete(child);
    this.mapRun.childEnded(run);
    if (run.status !== 'SUCCEEDED') this.unfinished.push(run);
    this.results.add(run, child.index);
    if (this.over) return;
    if (!this.tolerates()) {
      this.stop(new Failure('States.ExceedToleratedFailureThreshold', toleranceExceeded()));
      return;
    }
    if (--this.remaining > 0) {
      try {
        this.startMore();
      } catch (thrown) {
        this.over = true;
        this.visit.wake(() => this.cutShort(thrown));
      }
      return;
    }
    this.over = true;
    const { visit } = this;
    visit.waits().fork = undefined;
    visit.wake(() => this.succeed());
  }

  private stop(failure: Failure): void {
    this.over = true;
    const { visit } = this;
    visit.wake(() => {
      this.abort();
      visit.waits().fork = undefined;
      return this.failRun(failure);
    });
  }

  /** The input of an item cannot be made: the Map itself fails by it, whatever its children do. */
  private cutShort(thrown: unknown): never {
    this.abort();
    this.visit.waits().fork = undefined;
    this.mapRun.end('FAILED', this.visit.now());
    // A redrive starts a Map run of its own: its data could not be made, and may be now.
    throw thrown;
  }

  private failRun(failure: Failure): Outcome {
    const { visit } = this;
    this.mapRun.end('FAILED', visit.now());
    visit.waits().fork = undefined;
    visit.waits().failedFork = this;
    visit.lastEvent = visit.run.recorder.add(EVENT.MapRunFailed, visit.lastEvent, visit.now(), failure.error, failure.cause);
    return visit.failed(failure);
  }

  /** Inputs of the child executions: items through their selector, then in batches. */
  private inputs(): ItemList {
    const { visit } = this;
    const { items: source, itemInput, effective, batcher } = this.options;
    const items = source();
    if (batcher === undefined) {
      this.mapRun.expect(items.length, items.length);
      return { length: items.length, item: (index) => ({ index, value: itemInput(visit, effective, items.item(index)) }) };
    }
    const each = function* () {
      for (let index = 0; index < items.length; index++) yield itemInput(visit, effective, items.item(index));
    };
    const batches = batcher(visit, each());
    this.mapRun.expect(batches.length, items.length);
    return itemList(batches);
  }

  private startMore(): void {
    const items = this.items!;
    while (this.children.size < this.concurrency) {
      const again = this.redriving.pop();
      if (again !== undefined) this.startAgain(again);
      else if (this.startedItems < items.length) {
        const index = this.startedItems;
        const input = withinPayloadLimit(this.visit, items.item(index).value);
        this.startedItems++;
        const run = this.childOf(input);
        this.children.set(run.begin(this, index), run);
        this.mapRun.childStarted(run);
      } else return;
    }
  }

  private startAgain(run: Run): void {
    const { index } = run.root;
    if (run.options.type === 'STANDARD') {
      this.mapRun.childRedriven(run);
      this.children.set(run.root, run);
      run.redrive();
      return;
    }
    const next = new Run(run.engine, run.options);
    next.kept = run.kept;
    this.mapRun.childRedriven(run, next);
    this.children.set(next.begin(this, index), next);
  }

  private childOf(input: JsonValue): Run {
    const { visit } = this;
    const { group, type } = this.options;
    const { engine } = visit.run;
    engine.countChild(visit.state.name);
    const name = engine.random.uuid();
    return new Run(engine, {
      group,
      timeoutSeconds: undefined,
      input,
      type,
      identity: () => ({ name, arn: `${visit.run.stateMachineArn.replace(/:stateMachine:.*$/, '')}:execution:${this.mapName}:${name}` }),
      // Child executions belong to a state machine with a label.
      stateMachineArn: `${visit.run.stateMachineArn.replace(/:stateMachine:.*$/, '')}:stateMachine:${this.mapName}`,
      stateMachineName: visit.run.stateMachineName,
      roleArn: visit.run.roleArn,
      counts: visit.run.counts,
      keeping: this.keeping,
    });
  }

  private exported(): ResultExport {
    const { arn } = this.mapRun.settings;
    return { mapRunArn: arn, redrives: this.mapRun.redrives, pending: () => this.neverStarted() };
  }

  private neverStarted(): JsonValue[] {
    const { items } = this;
    const pending: JsonValue[] = [];
    try {
      for (let index = this.startedItems; index < (items?.length ?? 0); index++) pending.push(pendingRecord(items!.item(index).value));
    } catch {
      // An item whose input cannot be made is why the run ends: it is not a child execution.
    }
    return pending;
  }

  /** A run that is cut short exports what there is; that it cannot is no other failure. */
  private exportUnfinished(): void {
    const { visit } = this;
    if (this.options.writer?.destination === undefined || visit.run.engine.objects === undefined || this.items === undefined) return;
    try {
      this.results.result(visit, this.exported());
      this.mapRun.resultsWritten();
    } catch (thrown) {
      if (!(thrown instanceof Failure)) throw thrown;
    }
  }

  private succeed(): Outcome {
    const { visit } = this;
    visit.waits().fork = undefined;
    visit.input = visit.stateInput;
    let result: JsonValue;
    try {
      result = this.results.result(visit, this.exported());
    } catch (thrown) {
      if (thrown instanceof Failure && FAILS_RUN.has(thrown.error)) return this.failRun(thrown);
      throw thrown;
    }
    if (this.options.writer?.destination !== undefined) this.mapRun.resultsWritten();
    this.mapRun.end('SUCCEEDED', visit.now());
    const succeeded = visit.run.recorder.add(EVENT.MapRunSucceeded, visit.lastEvent, visit.now());
    visit.lastEvent = visit.run.recorder.add(EVENT.MapStateSucceeded, succeeded, visit.now());
    const outcome = this.options.finish(visit, result);
    visit.lastEvent = succeeded;
    return outcome;
  }
}

const NO_ROOM: Keeping = Object.freeze({ left: 0 });

/** Of a child whose own history is not kept, nobody could find the histories. */
function keepingIn({ kept, options, engine }: Run): Keeping {
  if (!kept) return NO_ROOM;
  return options.keeping ?? { left: engine.childHistories };
}

function batchLength(input: JsonValue): number {
  const items = isJsonObject(input) ? ownKey(input, 'Items') : undefined;
  return Array.isArray(items) ? items.length : 1;
}
