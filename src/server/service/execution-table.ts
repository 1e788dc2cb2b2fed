import { QUOTAS } from '../../asl';
import type { MapRunDescription } from '../../interpreter';
import { doesNotExist } from '../service-problem';
import type { ExecutionRecord, RootExecution } from './execution-record';

/** Executions by ARN: all that run, and as many of those that have ended as there is room for. */
export class ExecutionTable {
  private readonly records = new Map<string, ExecutionRecord>();
  private readonly running = new Set<RootExecution>();
  /** In the order in which they ended, with how many executions go with each. */
  private readonly ended = new Map<RootExecution, number>();
  private endedSize = 0;

  constructor(
    private readonly kept: number,
    private readonly forgotten: (record: RootExecution) => void,
  ) {}

  add(record: RootExecution): void {
    this.records.set(record.arn, record);
    this.running.add(record);
  }

  /** An execution that `by` started. */
  addStarted(record: ExecutionRecord, by: RootExecution): void {
    this.records.set(record.arn, record);
    by.started.push(record);
  }

  /** Marks one as ended, and forgets those that ended first where there is no room; the last to end is kept. */
  end(record: RootExecution): void {
    if (!this.running.delete(record)) return;
    // Nobody can ask for an Express execution that has ended; for what it started they can.
    if (record.type === 'EXPRESS' && record.started.length === 0) {
      this.forget(record);
      return;
    }
    const size = sizeOf(record);
    this.ended.set(record, size);
    this.endedSize += size;
    for (const oldest of this.ended.keys()) {
      if (this.endedSize <= this.kept || oldest === record) return;
      this.leave(oldest);
      this.forget(oldest);
    }
  }

  /** Marks one as running again. */
  resume(record: RootExecution): void {
    this.leave(record);
    this.running.add(record);
  }

  private leave(record: RootExecution): void {
    this.endedSize -= this.ended.get(record) ?? 0;
    this.ended.delete(record);
  }

  get(arn: string): ExecutionRecord | undefined {
    return this.records.get(arn);
  }

  /** Throws ExecutionDoesNotExist. */
  require(arn: string): ExecutionRecord {
    const record = this.records.get(arn);
    if (record === undefined) throw doesNotExist('Execution', arn);
    return record;
  }

  /** The one that has this ARN as a name that is still taken: names are free 90 days after the end. */
  bearer(arn: string, now: number): ExecutionRecord | undefined {
    const record = this.records.get(arn);
    if (record === undefined) return undefined;
    const stopped = record.view().stopDate?.getTime();
    return stopped !== undefined && now - stopped > QUOTAS.historyRetentionSeconds * 1000 ? undefined : record;
  }

  /** Those that were asked for and run. */
  runningRoots(): readonly RootExecution[] {
    return [...this.running];
  }

  /** Whether an execution of a machine runs. */
  runs(machineArn: string): boolean {
    for (const root of this.running)
      if ([root, ...root.started].some((record) => record.machineArn === machineArn && record.view().status === 'RUNNING')) return true;
    return false;
  }

  /** Those of a machine, the latest first. */
  ofMachine(machineArn: string): readonly ExecutionRecord[] {
    return [...this.records.values()]
      .filter((record) => record.machineArn === machineArn)
      .sort((one, other) => other.sequence - one.sequence);
  }

  private forget(record: RootExecution): void {
    for (const each of [record, ...record.started]) if (this.records.get(each.arn) === each) this.records.delete(each.arn);
    this.forgotten(record);
  }
}

/** How many executions one is with all that go with it: those that it started, and child executions of Map runs. */
function sizeOf(record: RootExecution): number {
  const views = [record, ...record.started].map((each) => each.view());
  return views.reduce((size, { mapRuns }) => size + 1 + childCount(mapRuns), 0);
}

function childCount(mapRuns: readonly MapRunDescription[]): number {
  return mapRuns.reduce((size, { children }) => children.reduce((inner, child) => inner + 1 + childCount(child.mapRuns), size), 0);
}
