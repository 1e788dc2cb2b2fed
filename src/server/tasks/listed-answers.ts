import { type AnswerFormat, type AnswerSections, answerSections, type JsonValue, kinds, type ListedAnswer } from '../../asl';
import { throttlingFailure } from '../../data';
import { copyJson, delayed, type TaskAnswer, type TaskCall, TaskError, UsageError } from '../../interpreter';
import { namesOf } from './server-tasks';

/** One answer of a list, as a file says it. */
interface ServerAnswerText extends ListedAnswer {
  /** Seconds that it takes. */
  readonly after?: number;
}

const FORMAT: AnswerFormat<ServerAnswerText> = {
  fields: {
    returns: kinds.anything,
    fails: kinds.name,
    cause: kinds.text,
    throttles: kinds.wholeNumber(1),
    error: kinds.name,
    times: kinds.wholeNumber(1),
    after: kinds.numberFrom(0),
    onAttempt: kinds.wholeNumber(0),
    onItem: kinds.wholeNumber(0),
  },
  says: ['returns', 'fails', 'throttles'],
  conditions: ['onAttempt', 'onItem'],
};

/** The answers of a rule, one after the other. */
export type ListedAnswers = AnswerSections<ServerAnswerText>;

/** Numbers calls from 0, by what is counted. */
export type CallCounts = Map<string, number>;

/** The answers of a rule that lists them; undefined for a constant. Throws a UsageError for a list that cannot be meant. */
export function listedAnswers(rule: JsonValue, place: string): ListedAnswers | undefined {
  return answerSections(rule, place, FORMAT);
}

/** The answer for a call. Calls are counted by state, and by condition. Throws TaskError where the attempt fails, and a UsageError where the answers are used up. */
export function nextListed({ place, sections }: ListedAnswers, call: TaskCall, counts: CallCounts): TaskAnswer {
  const index = sections.findIndex(([first]) => answersCall(first, call));
  const answers = sections[index] ?? [];
  const key = `${namesOf(call)[0]} ${index}`;
  const number = counts.get(key) ?? 0;
  counts.set(key, number + 1);
  const answer = answerAt(answers, number);
  if (answer === undefined)
    throw new UsageError(
      `State "${call.state}": ${place} has no answer for call ${number}, attempt ${call.attempt}. Hint: leave the "times" of the last answer out, and it is given for ever; answers without onAttempt and onItem are for all other calls.`,
    );
  const give = (): TaskAnswer => given(answer, call);
  return answer.after === undefined ? give() : delayed(answer.after, give);
}

function answersCall({ onAttempt, onItem }: ServerAnswerText, { attempt, context }: TaskCall): boolean {
  if (onAttempt !== undefined && attempt !== onAttempt) return false;
  const { Map: map } = context as { readonly Map?: { readonly Item?: { readonly Index?: number } } };
  return onItem === undefined || map?.Item?.Index === onItem;
}

function answerAt(answers: readonly ServerAnswerText[], number: number): ServerAnswerText | undefined {
  let left = number;
  for (const [index, answer] of answers.entries()) {
    const times = answer.throttles ?? answer.times ?? (index === answers.length - 1 ? Number.POSITIVE_INFINITY : 1);
    if (left < times) return answer;
    left -= times;
  }
  return undefined;
}

function given(answer: ServerAnswerText, call: TaskCall): TaskAnswer {
  if (answer.fails !== undefined) throw new TaskError(answer.fails, answer.cause);
  if (answer.returns !== undefined) return copyJson(answer.returns);
  const { error, cause } = throttlingFailure(call.resource, answer.error);
  throw new TaskError(error, cause);
}
