import type { HistoryEvent } from '../../../interpreter';
import { UsageError } from '../../usage-error';
import type { CallStepFunctions } from '../step-functions';
import { allPages } from './pages';

/** Events of a page, and entries of a list: the most that AWS gives at once. */
const PAGE = 1000;

/** All events of an execution on AWS, with its data. Rejects with a usage error for an Express execution, which keeps none. */
export async function readHistory(call: CallStepFunctions, executionArn: string): Promise<HistoryEvent[]> {
  requireStandard(executionArn);
  return allPages(`GetExecutionHistory of ${executionArn}`, async (nextToken) => {
    const { events, nextToken: next } = await call('GetExecutionHistory', {
      executionArn,
      includeExecutionData: true,
      maxResults: PAGE,
      ...(nextToken === undefined ? {} : { nextToken }),
    });
    return { items: events, nextToken: next };
  });
}

/** A run of a distributed Map on AWS, with what its child executions did. */
export interface FetchedMapRun {
  readonly mapRunArn: string;
  /** Executions with a history, which Express ones do not have. */
  readonly children: readonly FetchedChild[];
  /** Express children, which keep no history: nobody can say what they did. */
  readonly withoutHistory: number;
}

/** One child execution of a distributed Map on AWS. */
export interface FetchedChild {
  readonly executionArn: string;
  readonly name: string;
  readonly status: string;
  readonly history: readonly HistoryEvent[];
  /** Its own runs of distributed Maps. */
  readonly mapRuns: readonly FetchedMapRun[];
}

/** The runs of an execution's distributed Maps, and of those inside of them. Express children keep no history: they are only counted. */
export async function readMapRuns(
  call: CallStepFunctions,
  executionArn: string,
  history: readonly HistoryEvent[],
): Promise<FetchedMapRun[]> {
  if (!history.some((event) => event.type === 'MapRunStarted')) return [];
  const runs = await allPages(`ListMapRuns of ${executionArn}`, async (nextToken) => {
    const answer = await call('ListMapRuns', { executionArn, maxResults: PAGE, ...(nextToken === undefined ? {} : { nextToken }) });
    return { items: answer.mapRuns, nextToken: answer.nextToken };
  });
  const read: FetchedMapRun[] = [];
  for (const { mapRunArn } of runs) {
    const executions = await allPages(`ListExecutions of ${mapRunArn}`, async (nextToken) => {
      const answer = await call('ListExecutions', { mapRunArn, maxResults: PAGE, ...(nextToken === undefined ? {} : { nextToken }) });
      return { items: answer.executions, nextToken: answer.nextToken };
    });
    const children: FetchedChild[] = [];
    // ListExecutions begins with the latest.
    for (const { executionArn: child, name, status } of executions.reverse()) {
      if (isExpress(child)) continue;
      const history = await readHistory(call, child);
      children.push({ executionArn: child, name, status, history, mapRuns: await readMapRuns(call, child, history) });
    }
    children.sort((one, other) => firstMillis(one) - firstMillis(other));
    read.push({ mapRunArn, children, withoutHistory: executions.length - children.length });
  }
  return read;
}

function firstMillis({ history }: FetchedChild): number {
  return history[0]?.timestamp.getTime() ?? 0;
}

function isExpress(executionArn: string): boolean {
  return executionArn.split(':')[5] === 'express';
}

function requireStandard(executionArn: string): void {
  const parts = executionArn.split(':');
  if (parts[2] === 'states' && parts[5] === 'execution') return;
  if (parts[2] === 'states' && isExpress(executionArn)) {
    throw new UsageError(
      `The execution ${executionArn} is an Express one: AWS keeps no history of it.`,
      'take its events from CloudWatch Logs, or run the machine as STANDARD.',
    );
  }
  throw new UsageError(
    `Expected the ARN of an execution, received ${JSON.stringify(executionArn)}.`,
    'it looks like arn:aws:states:eu-west-1:111111111111:execution:Orders:name.',
  );
}
