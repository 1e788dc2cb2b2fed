import type { JsonValue } from '../../asl';
import type { HistoryEvent } from '../history/history-event';
import type { ExecutionStatus } from './execution-result';
import type { Keeping, Run } from './run';

/** Child executions, or the items in them, by how they stand, as DescribeMapRun counts them. */
export interface MapRunCounts {
  readonly total: number;
  readonly pending: number;
  readonly running: number;
  readonly succeeded: number;
  readonly failed: number;
  readonly timedOut: number;
  readonly aborted: number;
  /** Exported by a ResultWriter. */
  readonly resultsWritten: number;
  /** Ended without success, and nothing to be redriven: their history is full or their time is over. */
  readonly failuresNotRedrivable: number;
  /** Redriven, and waiting to run. */
  readonly pendingRedrive: number;
}

/** One child execution that is kept for reading. */
export interface MapRunChild {
  readonly executionArn: string;
  readonly name: string;
  /** Undefined while it runs; `PENDING_REDRIVE` while it waits to run again. */
  readonly status: string | undefined;
  /** Items that it works on: more than one where an ItemBatcher puts several into one child. */
  readonly itemCount: number;
  readonly history: readonly HistoryEvent[];
  /** Its own runs of distributed Maps. */
  readonly mapRuns: readonly MapRunDescription[];
}

/** What DescribeMapRun and ListExecutions would say of a Map run. */
export interface MapRunDescription {
  readonly mapRunArn: string;
  /** The execution that started it. */
  readonly executionArn: string;
  readonly stateName: string;
  readonly status: 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'ABORTED';
  readonly startDate: Date;
  readonly stopDate?: Date;
  /** 0: no limit of its own. */
  readonly maxConcurrency: number;
  readonly toleratedFailureCount: number;
  readonly toleratedFailurePercentage: number;
  readonly redriveCount: number;
  /** When it was redriven last. */
  readonly redriveDate?: Date;
  readonly executionCounts: MapRunCounts;
  /** Differs from {@link executionCounts} where an ItemBatcher puts several items into one child. */
  readonly itemCounts: MapRunCounts;
  /** Children whose history is kept: the first ones, as many as `childHistories` of the execution says. Histories of millions would fill the memory. */
  readonly children: readonly MapRunChild[];
}

/** What UpdateMapRun may change of a Map run that goes on. */
export interface MapRunChanges {
  /** 0: no limit of its own. */
  readonly maxConcurrency?: number;
  readonly toleratedFailureCount?: number;
  readonly toleratedFailurePercentage?: number;
}

/** How many child executions of one Map run, those of Map runs inside of it included, keep their history where nobody says otherwise. */
export const KEPT_CHILDREN = 1000;

/** Settings of a Map run as they were evaluated. */
export interface MapRunSettings {
  readonly arn: string;
  readonly executionArn: () => string;
  readonly stateName: string;
  readonly maxConcurrency: number;
  readonly toleratedFailureCount: number | undefined;
  readonly toleratedFailurePercentage: number | undefined;
}

/** Ended child executions by status, and those that wait to be redriven. */
class Counter {
  total = 0;
  started = 0;
  written = 0;
  lost = 0;
  pendingRedrive = 0;
  readonly ended: Record<ExecutionStatus, number> = { SUCCEEDED: 0, FAILED: 0, TIMED_OUT: 0, ABORTED: 0 };

  describe(): MapRunCounts {
    const { SUCCEEDED: succeeded, FAILED: failed, TIMED_OUT: timedOut, ABORTED: aborted } = this.ended;
    const { total, started, written: resultsWritten, lost: failuresNotRedrivable, pendingRedrive } = this;
    return {
      total,
      pending: total - started,
      running: started - succeeded - failed - timedOut - aborted - pendingRedrive,
      succeeded,
      failed,
      timedOut,
      aborted,
      resultsWritten,
      failuresNotRedrivable,
      pendingRedrive,
    };
  }
}

/** Keeps count of a Map run's child executions. */
export class MapRun {
  status: MapRunDescription['status'] = 'RUNNING';
  /** Set by the state that runs it: acts on new settings. */
  whenChanged: () => void = () => undefined;
  private readonly executions = new Counter();
  private readonly items = new Counter();
  private readonly kept: Run[] = [];
  /** Children that are to run again, and have not had their turn. */
  private readonly awaiting = new Set<Run>();
  private redriveCount = 0;
  private redrivenAt: number | undefined;
  private stoppedAt: number | undefined;

  /**
   * @param itemsOf how many items a child execution works on
   * @param keeping room for histories, which the Map runs of its children share
   */
  constructor(
    public settings: MapRunSettings,
    private readonly startedAt: number,
    private readonly itemsOf: (input: JsonValue) => number,
    private readonly keeping: Keeping,
  ) {}

  /** The Map run of this ARN: itself, or one inside of its kept children. */
  find(arn: string): MapRun | undefined {
    if (this.settings.arn === arn) return this;
    for (const { mapRuns } of this.kept) {
      for (const inner of mapRuns) {
        const found = inner.find(arn);
        if (found !== undefined) return found;
      }
    }
    return undefined;
  }

  change(changes: MapRunChanges): void {
    this.settings = { ...this.settings, ...changes };
    this.whenChanged();
  }

  /** The children that there will be, and the items in them. */
  expect(children: number, items: number): void {
    this.executions.total = children;
    this.items.total = items;
  }

  childStarted(run: Run): void {
    this.count(run, (counter, by) => {
      counter.started += by;
    });
    const { keeping } = this;
    run.counts.children++;
    if (keeping.left > 0) {
      keeping.left--;
      this.kept.push(run);
    } else {
      run.kept = false;
      run.counts.withoutHistory++;
    }
  }

  childEnded(run: Run): void {
    this.count(run, ({ ended }, by) => {
      ended[run.status!] += by;
    });
  }

  /** An ended child is to run again, when there is room. */
  childAwaitsRedrive(run: Run): void {
    this.awaiting.add(run);
    this.count(run, (counter, by) => {
      counter.ended[run.status!] -= by;
      counter.pendingRedrive += by;
    });
  }

  /** It runs again; `next` takes its place where it starts from the beginning. */
  childRedriven(run: Run, next: Run = run): void {
    this.awaiting.delete(run);
    this.count(run, (counter, by) => {
      counter.pendingRedrive -= by;
    });
    const at = next === run ? -1 : this.kept.indexOf(run);
    if (at >= 0) this.kept[at] = next;
  }

  /** It had no turn before the Map run ended. */
  childMissedRedrive(run: Run): void {
    this.awaiting.delete(run);
    this.count(run, (counter, by) => {
      counter.pendingRedrive -= by;
      counter.ended[run.status!] += by;
    });
  }

  /** It cannot be redriven: how it ended stays. */
  childLost(run: Run): void {
    this.count(run, (counter, by) => {
      counter.lost += by;
    });
  }

  /** A ResultWriter has exported what became of all children that have ended. */
  resultsWritten(): void {
    for (const counter of [this.executions, this.items]) {
      const { SUCCEEDED, FAILED, TIMED_OUT, ABORTED } = counter.ended;
      counter.written = SUCCEEDED + FAILED + TIMED_OUT + ABORTED;
    }
  }

  /** It goes on after a redrive: gives how often it has. */
  redrive(now: number): number {
    this.status = 'RUNNING';
    this.stoppedAt = undefined;
    this.redrivenAt = now;
    for (const counter of [this.executions, this.items]) counter.lost = 0;
    return ++this.redriveCount;
  }

  /** How often it has been redriven. */
  get redrives(): number {
    return this.redriveCount;
  }

  /** Items that failed or timed out, which a tolerance counts: each of a batch whose child did. */
  get failures(): number {
    const { ended } = this.items;
    return ended.FAILED + ended.TIMED_OUT;
  }

  /** All items that there are. */
  get itemTotal(): number {
    return this.items.total;
  }

  end(status: MapRunDescription['status'], now: number): void {
    this.status = status;
    this.stoppedAt = now;
  }

  describe(): MapRunDescription {
    const { settings } = this;
    return {
      mapRunArn: settings.arn,
      executionArn: settings.executionArn(),
      stateName: settings.stateName,
      status: this.status,
      startDate: new Date(this.startedAt),
      ...(this.stoppedAt === undefined ? {} : { stopDate: new Date(this.stoppedAt) }),
      maxConcurrency: settings.maxConcurrency,
      toleratedFailureCount: settings.toleratedFailureCount ?? 0,
      toleratedFailurePercentage: settings.toleratedFailurePercentage ?? 0,
      redriveCount: this.redriveCount,
      ...(this.redrivenAt === undefined ? {} : { redriveDate: new Date(this.redrivenAt) }),
      executionCounts: this.executions.describe(),
      itemCounts: this.items.describe(),
      children: this.kept.map((run) => ({
        executionArn: run.arn,
        name: run.name,
        status: this.awaiting.has(run) ? 'PENDING_REDRIVE' : run.status,
        itemCount: this.itemsOf(run.input),
        get history() {
          return run.history();
        },
        get mapRuns() {
          return run.mapRuns.map((mapRun) => mapRun.describe());
        },
      })),
    };
  }

  private count(run: Run, change: (counter: Counter, by: number) => void): void {
    change(this.executions, 1);
    change(this.items, this.itemsOf(run.input));
  }
}
