import { isJsonObject, type JsonObject, type JsonValue, ownKey } from './json';
import { misspeltError } from './misspelt-error';
import { nearestName } from './nearest-name';
import type { OptionTable } from './option-table';
import { requireOptions } from './require-options';
import { UsageError } from './usage-error';

/** What a rule that answers one after the other has as its only member. */
const LIST = '$answers';

/** What every answer of a list may say, whoever reads it. */
export interface ListedAnswer {
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
  /** Is for attempts of this number only: 0 is the first, 1 the first retry. */
  readonly onAttempt?: number;
  /** Is for this item of the innermost Map only, from 0. */
  readonly onItem?: number;
}

/** What a reader of answers knows. */
export interface AnswerFormat<Answer extends ListedAnswer> {
  readonly fields: OptionTable<Answer>;
  /** Fields of which an answer has one. */
  readonly says: readonly (keyof Answer)[];
  /** Fields that keep an answer for some calls. */
  readonly conditions: readonly (keyof Answer)[];
}

/** Fields that belong to one answer alone. */
const BESIDE: readonly (readonly [name: keyof ListedAnswer, of: keyof ListedAnswer])[] = [
  ['cause', 'fails'],
  ['error', 'throttles'],
];

/** The answers of a rule, by the calls for which they are. */
export interface AnswerSections<Answer> {
  /** Where they stand, for messages. */
  readonly place: string;
  /** Answers with the same conditions, in their order. A call takes the first section that fits: the more a section asks of it, the sooner it is asked. */
  readonly sections: readonly (readonly [Answer, ...Answer[]])[];
}

/**
 * Reads a rule of a file that lists its answers, `{ "$answers": [{ "throttles": 2 }, { "returns": 1 }] }`; undefined for a constant. Throws a UsageError for a list that cannot
 * be meant.
 */
export function answerSections<Answer extends ListedAnswer>(
  rule: JsonValue,
  place: string,
  format: AnswerFormat<Answer>,
): AnswerSections<Answer> | undefined {
  const list = isJsonObject(rule) ? ownKey(rule, LIST) : undefined;
  if (list === undefined) {
    const misspelt = isJsonObject(rule)
      ? Object.keys(rule).find((key) => key.startsWith('$') && nearestName(key, [LIST]) !== undefined)
      : undefined;
    if (misspelt !== undefined)
      throw new UsageError(
        `${place}: ${JSON.stringify(misspelt)} would be a field of the result. Hint: did you mean ${JSON.stringify(LIST)}?`,
      );
    return undefined;
  }
  const beside = Object.keys(rule as JsonObject).find((key) => key !== LIST);
  if (beside !== undefined) throw new UsageError(`${place}: expected ${LIST} alone, received ${JSON.stringify(beside)} beside it.`);
  const at = `${place}.${LIST}`;
  if (!Array.isArray(list) || list.length === 0)
    throw new UsageError(`${at}: expected a list of answers. Hint: write [{ "fails": "Busy", "times": 2 }, { "returns": {} }].`);
  const { conditions } = format;
  const sections = new Map<string, [Answer, ...Answer[]]>();
  for (const [index, answer] of (list as readonly Answer[]).entries()) {
    requireAnswer(`${at}[${index}]`, answer, format);
    const key = JSON.stringify(conditions.map((name) => answer[name]));
    const known = sections.get(key);
    if (known === undefined) sections.set(key, [answer]);
    else known.push(answer);
  }
  const asked = ([first]: readonly [Answer, ...Answer[]]): number => conditions.filter((name) => first[name] !== undefined).length;
  return { place: at, sections: [...sections.values()].sort((one, other) => asked(other) - asked(one)) };
}

function requireAnswer<Answer extends ListedAnswer>(place: string, answer: Answer, { fields, says }: AnswerFormat<Answer>): void {
  requireOptions(place, answer, fields);
  const said = says.filter((name) => answer[name] !== undefined);
  if (said.length !== 1)
    throw new UsageError(
      `${place}: expected one of ${says.slice(0, -1).join(', ')} or ${String(says.at(-1))}, received ${said.length === 0 ? 'none' : said.join(' and ')}.`,
    );
  for (const [name, of] of BESIDE)
    if (answer[name] !== undefined && answer[of] === undefined) throw new UsageError(`${place}: expected ${name} beside ${of} only.`);
  if (answer.times !== undefined && answer.throttles !== undefined)
    throw new UsageError(`${place}: throttles and times both say how often. Hint: leave times out.`);
  const name = answer.fails ?? answer.error ?? '';
  const meant = misspeltError(name);
  if (meant !== undefined)
    throw new UsageError(`${place}: ${JSON.stringify(name)} is not an error name. Hint: did you mean ${JSON.stringify(meant)}?`);
}
