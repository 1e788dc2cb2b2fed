import { requireArguments } from '../../asl';
import type { HistoryEvent } from '../../interpreter';
import { ANY_OPTIONS, EXECUTION_ARN } from '../parameters';
import { requireOptions } from '../require-options';
import { type FetchedMapRun, readHistory, readMapRuns } from '../target/deployed/read-history';
import { SFN_ACCESS, type SfnAccess, stepFunctions } from '../target/step-functions';

/** The history of an execution on AWS, as `replay` and `recordFrom` take it. */
export interface FetchedHistory {
  readonly executionArn: string;
  readonly events: readonly HistoryEvent[];
  /** Histories of the child executions of its distributed Maps, at any depth: what `replay` takes as `children`. Express ones keep none. */
  readonly children: readonly (readonly HistoryEvent[])[];
  readonly mapRuns: readonly FetchedMapRun[];
}

/**
 * Fetches the whole history of an execution, and those of the child executions of its distributed Maps, with `@aws-sdk/client-sfn`.
 * Rejects with a usage error for what is not an execution, or an Express one: AWS keeps no history of those.
 *
 * @example
 * const history = await fetchHistory('arn:aws:states:eu-west-1:111111111111:execution:Orders:o-1');
 * const { matches, divergence } = await replay(changed, history, { children: history.children });
 */
export async function fetchHistory(executionArn: string, access: SfnAccess = {}): Promise<FetchedHistory> {
  requireArguments('fetchHistory()', arguments, EXECUTION_ARN, ANY_OPTIONS);
  requireOptions('fetchHistory()', access, SFN_ACCESS);
  const call = stepFunctions(access, 'fetchHistory()');
  const events = await readHistory(call, executionArn);
  const mapRuns = await readMapRuns(call, executionArn, events);
  return { executionArn, events, mapRuns, children: historiesIn(mapRuns) };
}

function historiesIn(mapRuns: readonly FetchedMapRun[]): (readonly HistoryEvent[])[] {
  return mapRuns.flatMap(({ children }) => children.flatMap(({ history, mapRuns: inside }) => [history, ...historiesIn(inside)]));
}
