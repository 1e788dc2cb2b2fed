/** Thrown inside an evaluation when a path leads nowhere. One shared value: nobody reads a stack of it. */
export const PATH_NOT_FOUND: unique symbol = Symbol('path not found');

/** Thrown inside a filter when an operand has a type that the operator cannot take: the whole filter is then false. */
export const FILTER_REFUSED: unique symbol = Symbol('filter refused');

/** Thrown inside an evaluation when a path is past the end of an array that a function reads. */
export const INDEX_OUT_OF_BOUNDS: unique symbol = Symbol('index out of bounds');

/** A function or filter that fails outright, with Jayway's text. */
export class PathFailure {
  constructor(readonly message: string) {}
}
