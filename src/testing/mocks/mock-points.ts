import type { Answer, AnswerChain, AnswerSection } from './answer-chain';
import type { CallCondition } from './call-condition';
import { conditionShown } from './condition-shown';
import type { MockPoint } from './unused-mocks';

/** The places of a mock that calls should come to: what stands behind its conditions, each answer behind another, and the last turn of one that ends in `.times(n)`. */
export function mockPoints({ sections }: Pick<AnswerChain, 'sections'>): readonly MockPoint[] {
  return sections.flatMap((section) => {
    const { conditions, answers } = section;
    if (answers.length === 0) return [];
    const shown = conditions.map((condition) => conditionShown(condition)).join('');
    // Nobody has to ask for what all other calls get.
    const first: MockPoint = {
      key: pointKey(section, 0),
      named: conditions.length === 0 ? undefined : (mock) => `${mock}${shown}`,
      behind: undefined,
    };
    const later = answers.slice(1).map(
      ({ text }, index): MockPoint => ({
        key: pointKey(section, index + 1),
        named: (mock) => `answer ${index + 2} (${text}) of ${mock}${shown}`,
        behind: pointKey(section, index),
      }),
    );
    const { text = '', times = 1 } = answers.at(-1) ?? {};
    const lastTurn: MockPoint = {
      key: lastTurnKey(section),
      named: (mock) => `turn ${times} of answer ${answers.length} (${text}) of ${mock}${shown}`,
      behind: pointKey(section, answers.length - 1),
    };
    const points = times === 1 ? [first, ...later] : [first, ...later, lastTurn];
    return conditions.length === 0 && points.length === 1 ? [] : points;
  });
}

/** The places that a call comes to: its answer, by number of the call from 0, and the last turn of a section. */
export function placesOf(section: AnswerSection, answer: Answer | undefined, number: number): readonly string[] {
  const { answers } = section;
  const place = pointKey(section, answer === undefined ? 0 : answers.indexOf(answer));
  if (answer?.times === undefined || answer.times === 1 || answer !== answers.at(-1)) return [place];
  const turns = answers.reduce((sum, { times = 1 }) => sum + times, 0);
  return number === turns - 1 ? [place, lastTurnKey(section)] : [place];
}

/** What answers of a section are known by: the conditions and answers before them are complete when they are asked, and a section may be asked a million times. */
const answerKeys = new WeakMap<Answer, string>();

/** The place of an answer, the same for the same answer behind the same others of a mock that is set again. */
function pointKey(section: AnswerSection, index: number): string {
  const answer = section.answers[index];
  const known = answer === undefined ? undefined : answerKeys.get(answer);
  if (known !== undefined) return known;
  const before = section.answers.slice(0, index).map(({ text, times }) => `${text}×${times ?? 1}`);
  const key = `${section.conditions.map(conditionKey).join('')}#${[...before, answer?.text].join('')}`;
  if (answer !== undefined) answerKeys.set(answer, key);
  return key;
}

function lastTurnKey(section: AnswerSection): string {
  const { answers } = section;
  return `${pointKey(section, answers.length - 1)}×${answers.at(-1)?.times}`;
}

/** Two predicates are told apart by their code, since they are written alike otherwise. */
function conditionKey(condition: CallCondition): string {
  const { says } = condition;
  return says.at === 'input' && typeof says.wanted === 'function'
    ? `.onInput(${says.wanted})`
    : conditionShown(condition, Number.POSITIVE_INFINITY);
}
