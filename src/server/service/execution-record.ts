import type { JsonValue, MockedCase } from '../../asl';
import { jsonFrom } from '../../asl';
import type { Execution, MapRunChild, MapRunDescription } from '../../interpreter';
import type { CallCounts } from '../tasks/listed-answers';
import type { MachineRecord, Revision } from './machine-record';

/** What was asked of an execution, and where it stands. */
export interface ExecutionRecord {
  readonly arn: string;
  readonly name: string;
  readonly type: 'STANDARD' | 'EXPRESS';
  readonly machineArn: string;
  readonly revision: Revision | undefined;
  readonly versionArn?: string;
  readonly aliasArn?: string;
  readonly traceHeader?: string;
  /** Of a child execution of a Map run. */
  readonly mapRun?: { readonly arn: string; readonly label: string; readonly itemCount: number };
  readonly startDate: Date;
  /** Order of its start. */
  readonly sequence: number;
  /** Input as it was sent. */
  readonly input: string;
  redriveCount: number;
  redriveDate: Date | undefined;
  /** The latest redrives that a client gave a token of its own. */
  redrives?: readonly { readonly token: string; readonly date: Date }[];
  /** The execution that was asked for, whose engine runs this one: itself, or the one that started it. Absent of a child of a Map run. */
  readonly root?: RootExecution;
  /** Reads how it stands. */
  readonly view: () => ExecutionView;
}

/** How an execution stands. */
export interface ExecutionView {
  readonly status: 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED' | 'PENDING_REDRIVE';
  readonly output?: JsonValue | undefined;
  readonly error?: string | undefined;
  readonly cause?: string | undefined;
  readonly stopDate?: Date | undefined;
  readonly history: Execution['history'];
  readonly mapRuns: readonly MapRunDescription[];
  /** Why it cannot be redriven. */
  readonly redriveRefusal?: string | undefined;
}

/** An execution that was asked for, with the engine that runs it and all that it starts. */
export interface RootExecution extends ExecutionRecord {
  readonly machine: MachineRecord;
  readonly execution: Execution;
  /** The test case of a MockConfigFile that it was started with. */
  readonly mocked?: MockedCase;
  /** How often answers that are counted were asked for. */
  readonly calls: CallCounts;
  /** Set when something that is not an outcome of the workflow ended it. */
  trouble: { readonly error: string; readonly cause: string; readonly stopDate: Date } | undefined;
  /** When it was seen to end. */
  endedAt: number | undefined;
  /** Executions that it started, in their order, as far as the service knows of them. */
  readonly started: ExecutionRecord[];
  /** Task tokens that its tasks were given. */
  readonly tokens: string[];
  /** Who wants to know that it has ended. */
  readonly whenEnded: (() => void)[];
}

/** Reads a child execution of a Map run. */
export function viewOfChild({ history, status, mapRuns }: MapRunChild): ExecutionView {
  const last = history.at(-1);
  const details = {
    ...last?.executionSucceededEventDetails,
    ...last?.executionFailedEventDetails,
    ...last?.executionTimedOutEventDetails,
    ...last?.executionAbortedEventDetails,
  };
  return {
    status: (status ?? 'RUNNING') as ExecutionView['status'],
    ...(details.output === undefined ? {} : { output: jsonFrom(details.output) }),
    ...(details.error === undefined ? {} : { error: details.error }),
    ...(details.cause === undefined ? {} : { cause: details.cause }),
    ...(status === undefined || last === undefined ? {} : { stopDate: last.timestamp }),
    history,
    mapRuns,
  };
}
