import type { EvaluationScope } from './scope';

/** What there is to read for an expression that reads nothing. */
export const NO_DATA: EvaluationScope = {
  input: {},
  context: () => ({}),
  variable: () => undefined,
  now: () => 0,
  random: { next: () => 0, uuid: () => '' },
};
