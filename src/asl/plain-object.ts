/** Tells an object that holds nothing but its own members from one of a class, of whichever realm: a test runner has its own. */
export function isPlainObject(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
