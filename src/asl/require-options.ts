import { type OptionTable, optionMistake } from './option-table';
import { UsageError } from './usage-error';

/** Throws a UsageError for options that are not options: a misspelt name, with the nearest one, and a value of another kind. */
export function requireOptions<Options>(call: string, given: unknown, table: OptionTable<Options>): void {
  const mistake = optionMistake(given, table);
  if (mistake === undefined) return;
  throw new UsageError(`${call}: ${mistake.message}${mistake.hint === undefined ? '' : ` Hint: ${mistake.hint}`}`);
}
