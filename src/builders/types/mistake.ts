declare const mistake: unique symbol;

/**
 * A type nothing fits, carrying the sentence that a wrong call shows at the wrong place.
 *
 * @typeParam Sentence what was found, what was expected and what to try
 */
export interface Mistake<Sentence extends string> {
  readonly [mistake]: Sentence;
}
