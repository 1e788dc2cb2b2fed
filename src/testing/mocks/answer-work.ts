/** A function that answers, and the method that it was passed to. */
export interface AnswerWork {
  readonly method: 'returns' | 'returnsPayload' | 'run';
  readonly work: (...given: never[]) => unknown;
}

/** What an answer tells of the function that gives it: nothing for data. */
export function workOf(method: AnswerWork['method'], value: unknown): { readonly work?: AnswerWork } {
  return typeof value === 'function' ? { work: { method, work: value as AnswerWork['work'] } } : {};
}
