/** Whether `ErrorEquals` of a retrier or catcher takes an error: by its name or a wildcard. */
export function takesError(names: readonly string[], error: string): boolean {
  return names.some((name) => name === error || name === 'States.ALL' || (name === 'States.TaskFailed' && error !== 'States.Timeout'));
}
