import { receivedText, refuseSurplus } from '../../asl';
import { UsageError } from '../usage-error';

/** Error names and causes are texts, and either may be absent. Throws a UsageError for anything else. */
export function requireText(what: string, given: unknown): void {
  refuseSurplus('requireText()', 2, arguments);
  if (given === undefined || typeof given === 'string') return;
  const hint = given instanceof Error ? 'give its name.' : typeof given === 'object' ? 'write JSON.stringify(…).' : 'put it in quotes.';
  throw new UsageError(`${what}: expected a text, received ${receivedText(given)}. Hint: ${hint}`);
}
