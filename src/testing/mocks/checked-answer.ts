import { isPromise, type JsonValue, type StateMachine } from '../../asl';
import { foreignError, neverAnswered, unknownCall } from '../../data';
import {
  answerProblem,
  delayed,
  type FieldValidationMode,
  isDelayed,
  isExternal,
  isParked,
  isSubmitted,
  isWorked,
  type TaskAnswer,
  type TaskCall,
} from '../../interpreter';
import { misspeltErrorOf } from '../machine-view/misspelt-error';
import { taskKindOf } from '../machine-view/task-kind';
import { requireRealError } from '../require-real-error';
import { UsageError } from '../usage-error';
import { fileHints } from './file-hints';
import { nameThrower } from './name-thrower';
import { wrappedTwice } from './wrapped-twice';

/**
 * A mock's answer when it fits what the service answers, as far as `mode` asks. Throws a usage error naming the field at fault, and under `STRICT` for an
 * error that the task never fails with; in other modes that is told when the test file ends, as is an error that the definition spells otherwise.
 */
export function checkedAnswer(
  call: TaskCall,
  answer: () => TaskAnswer | Promise<TaskAnswer>,
  mode: FieldValidationMode,
  machine: StateMachine,
  machineName: string,
): TaskAnswer | Promise<TaskAnswer> {
  requireKnownCall(call, mode, machineName);
  const failed = (thrown: unknown): never => {
    throw checkedError(call, thrown, mode, machine, machineName);
  };
  const check = (given: TaskAnswer): TaskAnswer => checked(call, given, { mode, machineName, failed });
  try {
    const given = answer();
    return isPromise(given) ? Promise.resolve(given).then(check, failed) : check(given);
  } catch (thrown) {
    return failed(thrown);
  }
}

interface AnswerCheck {
  readonly mode: FieldValidationMode;
  readonly machineName: string;
  readonly failed: (thrown: unknown) => never;
}

function checked(call: TaskCall, answer: TaskAnswer, check: AnswerCheck): TaskAnswer {
  const { mode, failed } = check;
  if (isDelayed(answer)) {
    return delayed(answer.seconds, () => {
      try {
        const given = answer.answer();
        return isPromise(given)
          ? Promise.resolve(given).then((settled) => checked(call, settled, check), failed)
          : checked(call, given, check);
      } catch (thrown) {
        return failed(thrown);
      }
    });
  }
  if (isParked(answer) || isSubmitted(answer) || isWorked(answer) || isExternal(answer)) return answer;
  const result = answer as JsonValue;
  requireAnswerable(call, result, check);
  hintAtWrapping(call, result, check.machineName);
  if (mode === 'NONE') return answer;
  const problem = answerProblem(call.resource, result, mode);
  if (problem === undefined) return answer;
  throw new UsageError(
    `State "${call.state}": the answer of its mock does not fit ${call.resource}: ${problem}.`,
    `answer what the service answers, or set answers: ${mode === 'STRICT' ? "'PRESENT' or " : ''}'NONE' to leave it unchecked.`,
  );
}

/** A mock answers whatever it is asked: no machine with a call that AWS does not know can be deployed, and its tests would be green. */
function requireKnownCall({ state, resource }: TaskCall, mode: FieldValidationMode, machineName: string): void {
  const unknown = unknownCall(resource);
  if (unknown === undefined) return;
  const what = `State "${state}": AWS does not know ${resource}, and refuses the definition`;
  if (mode === 'STRICT') throw new UsageError(`${what}.`, unknown);
  fileHints.add(`${what} (${machineName}). Hint: ${unknown}`);
}

/** A path behind an answer that the service never gives is tested for nothing: an error under `STRICT`, told when the file ends in other modes. */
function requireAnswerable({ state, resource }: TaskCall, answer: JsonValue, { mode, machineName }: AnswerCheck): void {
  const never = neverAnswered(resource, answer);
  if (never === undefined) return;
  const what = `State "${state}": its mock answers what ${resource} never does: ${never.problem}`;
  if (mode === 'STRICT') throw new UsageError(`${what}.`, never.hint);
  fileHints.add(`${what} (${machineName}). Hint: ${never.hint}`);
}

/** Paths behind it find nothing, or a later "$.Payload" that is not there on AWS: told when the file ends, as a function may return anything. */
function hintAtWrapping({ state, resource }: TaskCall, answer: JsonValue, machineName: string): void {
  if (!wrappedTwice(resource, answer)) return;
  const [holds, hint] =
    taskKindOf(resource) === 'lambdaInvoke'
      ? [
          'the answer holds such an answer as its "Payload"',
          'hand .returnsPayload() and .run() what the function returns, without StatusCode and Payload.',
        ]
      : ['a function called by its ARN gives what it returns', 'answer what the function returns, without StatusCode and Payload.'];
  fileHints.add(
    `State "${state}": its mock answers as lambda:invoke does, with "StatusCode" and "Payload", where ${holds} (${machineName}). Hint: ${hint}`,
  );
}

/** What a retrier or catcher matches is the whole name: with another service before the dot, the test tells of an error that never comes. */
function checkedError(call: TaskCall, thrown: unknown, mode: FieldValidationMode, machine: StateMachine, machineName: string): unknown {
  const { state, resource } = call;
  if (!(thrown instanceof Error) || thrown.name !== 'TaskError') return nameThrower(thrown, call);
  const { error } = thrown as { readonly error?: unknown };
  if (typeof error === 'string')
    requireRealError(
      `State "${state}": its mock expected the name of an error,`,
      error,
      "name the error that the task fails with, such as 'OrderRejected'.",
    );
  const foreign = typeof error === 'string' ? foreignError(error, [resource]) : undefined;
  if (foreign === undefined) {
    const meant = typeof error === 'string' ? misspeltErrorOf(machine, error) : undefined;
    if (meant !== undefined)
      fileHints.add(
        `State "${state}": its mock fails with ${JSON.stringify(error)}, which nothing in the definition names (${machineName}). Hint: did you mean ${JSON.stringify(meant)}?`,
      );
    return thrown;
  }
  const what = `State "${state}": its mock fails with ${JSON.stringify(error)}, and ${resource} never does`;
  const hint =
    foreign.instead !== undefined
      ? `write .fails(${JSON.stringify(foreign.instead)}).`
      : `its errors begin with ${foreign.begins === undefined ? 'the name of its own service' : JSON.stringify(foreign.begins)}.`;
  if (mode === 'STRICT') return new UsageError(`${what}.`, hint);
  fileHints.add(`${what} (${machineName}). Hint: ${hint}`);
  return thrown;
}
