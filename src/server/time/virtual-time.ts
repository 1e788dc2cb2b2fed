import type { RootExecution } from '../service/execution-record';
import { validationProblem } from '../service-problem';
import type { Driver } from './driver';
import type { ServerClock } from './time-mode';

/** Real milliseconds that handlers may take before a request that moves time is refused. */
const SETTLE_WITHIN = 30_000;

/** Moves the time of a server whose time stands still; requests to move it queue. */
export class VirtualTime {
  private last: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly clock: ServerClock,
    private readonly driver: Driver,
    private readonly running: () => readonly RootExecution[],
  ) {}

  /** Moves time by so many milliseconds, from timer to timer, over all executions. */
  advance(milliseconds: number): Promise<void> {
    return this.inTurn(() => this.moveTo(this.clock.now + milliseconds));
  }

  /** Moves time to the next timer of any execution; false when there is none. */
  skipToNext(): Promise<boolean> {
    return this.inTurn(async () => {
      await this.settle();
      const next = this.next();
      if (next !== undefined) await this.moveTo(next.at);
      return next !== undefined;
    });
  }

  private inTurn<Result>(move: () => Promise<Result>): Promise<Result> {
    const moved = this.last.then(move);
    this.last = moved.catch(() => undefined);
    return moved;
  }

  private async moveTo(target: number): Promise<void> {
    for (;;) {
      // How long a handler really takes is never an outcome: time stands until it has settled.
      await this.settle();
      const next = this.next();
      if (next === undefined || next.at > target) break;
      this.clock.moveTo(next.at);
      try {
        next.record.execution.fireNextTimer(next.at);
      } catch (thrown) {
        this.driver.fail(next.record, thrown);
        continue;
      }
      this.driver.move(next.record);
    }
    this.clock.moveTo(target);
  }

  private next(): { readonly record: RootExecution; readonly at: number } | undefined {
    let first: { readonly record: RootExecution; readonly at: number } | undefined;
    for (const record of this.running()) {
      const at = record.trouble === undefined ? record.execution.nextTimerAt : undefined;
      if (at !== undefined && (first === undefined || at < first.at)) first = { record, at };
    }
    return first;
  }

  private async settle(): Promise<void> {
    if (await this.driver.settled(SETTLE_WITHIN)) return;
    const [record] = this.driver.unsettled();
    throw validationProblem(
      `Time cannot move: a handler of execution ${record?.arn ?? '?'} has not settled in ${SETTLE_WITHIN / 1000} s. Hint: let its promise resolve, or answer with delayed(seconds, ...).`,
    );
  }
}
