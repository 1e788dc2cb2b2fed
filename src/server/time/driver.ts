import { errorText } from '../../asl';
import type { ExternalTask } from '../../interpreter';
import type { RootExecution } from '../service/execution-record';
import type { ServerClock } from './time-mode';

/** The longest delay that a timer of Node takes. */
const LONGEST_TIMER = 2 ** 31 - 1;

/** Is told what became of an execution after each move. */
export interface ExecutionWatch {
  /** It has moved: it may have started others, and tasks may wait. */
  moved(record: RootExecution): void;
  ended(record: RootExecution): void;
}

/** Moves executions: when they start, when a timer is due, when somebody answers a task. */
export class Driver {
  /** What ends the sleep of an execution. */
  private readonly sleeping = new Map<RootExecution, () => void>();
  /** Handlers' promises that are out, by execution. */
  private readonly open = new Map<ExternalTask, RootExecution>();
  private whenSettled: (() => void)[] = [];
  private closed = false;

  constructor(
    private readonly clock: ServerClock,
    private readonly watch: ExecutionWatch,
  ) {}

  /**
   * Brings an execution to the present, before somebody does something to it: it stands at the time of its last move, and what is done to it would happen, and its
   * timers run, from then on.
   */
  reach(record: RootExecution): void {
    if (record.trouble !== undefined || this.closed) return;
    try {
      this.toPresent(record);
    } catch (thrown) {
      this.fail(record, thrown);
    }
  }

  private toPresent({ execution }: RootExecution): void {
    const { now, mode } = this.clock;
    if (mode === 'virtual' || !execution.running) execution.advanceClock(now);
    else execution.stepTo(now);
  }

  /** Runs all of an execution that can run now, and sees to it that the rest runs in its time. */
  move(record: RootExecution): void {
    const { execution } = record;
    if (record.trouble !== undefined || this.closed) return;
    this.wake(record);
    const { mode } = this.clock;
    let skipped = false;
    try {
      this.toPresent(record);
      execution.pump();
      skipped = mode === 'fast' && execution.skipDelays();
    } catch (thrown) {
      this.fail(record, thrown);
      return;
    }
    this.watch.moved(record);
    if (!execution.running) this.watch.ended(record);
    else if (skipped) this.moveSoon(record);
    else if (mode !== 'virtual') this.sleep(record);
  }

  /** Something that is not an outcome of the workflow went wrong in it. */
  fail(record: RootExecution, thrown: unknown): void {
    const message = errorText(thrown);
    record.trouble = { error: 'States.Runtime', cause: message, stopDate: this.clock.date };
    this.wake(record);
    this.watch.moved(record);
    this.watch.ended(record);
  }

  /** Waits for the promise of a handler, which holds nothing else back. */
  answerLater(record: RootExecution, task: ExternalTask, settle: Promise<() => void>): void {
    this.open.set(task, record);
    void settle.then((answer) => {
      this.open.delete(task);
      this.reach(record);
      try {
        answer();
      } catch (thrown) {
        this.fail(record, thrown);
      }
      this.move(record);
      if (this.open.size === 0) for (const settled of this.whenSettled.splice(0)) settled();
    });
  }

  /** Resolves with true when no promise of a handler is out, with false when that takes longer than so many real milliseconds. */
  settled(within: number): Promise<boolean> {
    for (const task of this.open.keys()) if (!task.open) this.open.delete(task);
    if (this.open.size === 0) return Promise.resolve(true);
    return new Promise((resolve) => {
      const timer = setTimeout(() => resolve(false), within);
      this.whenSettled.push(() => {
        clearTimeout(timer);
        resolve(true);
      });
    });
  }

  /** Executions whose handlers have not settled. */
  unsettled(): readonly RootExecution[] {
    return [...new Set(this.open.values())];
  }

  /** Stops everything: nothing moves any more. */
  close(): void {
    this.closed = true;
    for (const record of [...this.sleeping.keys()]) this.wake(record);
  }

  /** The API and other executions have their turn between two delays that are skipped. */
  private moveSoon(record: RootExecution): void {
    const soon = setImmediate(() => this.move(record));
    this.sleeping.set(record, () => clearImmediate(soon));
  }

  private sleep(record: RootExecution): void {
    const at = record.execution.nextTimerAt;
    if (at === undefined) return;
    const timer = setTimeout(() => this.move(record), Math.min(Math.max(at - this.clock.now, 0), LONGEST_TIMER));
    this.sleeping.set(record, () => clearTimeout(timer));
  }

  private wake(record: RootExecution): void {
    this.sleeping.get(record)?.();
    this.sleeping.delete(record);
  }
}
