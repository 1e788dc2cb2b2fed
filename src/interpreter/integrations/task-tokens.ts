import type { JsonValue } from '../../asl';
import type { Branch } from '../engine/branch';
import type { Engine } from '../engine/engine';
import type { Outcome } from '../engine/prepared';
import type { Visit } from '../engine/visit';
import type { WaitingAttempt } from '../engine/waiting-attempt';
import { copyJson } from '../payloads/own-copy';
import { exceedsBytes } from '../payloads/payload-size';
import { serviceError } from '../service-error';

/** A task of an activity, as a worker gets it. */
export interface ActivityTask {
  readonly taskToken: string;
  readonly input: JsonValue;
}

/** A callback or activity that waits, with the branch that it holds up. */
export interface WaitingTask {
  readonly branch: Branch;
  readonly attempt: WaitingAttempt;
}

/** The callbacks and activities that wait for an answer, in the order in which they began to. */
export function* waitingTasks({ standing }: Engine): Generator<WaitingTask> {
  for (const branch of standing) {
    const { attempt, reason } = branch.visit.wait;
    if (attempt !== undefined && (reason === 'callback' || reason === 'activity')) yield { branch, attempt };
  }
}

/**
 * GetActivityTask: hands the task that has waited longest for a worker of the activity to one, and records that it has started; undefined when none
 * waits. Virtual time stands while a worker polls, so that it never waits the service's 60 seconds. Throws ActivityDoesNotExist.
 */
export function takeActivityTask(engine: Engine, arn: string, workerName: string | undefined): ActivityTask | undefined {
  const name = arn.slice(arn.lastIndexOf(':') + 1);
  if (engine.activities !== undefined && !engine.activities.has(arn) && !engine.activities.has(name))
    throw serviceError('ActivityDoesNotExist', `Activity Does Not Exist: '${arn}'`);
  if (workerName !== undefined && engine.quotas.nameLength && (workerName === '' || workerName.length > engine.limits.nameLength))
    throw serviceError('InvalidName', `Invalid Name: '${workerName}'`);
  for (const { attempt } of waitingTasks(engine)) {
    if (attempt.integration.pattern !== 'activity' || attempt.taken) continue;
    if (attempt.resource !== arn && attempt.resource !== name && !attempt.resource.endsWith(`:activity:${arn}`)) continue;
    attempt.start(workerName);
    return { taskToken: attempt.taskToken!, input: copyJson(attempt.input) };
  }
  return undefined;
}

/** SendTaskSuccess, SendTaskFailure: ends the task of a token. Throws as the service refuses. */
export function answerTask(engine: Engine, taskToken: string, resume: (attempt: WaitingAttempt) => Outcome): void {
  const { branch, attempt } = taskOf(engine, taskToken);
  branch.visit.wait.attempt = undefined;
  engine.wake(branch, () => resume(attempt));
}

/** SendTaskHeartbeat. Throws as the service refuses. */
export function beatTask(engine: Engine, taskToken: string): void {
  taskOf(engine, taskToken).attempt.beat();
}

/** Throws ValidationException for an answer that is larger than a request may hold: the task waits on. */
export function checkAnswer(engine: Engine, answer: { output?: JsonValue; error?: string | undefined; cause?: string | undefined }): void {
  const { limits, quotas } = engine;
  const { output, error, cause } = answer;
  if (quotas.payloadBytes && output !== undefined && exceedsBytes(output, limits.payloadBytes))
    throw tooLong('output', limits.payloadBytes);
  if (quotas.errorLength && error !== undefined && error.length > limits.errorLength) throw tooLong('error', limits.errorLength);
  if (quotas.causeLength && cause !== undefined && cause.length > limits.causeLength) throw tooLong('cause', limits.causeLength);
}

function tooLong(field: string, most: number): Error {
  return serviceError(
    'ValidationException',
    `1 validation error detected: Value at '${field}' failed to satisfy constraint: Member must have length less than or equal to ${most}`,
  );
}

function taskOf(engine: Engine, taskToken: string): WaitingTask {
  for (const task of waitingTasks(engine)) if (task.attempt.taskToken === taskToken) return task;
  if (executionOfToken(taskToken) === undefined) throw serviceError('InvalidToken', "Invalid Token: 'Invalid token'");
  // Answered, timed out, stopped: the service does not tell them apart.
  if (isOurToken(engine, taskToken)) throw serviceError('TaskTimedOut', "Task Timed Out: 'Provided task does not exist anymore'");
  // Not recorded.
  throw serviceError('TaskDoesNotExist', "Task Does Not Exist: 'Provided task does not exist'");
}

/** Makes a token as long and as opaque as the service's; the seed decides it. */
export function makeTaskToken(visit: Visit): string {
  const { run, enteredEvent, retryCount, random } = visit;
  // Child executions of a distributed Map may be a million: they share an entry.
  run.engine.tokenIssuers ??= new Set();
  run.engine.tokenIssuers.add(run.root.parent === undefined ? run.arn : machineOf(run.arn));
  const token = Buffer.from(`${run.arn}/${enteredEvent}/${retryCount}/${random.uuid()}`).toString('base64');
  run.engine.tokenMade(token);
  return token;
}

/** Whether a token was given out on this clock. */
export function isOurToken(engine: Engine, taskToken: string): boolean {
  const execution = executionOfToken(taskToken);
  if (execution === undefined) return false;
  return (engine.tokenIssuers?.has(execution) || engine.tokenIssuers?.has(machineOf(execution))) === true;
}

/** The ARN that a token was made for; undefined for what is not a token. */
export function executionOfToken(taskToken: unknown): string | undefined {
  if (typeof taskToken !== 'string') return undefined;
  return /^(arn:.*)\/\d+\/\d+\/[0-9a-f-]{36}$/.exec(Buffer.from(taskToken, 'base64').toString())?.[1];
}

function machineOf(executionArn: string): string {
  return executionArn.slice(0, executionArn.lastIndexOf(':'));
}
