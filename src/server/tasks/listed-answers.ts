import { isJsonObject, type JsonObject, type JsonValue, kinds, misspeltError, type OptionTable, ownKey, requireOptions } from '../../asl';
import { throttlingFailure } from '../../data';
import { copyJson, delayed, type TaskAnswer, type TaskCall, TaskError, UsageError } from '../../interpreter';

/** What a rule that answers one after the other has as its only member. */
const LIST = '$answers';

/** One answer of a list, as a file says it. */
interface AnswerText {
  /** The raw result. */
  readonly returns?: JsonValue;
  /** Fails the attempt with this error. */
  readonly fails?: string;
  readonly cause?: string;
  /** Fails so many attempts as the service does that is asked too often. */
  readonly throttles?: number;
  /** Another error than the service's own. */
  readonly error?: string;
  /** How often it is given. @default once; the last one for ever */
  readonly times?: number;
  /** Seconds that it takes. */
  readonly after?: number;
  /** Is for attempts of this number only: 0 is the first, 1 the first retry. */
  readonly onAttempt?: number;
  /** Is for this item of the innermost Map only, from 0. */
  readonly onItem?: number;
}

const ANSWER: OptionTable<AnswerText> = {
  returns: kinds.anything,
  fails: kinds.name,
  cause: kinds.text,
  throttles: kinds.wholeNumber(1),
  error: kinds.name,
  times: kinds.wholeNumber(1),
  after: kinds.numberFrom(0),
  onAttempt: kinds.wholeNumber(0),
  onItem: kinds.wholeNumber(0),
};

/** Answers for the calls that fit; those without a condition stand for all others. */
interface Section {
  readonly onAttempt: number | undefined;
  readonly onItem: number | undefined;
  readonly answers: AnswerText[];
}

/** The answers of a rule, one after the other. */
export interface ListedAnswers {
  readonly place: string;
  readonly sections: readonly Section[];
}

/** Numbers calls from 0, by what is counted. */
export type CallCounts = Map<string, number>;

/**
 * The answers of a rule that lists them, `{ "$answers": [{ "throttles": 2 }, { "returns": 1 }] }`; undefined for a constant. Throws a UsageError for a list that
 * cannot be meant.
 */
export function listedAnswers(rule: JsonValue, place: string): ListedAnswers | undefined {
  const list = isJsonObject(rule) ? ownKey(rule, LIST) : undefined;
  if (list === undefined) return undefined;
  const others = Object.keys(rule as JsonObject).filter((key) => key !== LIST);
  if (others.length > 0) throw new UsageError(`${place}: expected ${LIST} alone, received ${JSON.stringify(others[0])} beside it.`);
  const at = `${place}.${LIST}`;
  if (!Array.isArray(list) || list.length === 0)
    throw new UsageError(`${at}: expected a list of answers. Hint: write [{ "fails": "Busy", "times": 2 }, { "returns": { } }].`);
  const sections: Section[] = [];
  for (const [index, given] of (list as readonly AnswerText[]).entries()) {
    requireAnswer(`${at}[${index}]`, given);
    const { onAttempt, onItem } = given;
    const known = sections.find((section) => section.onAttempt === onAttempt && section.onItem === onItem);
    if (known === undefined) sections.push({ onAttempt, onItem, answers: [given] });
    else known.answers.push(given);
  }
  // The more a section asks of a call, the sooner it is asked.
  const conditions = ({ onAttempt, onItem }: Section): number => Number(onAttempt !== undefined) + Number(onItem !== undefined);
  return { place: at, sections: sections.sort((one, other) => conditions(other) - conditions(one)) };
}

function requireAnswer(place: string, answer: AnswerText): void {
  requireOptions(place, answer, ANSWER);
  const has = (name: keyof AnswerText): boolean => answer[name] !== undefined;
  const said = (['returns', 'fails', 'throttles'] as const).filter(has);
  if (said.length !== 1)
    throw new UsageError(
      `${place}: expected one of returns, fails and throttles, received ${said.length === 0 ? 'none' : said.join(' and ')}.`,
    );
  for (const [name, of] of [
    ['cause', 'fails'],
    ['error', 'throttles'],
  ] as const)
    if (has(name) && !has(of)) throw new UsageError(`${place}: expected ${name} beside ${of} only.`);
  if (has('times') && has('throttles')) throw new UsageError(`${place}: throttles and times both say how often. Hint: leave times out.`);
  const near = misspeltError(answer.fails ?? answer.error ?? '');
  if (near !== undefined)
    throw new UsageError(
      `${place}: ${JSON.stringify(answer.fails ?? answer.error)} is not an error name. Hint: did you mean ${JSON.stringify(near)}?`,
    );
}

/** The answer for a call. Calls are counted by state, and by condition. Throws TaskError where the attempt fails, and a UsageError where the answers are used up. */
export function nextListed({ place, sections }: ListedAnswers, call: TaskCall, counts: CallCounts, counted: string): TaskAnswer {
  const index = sections.findIndex((section) => fits(section, call));
  const { answers } = sections[index] ?? { answers: [] };
  const key = `${counted} ${index}`;
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

function fits({ onAttempt, onItem }: Section, { attempt, context }: TaskCall): boolean {
  if (onAttempt !== undefined && attempt !== onAttempt) return false;
  const { Map: map } = context as { readonly Map?: { readonly Item?: { readonly Index?: number } } };
  return onItem === undefined || map?.Item?.Index === onItem;
}

function answerAt(answers: readonly AnswerText[], number: number): AnswerText | undefined {
  let left = number;
  for (const [index, answer] of answers.entries()) {
    const times = answer.throttles ?? answer.times ?? (index === answers.length - 1 ? Number.POSITIVE_INFINITY : 1);
    if (left < times) return answer;
    left -= times;
  }
  return undefined;
}

function given(answer: AnswerText, call: TaskCall): TaskAnswer {
  if (answer.fails !== undefined) throw new TaskError(answer.fails, answer.cause);
  if (answer.returns !== undefined) return copyJson(answer.returns);
  const { error, cause } = throttlingFailure(call.resource, answer.error);
  throw new TaskError(error, cause);
}
