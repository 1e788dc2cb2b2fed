import type { Branch } from '../engine/branch';
import type { Timer } from '../engine/clock';
import { Engine } from '../engine/engine';
import type { Outcome, PreparedRetrier } from '../engine/prepared';
import { retryDelay } from '../engine/retry';
import type { Standstill } from '../engine/wait';
import { branchKey } from './branch-logs';
import type { Timing } from './timing';

/**
 * An engine whose branches take one step when they are told to, in whatever order: the order of a record takes the place of the line and the clock.
 * Let go, it goes on as any engine does.
 */
export class FollowingEngine extends Engine {
  /** Whether a branch with this key is moved by hand, and its timers are held. */
  follows: (key: string) => boolean = () => false;
  /** Is told of every branch that stands still, once its timers are held or not. */
  onPark: (branch: Branch, held: boolean) => void = () => {};
  /** Is told of the first branch of every other execution, before it is followed or not. */
  onChild: (branch: Branch) => void = () => {};
  /** Is told of every branch before it takes a step. */
  onMove: (branch: Branch) => void = () => {};
  /** Task tokens that were made. */
  readonly tokens = new Set<string>();
  private following = true;
  /** When each branch came to stand still. */
  private readonly parkedAt = new WeakMap<Branch, number>();
  /** Branches whose delay was drawn at random. */
  private readonly drawn = new WeakSet<Branch>();
  private readonly line = new Set<Branch>();
  private readonly silent = new Set<Branch>();
  private readonly branches = new Map<string, Branch>();
  private readonly keys = new WeakMap<Branch, string>();

  override ready(branch: Branch): void {
    if (!this.following) {
      super.ready(branch);
      return;
    }
    this.line.add(branch);
    this.branches.set(this.keyOf(branch), branch);
    if (branch.run !== this.root && branch === branch.run.root) this.onChild(branch);
  }

  /** A Wait goes on after a redrive without an event: it must not wait for its turn. */
  override revive(branch: Branch, event: number): void {
    super.revive(branch, event);
    const { resume, visit } = branch;
    if (this.following && resume !== undefined && visit.state.node.type === 'Wait') this.silent.add(branch);
  }

  /** Lets those branches go on that `goesOn` says go on without an event. */
  moveSilent(goesOn: (key: string) => boolean): void {
    for (const branch of this.silent) {
      this.silent.delete(branch);
      if (this.line.has(branch) && goesOn(this.keyOf(branch))) this.move(branch);
    }
  }

  override park(branch: Branch, reason: Standstill): Outcome {
    const outcome = super.park(branch, reason);
    this.parkedAt.set(branch, this.clock.now);
    const held = this.following && this.follows(this.keyOf(branch));
    if (held) this.hold(branch);
    this.onPark(branch, held);
    return outcome;
  }

  /** No history tells what was drawn: the longest delay there may be is known. */
  override retryDelay(branch: Branch, retrier: PreparedRetrier, done: number): number {
    if (retrier.jitter) this.drawn.add(branch);
    else this.drawn.delete(branch);
    return retryDelay({ ...retrier, jitter: false }, done, this.random);
  }

  /** What the timer of a branch that stands in a Wait, or before a retry, was set to; undefined for any other branch. */
  timingOf(branch: Branch): Timing | undefined {
    const { reason, timer } = branch.visit.wait;
    if (timer === undefined || (reason !== 'wait' && reason !== 'retry')) return undefined;
    const lasts = timer.at - (this.parkedAt.get(branch) ?? timer.at);
    return { kind: reason, lasts, until: timer.at, atMost: reason === 'retry' && this.drawn.has(branch) };
  }

  /** Key of a branch among those of all executions: that of its execution, '' for the first, and its own within it. */
  keyOf(branch: Branch): string {
    let key = this.keys.get(branch);
    if (key === undefined) {
      const { run } = branch;
      key = run === this.root ? branchKey(branch.path()) : run.arn + branchKey(branch.path().slice(run.root.path().length));
      this.keys.set(branch, key);
    }
    return key;
  }

  /** The branch with a key that became ready last. */
  branchOf(key: string): Branch | undefined {
    return this.branches.get(key);
  }

  isReady(branch: Branch): boolean {
    return this.line.has(branch);
  }

  /** A ready branch that nobody moves by hand. */
  nextUnfollowed(): Branch | undefined {
    for (const branch of this.line) {
      if (branch.ended) this.line.delete(branch);
      else if (!this.follows(this.keyOf(branch))) return branch;
    }
    return undefined;
  }

  /** Ready branches below another that go on in the state they stood in. */
  revived(above: Branch): Branch[] {
    return [...this.line].filter((branch) => branch.resume !== undefined && !branch.ended && isBelow(branch, above));
  }

  /** Lets a ready branch take one step. Throws what was not an outcome of the workflow. */
  move(branch: Branch): void {
    this.line.delete(branch);
    this.onMove(branch);
    try {
      if (!branch.ended && this.step(branch)) this.line.add(branch);
    } catch (thrown) {
      this.thrownIn(branch, thrown);
    }
    if (this.trouble !== undefined) throw this.trouble.error;
  }

  /** A task that fails before anybody is asked shows its token all the same: in the cause. */
  override tokenMade(token: string): void {
    this.tokens.add(token);
  }

  /** Keeps the clock from firing the timers of a branch. */
  hold({ visit }: Branch): void {
    const { timer, heartbeat, delay } = visit.wait;
    for (const held of [timer, heartbeat, delay]) if (held !== undefined) held.cancelled = true;
  }

  /** Follows no longer: what was held is due when it was. */
  letGo(): void {
    this.following = false;
    for (const branch of this.standing) {
      if (!this.follows(this.keyOf(branch))) continue;
      const { wait } = branch.visit;
      wait.timer = this.again(wait.timer);
      wait.heartbeat = this.again(wait.heartbeat);
      wait.delay = this.again(wait.delay);
      this.onPark(branch, false);
    }
    if (this.root?.status === undefined && this.root !== undefined) this.root.timer = this.again(this.root.timer);
    for (const branch of this.line) super.ready(branch);
    this.line.clear();
  }

  private again(held: Timer | undefined): Timer | undefined {
    return held?.cancelled ? this.clock.set(held.at, held.fire) : held;
  }
}

function isBelow({ parent }: Branch, above: Branch): boolean {
  return parent !== undefined && (parent.visit.branch === above || isBelow(parent.visit.branch, above));
}
