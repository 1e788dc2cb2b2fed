import { QUOTAS } from '../../asl';
import { doesNotExist } from '../service-problem';
import type { ExecutionRecord, RootExecution } from './execution-record';

/** Executions by ARN: all that run, and as many of those that have ended as there is room for. */
export class ExecutionTable {
  private readonly records = new Map<string, ExecutionRecord>();
  private readonly running = new Set<RootExecution>();
  /** In the order in which they ended. */
  private readonly ended = new Set<RootExecution>();

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

  /** Marks one as ended, and forgets the one that ended first where there is no room. */
  end(record: RootExecution): void {
    if (!this.running.delete(record)) return;
    // Nobody can ask for an Express execution that has ended; for what it started they can.
    if (record.type === 'EXPRESS' && record.started.length === 0) {
      this.forget(record);
      return;
    }
    this.ended.add(record);
    for (const oldest of this.ended) {
      if (this.ended.size <= this.kept) return;
      this.ended.delete(oldest);
      this.forget(oldest);
    }
  }

  /** Marks one as running again. */
  resume(record: RootExecution): void {
    this.ended.delete(record);
    this.running.add(record);
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
