import type { JsonValue } from '../../asl';
import {
  answerProblem,
  delayed,
  type FieldValidationMode,
  isDelayed,
  isParked,
  isSubmitted,
  isWorked,
  type TaskAnswer,
  type TaskCall,
} from '../../interpreter';
import { UsageError } from '../usage-error';

/** Gives a mock's answer when it fits what the service answers, as far as `mode` asks. Throws a usage error naming the field at fault. */
export function checkedAnswer(
  call: TaskCall,
  answer: TaskAnswer | Promise<TaskAnswer>,
  mode: FieldValidationMode,
): TaskAnswer | Promise<TaskAnswer> {
  if (mode === 'NONE') return answer;
  return answer instanceof Promise ? answer.then((settled) => checked(call, settled, mode)) : checked(call, answer as TaskAnswer, mode);
}

function checked(call: TaskCall, answer: TaskAnswer, mode: FieldValidationMode): TaskAnswer {
  if (isDelayed(answer)) return delayed(answer.seconds, () => checked(call, answer.answer(), mode));
  if (isParked(answer) || isSubmitted(answer) || isWorked(answer)) return answer;
  const problem = answerProblem(call.resource, answer as JsonValue, mode);
  if (problem === undefined) return answer;
  throw new UsageError(
    `State "${call.state}": the answer of its mock does not fit ${call.resource}: ${problem}.`,
    `answer what the service answers, or set answers: ${mode === 'STRICT' ? "'PRESENT' or " : ''}'NONE' to leave it unchecked.`,
  );
}
