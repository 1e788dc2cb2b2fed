/** Makes the error with which an operation of the service refuses: `name` is its `__type`, as the SDK names it. */
export function serviceError(name: string, message: string): Error {
  return Object.assign(new Error(message), { name });
}
