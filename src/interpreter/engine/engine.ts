import { QUOTAS } from '../../asl';
import type { SeededRandom } from '../../data';
import { EvaluationError, madeMeter, OutOfRoom, OutOfWork, workMeter } from '../../data';
import type { ChoiceWatch } from '../choice/choice-watch';
import { type ErrorTextLimits, errorTextLimits, Failure, HistoryQuotaReached, isCatchable, terminal } from '../failure';
import type { ObjectReader } from '../item-reader/object-store';
import { machineDeleted, managingTaskAborted, resultTooLarge } from '../messages';
import { jsonBytes, upperBound } from '../payloads/payload-size';
import type { EnforcedQuotas } from '../quotas/quota-switches';
import type { TaskAnswerer } from '../tasks/task-handler';
import type { Branch } from './branch';
import { VirtualClock } from './clock';
import { evaluationFailure, recordEvaluation, runtimeFailure } from './evaluation-failure';
import type { MachineRegister } from './machine-register';
import { KEPT_CHILDREN } from './map-run';
import type { NestedRuns } from './nested-runs';
import { END, EXIT, type Outcome, PARK, type PreparedRetrier } from './prepared';
import { PromisedTasks } from './promised-tasks';
import type { RecordedMapRuns } from './recorded-map-runs';
import { recordStateFailed, recover, runAgain } from './recover';
import { retryDelay } from './retry';
import type { Run } from './run';
import { tooManyChildren, tooMuchData, tooMuchWork } from './too-much';
import type { Visit } from './visit';
import { NO_WAIT, type Standstill } from './wait';

/**
 * Runs branches: what is ready, in the order in which it became ready, one state at a time, so that siblings advance together.
 * Nothing in here waits: time moves when a driver says so, and promises of handlers only make branches ready.
 */
export class Engine {
  readonly clock: VirtualClock;
  readonly limits = QUOTAS;
  /** How long error names and causes may be. */
  readonly errorTexts: ErrorTextLimits;
  /** The execution that was asked for; others are its children. */
  root: Run | undefined;
  /** Something that is not an outcome of the workflow went wrong: a task nobody answers, a handler's own defect. */
  trouble: { readonly error: unknown } | undefined;
  readonly promised = new PromisedTasks(this);
  /** Stand in for runs of distributed Maps: replays only. */
  recordedMapRuns: RecordedMapRuns | undefined;
  /** Is told of every visit of a Choice state, where somebody asked for it. */
  choiceWatch: ChoiceWatch | undefined;
  /** Made with the first execution that an execution starts: collections cost more than a short execution. */
  nestedRuns: NestedRuns | undefined;
  /** ARNs of machines that were deleted while their executions run; made with the first. */
  deletedMachines: Set<string> | undefined;
  /** Executions, and machines of child executions, that have given a task token out, by ARN; made with the first. */
  tokenIssuers: Set<string> | undefined;
  /** Whether objects came in after the start. */
  objectsAdded = false;
  private standingBranches: Set<Branch> | undefined;
  private queue: Branch[] = [];
  private head = 0;
  private draining = false;
  private workLeft = MOST_WORK;
  private roomLeft = MOST_MADE;
  private startedChildren = 0;
  /** Most bytes of a payload: the service's, or our own where that is switched off. */
  readonly payloadLimit: number;

  constructor(
    startTime: number,
    readonly random: SeededRandom,
    readonly quotas: EnforcedQuotas,
    readonly handler: TaskAnswerer,
    readonly activities: Pick<ReadonlySet<string>, 'has'> | undefined,
    public objects: ObjectReader | undefined,
    readonly machines: MachineRegister | undefined,
    /** How many child executions of each Map run keep their history. */
    readonly childHistories = KEPT_CHILDREN,
  ) {
    this.clock = new VirtualClock(startTime);
    this.errorTexts = errorTextLimits(quotas);
    this.payloadLimit = quotas.payloadBytes ? this.limits.payloadBytes : this.limits.heldBytes;
  }

  /** Branches that stand still, in the order in which they stopped. */
  get standing(): Iterable<Branch> {
    return this.standingBranches ?? [];
  }

  /** Whether a branch waits for its turn. */
  get hasReady(): boolean {
    return this.head < this.queue.length;
  }

  /** Puts a branch at the end of the line. */
  ready(branch: Branch): void {
    this.queue.push(branch);
  }

  /** Wakes a branch that stood still: `resume` gives what its state came to. */
  wake(branch: Branch, resume: () => Outcome): void {
    if (branch.ended) return;
    this.standingBranches?.delete(branch);
    const { wait } = branch.visit;
    if (wait !== NO_WAIT) {
      wait.reason = undefined;
      wait.attempt = undefined;
    }
    branch.resume = resume;
    this.ready(branch);
  }

  /** Marks a branch as standing still. */
  park(branch: Branch, reason: Standstill): Outcome {
    branch.visit.waits().reason = reason;
    branch.run.watchDeadline();
    this.standingBranches ??= new Set();
    this.standingBranches.add(branch);
    return PARK;
  }

  /** Runs until nothing is ready. What a handler makes ready while it is asked runs when its turn comes. */
  drain(): void {
    if (this.trouble !== undefined) throw this.trouble.error;
    if (this.draining || this.queue.length === 0) return;
    this.draining = true;
    // Around may be another execution: a handler can run one.
    const { most: mostAround } = workMeter;
    const most = workMeter.done + this.workLeft;
    workMeter.most = most;
    const { most: roomAround } = madeMeter;
    const room = madeMeter.made + this.roomLeft;
    madeMeter.most = room;
    try {
      this.drainQueue();
    } finally {
      this.draining = false;
      this.workLeft = most - workMeter.done;
      workMeter.most = mostAround;
      this.roomLeft = room - madeMeter.made;
      madeMeter.most = roomAround;
    }
    this.queue = [];
    this.head = 0;
  }

  private drainQueue(): void {
    while (this.head < this.queue.length) {
      const branch = this.queue[this.head++]!;
      if (this.head > 1024 && this.head * 2 > this.queue.length) {
        this.queue = this.queue.slice(this.head);
        this.head = 0;
      }
      if (branch.ended) continue;
      try {
        while (this.step(branch)) {
          // A branch with company gives way after each state; alone it runs on.
          if (this.head < this.queue.length) {
            this.queue.push(branch);
            break;
          }
        }
      } catch (thrown) {
        this.thrownIn(branch, thrown);
      }
      if (this.trouble !== undefined) throw this.trouble.error;
    }
  }

  /** Deals with what a step could not: a full history ends the execution, anything else the run of the engine. */
  protected thrownIn(branch: Branch, thrown: unknown): void {
    if (thrown instanceof HistoryQuotaReached) branch.run.overflow();
    else if (thrown instanceof OutOfWork) this.trouble ??= { error: tooMuchWork(branch.visit.state.name) };
    else if (thrown instanceof OutOfRoom) this.trouble ??= { error: tooMuchData(branch.visit.state.name) };
    else this.trouble ??= { error: thrown };
  }

  /** Runs one state, or what a woken branch has to do. True when the branch can go on at once. */
  protected step(branch: Branch): boolean {
    let outcome: Outcome;
    const { visit, resume } = branch;
    try {
      if (resume === undefined) outcome = this.enter(visit);
      else {
        branch.resume = undefined;
        outcome = resume();
      }
    } catch (thrown) {
      branch.run.counts.wayLost(visit);
      outcome = this.failed(visit, thrown);
    }
    let recovered = false;
    for (;;) {
      if (outcome === EXIT) {
        try {
          return this.leave(visit);
        } catch (thrown) {
          branch.run.counts.wayLost(visit);
          outcome = this.failed(visit, thrown);
        }
      }
      if (outcome === PARK) return false;
      // Nothing took the failure. What a catcher puts out may fail in its turn, or be too large: catching that again could go on for ever.
      if (recovered) return this.giveUp(branch);
      const beforeFailed = visit.lastEvent;
      try {
        outcome = recover(this, visit);
        recovered = true;
      } catch (thrown) {
        // The state fails a second time; the evaluation that failed it points past the first (measured by others on AWS).
        visit.lastEvent = beforeFailed;
        this.failed(visit, thrown);
        if (isCatchable(visit.failure!)) recordStateFailed(visit);
        return this.giveUp(branch);
      }
    }
  }

  private enter(visit: Visit): Outcome {
    const { state, run } = visit;
    if (this.deletedMachines?.has(run.stateMachineArn)) throw terminal('States.Runtime', machineDeleted(run.stateMachineName));
    const { now } = this.clock;
    visit.beforeEntered = visit.lastEvent;
    visit.enteredAt = now;
    visit.enteredEvent = visit.lastEvent = run.recorder.add(state.enteredEvent, visit.lastEvent, now, state, visit.stateInput);
    return state.run(visit);
  }

  private leave(visit: Visit): boolean {
    const { branch, run, state, output, way, assigned } = visit;
    const bound = this.boundOutput(visit);
    visit.lastEvent = run.recorder.add(state.exitedEvent, visit.lastEvent, this.clock.now, way, output, assigned);
    if (assigned !== undefined) branch.assign(assigned);
    if (way.next === END) {
      this.finish(branch);
      return false;
    }
    visit.begin(branch.group.states[way.next]!, output, bound);
    return true;
  }

  /** Upper bound of the bytes of the output, which must fit the quota. */
  private boundOutput({ output, outputBound, state, stateInput, inputBound }: Visit): number {
    const limit = this.payloadLimit;
    let bound = output === stateInput ? inputBound : outputBound;
    if (bound < 0) bound = upperBound(output);
    if (bound > limit) {
      bound = jsonBytes(output);
      if (bound > limit) throw terminal('States.DataLimitExceeded', resultTooLarge(state.name));
    }
    return bound;
  }

  private finish(branch: Branch): void {
    branch.ended = true;
    if (branch.parent === undefined) branch.run.succeed(branch);
    else branch.parent.childSucceeded(branch);
  }

  /** Turns what a state threw into its failure; what is not an error of the workflow stops the engine. */
  private failed(visit: Visit, thrown: unknown): Outcome {
    if (thrown instanceof Failure) return visit.failed(thrown);
    if (thrown instanceof EvaluationError) {
      const failure = evaluationFailure(visit, thrown);
      recordEvaluation(visit, thrown, failure);
      return visit.failed(failure);
    }
    if (isOutOfStack(thrown)) return visit.failed(runtimeFailure(visit, NESTED_TOO_DEEPLY));
    throw thrown;
  }

  /** Seconds before the next attempt, after `done` retries by this retrier. */
  retryDelay(_branch: Branch, retrier: PreparedRetrier, done: number): number {
    return retryDelay(retrier, done, this.random);
  }

  /** Counts a child execution of a distributed Map before it starts. Throws a usage error for one too many. */
  countChild(mapName: string): void {
    if (++this.startedChildren > MOST_CHILDREN) throw tooManyChildren(mapName);
  }

  /** Is told of every task token that is made. */
  tokenMade(_token: string): void {}

  /** Ends a branch by its failure; false: it cannot go on. */
  private giveUp(branch: Branch): false {
    const failure = branch.visit.failure!.within(this.errorTexts);
    const { root, counts } = branch.run;
    const around = branch.parent?.visit.state;
    if (around?.node.type === 'Parallel') {
      counts.add(around.ownSlot + branch.index);
    }
    if (root !== branch && !isCatchable(failure)) {
      // No state around it may deal with it: the execution ends where the branch stands, with no event of what is cut short.
      this.abortBranch(root);
      root.visit.lastEvent = branch.visit.lastEvent;
      root.visit.failed(failure);
      branch = root;
    }
    branch.ended = true;
    if (branch.parent === undefined) branch.run.fail(branch, failure);
    else branch.parent.childFailed(branch, failure);
    return false;
  }

  /**
   * Stops a branch and all below it.
   *
   * @param failedEvent the last event of the branch that failed, where what is recorded of the states that were cut short points: the outer ones first.
   * Nothing is recorded without it.
   */
  abortBranch(branch: Branch, failedEvent?: number): void {
    if (branch.ended) return;
    branch.ended = true;
    this.standingBranches?.delete(branch);
    const { visit } = branch;
    visit.wait.cancelTimers();
    const { abortedEvent } = visit.state;
    if (failedEvent !== undefined && abortedEvent !== 0 && visit.enteredEvent !== 0) {
      branch.run.recorder.add(abortedEvent, failedEvent, this.clock.now);
    }
    visit.wait.fork?.abort(failedEvent);
    visit.wait.nested?.stop(undefined, managingTaskAborted(branch.run.arn));
  }

  /** Makes an ended branch run again from the state it stood in, its retriers as new. `event` is ExecutionRedriven. */
  revive(branch: Branch, event: number): void {
    branch.run.counts.redriven = true;
    branch.ended = false;
    const { visit } = branch;
    // Results that were too large are made anew, those of branches that had succeeded, too.
    const anew = visit.failure?.error === 'States.DataLimitExceeded';
    const fork = anew ? undefined : (visit.wait.fork ?? visit.wait.failedFork);
    visit.beginRetries();
    visit.beginWork();
    if (fork !== undefined) {
      visit.waits().fork = fork;
      fork.redrive(event);
      return;
    }
    // A Fail state, which nothing leaves, is entered again; other states are run again where they stand.
    branch.resume = visit.enteredEvent === 0 || visit.state.exitedEvent === 0 ? undefined : () => runAgain(visit);
    visit.lastEvent = event;
    this.ready(branch);
  }
}

/** Steps that all expressions of an execution and its children may take: two minutes, or the bounds of a hundred evaluations. AWS documents no such bound. */
const MOST_WORK = 1_000_000_000;

/** Bytes of what the expressions of an execution and its children make, all of which a history may hold: half a gibibyte, a quarter of what a process has. */
const MOST_MADE = 536_870_912;

/** Child executions of all distributed Maps of an execution: their results fill the memory of a usual process, in half a minute. */
const MOST_CHILDREN = 500_000;

/** Data that states have wrapped thousands of times over cannot be walked through any more; what the service says of it is not known. */
const NESTED_TOO_DEEPLY = 'The data of the state is nested too deeply.';

/** By name: an error of the engine may belong to another realm, as it does under jest. */
function isOutOfStack(thrown: unknown): boolean {
  const { name, message } = (thrown ?? {}) as { readonly name?: unknown; readonly message?: unknown };
  return name === 'RangeError' && /call stack/.test(String(message));
}
