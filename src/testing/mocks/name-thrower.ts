import { printable } from '../../asl';
import type { TaskCall } from '../../interpreter';
import { isUsageError } from '../usage-error';
import { isError } from './is-error';

/** Errors that say already whose mock threw them: a function may throw one object again and again. */
const named = new WeakSet<Error>();

/**
 * Has an error that a mock's function threw by mistake say which state the mock is of. It stays the object that was thrown: a test may wait for it, and what an
 * assertion inside of a mock brings with it is not lost.
 */
export function nameThrower(thrown: unknown, { state }: TaskCall): unknown {
  if (isUsageError(thrown) || !isError(thrown) || named.has(thrown)) return thrown;
  named.add(thrown);
  const { message, stack } = thrown;
  const told = `${message}\n\nThrown by the mock of state ${printable(JSON.stringify(state))}.`;
  try {
    thrown.message = told;
    // Runners print the stack, which begins with the message as it was.
    if (stack?.includes(message) === true) thrown.stack = stack.replace(message, () => told);
  } catch {
    // A frozen error stays as it is.
  }
  return thrown;
}
