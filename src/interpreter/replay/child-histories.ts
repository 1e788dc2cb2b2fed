import type { JsonValue } from '../../asl';
import type { BranchStep, TaskCall } from '../task-call';
import { UsageError } from '../usage-error';
import { type BranchLog, branchLogs } from './branch-logs';
import { readHistory } from './read-history';
import { payloadOf, type RecordedEvent } from './recorded-event';

/** The history of one child execution of a distributed Map. */
export interface ChildHistory {
  readonly events: readonly RecordedEvent[];
  readonly logs: ReadonlyMap<string, BranchLog>;
  readonly input: JsonValue;
  /** The Map iterations around it, once a call of it was seen. */
  place: readonly BranchStep[] | undefined;
}

/** Histories of child executions, found by the input that each was started with. */
export class ChildHistories {
  /** Those that were asked for, by the ARN of the execution that stands for them. */
  readonly found = new Map<string, ChildHistory>();
  private readonly all: ChildHistory[];

  constructor(histories: readonly unknown[]) {
    this.all = histories.map((history, index) => {
      const events = named(index, () => readHistory(history));
      const input = payloadOf(events[0] as RecordedEvent, 'input') as JsonValue;
      return { events, logs: branchLogs(events), input, place: undefined };
    });
  }

  /** Whether there are any. */
  get given(): boolean {
    return this.all.length > 0;
  }

  /**
   * Gives the history of the child execution that a call comes from; undefined when none of them had its input.
   *
   * @param depth how many steps of its branch lead to the child
   */
  of(call: TaskCall, depth: number): ChildHistory | undefined {
    const { Execution } = call.context as { readonly Execution: { readonly Id: string; readonly Input: JsonValue } };
    const known = this.found.get(Execution.Id);
    if (known !== undefined) return known;
    const input = JSON.stringify(Execution.Input);
    const child = this.all.find((each) => each.place === undefined && JSON.stringify(each.input) === input);
    if (child === undefined) return undefined;
    child.place = call.branch.slice(0, depth);
    this.found.set(Execution.Id, child);
    return child;
  }
}

function named<Result>(index: number, read: () => Result): Result {
  try {
    return read();
  } catch (thrown) {
    if ((thrown as Error).name !== 'UsageError') throw thrown;
    throw new UsageError(`children[${index}]: ${(thrown as Error).message}`);
  }
}
