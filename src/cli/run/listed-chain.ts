import { type AnswerFormat, answerSections, type JsonObject, type JsonValue, kinds, type ListedAnswer } from '../../asl';
import type { AnswerChain } from '../../testing';
import { givenDuration } from './duration';

/** One answer of a list, as a file says it: the methods of a mock in a test, as fields. */
interface CommandAnswerText extends ListedAnswer {
  readonly returnsPayload?: JsonValue;
  readonly timesOut?: true;
  /** Seconds, or a duration such as `10m`. */
  readonly after?: number | string;
  readonly onInput?: JsonObject;
  readonly onBranch?: number | string;
}

const FORMAT: AnswerFormat<CommandAnswerText> = {
  fields: {
    returns: kinds.anything,
    returnsPayload: kinds.anything,
    fails: kinds.name,
    cause: kinds.text,
    timesOut: { expected: 'true', accepts: (value) => value === true },
    throttles: kinds.wholeNumber(1),
    error: kinds.name,
    times: kinds.wholeNumber(1),
    after: kinds.either('seconds, or a duration such as "10m"', kinds.numberFrom(0), kinds.name),
    onInput: kinds.anObject,
    onItem: kinds.wholeNumber(0),
    onBranch: kinds.either('an index, or the name of the first state of a branch', kinds.wholeNumber(0), kinds.name),
    onAttempt: kinds.wholeNumber(0),
  },
  says: ['returns', 'returnsPayload', 'fails', 'timesOut', 'throttles'],
  conditions: ['onInput', 'onItem', 'onBranch', 'onAttempt'],
};

/**
 * Fills a chain with what a rule of a file says: a constant, which is the raw result, or `{ "$answers": [{ "fails": "Busy", "times": 2 }, { "returnsPayload": {} }] }`. Answers
 * with conditions are asked first, those with the most before the others. Throws a UsageError that names the place.
 */
export function fillChain(chain: AnswerChain, rule: JsonValue, place: string): void {
  const listed = answerSections(rule, place, FORMAT);
  if (listed === undefined) {
    chain.returns(rule as object);
    return;
  }
  for (const answers of listed.sections) {
    const [first] = answers;
    if (FORMAT.conditions.some((name) => first[name] !== undefined)) addConditions(chain, first);
    else if (listed.sections.length > 1) chain.otherwise();
    for (const answer of answers) addAnswer(chain, answer, listed.place);
  }
}

function addConditions(chain: AnswerChain, { onInput, onItem, onBranch, onAttempt }: CommandAnswerText): void {
  if (onInput !== undefined) chain.onInput(onInput);
  if (onItem !== undefined) chain.onItem(onItem);
  if (onBranch !== undefined) chain.onBranch(onBranch);
  if (onAttempt !== undefined) chain.onAttempt(onAttempt);
}

function addAnswer(chain: AnswerChain, answer: CommandAnswerText, place: string): void {
  if (answer.fails !== undefined) chain.fails(answer.fails, answer.cause);
  else if (answer.timesOut !== undefined) chain.timesOut();
  else if (answer.throttles !== undefined) chain.throttles(answer.throttles, answer.error);
  else if (answer.returnsPayload !== undefined) chain.returnsPayload(answer.returnsPayload as object);
  else chain.returns(answer.returns as object);
  if (answer.after !== undefined)
    chain.after(
      typeof answer.after === 'number' ? { seconds: answer.after } : { milliseconds: givenDuration(`${place}: after`, answer.after) },
    );
  if (answer.times !== undefined) chain.times(answer.times);
}
