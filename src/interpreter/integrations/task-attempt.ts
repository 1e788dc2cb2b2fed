import type { JsonObject, JsonValue } from '../../asl';
import { exactMethods, isPromise } from '../../asl';
import type { Outcome } from '../engine/prepared';
import type { Run } from '../engine/run';
import type { Visit } from '../engine/visit';
import type { WaitingAttempt } from '../engine/waiting-attempt';
import { Failure } from '../failure';
import type { OutputStage } from '../fields/language-fields';
import { managingTaskAborted, resultTooLarge } from '../messages';
import { jsonAnswer } from '../payloads/json-answer';
import { copyJson } from '../payloads/own-copy';
import { boundIfJson, exceedsBytes } from '../payloads/payload-size';
import {
  type BranchStep,
  type Delayed,
  type External,
  type ExternalTask,
  isDelayed,
  isExternal,
  isSpecialAnswer,
  isSubmitted,
  isTaskError,
  isWorked,
  type SpecialAnswer,
  type TaskAnswer,
  TaskError,
  type TaskStage,
} from '../tasks/task-call';
import { UsageError } from '../usage-error';
import type { Integration } from './integration';
import { describeNested, describeSync, type NestedExecution, startNested } from './nested-execution';
import { type NestedStart, nestedStartOf } from './nested-start';
import { sentAnswer } from './send-task';
import { stageOf } from './stage-of';

/** Seconds after which an attempt ends by itself; undefined: never. */
export interface AttemptTimeouts {
  readonly timeoutSeconds: number | undefined;
  readonly heartbeatSeconds: number | undefined;
}

/** One attempt of a Task state, from its call to its end. What a handler sees of it is a `TaskCall`. */
export class TaskAttempt implements WaitingAttempt {
  readonly attempt: number;
  readonly taskToken?: string;
  private started = false;
  private accepted = false;
  private deadline: number | undefined;

  constructor(
    readonly owner: Visit,
    readonly integration: Integration,
    readonly resource: string,
    readonly input: JsonValue,
    readonly timeouts: AttemptTimeouts,
    private readonly finish: OutputStage,
  ) {
    this.attempt = owner.retryCount;
    // A `.sync` call has a token as well, which nobody answers.
    const { taskToken } = owner.wait;
    if (taskToken !== undefined && integration.pattern !== 'runJob') this.taskToken = taskToken;
  }

  get state(): string {
    return this.owner.state.name;
  }

  get context(): JsonObject {
    return this.owner.context();
  }

  get branch(): readonly BranchStep[] {
    return this.owner.branch.path();
  }

  /** Calls the handler and deals with what it answers. */
  begin(): Outcome {
    const { owner } = this;
    const { engine } = owner.run;
    if (!this.waitsForWorker) this.mark();
    if (engine.machines !== undefined && !engine.handler.answers(this)) {
      const outcome = this.amongMachines();
      if (outcome !== undefined) return outcome;
    }
    let answer: TaskAnswer | Promise<TaskAnswer>;
    try {
      answer = engine.handler.answer(this);
    } catch (thrown) {
      return this.onThrown(thrown);
    }
    if (isPromise(answer)) {
      this.armTimers();
      return this.onPromise(answer);
    }
    return this.onAnswer(answer);
  }

  /** What comes of a call to a registered machine or to a task that waits in one; undefined for any other call. */
  private amongMachines(): Outcome | undefined {
    const { owner, resource, input } = this;
    const start = nestedStartOf(owner, resource, input);
    if (start !== undefined) return this.runNested(start);
    const sent = sentAnswer(owner, resource, input);
    if (sent === undefined) return undefined;
    return 'error' in sent ? this.fail(sent.error, sent.cause) : this.succeed(sent.response);
  }

  /** Starts a machine: the attempt ends at once, with the execution it started, or with an answer to its token. */
  private runNested(start: NestedStart): Outcome {
    const { owner } = this;
    const { until } = start;
    const onEnd = (run: Run): void => {
      if (until === 'end' && !owner.branch.ended && owner.wait.attempt === this) owner.wake(() => this.nestedEnded(run, start));
    };
    let started: NestedExecution;
    try {
      started = startNested(owner, start, this.input, onEnd);
    } catch (thrown) {
      if (thrown instanceof Failure) return this.failAt('submit', thrown.error, thrown.cause);
      throw thrown;
    }
    const { run, joined, response } = started;
    if (!joined) run.begin();
    if (until === 'started') return this.succeed(response);
    if (this.submits) this.accept(response);
    this.armTimers();
    owner.waits().attempt = this;
    // Only a job is stopped with the task that runs it.
    if (until === 'end' && this.submits && !joined) owner.waits().nested = run;
    return owner.parked(until === 'answer' ? 'callback' : 'task');
  }

  private nestedEnded(run: Run, { style }: NestedStart): Outcome {
    this.owner.waits().nested = undefined;
    // StartSyncExecution answers that an execution failed: the call itself succeeds.
    if (style === 'sdk') return this.succeed(describeSync(run));
    const described = describeNested(run, this.resource.endsWith(':2'));
    return run.status === 'SUCCEEDED' ? this.succeed(described) : this.fail('States.TaskFailed', JSON.stringify(described));
  }

  /** Whether a worker, or the service, has taken it up. */
  get taken(): boolean {
    return this.started;
  }

  /** A worker has taken the activity's task: its timeouts count from here. */
  start(workerName?: string): void {
    if (this.started) return;
    this.mark(workerName);
    if (this.owner.wait.attempt === this) this.armTimers();
  }

  private mark(workerName?: string): void {
    if (this.started) return;
    this.started = true;
    if (workerName !== undefined) this.owner.waits().workerName = workerName;
    this.integration.started(this.owner);
  }

  /** An activity's task that nobody has polled for has not started, however long it waits. */
  private get waitsForWorker(): boolean {
    return this.integration.pattern === 'activity' && !this.started;
  }

  /** Ends the task with a result, or with a copy of it. */
  succeed(value: unknown, copied = false): Outcome {
    const { owner, integration } = this;
    const { engine } = owner.run;
    this.mark();
    owner.wait.cancelTimers();
    const bound = boundIfJson(value);
    const given = bound < 0 ? jsonAnswer(value, this.place()) : (value as JsonValue);
    const result = copied ? copyJson(given) : given;
    const limit = engine.limits.payloadBytes;
    if (engine.quotas.payloadBytes && (bound < 0 || bound > limit) && exceedsBytes(result, limit)) {
      return this.fail('States.DataLimitExceeded', resultTooLarge(integration.serviceName ?? this.resource));
    }
    integration.succeeded(owner, result);
    return this.finish(owner, result);
  }

  /** The service has taken the request of a callback or `.sync` task. */
  private accept(response: JsonValue): void {
    this.accepted = true;
    this.integration.submitted(this.owner, response);
  }

  /** Ends the task with an error, where a handler says nothing of whether the request was taken. */
  private failAt(stage: TaskStage | undefined, error: string | undefined, cause: string | undefined): Outcome {
    const { owner, integration } = this;
    if (!this.submits || this.accepted) return this.fail(error, cause);
    if ((stage ?? stageOf(this.resource, error)) === 'run') {
      this.accept(integration.plausibleResponse(owner, this.input));
      return this.fail(error, cause);
    }
    owner.wait.cancelTimers();
    integration.submitFailed(owner, error, cause);
    return owner.failed(new Failure(error, cause, true));
  }

  /** Whether its request and its end are two things. */
  private get submits(): boolean {
    const { pattern } = this.integration;
    return pattern === 'waitForCallback' || pattern === 'runJob';
  }

  /** Ends the task with an error. */
  fail(error: string | undefined, cause: string | undefined): Outcome {
    const { owner, integration } = this;
    owner.wait.cancelTimers();
    this.mark();
    if (error === 'States.Timeout') return this.timeOut(cause ?? '', false);
    integration.failed(owner, error, cause);
    return owner.failed(new Failure(error, cause, true));
  }

  /** Whoever is heard of has the task: restarts the heartbeat's clock. */
  beat(): void {
    this.start();
    this.armHeartbeat();
  }

  private armHeartbeat(): void {
    const { owner } = this;
    const { heartbeatSeconds } = this.timeouts;
    if (heartbeatSeconds === undefined) return;
    const wait = owner.waits();
    if (wait.heartbeat !== undefined) wait.heartbeat.cancelled = true;
    const { engine } = owner.run;
    wait.heartbeat = engine.clock.set(owner.now() + heartbeatSeconds * 1000, () => owner.wake(() => this.timeOut('', true)));
  }

  /** When a timer of this attempt fires next. */
  get dueAt(): number | undefined {
    const due = [this.deadline, this.owner.wait.heartbeat?.at, this.owner.wait.delay?.at].filter((at): at is number => at !== undefined);
    return due.length === 0 ? undefined : Math.min(...due);
  }

  private timeOut(cause: string, heartbeat: boolean): Outcome {
    const { owner, integration } = this;
    owner.wait.cancelTimers();
    if (owner.wait.nested !== undefined) {
      owner.wait.nested.stop(undefined, managingTaskAborted(owner.run.arn));
      owner.wait.nested = undefined;
    }
    integration.timedOut(owner, 'States.Timeout', cause === '' ? undefined : cause);
    return owner.failed(new Failure('States.Timeout', cause, true, heartbeat));
  }

  private onPromise(answer: Promise<TaskAnswer>): Outcome {
    return this.owner.run.engine.promised.add(
      this,
      answer,
      (value) => this.onAnswer(value),
      (thrown) => this.onThrown(thrown),
    );
  }

  private onAnswer(answer: unknown): Outcome {
    if (isSpecialAnswer(answer)) return this.onSpecialAnswer(answer);
    if (this.submits) this.accept(this.integration.plausibleResponse(this.owner, this.input));
    return this.succeed(answer, this.owner.run.engine.handler.ours !== true);
  }

  private onSpecialAnswer(answer: SpecialAnswer): Outcome {
    const { owner, integration } = this;
    if (isDelayed(answer)) return this.onDelayed(answer);
    if (isExternal(answer)) return this.onExternal(answer);
    if (isSubmitted(answer)) {
      if (!this.submits)
        throw new UsageError(
          `${this.place()}: expected a result, received submitted(). Hint: only .sync tasks and callbacks submit; answer with the result.`,
        );
      this.accept(this.owned(answer.response));
      return this.onOutcome(answer.outcome);
    }
    if (isWorked(answer)) {
      this.start(answer.workerName);
      return answer.outcome === undefined ? this.wait('activity') : this.onOutcome(answer.outcome);
    }
    if (integration.pattern === 'requestResponse') {
      throw new UsageError(`${this.place()}: expected a result, received parked(). Hint: only callbacks, activities and .sync tasks wait.`);
    }
    if (this.submits) {
      this.accept(answer.response === undefined ? integration.plausibleResponse(owner, this.input) : this.owned(answer.response));
    }
    return this.wait(integration.pattern === 'activity' ? 'activity' : 'callback');
  }

  /** Waits for the token's answer, or for a timeout. */
  private wait(kind: 'activity' | 'callback'): Outcome {
    const { owner } = this;
    if (this.waitsForWorker) {
      owner.wait.cancelTimers();
      this.deadline = undefined;
    } else this.armTimers();
    owner.waits().attempt = this;
    return owner.parked(kind);
  }

  private onDelayed({ seconds, answer }: Delayed): Outcome {
    const { owner } = this;
    const { engine } = owner.run;
    this.mark();
    this.armTimers();
    owner.waits().attempt = this;
    const resume = (): Outcome => {
      let value: TaskAnswer | Promise<TaskAnswer>;
      try {
        value = answer();
      } catch (thrown) {
        return this.onThrown(thrown);
      }
      return isPromise(value) ? this.onPromise(value) : this.onAnswer(value);
    };
    if (Number.isFinite(seconds)) owner.waits().delay = engine.clock.set(owner.now() + seconds * 1000, () => owner.wake(resume));
    return owner.parked('task');
  }

  /** Stands open until somebody outside answers, or a timer ends it. */
  private onExternal({ opened }: External): Outcome {
    const { owner } = this;
    this.armTimers();
    owner.waits().attempt = this;
    const outcome = owner.parked('task');
    const isOpen = (): boolean => !owner.branch.ended && owner.wait.attempt === this;
    const end = (resume: () => Outcome): boolean => {
      if (!isOpen()) return false;
      owner.wake(resume);
      return true;
    };
    const task: ExternalTask = {
      id: `${owner.run.arn}/${owner.enteredEvent}/${this.attempt}`,
      get open() {
        return isOpen();
      },
      answer: (answer) => end(() => this.onAnswer(answer)),
      fail: (error, cause, stage) => {
        const failure = new TaskError(error, cause, stage);
        return end(() => this.onThrown(failure));
      },
    };
    opened(exactMethods(task, '', { answer: 1, fail: 3 }));
    return outcome;
  }

  private onOutcome(outcome: () => JsonValue): Outcome {
    let result: JsonValue;
    try {
      result = this.owned(outcome());
    } catch (thrown) {
      return this.onThrown(thrown);
    }
    return this.succeed(result);
  }

  private onThrown(thrown: unknown): Outcome {
    if (isTaskError(thrown)) return this.failAt(thrown.stage, thrown.error, thrown.cause);
    const { owner } = this;
    owner.run.engine.trouble = {
      error: isError(thrown)
        ? thrown
        : new UsageError(
            `${this.place()}: its handler threw ${thrownText(thrown)}, which is not an Error. Hint: throw new TaskError(error, cause) to fail the attempt.`,
          ),
    };
    return owner.parked('task');
  }

  /** An answer as it is at this moment: whoever gave it may change it later, or give the same object again. */
  private owned(value: unknown): JsonValue {
    return copyJson(jsonAnswer(value, this.place()));
  }

  private place(): string {
    return `Task "${this.state}" at ${this.owner.state.node.pointer}`;
  }

  private armTimers(): void {
    const { owner, integration, timeouts } = this;
    const { answersWithin = Number.POSITIVE_INFINITY } = integration;
    const { timeoutSeconds = Number.POSITIVE_INFINITY } = timeouts;
    const seconds = Math.min(answersWithin, timeoutSeconds);
    if (owner.wait.timer === undefined && seconds < Number.POSITIVE_INFINITY) {
      this.deadline = owner.now() + seconds * 1000;
      const end = () => (answersWithin < timeoutSeconds ? this.fail('States.Http.Socket', undefined) : this.timeOut('', false));
      owner.waits().timer = owner.run.engine.clock.set(this.deadline, () => owner.wake(end));
    }
    if (owner.wait.heartbeat === undefined && integration.pattern !== 'requestResponse') this.armHeartbeat();
  }
}

/** Errors of Node's own modules are of another realm than the tests of jest. */
function isError(thrown: unknown): thrown is Error {
  return thrown instanceof Error || Object.prototype.toString.call(thrown) === '[object Error]';
}

function thrownText(thrown: unknown): string {
  return typeof thrown === 'string' ? JSON.stringify(thrown) : String(thrown);
}
