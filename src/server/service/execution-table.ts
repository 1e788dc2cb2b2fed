import { QUOTAS } from '../../asl';
import type { ExecutionRecord, RootExecution } from './execution-record';
import { doesNotExist } from './service-problem';

const isRoot = (record: ExecutionRecord): record is RootExecution => 'execution' in record;

/** Executions by ARN: all that run, and as many of those that have ended as there is room for. */
export class ExecutionTable {
  private readonly records = new Map<string, ExecutionRecord>();
  private readonly running = new Set<RootExecution>();
  /** In the order in which they ended. */
  private readonly ended = new Set<RootExecution>();
  /** ARNs of what an execution started, so that it goes with it. */
  private readonly startedBy = new Map<RootExecution, string[]>();

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
    const started = this.startedBy.get(by);
    if (started === undefined) this.startedBy.set(by, [record.arn]);
    else started.push(record.arn);
  }

  /** Marks one as ended, and forgets the one that ended first where there is no room. */
  end(record: RootExecution): void {
    if (!this.running.delete(record)) return;
    // Nobody can ask for an Express execution that has ended.
    if (record.type === 'EXPRESS') {
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

  /** All that are known. */
  all(): Iterable<ExecutionRecord> {
    return this.records.values();
  }

  /** Those that were asked for and run. */
  runningRoots(): readonly RootExecution[] {
    return [...this.running];
  }

  /** Those that were asked for, running or kept. */
  roots(): readonly RootExecution[] {
    return [...this.running, ...this.ended];
  }

  /** Those of a machine, the latest first. */
  ofMachine(machineArn: string): readonly ExecutionRecord[] {
    return [...this.records.values()]
      .filter((record) => record.machineArn === machineArn)
      .sort((one, other) => other.sequence - one.sequence);
  }

  /** The execution that was asked for whose engine runs this one. */
  rootOf(arn: string): RootExecution | undefined {
    const record = this.records.get(arn);
    if (record === undefined || isRoot(record)) return record;
    for (const [root, arns] of this.startedBy) if (arns.includes(arn)) return root;
    return undefined;
  }

  private forget(record: RootExecution): void {
    if (this.records.get(record.arn) === record) this.records.delete(record.arn);
    for (const arn of this.startedBy.get(record) ?? []) this.records.delete(arn);
    this.startedBy.delete(record);
    this.forgotten(record);
  }
}
