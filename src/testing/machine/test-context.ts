import { isRegExp } from '../regular-expression';

/**
 * Whether arguments are what a runner hands to a hook, so that `afterEach(machine.reset)` works: a function or an object of a class, where users would name
 * a state, a construct by its path, or options.
 */
export function isTestContext(given: readonly unknown[]): boolean {
  const [context] = given;
  if (given.length > 2) return false;
  if (typeof context === 'function') return true;
  if (typeof context !== 'object' || context === null || Array.isArray(context) || 'node' in context) return false;
  const prototype: unknown = Object.getPrototypeOf(context);
  return prototype !== null && Object.getPrototypeOf(prototype) !== null && !isRegExp(context);
}
