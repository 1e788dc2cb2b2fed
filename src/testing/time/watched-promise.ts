/**
 * A promise that knows whether anybody looks at it: a call that a test forgets to await still fails the test.
 *
 * @typeParam Value what it gives
 */
export class WatchedPromise<Value> extends Promise<Value> {
  /** Whether somebody awaits it or has added a handler. */
  seen = false;
  /** What it rejected with. */
  failure: { readonly error: unknown } | undefined;

  static override get [Symbol.species](): PromiseConstructor {
    return Promise;
  }

  /** A promise that settles as another one does. */
  static of<Value>(done: Promise<Value>): WatchedPromise<Value> {
    const watched = new WatchedPromise<Value>((resolve) => resolve(done));
    done.then(undefined, (error: unknown) => {
      watched.failure = { error };
    });
    return watched;
  }

  // biome-ignore lint/suspicious/noThenProperty: a promise has one, and this is where it is seen.
  override then<Result = Value, Caught = never>(
    onValue?: ((value: Value) => Result | PromiseLike<Result>) | null,
    onError?: ((error: unknown) => Caught | PromiseLike<Caught>) | null,
  ): Promise<Result | Caught> {
    this.seen = true;
    return super.then(onValue, onError);
  }

  /** Whoever watches it reports its error; the process does not report it as unhandled. */
  silence(): void {
    super.then(undefined, () => undefined);
  }
}
