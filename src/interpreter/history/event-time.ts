const TIME: unique symbol = Symbol('time');

interface Timed {
  readonly [TIME]: number;
}

/** One getter for all events: with one of its own, each would get a hidden class of its own. */
const TIMESTAMP: PropertyDescriptor & ThisType<Timed> = {
  get() {
    return new Date(this[TIME]);
  },
  enumerable: true,
  configurable: true,
};

/** Gives an event the time at which it happened: a Date of its own for whoever reads it, so that who moves it moves no other and no event. */
export function setTime(event: object, time: number): void {
  Object.defineProperty(event, TIME, { value: time });
  Object.defineProperty(event, 'timestamp', TIMESTAMP);
}
