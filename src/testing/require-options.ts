import { type OptionKind, type OptionTable, optionMistake, valueMistake } from '../asl';
import { UsageError } from './usage-error';

/**
 * Throws a usage error for options that are not options: a misspelt name, with the nearest one, and a value of another kind.
 *
 * @param call what was called, for the message: `explore()`
 * @param hint where options of other names belong, for one that no name is near
 */
export function requireOptions<Options>(call: string, given: unknown, table: OptionTable<Options>, hint?: string): void {
  const mistake = optionMistake(given, table);
  if (mistake === undefined) return;
  throw new UsageError(`${call}: ${mistake.message}`, mistake.hint ?? (mistake.isUnknownName === true ? hint : undefined));
}

/** Throws a usage error for an argument of another kind. */
export function requireArgument(call: string, value: unknown, kind: OptionKind, name: string, hint?: string): void {
  const mistake = valueMistake(value, kind, name);
  if (mistake !== undefined) throw new UsageError(`${call}: ${mistake.message}`, mistake.hint ?? hint);
}
