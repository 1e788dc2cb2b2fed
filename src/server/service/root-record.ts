import type { MockedCase } from '../../asl';
import type { Execution } from '../../interpreter';
import type { CallCounts } from '../tasks/listed-answers';
import type { ExecutionRecord, ExecutionView, RootExecution } from './execution-record';
import type { MachineRecord, Revision } from './machine-record';

/** What is known of an execution when it is asked for. */
export interface RootFacts {
  readonly input: string;
  readonly versionArn: string | undefined;
  readonly aliasArn: string | undefined;
  readonly traceHeader: string | undefined;
  readonly mocked: MockedCase | undefined;
  readonly machine: MachineRecord;
  readonly revision: Revision;
  readonly name: string;
  readonly startDate: Date;
  readonly sequence: number;
}

/** An execution that was asked for. A class, since thousands of them are made in a second: objects with getters of their own take several times as long. */
export class RootRecord implements RootExecution {
  readonly arn: string;
  readonly name: string;
  readonly type: 'STANDARD' | 'EXPRESS';
  readonly machine: MachineRecord;
  readonly machineArn: string;
  readonly revision: Revision;
  readonly versionArn?: string;
  readonly aliasArn?: string;
  readonly traceHeader?: string;
  readonly mocked?: MockedCase;
  readonly startDate: Date;
  readonly sequence: number;
  readonly input: string;
  redriveCount = 0;
  redriveDate: Date | undefined;
  trouble: RootExecution['trouble'];
  endedAt: number | undefined;
  readonly started: ExecutionRecord[] = [];
  readonly tokens: string[] = [];
  readonly whenEnded: (() => void)[] = [];
  private counted: CallCounts | undefined;

  constructor(
    readonly execution: Execution,
    facts: RootFacts,
  ) {
    this.arn = execution.arn;
    this.name = facts.name;
    this.type = facts.machine.type;
    this.machine = facts.machine;
    this.machineArn = facts.machine.arn;
    this.revision = facts.revision;
    this.startDate = facts.startDate;
    this.sequence = facts.sequence;
    this.input = facts.input;
    if (facts.versionArn !== undefined) this.versionArn = facts.versionArn;
    if (facts.aliasArn !== undefined) this.aliasArn = facts.aliasArn;
    if (facts.traceHeader !== undefined) this.traceHeader = facts.traceHeader;
    if (facts.mocked !== undefined) this.mocked = facts.mocked;
  }

  get calls(): CallCounts {
    this.counted ??= new Map();
    return this.counted;
  }

  get root(): RootExecution {
    return this;
  }

  view(): ExecutionView {
    return new RootView(this);
  }
}

/** How a running or ended execution of the engine stands, read when it is asked. */
class RootView implements ExecutionView {
  constructor(private readonly record: RootRecord) {}

  /** What ended it: the workflow, or what was not an outcome of it. */
  private get end(): Pick<ExecutionView, 'output' | 'error' | 'cause'> & { readonly status: ExecutionView['status'] } {
    const { execution, trouble } = this.record;
    if (execution.result !== undefined) return execution.result;
    return trouble === undefined ? RUNNING : { status: 'FAILED', error: trouble.error, cause: trouble.cause };
  }

  get status(): ExecutionView['status'] {
    return this.end.status;
  }

  get output(): ExecutionView['output'] {
    return this.end.output;
  }

  get error(): string | undefined {
    return this.end.error;
  }

  get cause(): string | undefined {
    return this.end.cause;
  }

  get stopDate(): Date | undefined {
    const { execution, trouble, endedAt } = this.record;
    if (this.end === RUNNING) return undefined;
    return trouble?.stopDate ?? new Date(endedAt ?? execution.now);
  }

  /** With the event that ends it, which the engine does not record of what was not an outcome of the workflow. */
  get history(): ExecutionView['history'] {
    const { execution, trouble } = this.record;
    const { history } = execution;
    if (trouble === undefined || execution.result !== undefined) return history;
    const { error, cause, stopDate: timestamp } = trouble;
    const last = history.length;
    return [
      ...history,
      { id: last + 1, previousEventId: last, type: 'ExecutionFailed', timestamp, executionFailedEventDetails: { error, cause } },
    ];
  }

  get mapRuns(): ExecutionView['mapRuns'] {
    return this.record.execution.mapRuns;
  }

  get redriveRefusal(): string | undefined {
    return this.record.execution.redriveRefusal;
  }
}

const RUNNING = { status: 'RUNNING' } as const;
