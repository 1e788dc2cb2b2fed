import { errorText, firstIn, type JsonValue } from '../../asl';
import type { BranchStep } from '../tasks/task-call';
import { UsageError } from '../usage-error';
import { type BranchLog, branchLogs } from './branch-logs';
import { readHistory } from './read-history';
import { payloadOf, type RecordedEvent } from './recorded-event';
import type { EnteredState } from './states-of';

/** The history of one child execution of a distributed Map. */
export interface ChildHistory {
  readonly events: readonly RecordedEvent[];
  readonly logs: ReadonlyMap<string, BranchLog>;
  /** The Map iterations around it, once it was asked for. */
  place: readonly BranchStep[];
}

/** Histories of child executions, found by the input that each was started with. */
export class ChildHistories {
  /** Those that were asked for, by the ARN of the execution that stands for them. */
  readonly found = new Map<string, ChildHistory>();
  /** Those that were not, by the text of their input. */
  private readonly waiting = new Map<string, ChildHistory[]>();
  /** Whether there were any. */
  readonly given: boolean;

  constructor(histories: readonly unknown[], places: ReadonlyMap<string, EnteredState>) {
    this.given = histories.length > 0;
    for (const [index, history] of histories.entries()) {
      const events = namingChild(index, () => readHistory(history));
      const input = JSON.stringify(payloadOf(firstIn(events), 'input'));
      const child = { events, logs: branchLogs(events, places), place: [] };
      const alike = this.waiting.get(input);
      if (alike === undefined) this.waiting.set(input, [child]);
      else alike.push(child);
    }
  }

  /** Whether there is one that was never asked for. */
  get isLeft(): boolean {
    return [...this.waiting.values()].some((children) => children.length > 0);
  }

  /**
   * The history of a child execution that has begun; undefined when none of those left has its input.
   *
   * @param place the Map iterations around it
   */
  take(arn: string, input: JsonValue, place: readonly BranchStep[]): ChildHistory | undefined {
    const child = this.waiting.get(JSON.stringify(input))?.shift();
    if (child === undefined) return undefined;
    child.place = place;
    this.found.set(arn, child);
    return child;
  }
}

function namingChild<Result>(index: number, read: () => Result): Result {
  try {
    return read();
  } catch (thrown) {
    if ((thrown as Error).name !== 'UsageError') throw thrown;
    throw new UsageError(`children[${index}]: ${errorText(thrown)}`);
  }
}
