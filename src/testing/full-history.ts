import { QUOTAS } from '../asl';
import type { HistoryEvent, MapRunDescription } from '../interpreter';
import type { TestExecution } from './execution/test-execution';

/** Whether an execution ended with this error since its history had no room for another event. */
export function filledHistory({ error, cause }: { readonly error?: string | undefined; readonly cause?: string | undefined }): boolean {
  return error === 'States.Runtime' && /maximum number of history events/.test(cause ?? '');
}

/** What filled its history within an execution: machines that it started, and children of its distributed Maps. Undefined if nothing did. */
export function filledWithin({ started = [], mapRuns = [] }: Partial<Pick<TestExecution, 'started' | 'mapRuns'>>): string | undefined {
  const other = started.find(filledHistory);
  if (other !== undefined) return `the execution of ${other.machine} that it started has ${other.history.length} events`;
  const full = childrenOf(mapRuns).find(({ history }) => filledHistory(failureIn(history)));
  return full === undefined ? undefined : `a child execution of its distributed Map "${full.state}" has ${full.history.length} events`;
}

function childrenOf(runs: readonly MapRunDescription[]): { readonly state: string; readonly history: readonly HistoryEvent[] }[] {
  return runs.flatMap(({ stateName, children }) =>
    children.flatMap(({ history, mapRuns }) => [{ state: stateName, history }, ...childrenOf(mapRuns)]),
  );
}

function failureIn(history: readonly HistoryEvent[]): { readonly error?: string | undefined; readonly cause?: string | undefined } {
  return history.length < QUOTAS.historyEvents ? {} : (history.at(-1)?.executionFailedEventDetails ?? {});
}
