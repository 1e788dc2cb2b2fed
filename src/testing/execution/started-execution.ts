import { exactMethods, type JsonValue, receivedText } from '../../asl';
import {
  copyJson,
  type Execution,
  type ExecutionResult,
  type ExecutionStatus,
  type ObjectStore,
  type PendingTask,
  requireText,
  type WaitingBranch,
} from '../../interpreter';
import type { ActivityKey } from '../machine-view/activity-arn';
import type { MachineFacts } from '../machine-view/machine-facts';
import { taskKindOf, waitsForAnswer } from '../machine-view/task-kind';
import { testScope } from '../mocks/test-scope';
import { CallQueue } from '../time/call-queue';
import { durationMilliseconds, type VirtualDuration } from '../time/duration';
import { fakedTimers, standingTimers } from '../time/fake-timers';
import { settlesWithin, turn } from '../time/real-time';
import { UsageError } from '../usage-error';
import { type PolledActivity, polledActivity, type TaskAnswers, taskAnswers } from './activity-worker';
import { DEFAULT_SETTLE_WITHIN, type Drive, runToEnd, settle, waitsForEver } from './drive';
import { failingItsTest } from './failing-its-test';
import { givenOutput, requireFailure } from './given-answer';
import { HANDLE_METHODS, PENDING_METHODS } from './handle-methods';
import { NotReached } from './not-reached';
import { refuseBeyondDates, refuseSeconds } from './refuse-span';
import { requireVerdict } from './require-verdict';
import { standingTime } from './standing-time';
import { startedInTest } from './started-in-test';
import { giveSight, type StartedByExecution, type TestExecution, testExecution } from './test-execution';

/** A callback or activity that waits for a test to answer it. */
export interface PendingAnswer {
  readonly state: string;
  readonly resource: string;
  readonly taskToken: string;
  /** What the service was sent. */
  readonly input: JsonValue;
  readonly attempt: number;
  readonly branch: PendingTask['branch'];
  /** An activity's worker takes the task up, as GetActivityTask would: the history then tells it has started. */
  start(workerName?: string): void;
  /** SendTaskSuccess: `output` becomes the raw result. Throws a usage error when the task has ended, or for what is not JSON. */
  succeed(output?: unknown): void;
  /** SendTaskFailure. Throws a usage error when the task has ended. */
  fail(error?: string, cause?: string): void;
  /** SendTaskHeartbeat: starts the heartbeat's time over. Throws a usage error when the task has ended. */
  heartbeat(): void;
}

/**
 * An execution that a test moves: virtual time stands still between calls.
 *
 * @typeParam Output what the workflow gives when it succeeds
 */
export interface StartedExecution<Output = JsonValue> extends TestExecution<Output>, TaskAnswers {
  readonly status: ExecutionStatus | 'RUNNING';
  /** Virtual time. */
  readonly now: Date;
  /** Callbacks and activities that wait for an answer, in the order in which they began to. */
  readonly pending: readonly PendingAnswer[];
  /** Every branch that waits, and what it waits for. */
  readonly waiting: readonly WaitingBranch[];
  /** Skips time until a branch waits in the state: for its token, its worker or its time. Rejects when that never happens. */
  waitingFor(state: string): Promise<void>;
  /** Lets a span of virtual time pass and fires the timers due in it. Rejects with a usage error for time that runs backwards. */
  advance(duration: VirtualDuration): Promise<void>;
  /** Skips time from timer to timer until the predicate holds. Rejects when the execution ends or stands still first. */
  until(predicate: (execution: StartedExecution<Output>) => boolean | Promise<boolean>): Promise<void>;
  /**
   * An activity, as its workers see it: by ARN, name, construct, or the state that waits for it. Throws a usage error for one that nothing waits for, with
   * the nearest name.
   */
  activity(activity: ActivityKey): PolledActivity;
  /** Puts objects into S3, or makes buckets, while it runs or before it is redriven: content by bucket and key, taken when it is given. */
  addObjects(objects: ObjectStore): void;
  /** StopExecution: ends it as ABORTED. */
  stop(error?: string, cause?: string): void;
  /** RedriveExecution: one that failed, timed out or was stopped goes on where it ended. Throws where the service refuses. */
  redrive(): void;
  /** Skips to its end; executions that it started and nobody waits for go on with the next `advance` or `until`. */
  result(): Promise<TestExecution<Output>>;
}

/** The handle by which a test moves an execution. What is ready runs at once; what goes wrong rejects the next call. */
export function startedExecution<Output>(
  execution: Execution,
  machine: MachineFacts,
  options: Drive,
  startedBy: () => readonly StartedByExecution[] = () => [],
  arnOf: (activity: ActivityKey) => string = String,
): StartedExecution<Output> {
  startedInTest.requireHooks();
  const concurrent = testScope.concurrentTest !== undefined;
  const watched = startedInTest.watches && !concurrent && options.forgiving !== true;
  const calls = new CallQueue(watched);
  let trouble: { readonly error: unknown } | undefined;
  let told = false;
  let left = false;
  /** What a test should know that moves fake timers in place of the execution. */
  const missedTime = standingTime(execution);
  let missed: { readonly error: unknown } | undefined;
  const check = (): void => {
    if (trouble === undefined) return;
    told = true;
    throw trouble.error;
  };
  const guarded = async <Result>(work: () => Result | Promise<Result>): Promise<Result> => {
    if (trouble !== undefined) throw trouble.error;
    try {
      return await work();
    } catch (error) {
      if (error instanceof NotReached) throw error.error;
      trouble = { error: options.forgiving === true ? error : failingItsTest(error) };
      throw error;
    }
  };
  const pump = (): void => {
    if (left || trouble !== undefined) return;
    try {
      execution.pump();
      goOn();
    } catch (error) {
      trouble = { error: options.forgiving === true ? error : failingItsTest(error) };
      if (concurrent) startedInTest.tellConcurrent(() => (told || calls.hasShown(error) ? undefined : trouble));
    }
  };
  let waiting = false;
  /** What handlers' promises make ready runs at once, as everything else that is ready does. */
  const goOn = (): void => {
    if (waiting || execution.unsettled.length === 0) return;
    waiting = true;
    void execution.settled().then(() => {
      waiting = false;
      pump();
    });
  };
  const answers = taskAnswers(execution, pump);
  const skipUntil = async (holds: () => boolean | Promise<boolean>, what: string): Promise<void> => {
    for (;;) {
      await settle(execution, options);
      if (await holds()) return;
      if (execution.running && execution.fireNextTimer()) continue;
      throw new NotReached(execution.result === undefined ? standsBefore(execution, what) : endedBefore(execution, what));
    }
  };
  let own: { readonly of: ExecutionResult; readonly output: JsonValue | undefined } | undefined;
  /** The execution, which a test asks: what it tells behind a call that has not moved anything yet is known already. */
  const lookedAt = (): Execution => {
    if (execution.result !== undefined) return execution;
    calls.asked();
    missed ??= missedTime();
    return execution;
  };
  const handle = {
    get status() {
      return lookedAt().result?.status ?? 'RUNNING';
    },
    get output() {
      const ended = lookedAt().result;
      if (own?.of !== ended) own = ended && { of: ended, output: copyJson(ended.output) };
      return own?.output as Output | undefined;
    },
    get error() {
      return lookedAt().result?.error;
    },
    get cause() {
      return lookedAt().result?.cause;
    },
    get now() {
      return new Date(lookedAt().now);
    },
    get pending() {
      return lookedAt().pending.map((task) => pendingAnswer(task, pump));
    },
    get waiting() {
      return lookedAt().waiting;
    },
    waitingFor: (state: string) =>
      calls.add(async () => {
        machine.requireState(state);
        await guarded(() =>
          skipUntil(() => execution.waiting.some((branch) => standsIn(branch, state, machine)), `waited in state "${state}"`),
        );
      }),
    until: (predicate: (current: StartedExecution<Output>) => boolean | Promise<boolean>) =>
      calls.add(() => {
        if (typeof predicate !== 'function')
          throw new UsageError(
            `until() expected a function of the execution, received ${receivedText(predicate)}.`,
            'write until((execution) => execution.pending.length > 0).',
          );
        return guarded(() =>
          skipUntil(() => asked(() => calls.ask(() => predicate(started)), options), 'fulfilled the predicate of until()'),
        );
      }),
    advance: (duration: VirtualDuration) => {
      const span = milliseconds(duration);
      return calls.add(async () => {
        if ('error' in span) throw span.error;
        await guarded(async () => {
          const end = execution.now + span.total;
          refuseBeyondDates(end, duration);
          await settle(execution, options);
          refuseSeconds(execution, duration, machine);
          while (execution.running && execution.fireNextTimer(end)) await settle(execution, options);
          execution.advanceClock(end);
        });
      });
    },
    activity: (key: ActivityKey) => polledActivity(execution, arnOf(key), answers),
    ...answers,
    addObjects: (objects: ObjectStore) => {
      check();
      execution.addObjects(objects);
    },
    stop: (error?: string, cause?: string) => {
      check();
      requireText('stop(), the error', error);
      requireText('stop(), the cause', cause);
      execution.stop(error, cause);
    },
    redrive: () => {
      check();
      execution.redrive();
      pump();
    },
    result: () =>
      calls.add(() =>
        guarded(async () => {
          if (!(await runToEnd(execution, options))) throw new NotReached(waitsForEver(execution));
          return testExecution<Output>(execution.result!, machine, startedBy, () => execution.written);
        }),
      ),
  };
  exactMethods<object>(handle, '', HANDLE_METHODS);
  pump();
  /** A matcher that is asked before a call has moved anything sees the time before it. */
  const settledCheck = (): void => {
    check();
    if (execution.result !== undefined) return;
    const still = missedTime();
    if (still !== undefined) throw still.error;
    if (calls.justMade) throw askedTooEarly();
  };
  const started: StartedExecution<Output> = giveSight<Output, typeof handle>(handle, machine, {
    history: () => lookedAt().history,
    mapRuns: () => execution.mapRuns,
    counts: () => execution.counts,
    started: () => {
      lookedAt();
      return startedBy();
    },
    written: () => execution.written,
    described: () => execution.mapRuns,
    check: settledCheck,
  });
  if (watched) {
    const finish = async (): Promise<void> => {
      await calls.ended();
      // A handler whose promise has settled has not gone on yet.
      if (execution.unsettled.length > 0) await turn();
      left = true;
    };
    startedInTest.add({
      asked: lookedAt,
      finish: () => (calls.busy || execution.unsettled.length > 0 ? finish() : undefined),
      untold: () => {
        left = true;
        if (trouble !== undefined) return told || calls.hasShown(trouble.error) ? undefined : trouble;
        return calls.unseen() ?? missed ?? (calls.askedTooEarly ? { error: askedTooEarly() } : undefined);
      },
    });
  }
  return started;
}

/** The error for a test that looks at the time before, since it does not await the call that lets time pass. */
function askedTooEarly(): UsageError {
  return new UsageError(
    'An execution is asked before the call that moves its time has moved anything.',
    'await the call: await execution.advance({ days: 7 }).',
  );
}

/** A duration as it is when the call is made, which may have to wait for its turn. */
function milliseconds(duration: VirtualDuration): { readonly total: number } | { readonly error: unknown } {
  try {
    return { total: durationMilliseconds(duration) };
  } catch (error) {
    return { error };
  }
}

/** What a test's own predicate throws, or that it never answers, is not a defect of the run. */
async function asked(predicate: () => boolean | Promise<boolean>, { settleWithin = DEFAULT_SETTLE_WITHIN }: Drive): Promise<boolean> {
  try {
    const answer = predicate();
    if (typeof answer === 'boolean' || (await settlesWithin(Promise.resolve(answer), settleWithin))) return requireVerdict(await answer);
  } catch (error) {
    throw new NotReached(error);
  }
  throw new NotReached(
    new UsageError(
      `The predicate of until() did not answer within ${settleWithin} ms of real time.${standingTimers(fakedTimers())}`,
      'return true or false, or a promise of one that settles.',
    ),
  );
}

/** A state that waits for an answer is reached when it can be given one, not while it is being called or between retries. */
function standsIn(branch: WaitingBranch, state: string, machine: MachineFacts): boolean {
  if (branch.state !== state || branch.reason === 'task') return false;
  const resource = machine.get(state)?.resource;
  return branch.reason !== 'retry' || resource === undefined || !waitsForAnswer(resource);
}

function endedBefore(execution: Execution, what: string): UsageError {
  const { status, error, cause } = execution.result!;
  const why = error === undefined ? '' : ` with ${error}${cause === undefined ? '' : `: ${cause}`}`;
  return new UsageError(`The execution ended ${status}${why} before it ${what}.`, 'print it with console.log(execution) to see its steps.');
}

function standsBefore(execution: Execution, what: string): UsageError {
  const never = waitsForEver(execution);
  return new UsageError(`The execution never ${what}. ${never.message}`);
}

/** A callback has begun when it waits: no worker takes it up. */
function requireActivity({ state, resource }: Pick<PendingTask, 'state' | 'resource'>): void {
  if (taskKindOf(resource) === 'activity') return;
  throw new UsageError(
    `State "${state}": start() is for the task of an activity, and it calls ${resource}.`,
    'answer it with succeed(), fail() or heartbeat().',
  );
}

function pendingAnswer(task: PendingTask, pump: () => void): PendingAnswer {
  const accept = (accepted: boolean, call: string): void => {
    if (!accepted) {
      throw new UsageError(
        `State "${task.state}": ${call} came too late: the task had been answered, had timed out or was stopped.`,
        'answer each entry of execution.pending once.',
      );
    }
    pump();
  };
  const pending: PendingAnswer = {
    state: task.state,
    resource: task.resource,
    taskToken: task.taskToken,
    input: task.input,
    attempt: task.attempt,
    branch: task.branch,
    start: (workerName) => {
      requireText("start(), the worker's name", workerName);
      requireActivity(task);
      task.start(workerName);
    },
    succeed: (output = {}) => accept(task.succeed(givenOutput(`State "${task.state}"`, 'succeed()', output)), 'succeed()'),
    fail: (error, cause) => {
      requireFailure('fail()', error, cause);
      accept(task.fail(error, cause), 'fail()');
    },
    heartbeat: () => accept(task.heartbeat(), 'heartbeat()'),
  };
  return exactMethods(pending, '', PENDING_METHODS);
}
