/** The keys and indexes that lead from the top of some data to a place in it. */
export type Segments = readonly (string | number)[];

/** A place in the data of a state that conditions ask about: in its input, or in a variable. */
export interface DataPlace {
  readonly key: string;
  readonly language: string;
  /** Name of the variable; undefined: the state's input. */
  readonly variable: string | undefined;
  readonly segments: Segments;
  /** A question about what stands there that is not taken apart; empty: what stands there. */
  readonly question: string;
}

/**
 * The place that an expression reads. The languages read lists differently, so each has places of its own; so does a question that is not taken
 * apart, whose answer stays the same for as long as the data does.
 */
export function placeOf(language: string, variable: string | undefined, segments: Segments, question: string = ''): DataPlace {
  return { key: JSON.stringify([language, variable ?? '', segments, question]), language, variable, segments, question };
}

/** Whether writing at some segments may change what stands at others: either lies within the other. */
export function touches(written: Segments, read: Segments): boolean {
  const shared = Math.min(written.length, read.length);
  return written.slice(0, shared).every((segment, index) => segment === read[index]);
}
