import type { ExecutionCounts, StateCounts } from '../../interpreter';

/** Child executions whose history nobody can read. */
export interface UnreadChildren {
  readonly number: number;
  /** Why it cannot be read, as the end of a sentence. */
  readonly why: string;
  /** Undefined where not even counts are known: on AWS. */
  readonly counts: ExecutionCounts | undefined;
  /** What makes their histories readable, as a hint. */
  readonly remedy: string;
}

/** The child executions of an execution that ran here whose history is not kept; undefined when all are. */
export function unreadChildren(counts: ExecutionCounts | undefined, call = 'execute(input, …)'): UnreadChildren | undefined {
  if (counts === undefined || counts.withoutHistory === 0) return undefined;
  const remedy = `keep their histories with the option { childHistories: ${counts.children} } of ${call}.`;
  const why = `the history of ${counts.withoutHistory} of ${counts.children} child executions was not kept`;
  return { number: counts.withoutHistory, counts, why, remedy };
}

/** The counts of a state. */
export function countsOfState({ states }: ExecutionCounts, name: string): StateCounts | undefined {
  return states.find((state) => state.name === name);
}
