/** A wait that cannot be fulfilled: the execution itself is sound and can still be answered or stopped. */
export class NotReached extends Error {
  constructor(readonly error: unknown) {
    super('not reached');
  }
}
