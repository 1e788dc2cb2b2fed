/** Tells the error of a task that nobody mocked. */
export function isUnmocked(error: unknown): error is Error {
  return error instanceof Error && 'unmocked' in error;
}
