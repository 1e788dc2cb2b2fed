/** A constructor that gives what it is handed: a class on top of it puts its private field there. */
class EventItself {
  constructor(event: object) {
    // biome-ignore lint/correctness/noConstructorReturn: a private field is the quickest place in a plain object that nobody else sees.
    return event;
  }
}

/** Puts the time of an event where only its getter finds it. */
class Timed extends EventItself {
  readonly #time: number;

  constructor(event: object, time: number) {
    super(event);
    this.#time = time;
  }

  static dateOf(event: object): Date {
    return new Date((event as Timed).#time);
  }
}

/** One getter for all events: with one of its own, each would get a hidden class of its own. */
const TIMESTAMP: PropertyDescriptor & ThisType<object> = {
  get() {
    return Timed.dateOf(this);
  },
  enumerable: true,
  configurable: true,
};

/** Sets the time of an event. Each reader gets a Date of its own, so that changing one changes no other. */
export function setTime(event: object, time: number): void {
  new Timed(event, time);
  Object.defineProperty(event, 'timestamp', TIMESTAMP);
}
