import { addTo, type JsonValue, lastIn } from '../../asl';
import type { Branch } from '../engine/branch';
import type { TaskAttempt } from '../integrations/task-attempt';
import { delayed, parked, type TaskAnswer, type TaskCall, TaskError } from '../tasks/task-call';
import { taskAnswerer } from '../tasks/task-handler';
import { UsageError } from '../usage-error';
import { type AttemptEnd, attemptsOf, type RecordedAttempt } from './attempts';
import type { BranchLog } from './branch-logs';
import { stateKey } from './branch-logs';
import type { ChildHistories } from './child-histories';
import type { FollowingEngine } from './following-engine';
import type { ReplayOptions } from './replay-options';

/** An attempt that runs, and what became of the recorded one. */
export interface RunningAttempt {
  readonly task: TaskAttempt;
  readonly recorded: RecordedAttempt;
  /** Virtual time of its request. */
  readonly from: number;
}

/** Answers tasks with their recorded outcomes: by state and branch, attempt after attempt. */
export class RecordedAnswers {
  readonly madeUp = new Set<string>();
  private readonly attempts = new Map<string, RecordedAttempt[]>();
  private readonly running = new Map<Branch, RunningAttempt>();
  private readonly others: ReturnType<typeof taskAnswerer> | undefined;

  constructor(
    private readonly engine: () => FollowingEngine,
    private readonly children: ChildHistories,
    private readonly times: boolean,
    tasks: ReplayOptions['tasks'],
  ) {
    this.others = tasks === undefined ? undefined : taskAnswerer(tasks);
  }

  /** Takes the attempts of a history. @param execution ARN of a child execution, '' for the execution itself */
  keep(execution: string, logs: ReadonlyMap<string, BranchLog>): void {
    const redrivenAt = (logs.get('')?.events ?? []).filter((event) => event.type === 'ExecutionRedriven').map((event) => event.id);
    for (const log of logs.values()) {
      for (const attempt of attemptsOf(log, redrivenAt)) addTo(this.attempts, stateKey(execution + log.key, attempt.state), attempt);
    }
  }

  answer(call: TaskCall): TaskAnswer | Promise<TaskAnswer> {
    for (const name of namesOfCall(call)) this.madeUp.add(name);
    const task = call as TaskAttempt;
    const { branch: owner } = task.owner;
    const engine = this.engine();
    const recorded = this.take(stateKey(engine.keyOf(owner), call.state), owner.run.redriveCount);
    this.running.delete(owner);
    if (recorded !== undefined) {
      this.running.set(owner, { task, recorded, from: task.owner.now() });
      return this.recorded(recorded, task);
    }
    if (this.others !== undefined) return this.others.answer(call);
    if (owner.run !== engine.root && !this.children.found.has(owner.run.arn)) {
      const { state, index } = lastIn(owner.run.root.path());
      throw new UsageError(
        `Task "${call.state}" runs in the child execution for item ${index} of the distributed Map "${state}", and none of the children was started with its input. Hint: give the histories of all children, or answer it: replay(definition, history, { tasks: { ${JSON.stringify(call.state)}: … } }).`,
      );
    }
    // The recorded execution made no such attempt: the comparison of the events says so, and nobody can say how it would have ended.
    return delayed(Number.POSITIVE_INFINITY, () => null);
  }

  /** The attempt that a branch stands in. */
  attemptIn(branch: Branch): RunningAttempt | undefined {
    return this.running.get(branch);
  }

  /** What was cut short before a redrive, and not begun here by then, is made good by no attempt after it. */
  private take(key: string, redrives: number): RecordedAttempt | undefined {
    const attempts = this.attempts.get(key) ?? [];
    while ((attempts[0]?.redrives ?? redrives) < redrives && attempts[0]?.end === undefined) attempts.shift();
    return attempts.shift();
  }

  /** Every answer takes its time, so that whoever follows the record can give it in its turn. */
  private recorded(attempt: RecordedAttempt, { integration }: TaskAttempt): TaskAnswer {
    const { end, scheduled, submitted } = attempt;
    const { pattern } = integration;
    if (pattern === 'activity') return parked();
    if (submitted !== undefined && pattern !== 'requestResponse') {
      const seconds = this.times ? Math.max(0, submitted.at - scheduled.at) / 1000 : 0;
      return delayed(seconds, () => parked(submitted.response));
    }
    if (end === undefined || timesOutByItself(attempt)) return delayed(Number.POSITIVE_INFINITY, () => null);
    return delayed(durationOf(attempt, end, this.times) / 1000, () => outcomeOf(end));
  }

  /** Ends the callback or activity that a branch waits in as recorded. False when it waits in none, or the recorded one has no such end. */
  settle(branch: Branch): boolean {
    const running = this.running.get(branch);
    const end = running?.recorded.end;
    if (running === undefined || end === undefined || branch.ended || branch.visit.wait.attempt !== running.task) return false;
    const { task, recorded } = running;
    branch.visit.wait.attempt = undefined;
    branch.visit.wake(() => {
      task.start(recorded.workerName);
      return end.kind === 'succeeded' ? task.succeed(end.output) : task.fail(errorOf(end), end.cause);
    });
    return true;
  }

  /** Where no record is followed any more, a callback or activity ends after the time that it took. */
  endInTime(branch: Branch): void {
    const running = this.running.get(branch);
    const end = running?.recorded.end;
    if (running === undefined || end === undefined) return;
    const { task, recorded } = running;
    const { clock } = this.engine();
    if (timesOutByItself(recorded)) {
      // An activity's timeouts count from when its worker took it.
      const scheduledAt = recorded.scheduled.at;
      const takenAt = this.times ? (recorded.takenAt ?? scheduledAt) : scheduledAt;
      if (task.integration.pattern === 'activity' && !task.taken)
        clock.set(Math.max(clock.now, running.from + takenAt - scheduledAt), () => task.start(recorded.workerName));
      return;
    }
    // Heartbeats leave no event: there were enough of them.
    const { heartbeat } = branch.visit.wait;
    if (heartbeat !== undefined) heartbeat.cancelled = true;
    clock.set(Math.max(clock.now, running.from + durationOf(running.recorded, end, this.times)), () => this.settle(branch));
  }
}

/** Whether the timeouts that the definition sets ended it; a service's own timeout is told. */
export function timesOutByItself({ end, timeoutSeconds, heartbeatSeconds }: RecordedAttempt): boolean {
  return end?.kind === 'timedOut' && (timeoutSeconds !== undefined || heartbeatSeconds !== undefined);
}

/** Milliseconds the attempt took, less than the timeout that it did not reach: the event is recorded a moment later. */
function durationOf({ scheduled, timeoutSeconds }: RecordedAttempt, end: AttemptEnd, times: boolean): number {
  if (!times) return 0;
  const took = Math.max(0, end.at - scheduled.at);
  return timeoutSeconds === undefined || end.kind === 'timedOut' ? took : Math.min(took, timeoutSeconds * 1000 - 1);
}

/** An attempt whose request was never taken failed by its request. */
function outcomeOf(end: AttemptEnd): JsonValue {
  if (end.kind === 'succeeded') return end.output;
  throw new TaskError(errorOf(end), end.cause, 'submit');
}

function errorOf(end: Exclude<AttemptEnd, { kind: 'succeeded' }>): string | undefined {
  return end.kind === 'timedOut' ? 'States.Timeout' : end.error;
}

/** ARN and names that the context object shows, and the token: the recorded execution had its own. */
function namesOfCall({ context, taskToken }: TaskCall): string[] {
  const { Execution, StateMachine } = context as {
    readonly Execution: { Id: string; Name: string };
    readonly StateMachine: { Id: string; Name: string };
  };
  return [Execution.Id, Execution.Name, StateMachine.Id, StateMachine.Name, ...(taskToken === undefined ? [] : [taskToken])];
}
