/** A function that answers, and the method that it was passed to. */
export interface AnswerWork {
  readonly method: 'returns' | 'returnsPayload' | 'run';
  readonly work: (...given: never[]) => unknown;
}

/** The function that answers; undefined for data. */
export function workOf(method: AnswerWork['method'], value: unknown): AnswerWork | undefined {
  return typeof value === 'function' ? { method, work: value as AnswerWork['work'] } : undefined;
}
