declare const mistake: unique symbol;

/**
 * A type nothing fits, carrying the sentence that a wrong call shows at the wrong place.
 *
 * @typeParam Sentence what was found, what was expected and what to try
 */
export interface Mistake<Sentence extends string> {
  readonly [mistake]: Sentence;
}

/**
 * Options that lack one. While the compiler has not looked at callbacks yet it does not know which options were given: then any callback
 * fits, so that its own mistakes are told and not this one.
 *
 * @typeParam Option the option that is missing
 * @typeParam Given the options as written, `unknown` while they are not known
 * @typeParam Sentence what is missing
 */
export type MissingOption<Option extends string, Given, Sentence extends string> = unknown extends Given
  ?
      | { readonly [Name in Option]: object | Mistake<Sentence> }
      | { readonly output: object }
      | { readonly assign: object }
      | { readonly catch: object }
  : { readonly [Name in Option]: Mistake<Sentence> };

/** Anything: nothing in the wake of a mistake is refused as well. */
// biome-ignore lint/suspicious/noExplicitAny: see above.
export type Refused = any;
