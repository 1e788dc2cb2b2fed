import { type ExecutionCounts, executionCounts } from '../counts/execution-counts';
import type { Run } from '../engine/run';
import { copyJson } from '../payloads/own-copy';
import type { StartedNested } from './execution';

/** How an execution stands that another one started. */
export function startedNested(run: Run): StartedNested {
  return {
    arn: run.arn,
    name: run.name,
    stateMachineArn: run.stateMachineArn,
    stateMachineName: run.stateMachineName,
    type: run.options.type,
    ...(run.options.listed === undefined ? {} : { listed: run.options.listed }),
    status: run.status ?? 'RUNNING',
    startDate: new Date(run.startedAt),
    ...(run.status === undefined ? {} : { stopDate: new Date(run.endedAt) }),
    input: copyJson(run.input),
    ...(run.output === undefined ? {} : { output: copyJson(run.output) }),
    ...(run.error === undefined ? {} : { error: run.error }),
    ...(run.cause === undefined ? {} : { cause: run.cause }),
    // Made when they are read: a driver looks at the rest after each step.
    get history() {
      return run.history();
    },
    get mapRuns() {
      return run.mapRuns.map((mapRun) => mapRun.describe());
    },
    get counts() {
      return countsOf(run);
    },
    get redriveRefusal() {
      return run.redriveRefusal();
    },
  };
}

/** What the states of an execution did so far. */
export function countsOf({ options, counts, engine }: Run): ExecutionCounts {
  return executionCounts({ group: options.group, counts, payloadLimit: engine.payloadLimit });
}
