import { delayed, parked, submitted, TaskError } from '../../interpreter';
import { AnswerChain, type AnswerValue } from '../mocks/answer-chain';
import type { PlannedAnswer, PlannedMock } from '../test-text/planned-answers';

/** Planned answers as mocks, by name of the state. */
export function mocksOf(planned: readonly PlannedMock[]): Readonly<Record<string, AnswerChain>> {
  return Object.fromEntries(
    planned.map(({ state, sections }) => {
      const chain = new AnswerChain(`State "${state}"`);
      for (const { items, answers } of sections) {
        if (items.length === 0 && sections.length > 1) chain.otherwise();
        for (const { map, index } of items) chain.onItem(index, items.length === 1 ? undefined : map);
        for (const [index, answer] of answers.entries()) addAnswer(chain, answer, index === answers.length - 1);
      }
      return [state, chain];
    }),
  );
}

const ADD: Readonly<Record<PlannedAnswer['kind'], (chain: AnswerChain, answer: PlannedAnswer) => unknown>> = {
  returns: (chain, { output }) => chain.returns(output as AnswerValue),
  fails: (chain, { error, cause }) => chain.fails(error ?? 'States.Timeout', cause),
  failsLater: (chain, { response, error, cause }) =>
    chain.returns(() =>
      submitted(response ?? {}, () => {
        throw new TaskError(error, cause);
      }),
    ),
  failsWithoutName: (chain, { cause }) =>
    chain.returns(() => {
      throw new TaskError(undefined, cause);
    }),
  timesOut: (chain) => chain.timesOut(),
  parks: (chain) => chain.returns(() => parked()),
  neverEnds: (chain) => chain.returns(() => delayed(Number.POSITIVE_INFINITY, () => null)),
};

function addAnswer(chain: AnswerChain, answer: PlannedAnswer, last: boolean): void {
  ADD[answer.kind](chain, answer);
  if (answer.after > 0) chain.after({ milliseconds: answer.after });
  if (answer.times > 1 && !last) chain.times(answer.times);
}
