import type { ExecutionStatus } from '../execution-result';
import type { HistoryEvent } from '../history/history-event';
import type { Run } from '../run';

/** Child executions by how they stand, as DescribeMapRun counts them. */
export interface MapRunCounts {
  readonly total: number;
  readonly pending: number;
  readonly running: number;
  readonly succeeded: number;
  readonly failed: number;
  readonly timedOut: number;
  readonly aborted: number;
}

/** One child execution that is kept for reading. */
export interface MapRunChild {
  readonly executionArn: string;
  readonly name: string;
  /** Undefined while it runs. */
  readonly status: string | undefined;
  readonly history: readonly HistoryEvent[];
}

/** What DescribeMapRun and ListExecutions would say of a Map run. */
export interface MapRunDescription {
  readonly mapRunArn: string;
  readonly stateName: string;
  readonly status: 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'ABORTED';
  readonly startDate: Date;
  readonly stopDate?: Date;
  /** 0: no limit of its own. */
  readonly maxConcurrency: number;
  readonly toleratedFailureCount: number;
  readonly toleratedFailurePercentage: number;
  readonly redriveCount: number;
  readonly executionCounts: MapRunCounts;
  /** The first children, and no more than {@link KEPT_CHILDREN}: histories of millions would fill the memory. */
  readonly children: readonly MapRunChild[];
}

/** How many child executions of one Map run keep their history. */
export const KEPT_CHILDREN = 1000;

/** Settings of a Map run as they were evaluated. */
export interface MapRunSettings {
  readonly arn: string;
  readonly stateName: string;
  readonly maxConcurrency: number;
  readonly toleratedFailureCount: number | undefined;
  readonly toleratedFailurePercentage: number | undefined;
}

/** Keeps count of a Map run's child executions. */
export class MapRun {
  status: MapRunDescription['status'] = 'RUNNING';
  total = 0;
  private readonly kept: Run[] = [];
  private started = 0;
  private readonly ended: Record<ExecutionStatus, number> = { SUCCEEDED: 0, FAILED: 0, TIMED_OUT: 0, ABORTED: 0 };
  private redriveCount = 0;
  private stoppedAt: number | undefined;

  constructor(
    readonly settings: MapRunSettings,
    private readonly startedAt: number,
  ) {}

  childStarted(run: Run): void {
    this.started++;
    if (this.kept.length < KEPT_CHILDREN) this.kept.push(run);
  }

  childEnded(run: Run): void {
    this.ended[run.status as ExecutionStatus]++;
  }

  /** Its ended children of this status run again. */
  childRedriven(status: ExecutionStatus): void {
    this.ended[status]--;
  }

  /** It goes on after a redrive. */
  redrive(): number {
    this.status = 'RUNNING';
    this.stoppedAt = undefined;
    return ++this.redriveCount;
  }

  get failures(): number {
    return this.ended.FAILED + this.ended.TIMED_OUT;
  }

  end(status: MapRunDescription['status'], now: number): void {
    this.status = status;
    this.stoppedAt = now;
  }

  describe(): MapRunDescription {
    const { SUCCEEDED: succeeded, FAILED: failed, TIMED_OUT: timedOut, ABORTED: aborted } = this.ended;
    const { settings } = this;
    return {
      mapRunArn: settings.arn,
      stateName: settings.stateName,
      status: this.status,
      startDate: new Date(this.startedAt),
      ...(this.stoppedAt === undefined ? {} : { stopDate: new Date(this.stoppedAt) }),
      maxConcurrency: settings.maxConcurrency,
      toleratedFailureCount: settings.toleratedFailureCount ?? 0,
      toleratedFailurePercentage: settings.toleratedFailurePercentage ?? 0,
      redriveCount: this.redriveCount,
      executionCounts: {
        total: this.total,
        pending: this.total - this.started,
        running: this.started - succeeded - failed - timedOut - aborted,
        succeeded,
        failed,
        timedOut,
        aborted,
      },
      children: this.kept.map((run) => ({
        executionArn: run.arn,
        name: run.name,
        status: run.status,
        get history() {
          return run.history();
        },
      })),
    };
  }
}
