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
 * Any options at all, where one is missing: none of those that were given is known to the compiler while it has not looked at callbacks
 * yet. Which option is missing is told once it has; of empty options it is told here.
 *
 * @typeParam Option the option that is missing
 * @typeParam Sentence what is missing
 */
export type AnyCallbacks<Option extends string, Sentence extends string> =
  | { readonly [Name in Option]: object | Mistake<Sentence> }
  | { readonly output: object }
  | { readonly assign: object }
  | { readonly catch: object }
  | { readonly timeout: object }
  | { readonly heartbeat: object }
  | { readonly credentials: object };

/**
 * What a condition on types came to, read at `is`. In a generic function such a condition stays open, and nothing fits an open condition; of
 * a property that can be set, the compiler then takes what may be set instead.
 *
 * @typeParam Told what the condition came to
 * @typeParam Open what is asked for while it is open
 */
export interface ToldOrOpen<out Told, in Open = unknown> {
  get is(): Told;
  set is(open: Open);
}

/** Anything: nothing in the wake of a mistake is refused as well. */
// biome-ignore lint/suspicious/noExplicitAny: see above.
export type Refused = any;
