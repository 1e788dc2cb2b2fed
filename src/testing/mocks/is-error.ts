/** Tells an error from what else can be thrown. Errors of Node's own modules are of another realm than the tests of jest, so `instanceof` misses them. */
export function isError(value: unknown): value is Error {
  return Object.prototype.toString.call(value) === '[object Error]';
}
