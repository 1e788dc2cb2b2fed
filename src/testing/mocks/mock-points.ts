import type { AnswerChain, AnswerSection } from './answer-chain';
import type { CallCondition } from './call-condition';
import { conditionShown } from './condition-shown';
import type { MockPoint } from './unused-mocks';

/** The places of a mock that calls should come to: what stands behind its conditions, and each answer behind another. */
export function mockPoints({ sections }: Pick<AnswerChain, 'sections'>): readonly MockPoint[] {
  return sections.flatMap((section) => {
    const { conditions, answers } = section;
    if (answers.length === 0 || (conditions.length === 0 && answers.length === 1)) return [];
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
    return [first, ...later];
  });
}

/** What the conditions of sections are known by: they are complete when an answer stands behind them, and a section may be asked a million times. */
const sectionKeys = new WeakMap<AnswerSection, string>();

/** The place of an answer, the same for the same answer of a mock that is set again. */
export function pointKey(section: AnswerSection, index: number): string {
  const key = sectionKeys.get(section) ?? section.conditions.map(conditionKey).join('');
  sectionKeys.set(section, key);
  return `${key}#${index}`;
}

/** Two predicates are told apart by their code, since they are written alike otherwise. */
function conditionKey(condition: CallCondition): string {
  const { says } = condition;
  return says.at === 'input' && typeof says.wanted === 'function'
    ? `.onInput(${says.wanted})`
    : conditionShown(condition, Number.POSITIVE_INFINITY);
}
