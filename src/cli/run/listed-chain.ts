import { isJsonObject, type JsonObject, type JsonValue, kinds, type OptionTable, ownKey, requireOptions, UsageError } from '../../asl';
import type { AnswerChain } from '../../testing';
import { givenDuration } from './duration';

/** What a rule that answers one after the other has as its only member. */
const LIST = '$answers';

/** One answer of a list, as a file says it: the methods of a mock in a test, as fields. */
interface AnswerText {
  readonly returns?: JsonValue;
  readonly returnsPayload?: JsonValue;
  readonly fails?: string;
  readonly cause?: string;
  readonly timesOut?: true;
  readonly throttles?: number;
  readonly error?: string;
  readonly times?: number;
  /** Seconds, or a duration such as `10m`. */
  readonly after?: number | string;
  readonly onInput?: JsonObject;
  readonly onItem?: number;
  readonly onBranch?: number | string;
  readonly onAttempt?: number;
}

const ANSWER: OptionTable<AnswerText> = {
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
};

const SAYS = ['returns', 'returnsPayload', 'fails', 'timesOut', 'throttles'] as const;
const CONDITIONS = ['onInput', 'onItem', 'onBranch', 'onAttempt'] as const;
/** Fields that belong to one answer alone. */
const BESIDE: readonly (readonly [name: keyof AnswerText, of: (typeof SAYS)[number]])[] = [
  ['cause', 'fails'],
  ['error', 'throttles'],
];

/**
 * Fills a chain with what a rule of a file says: a constant, which is the raw result, or `{ "$answers": [{ "fails": "Busy", "times": 2 }, { "returnsPayload": {} }] }`. Answers
 * with conditions are asked first, those with the most before the others. Throws a UsageError that names the place.
 */
export function fillChain(chain: AnswerChain, rule: JsonValue, place: string): void {
  const list = isJsonObject(rule) ? ownKey(rule, LIST) : undefined;
  if (list === undefined) {
    chain.returns(rule as object);
    return;
  }
  const beside = Object.keys(rule as JsonObject).find((key) => key !== LIST);
  if (beside !== undefined) throw new UsageError(`${place}: expected ${LIST} alone, received ${JSON.stringify(beside)} beside it.`);
  const at = `${place}.${LIST}`;
  if (!Array.isArray(list) || list.length === 0)
    throw new UsageError(`${at}: expected a list of answers. Hint: write [{ "fails": "Busy", "times": 2 }, { "returns": {} }].`);
  const sections = new Map<string, AnswerText[]>();
  for (const [index, answer] of (list as readonly AnswerText[]).entries()) {
    requireAnswer(`${at}[${index}]`, answer);
    const key = JSON.stringify(CONDITIONS.map((name) => answer[name]));
    sections.set(key, [...(sections.get(key) ?? []), answer]);
  }
  const weight = ([first]: readonly AnswerText[]): number => CONDITIONS.filter((name) => first?.[name] !== undefined).length;
  for (const answers of [...sections.values()].sort((one, other) => weight(other) - weight(one))) {
    const [first] = answers as [AnswerText];
    if (weight(answers) > 0) addConditions(chain, first);
    else if (sections.size > 1) chain.otherwise();
    for (const answer of answers) addAnswer(chain, answer, at);
  }
}

function requireAnswer(place: string, answer: AnswerText): void {
  requireOptions(place, answer, ANSWER);
  const said = SAYS.filter((name) => answer[name] !== undefined);
  if (said.length !== 1)
    throw new UsageError(`${place}: expected one of ${SAYS.join(', ')}, received ${said.length === 0 ? 'none' : said.join(' and ')}.`);
  for (const [name, of] of BESIDE)
    if (answer[name] !== undefined && answer[of] === undefined) throw new UsageError(`${place}: expected ${name} beside ${of} only.`);
  if (answer.times !== undefined && answer.throttles !== undefined)
    throw new UsageError(`${place}: throttles and times both say how often. Hint: leave times out.`);
}

function addConditions(chain: AnswerChain, { onInput, onItem, onBranch, onAttempt }: AnswerText): void {
  if (onInput !== undefined) chain.onInput(onInput);
  if (onItem !== undefined) chain.onItem(onItem);
  if (onBranch !== undefined) chain.onBranch(onBranch);
  if (onAttempt !== undefined) chain.onAttempt(onAttempt);
}

function addAnswer(chain: AnswerChain, answer: AnswerText, place: string): void {
  if (answer.fails !== undefined) chain.fails(answer.fails, answer.cause);
  else if (answer.timesOut !== undefined) chain.timesOut();
  else if (answer.throttles !== undefined) chain.throttles(answer.throttles, answer.error);
  else if (answer.returnsPayload !== undefined) chain.returnsPayload(answer.returnsPayload as object);
  else chain.returns(answer.returns as object);
  if (answer.after !== undefined)
    chain.after(typeof answer.after === 'number' ? answer.after * 1000 : givenDuration(`${place}: after`, answer.after));
  if (answer.times !== undefined) chain.times(answer.times);
}
