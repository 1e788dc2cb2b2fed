/** How the handler was given that answers a call, by the call: kept for handlers whose promise is out. */
const HANDLERS = new WeakMap<object, string>();

/** Remembers the handler of a call: `mock("Ship").run(ship)`. */
export function nameHandler(call: object, text: string): void {
  HANDLERS.set(call, text);
}

/** How the handler was given that answers a call; undefined when its answer was not a promise. */
export function handlerOf(call: object): string | undefined {
  return HANDLERS.get(call);
}
