import type { Branch } from '../engine/branch';
import { VirtualClock } from '../engine/clock';
import type { Run } from '../engine/run';
import type { Execution } from '../execution/execution';
import { RecordedMapFork } from '../forks/recorded-map-run';
import type { HistoryEvent } from '../history/history-event';
import { type BranchLog, LogReader } from './branch-logs';
import { type KnownBranch, turnsOf } from './branch-turns';
import type { ChildHistories } from './child-histories';
import { counts, sameKind, wasCut } from './compare';
import type { FollowingEngine } from './following-engine';
import { producedEvent } from './produced-event';
import { type RecordedAnswers, timesOutByItself } from './recorded-answers';
import { detailText, type RecordedEvent } from './recorded-event';
import type { ServiceLatency } from './service-latency';
import type { EnteredState } from './states-of';
import type { Timing } from './timing';

/** One recorded execution, and the one that follows it. */
interface Thread {
  readonly run: Run;
  readonly prefix: string;
  readonly produced: LogReader;
  /** Produced events that have been read. */
  read: number;
}

/** One recorded branch, and how far the one that follows it has come. */
interface FollowedThread {
  readonly thread: Thread;
  readonly log: BranchLog;
  readonly key: string;
  /** Recorded events that count. */
  readonly events: readonly RecordedEvent[];
  /** How many of them have come by the recorded order. */
  wanted: number;
  /** How many were produced. */
  got: number;
}

/** A recorded event with its branch. */
interface FollowedTurn {
  readonly at: number;
  readonly event: RecordedEvent;
  readonly followed: FollowedThread;
}

/** Events that one step may make behind the one that it was taken for. */
const MOST_AHEAD = 8;

/**
 * Moves an execution by the events of a recorded one, in their order: each branch takes the step that gives its next event, and what it waits for comes
 * when the record says so. No recorded time is compared with a timer.
 */
export class Follower {
  /** How long the definition lets a Wait or a delay last, by the recorded event that ended it: ARN of its execution ('' for the first), then id. */
  readonly timings = new Map<string, Map<number, Timing>>();
  /** The same of those that no recorded event ended: by ARN, then key of the branch. */
  readonly standing = new Map<string, Map<string, Timing>>();
  /** Which branches made the produced events, by the same. */
  readonly known = new Map<string, Map<number, KnownBranch>>();
  private moving: Branch | undefined;
  /** Whether an event was produced that the record does not have. */
  private strayed = false;
  private readonly followed = new Map<string, FollowedThread>();
  private readonly threads = new Map<Run, Thread>();
  /** Failures of states with branches that stand behind a redrive, by its event: a branch of them failed again without an event of its own. */
  private readonly silentFailures = new Map<RecordedEvent, FollowedTurn[]>();
  /** Branches that have not come as far as the record has. */
  private readonly lagging = new Set<FollowedThread>();
  /** What is to come of all executions: the next event of each, by its time. */
  private readonly ahead = new VirtualClock(0);

  constructor(
    private readonly engine: FollowingEngine,
    private readonly execution: Execution,
    private readonly answers: RecordedAnswers,
    private readonly children: ChildHistories,
    private readonly places: ReadonlyMap<string, EnteredState>,
    private readonly times: boolean,
    private readonly latency: ServiceLatency,
  ) {
    engine.follows = (key) => this.followed.has(key);
    engine.onPark = (branch, held) => {
      if (held) this.stands(branch);
      else if (branch.visit.wait.reason === 'callback' || branch.visit.wait.reason === 'activity') answers.endInTime(branch);
    };
    engine.onMove = (branch) => {
      for (const thread of this.threads.values()) this.readProduced(thread);
      this.moving = branch;
    };
    engine.onChild = (branch) => this.child(branch);
  }

  /** Follows a history to its end, or to where the execution can follow it no more. */
  async follow(events: readonly RecordedEvent[], logs: ReadonlyMap<string, BranchLog>): Promise<void> {
    this.add(this.engine.root!, '', events, logs);
    while (!this.strayed) {
      const next = this.ahead.takeNext();
      if (next === undefined) break;
      next.fire();
      await this.catchUp();
    }
    // What no history tells of runs by itself, where the recorded events cannot come without it.
    while (!this.strayed && this.stuck() && (await this.moveUnfollowed())) await this.catchUp();
  }

  /** What the executions did that were followed, by ARN, '' for the first. */
  produced(): Map<string, readonly HistoryEvent[]> {
    return new Map([...this.threads.values()].map(({ prefix, run }) => [prefix, run.recorder.events()]));
  }

  private add(run: Run, prefix: string, events: readonly RecordedEvent[], logs: ReadonlyMap<string, BranchLog>): void {
    const thread: Thread = { run, prefix, produced: new LogReader(this.places), read: 0 };
    this.threads.set(run, thread);
    this.timings.set(prefix, new Map());
    this.standing.set(prefix, new Map());
    this.known.set(prefix, new Map());
    this.answers.keep(prefix, logs);
    const byEvent: FollowedThread[] = [];
    for (const log of logs.values()) {
      const key = prefix + log.key;
      const followed: FollowedThread = { thread, log, key, events: log.events.filter(counts), wanted: 0, got: 0 };
      this.followed.set(key, followed);
      for (const event of log.events) byEvent[event.id] = followed;
    }
    let at = 0;
    const turns = events.map((event): FollowedTurn => {
      at = Math.max(at, event.at);
      return { at, event, followed: byEvent[event.id]! };
    });
    this.noteSilentFailures(turns);
    this.plan(turns.reverse());
    this.readProduced(thread);
  }

  private noteSilentFailures(turns: readonly FollowedTurn[]): void {
    let redriven: RecordedEvent | undefined;
    for (const turn of turns) {
      const { event } = turn;
      if (event.type === 'ExecutionRedriven') redriven = event;
      else if (redriven !== undefined && event.previousEventId === redriven.id && /^(?:Map|Parallel)StateFailed$/.test(event.type))
        this.silentFailures.set(redriven, [...(this.silentFailures.get(redriven) ?? []), turn]);
    }
  }

  private child(branch: Branch): void {
    const { run } = branch;
    if (this.threads.has(run) || this.children.found.has(run.arn)) return;
    const history = this.children.take(run.arn, run.input, branch.path());
    if (history !== undefined) this.add(run, run.arn, history.events, history.logs);
  }

  /** Of several executions the event goes first that was recorded first. @param turns of one, the next event last */
  private plan(turns: FollowedTurn[]): void {
    const next = turns.pop();
    if (next === undefined) return;
    this.ahead.set(next.at, () => {
      this.take(next);
      this.plan(turns);
    });
  }

  private take({ event, followed }: FollowedTurn): void {
    if (counts(event)) {
      followed.wanted++;
      this.lagging.add(followed);
    } else if (event.type === 'ActivityStarted') this.takeUp(event, followed);
    else if (event.type === 'ExecutionAborted' && followed.thread.prefix === '' && this.execution.result === undefined) {
      this.setClock(event);
      this.execution.stop(detailText(event, 'error'), detailText(event, 'cause'));
    }
  }

  /** The worker of an activity takes its task up. */
  private takeUp(event: RecordedEvent, { key, thread }: FollowedThread): void {
    const branch = this.engine.branchOf(key);
    if (branch === undefined) return;
    const { attempt, reason } = branch.visit.wait;
    const running = this.answers.attemptIn(branch);
    if (running === undefined || attempt !== running.task || reason !== 'activity') return;
    this.setClock(event);
    running.task.start(running.recorded.workerName);
    this.engine.hold(branch);
    this.readProduced(thread);
  }

  private async catchUp(): Promise<void> {
    for (let moved = true; moved && !this.strayed; ) {
      moved = false;
      for (const followed of this.lagging) {
        while (followed.got < followed.wanted && !this.strayed && this.advance(followed)) moved = true;
        if (followed.got >= followed.wanted) this.lagging.delete(followed);
        else if (!moved && this.waitsForUnfollowed(followed)) moved = await this.moveUnfollowed();
      }
    }
  }

  /** Whether branches are behind that could still come. */
  private stuck(): boolean {
    for (const { log } of this.lagging) if (!wasCut(log)) return true;
    return false;
  }

  /** Takes the branch one step on, or answers its task, as its next recorded event says. False when it can have none. */
  private advance(followed: FollowedThread): boolean {
    const { thread, key } = followed;
    this.readProduced(thread);
    const event = followed.events[followed.got];
    if (event === undefined || followed.got >= followed.wanted) return true;
    if (event.type.startsWith('Execution') && thread.prefix === '' && this.advanceExecution(event, thread)) return true;
    const branch = this.movedBy(event, this.engine.branchOf(key));
    if (branch === undefined || branch.ended) return false;
    if (this.tooLate(event)) thread.run.timeOut();
    else {
      const named = this.failsInSilence(branch, event, true);
      const moved = named ?? (this.release(branch, event, thread) ? branch : this.failsInSilence(branch, event, false));
      if (moved === undefined) return false;
      this.engine.move(moved);
    }
    this.engine.moveSilent((key) => this.waitsOn(key));
    this.readProduced(thread);
    for (let { parent } = branch.run.root; parent !== undefined; parent = parent.visit.run.root.parent) {
      const around = this.threads.get(parent.visit.run);
      if (around !== undefined) this.readProduced(around);
    }
    return true;
  }

  /** That an iteration failed is told by its Map, once it has cut the others short. */
  private movedBy({ type }: RecordedEvent, branch: Branch | undefined): Branch | undefined {
    return type === 'MapIterationFailed' && branch?.ended ? branch.parent?.visit.branch : branch;
  }

  /** What happens to the execution itself. */
  private advanceExecution(event: RecordedEvent, thread: Thread): boolean {
    const { run } = thread;
    if (event.type === 'ExecutionRedriven') {
      const { result } = this.execution;
      if (result === undefined || result.status === 'SUCCEEDED') return false;
      this.setClock(event);
      // What a branch stood in before says nothing of when it goes on.
      this.standing.get(thread.prefix)?.clear();
      this.execution.redrive();
      this.engine.moveSilent((key) => this.waitsOn(key));
      for (const failure of this.silentFailures.get(event) ?? []) this.failInSilence(failure, event);
    } else if (event.type === 'ExecutionTimedOut') {
      if (run.status !== undefined || run.timer === undefined) return false;
      const lasts = run.options.timeoutSeconds! * 1000;
      this.timings.get('')?.set(event.id, { kind: 'deadline', lasts, until: run.timer.at, atMost: false });
      this.setClock(event, run.timer.at);
      run.timeOut();
    } else return false;
    this.readProduced(thread);
    return true;
  }

  /** Whether the execution's own TimeoutSeconds would have ended it before. */
  private tooLate({ at, id }: RecordedEvent): boolean {
    const { timer, options, status } = this.engine.root!;
    if (!this.times || timer === undefined || status !== undefined) return false;
    return at > timer.at + this.latency.late(options.timeoutSeconds! * 1000, id);
  }

  /** Ends what a branch waits for. False where it waits for something else. */
  private release(branch: Branch, event: RecordedEvent, thread: Thread): boolean {
    const { reason, timer, fork } = branch.visit.wait;
    if (this.engine.isReady(branch)) {
      this.setClock(event);
      return true;
    }
    if (reason === 'wait' || reason === 'retry') {
      const timing = this.engine.timingOf(branch);
      if (timer === undefined || timing === undefined) return false;
      this.timings.get(thread.prefix)?.set(event.id, timing);
      this.standing.get(thread.prefix)?.delete(this.engine.keyOf(branch).slice(thread.prefix.length));
      this.setClock(event, timer.at);
      timer.fire();
      return true;
    }
    if (reason !== undefined) return this.releaseTask(branch, event);
    if (!(fork instanceof RecordedMapFork) || !/^MapRun(Succeeded|Failed)$/.test(event.type)) return false;
    this.setClock(event);
    return fork.endNow();
  }

  /** Notes what a branch stands in, should no event tell of its end. */
  private stands(branch: Branch): void {
    const timing = this.engine.timingOf(branch);
    const { prefix = '' } = this.threads.get(branch.run) ?? {};
    if (timing !== undefined) this.standing.get(prefix)?.set(this.engine.keyOf(branch).slice(prefix.length), timing);
  }

  /** Whether the next event of a branch is the end of its Wait. */
  private waitsOn(key: string): boolean {
    const followed = this.followed.get(key);
    return followed?.events[followed.got]?.type === 'WaitStateExited';
  }

  /**
   * Lets that branch fail at once whose failure is the one that is told, before a sibling that goes on can fail: it has no event of its own after the redrive.
   */
  private failInSilence({ event, followed: { key } }: FollowedTurn, redriven: RecordedEvent): void {
    const branch = this.engine.branchOf(key);
    if (branch?.visit.wait.fork === undefined) return;
    const silent = this.engine.revived(branch).find((below) => {
      // One that waits does not fail where it goes on.
      if (below.visit.state.node.type === 'Wait') return false;
      const next = this.followed.get(this.engine.keyOf(below))?.events.find(({ id }) => id > redriven.id);
      return next === undefined || next.id > event.id;
    });
    // Of several the first one to go on fails, and cuts the others short.
    if (silent !== undefined) this.engine.move(silent);
  }

  /** A branch below that a redrive made ready, and whose failure is told by an event of this one. */
  private failsInSilence(branch: Branch, event: RecordedEvent, named: boolean): Branch | undefined {
    if (branch.visit.wait.fork === undefined || !/Failed$/.test(event.type)) return undefined;
    const cause = detailText(event, 'cause');
    const revived = this.engine.revived(branch);
    const found = named ? revived.find(({ visit }) => cause?.includes(`executing the state '${visit.state.name}'`)) : revived[0];
    if (found !== undefined) this.setClock(event);
    return found;
  }

  private releaseTask(branch: Branch, event: RecordedEvent): boolean {
    const running = this.answers.attemptIn(branch);
    if (running === undefined || branch.visit.wait.attempt !== running.task) return false;
    const { recorded } = running;
    const { delay, timer, heartbeat, reason } = branch.visit.wait;
    const submits = event.type === 'TaskSubmitted';
    if (!submits && event !== recorded.end?.event) return false;
    if (!submits && timesOutByItself(recorded)) {
      const took = event.at - recorded.scheduled.at;
      // It cannot have come to its timeout before that had passed.
      const fired = heartbeat !== undefined && (timer === undefined || took < timer.at - running.from) ? heartbeat : timer;
      if (fired === undefined) return false;
      this.setClock(event, fired.at);
      fired.fire();
      return true;
    }
    if (reason !== 'task') {
      this.setClock(event);
      return !submits && this.answers.settle(branch);
    }
    if (delay === undefined) return false;
    this.setClock(event);
    delay.fire();
    return true;
  }

  /** Whether child executions that no history tells of hold a branch up. */
  private waitsForUnfollowed({ key }: FollowedThread): boolean {
    const fork = this.engine.branchOf(key)?.visit.wait.fork;
    if (fork === undefined || !fork.isolated) return false;
    for (const child of fork.live()) if (!this.followed.has(this.engine.keyOf(child))) return true;
    return false;
  }

  private async moveUnfollowed(): Promise<boolean> {
    const { engine } = this;
    const ready = engine.nextUnfollowed();
    if (ready !== undefined) engine.move(ready);
    else if (engine.promised.unsettled().length > 0) await engine.promised.settled();
    else {
      // A deadline of the whole execution is the record's to tell.
      const { timer } = engine.root!;
      if (timer !== undefined) timer.cancelled = true;
      const next = engine.clock.takeNext();
      if (next === undefined) return false;
      next.fire();
    }
    for (const thread of this.threads.values()) this.readProduced(thread);
    return true;
  }

  private setClock({ at }: RecordedEvent, without = 0): void {
    const { clock } = this.engine;
    clock.now = Math.max(clock.now, this.times ? at : without);
  }

  private readProduced(thread: Thread): void {
    const { recorder } = thread.run;
    if (recorder.count === thread.read) return;
    const events = recorder.events();
    for (; thread.read < events.length; thread.read++) {
      const event = producedEvent(events[thread.read] as never);
      const known =
        this.moving === undefined || thread.run.redriveCount === 0 ? undefined : { turns: turnsOf(this.moving.path()), later: [] };
      if (known !== undefined) this.known.get(thread.prefix)?.set(event.id, known);
      const log = thread.produced.read(event, known);
      if (!counts(event)) continue;
      const followed = this.followed.get(thread.prefix + log.key);
      if (followed === undefined) continue;
      const recorded = followed.events[followed.got++];
      const astray = recorded === undefined ? followed.got > followed.events.length + MOST_AHEAD : !sameKind(recorded, event);
      if (astray) this.strayed = true;
    }
  }
}
