import { exactMethods, isJsonObject, type JsonValue, patternOf, valueAtPointer } from '../../../asl';
import { type HistoryEvent, requireText, type WaitingBranch } from '../../../interpreter';
import type { TaskAnswers } from '../../execution/activity-worker';
import { givenOutput, requireFailure } from '../../execution/given-answer';
import { HANDLE_METHODS, PENDING_METHODS } from '../../execution/handle-methods';
import { requireVerdict } from '../../execution/require-verdict';
import type { PendingAnswer, StartedExecution } from '../../execution/started-execution';
import { giveSight, type TestExecution, testExecution } from '../../execution/test-execution';
import type { MachineView } from '../../machine-view/machine-view';
import { collectRun } from '../../report/run-collector';
import { durationText } from '../../time/duration';
import { wait as realWait } from '../../time/real-time';
import { UsageError } from '../../usage-error';
import type { StateVisit } from '../../visits/state-visit';
import { visitsIn } from '../../visits/visits';
import type { AwsOptions } from '../aws-options';
import type { CallStepFunctions } from '../step-functions';
import { deployedRun } from './deployed-run';
import type { DeployedStart } from './deployed-runner';
import { type DeployedDefinition, deployedFacts, expressChildren, readDefinition, unreadYet } from './deployed-states';
import { branchOf, keepCalls } from './keep-calls';
import { type DeployedOutcome, outcomeOf } from './outcome';
import { type FetchedMapRun, readHistory, readMapRuns } from './read-history';
import { sentToken } from './task-tokens';

/** Real milliseconds that an execution may take. */
const TIMEOUT = 300_000;
const POLL_INTERVAL = 1_000;

/** What is known of an execution on AWS, as of the last look. */
interface KnownExecution {
  arn: string | undefined;
  outcome: DeployedOutcome | undefined;
  history: readonly HistoryEvent[];
  mapRuns: readonly FetchedMapRun[];
  /** What ran, once it was asked for. */
  definition: DeployedDefinition | undefined;
}

/**
 * Starts an execution on AWS and gives the handle by which a test watches it: in real time, looking at intervals. What the handle tells is as of
 * the last look, which every awaited method takes.
 */
export function watchedExecution(
  call: CallStepFunctions,
  start: DeployedStart,
  { timeout = TIMEOUT, pollInterval = POLL_INTERVAL, wait = realWait }: AwsOptions,
  view: MachineView,
): StartedExecution {
  const facts = deployedFacts(view, () => known.definition?.states);
  const known: KnownExecution = { arn: undefined, outcome: undefined, history: [], mapRuns: [], definition: undefined };
  const missCalls = (): (() => void) =>
    view.log.miss({
      states: undefined,
      why: 'those of an execution on AWS are read when it has ended',
      remedy: 'await execution.result() first.',
    });
  let seenCalls = missCalls();
  /** What was asked of AWS without awaiting it. */
  let asked: Promise<unknown> = call('StartExecution', start).then(({ executionArn }) => {
    known.arn = executionArn;
  });
  // It rejects the next call that is awaited.
  asked.catch(() => undefined);
  const ask = (work: () => Promise<unknown>): void => {
    asked = asked.then(work);
    asked.catch(() => undefined);
  };
  const arn = (): string => known.arn!;
  const look = async (): Promise<void> => {
    await asked;
    known.outcome = outcomeOf(await call('DescribeExecution', { executionArn: arn() }));
  };
  const read = async (): Promise<void> => {
    known.history = await readHistory(call, arn());
    known.definition ??= await readDefinition(call, arn());
  };
  const until = async (holds: () => boolean | Promise<boolean>, what: string, withHistory: boolean): Promise<void> => {
    for (let waited = 0; ; waited += pollInterval) {
      await look();
      if (withHistory) await read();
      if (await holds()) return;
      if (known.outcome !== undefined) throw endedBefore(known.outcome, what);
      if (waited >= timeout) {
        throw new UsageError(
          `The execution ${arn()} has not ${what} within ${durationText(timeout)} of real time: it still runs.`,
          'raise aws.timeout, or stop it with execution.stop().',
        );
      }
      await wait(pollInterval);
    }
  };
  const open = (): StateVisit[] =>
    visitsIn(known.history).filter((visit) => visit.status === 'WAITING' && visit.kind !== 'Map' && visit.kind !== 'Parallel');
  const handle = {
    get status() {
      return known.outcome?.status ?? 'RUNNING';
    },
    get output() {
      return known.outcome?.output;
    },
    get error() {
      return known.outcome?.error;
    },
    get cause() {
      return known.outcome?.cause;
    },
    get now() {
      const last = known.history.at(-1);
      return last === undefined ? new Date() : new Date(last.timestamp);
    },
    get waiting() {
      return open().map((visit): WaitingBranch => ({ state: visit.state, branch: branchOf(visit), reason: reasonOf(visit, view) }));
    },
    get pending() {
      return open()
        .filter((visit) => reasonOf(visit, view) === 'callback')
        .map((visit) => pendingAnswer(visit, view, (operation, input) => ask(() => call(operation, input as never))));
    },
    waitingFor: async (state: string) => {
      facts.requireState(state);
      await until(() => open().some((visit) => visit.state === state), `waited in state "${state}"`, true);
    },
    until: (predicate: (execution: StartedExecution) => boolean | Promise<boolean>) =>
      until(async () => requireVerdict(await predicate(started)), 'fulfilled the predicate of until()', true),
    advance: async () => {
      throw new UsageError(
        'advance() moves virtual time, and a deployed machine runs in real time.',
        "await execution.waitingFor(state) or until(predicate), or run this test with target: 'local'.",
      );
    },
    ...answersByToken((operation, input) => ask(() => call(operation, input as never))),
    activity: (): never => {
      throw new UsageError(
        'activity() plays the workers of an activity, and those of a deployed machine poll AWS.',
        "let them, or run this test with target: 'local'.",
      );
    },
    addObjects: (): never => {
      throw new UsageError(
        'addObjects() puts objects where a local execution reads them, and a deployed machine reads S3.',
        "put them there with @aws-sdk/client-s3, or run this test with target: 'local'.",
      );
    },
    stop: (error?: string, cause?: string) => {
      requireText('stop(), the error', error);
      requireText('stop(), the cause', cause);
      ask(() =>
        call('StopExecution', {
          executionArn: arn(),
          ...(error === undefined ? {} : { error }),
          ...(cause === undefined ? {} : { cause }),
        }),
      );
    },
    redrive: () => {
      known.outcome = undefined;
      seenCalls = missCalls();
      ask(() => call('RedriveExecution', { executionArn: arn() }));
    },
    result: async (): Promise<TestExecution> => {
      await until(() => known.outcome !== undefined, 'ended', false);
      await read();
      known.mapRuns = await readMapRuns(call, arn(), known.history);
      const { history, mapRuns } = known;
      const unread = () => expressChildren(mapRuns);
      const outcome = known.outcome!;
      collectRun(deployedRun(view.core.facts, known.definition, { outcome, history, mapRuns }, unread()));
      const ended = testExecution<JsonValue>({ ...outcome, history, mapRuns: [] }, facts, undefined, undefined, {
        mapRuns: () => mapRuns,
        unread,
        time: { kind: 'real' },
        executionArn: arn,
      });
      keepCalls(view, visitsIn(history, mapRuns), arn, unread());
      seenCalls();
      return ended;
    },
  };
  exactMethods<object>(handle, '', HANDLE_METHODS);
  const started: StartedExecution = giveSight<JsonValue, typeof handle>(handle, facts, {
    history: () => known.history,
    mapRuns: () => known.mapRuns,
    unread: () => (known.outcome === undefined ? unreadYet(known.history) : expressChildren(known.mapRuns)),
    time: { kind: 'real' },
    executionArn: () => known.arn,
  });
  return started;
}

function endedBefore({ status, error, cause }: DeployedOutcome, what: string): UsageError {
  const why = error === undefined ? '' : ` with ${error}${cause === undefined ? '' : `: ${cause}`}`;
  return new UsageError(`The execution ended ${status}${why} before it ${what}.`, 'print it with console.log(execution) to see its steps.');
}

/** Why a visit stands still, as far as its kind and its attempts say. */
function reasonOf(visit: StateVisit, { core }: MachineView): WaitingBranch['reason'] {
  if (visit.kind === 'Wait') return 'wait';
  const last = visit.tries.at(-1);
  if (last !== undefined && last.endedAt !== undefined) return 'retry';
  const pattern = patternOf(core.states.get(visit.state)?.resource ?? '');
  if (pattern === 'waitForCallback') return 'callback';
  return pattern === 'activity' ? 'activity' : 'task';
}

type Send = (operation: 'SendTaskSuccess' | 'SendTaskFailure' | 'SendTaskHeartbeat', input: object) => void;

function answersByToken(send: Send): TaskAnswers {
  return {
    sendTaskSuccess: (taskToken, output = {}) =>
      send('SendTaskSuccess', { taskToken, output: JSON.stringify(givenOutput('The task', 'sendTaskSuccess()', output)) }),
    sendTaskFailure: (taskToken, error, cause) => {
      requireFailure('sendTaskFailure()', error, cause);
      send('SendTaskFailure', { taskToken, ...(error === undefined ? {} : { error }), ...(cause === undefined ? {} : { cause }) });
    },
    sendTaskHeartbeat: (taskToken) => send('SendTaskHeartbeat', { taskToken }),
  };
}

function pendingAnswer(visit: StateVisit, { core }: MachineView, send: Send): PendingAnswer {
  const answers = answersByToken(send);
  const input = visit.tries.at(-1)?.input ?? null;
  const { state } = visit;
  const token = (): string => {
    const fields = valueAtPointer(core.definition.machine.source, core.states.get(state)?.pointer ?? '');
    const found = isJsonObject(fields) ? sentToken(fields, input) : undefined;
    if (found !== undefined) return found;
    throw new UsageError(
      `State "${state}": its definition does not say in which field the task token was sent.`,
      'answer it with the token that the receiver got: SendTaskSuccess of @aws-sdk/client-sfn.',
    );
  };
  const pending: PendingAnswer = {
    state,
    resource: core.states.get(state)?.resource ?? '',
    get taskToken() {
      return token();
    },
    input,
    attempt: visit.retries,
    branch: branchOf(visit),
    start: () => {
      throw new UsageError(
        `State "${state}": start() is for the task of an activity, and those of a deployed machine are taken up by its workers.`,
        'answer it with succeed(), fail() or heartbeat().',
      );
    },
    succeed: (output = {}) => answers.sendTaskSuccess(token(), givenOutput(`State "${state}"`, 'succeed()', output)),
    fail: (error, cause) => {
      requireFailure('fail()', error, cause);
      answers.sendTaskFailure(token(), error, cause);
    },
    heartbeat: () => answers.sendTaskHeartbeat(token()),
  };
  return exactMethods(pending, '', PENDING_METHODS);
}
