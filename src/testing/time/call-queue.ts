import { AsyncLocalStorage } from 'node:async_hooks';
import { WatchedPromise } from './watched-promise';

/** The queue whose predicate is being asked: a call from there is a part of the one that asks. */
const asking = new AsyncLocalStorage<CallQueue>();

/** The calls of one execution that move time: one after the other, in the order in which they were made, so that none loses its time. */
export class CallQueue {
  private last: Promise<unknown> | undefined;
  /** Calls that have not succeeded. */
  private readonly calls = new Set<WatchedPromise<unknown>>();
  /** Calls that were made in this turn of the code. */
  private readonly fresh = new Set<WatchedPromise<unknown>>();
  /** Calls behind which the execution was asked before they had moved anything. */
  private readonly hasty = new Set<WatchedPromise<unknown>>();

  /** @param watched whether somebody asks for {@link unseen} in the end: errors of calls that nobody awaits are then not left to the process */
  constructor(private readonly watched: boolean) {}

  /** Does the work when its turn comes: at once where no call is under way. */
  add<Result>(work: () => Promise<Result>): Promise<Result> {
    const { last } = this;
    const nested = asking.getStore() === this;
    let made: WatchedPromise<unknown> | undefined;
    // Before the work goes on, whose handlers and predicates may ask the execution.
    if (!nested) void Promise.resolve().then(() => made && this.fresh.delete(made));
    const done = nested || last === undefined ? work() : last.then(work, work);
    const call = WatchedPromise.of(done);
    if (!nested) {
      made = call;
      this.fresh.add(call);
    }
    if (this.watched) call.silence();
    this.calls.add(call);
    if (!nested) this.last = done;
    const over = (): void => {
      if (this.last === done) this.last = undefined;
    };
    done.then(() => {
      over();
      this.calls.delete(call);
    }, over);
    return call;
  }

  /** Whether a call was made in this turn of the code, so that it cannot have moved time yet. */
  get justMade(): boolean {
    return this.fresh.size > 0;
  }

  /** Notes that the execution is asked, which is too early for calls that were made in this turn. */
  asked(): void {
    for (const call of this.fresh) this.hasty.add(call);
  }

  /** Whether the execution was asked behind a call that nobody has awaited since: what it told was the time before. */
  get askedTooEarly(): boolean {
    return [...this.hasty].some((call) => !call.seen);
  }

  /** Asks a predicate, which may itself make calls. */
  ask<Answer>(predicate: () => Answer): Answer {
    return asking.run(this, predicate);
  }

  /** Whether a call is under way. */
  get busy(): boolean {
    return this.last !== undefined;
  }

  /** Resolves when every call has ended. */
  async ended(): Promise<void> {
    while (this.last !== undefined) await this.last.then(undefined, () => undefined);
  }

  /** The first error of a call that nobody awaited. */
  unseen(): { readonly error: unknown } | undefined {
    for (const call of this.calls) if (!call.seen && call.failure !== undefined) return call.failure;
    return undefined;
  }

  /** Whether an error reached somebody who awaited a call. */
  hasShown(error: unknown): boolean {
    for (const call of this.calls) if (call.seen && call.failure?.error === error) return true;
    return false;
  }
}
