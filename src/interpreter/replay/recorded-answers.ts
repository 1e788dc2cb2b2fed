import type { JsonValue } from '../../asl';
import type { Execution, PendingTask } from '../execution';
import type { Definition } from '../prepared';
import { type BranchStep, delayed, parked, type TaskAnswer, type TaskCall, TaskError } from '../task-call';
import { taskAnswerer } from '../task-handler';
import { UsageError } from '../usage-error';
import { type AttemptEnd, attemptsOf, type RecordedAttempt } from './attempts';
import { type BranchLog, branchKey } from './branch-logs';
import type { ChildHistories } from './child-histories';
import type { ReplayOptions } from './replay-options';
import { statesOf } from './states-of';

/** Something that happened to a waiting task at a recorded time. */
interface Answer {
  readonly at: number;
  readonly key: string;
  /** The task is undefined when it does not wait: not yet, or no more. */
  readonly give: (task: PendingTask | undefined) => void;
}

/** Part of its heartbeat interval after which a waiting task is heard of. */
const BEAT = 0.9;

/** Answers tasks with their recorded outcomes: by state and branch, attempt after attempt. */
export class RecordedAnswers {
  readonly madeUp = new Set<string>();
  now: () => number = () => 0;
  private readonly attempts = new Map<string, RecordedAttempt[]>();
  private readonly waiting: Answer[] = [];
  private readonly others: ReturnType<typeof taskAnswerer> | undefined;
  private readonly distributed: ReadonlySet<string>;

  constructor(
    definition: Definition,
    logs: ReadonlyMap<string, BranchLog>,
    private readonly children: ChildHistories,
    private readonly times: boolean,
    tasks: ReplayOptions['tasks'],
  ) {
    this.others = tasks === undefined ? undefined : taskAnswerer(tasks);
    this.distributed = distributedMaps(definition);
    this.keep('', logs);
  }

  /** @param execution ARN of a child execution, '' for the execution itself */
  private keep(execution: string, logs: ReadonlyMap<string, BranchLog>): void {
    const redrivenAt = (logs.get('')?.events ?? []).filter((event) => event.type === 'ExecutionRedriven').map((event) => event.id);
    for (const log of logs.values()) {
      for (const attempt of attemptsOf(log, redrivenAt)) {
        const key = keyOf(execution + log.key, attempt.state);
        const known = this.attempts.get(key);
        if (known === undefined) this.attempts.set(key, [attempt]);
        else known.push(attempt);
      }
    }
  }

  answer(call: TaskCall): TaskAnswer | Promise<TaskAnswer> {
    for (const name of namesIn(call)) this.madeUp.add(name);
    const key = keyOf(branchKey(call.branch), call.state);
    const depth = lastIndex(call.branch, (step) => this.distributed.has(step.state)) + 1;
    const attempt = depth === 0 ? this.take(key, redrivesIn(call)) : this.ofChild(call, depth);
    if (attempt !== undefined) return this.recorded(attempt, call, key);
    if (this.others !== undefined) return this.others.answer(call);
    if (depth > 0 && this.children.of(call, depth) === undefined) {
      const { state, index } = call.branch[depth - 1] as BranchStep;
      throw new UsageError(
        `Task "${call.state}" runs in the child execution for item ${index} of the distributed Map "${state}", and none of the children was started with its input. Hint: give the histories of all children, or answer it: replay(definition, history, { tasks: { ${JSON.stringify(call.state)}: … } }).`,
      );
    }
    // The recorded execution made no such attempt: the comparison of the events says so, and nobody can say how it would have ended.
    return delayed(Number.POSITIVE_INFINITY, () => null);
  }

  /** Attempts of a child execution are kept under its own ARN, with the branches it has itself. */
  private ofChild(call: TaskCall, depth: number): RecordedAttempt | undefined {
    const { Id } = call.context.Execution as { readonly Id: string };
    const known = this.children.found.has(Id);
    const child = this.children.of(call, depth);
    if (child === undefined) return undefined;
    if (!known) this.keep(Id, child.logs);
    return this.take(keyOf(Id + branchKey(call.branch.slice(depth)), call.state), redrivesIn(call));
  }

  /** What was cut short before a redrive, and not begun here by then, is made good by no attempt after it. */
  private take(key: string, redrives: number): RecordedAttempt | undefined {
    const attempts = this.attempts.get(key) ?? [];
    while ((attempts[0]?.redrives ?? redrives) < redrives && attempts[0]?.end === undefined) attempts.shift();
    return attempts.shift();
  }

  /** The next answer to a waiting task. */
  next(): Answer | undefined {
    let found: Answer | undefined;
    for (const answer of this.waiting) if (found === undefined || answer.at < found.at) found = answer;
    return found;
  }

  /** Gives the next answer to its task. */
  give(execution: Execution): void {
    const answer = this.next() as Answer;
    this.waiting.splice(this.waiting.indexOf(answer), 1);
    const task = execution.pending.find((pending) => keyOf(branchKey(pending.branch), pending.state) === answer.key);
    answer.give(task);
  }

  private recorded(attempt: RecordedAttempt, call: TaskCall, key: string): TaskAnswer {
    const { end, scheduled, submitted } = attempt;
    const from = this.now();
    const elapsed = (at: number) => (this.times ? Math.max(0, at - scheduled.at) : 0);
    const activity = scheduled.type === 'ActivityScheduled';
    if (submitted === undefined && !activity) {
      if (end === undefined || timesOutByItself(attempt)) return delayed(Number.POSITIVE_INFINITY, () => null);
      const seconds = this.duration(attempt, end) / 1000;
      return seconds === 0 ? outcomeOf(end) : delayed(seconds, () => outcomeOf(end));
    }
    this.beat(attempt, key, from);
    if (end !== undefined && !timesOutByItself(attempt)) {
      this.waiting.push({ at: from + this.duration(attempt, end), key, give: (task) => task !== undefined && settle(task, attempt, end) });
    }
    const seconds = submitted === undefined ? 0 : elapsed(submitted.at) / 1000;
    const answer = submitted === undefined ? parked() : parked(submitted.response);
    return seconds === 0 || call.taskToken === undefined ? answer : delayed(seconds, () => answer);
  }

  /** Milliseconds the attempt took, less than the timeout that it did not reach: the event is recorded a moment later. */
  private duration({ scheduled, timeoutSeconds }: RecordedAttempt, end: AttemptEnd): number {
    if (!this.times) return 0;
    const took = Math.max(0, end.at - scheduled.at);
    return timeoutSeconds === undefined || end.kind === 'timedOut' ? took : Math.min(took, timeoutSeconds * 1000 - 1);
  }

  /** Heartbeats leave no event: one came in every interval up to the last before the end. Each plans the one after it, since there may be many. */
  private beat({ scheduled, end, heartbeatSeconds }: RecordedAttempt, key: string, from: number): void {
    if (heartbeatSeconds === undefined || !this.times || end === undefined) return;
    const interval = heartbeatSeconds * 1000;
    const took = end.at - scheduled.at;
    const lastBeat = end.kind === 'timedOut' ? took - interval : took;
    // A timeout that came later than the first interval followed a heartbeat by just that interval.
    const exact = end.kind === 'timedOut' && lastBeat > interval * (1 - BEAT);
    const plan = (time: number) => {
      const next = time < lastBeat ? time : exact && time - interval * BEAT < lastBeat ? lastBeat : undefined;
      if (next === undefined) return;
      const give = (task: PendingTask | undefined) => {
        task?.heartbeat();
        plan(next + interval * BEAT);
      };
      this.waiting.push({ at: from + next, key, give });
    };
    plan(interval * BEAT);
  }
}

function keyOf(branch: string, state: string): string {
  return `${branch} > ${state}`;
}

/** Virtual time reaches the timeouts that the definition sets; a service's own timeout is told. */
function timesOutByItself({ end, timeoutSeconds, heartbeatSeconds }: RecordedAttempt): boolean {
  return end?.kind === 'timedOut' && (timeoutSeconds !== undefined || heartbeatSeconds !== undefined);
}

function outcomeOf(end: AttemptEnd): JsonValue {
  if (end.kind === 'succeeded') return end.output;
  throw new TaskError(end.kind === 'timedOut' ? 'States.Timeout' : end.error, end.cause);
}

function settle(task: PendingTask, { workerName }: RecordedAttempt, end: AttemptEnd): void {
  task.start(workerName);
  if (end.kind === 'succeeded') task.succeed(end.output);
  else task.fail(end.kind === 'timedOut' ? 'States.Timeout' : end.error, end.cause);
}

function redrivesIn({ context }: TaskCall): number {
  const { Execution } = context as { readonly Execution: { readonly RedriveCount?: number } };
  return Execution.RedriveCount ?? 0;
}

/** ARN and names that the context object shows, and the token: the recorded execution had its own. */
function namesIn({ context, taskToken }: TaskCall): string[] {
  const { Execution, StateMachine } = context as {
    readonly Execution: { Id: string; Name: string };
    readonly StateMachine: { Id: string; Name: string };
  };
  return [Execution.Id, Execution.Name, StateMachine.Id, StateMachine.Name, ...(taskToken === undefined ? [] : [taskToken])];
}

/** Names of the Maps whose iterations are executions of their own. */
function distributedMaps(definition: Definition): ReadonlySet<string> {
  const names = [...statesOf(definition.machine).values()].flatMap((node) => {
    const processor = node.type === 'Map' ? (node.fields.ItemProcessor ?? node.fields.Iterator) : undefined;
    return processor?.ProcessorConfig?.Mode === 'DISTRIBUTED' ? [node.name] : [];
  });
  return new Set(names);
}

function lastIndex<Item>(items: readonly Item[], fits: (item: Item) => boolean): number {
  let index = items.length - 1;
  while (index >= 0 && !fits(items[index] as Item)) index--;
  return index;
}
