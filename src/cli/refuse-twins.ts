import { duplicateKeys, type JsonValue } from '../asl';
import { CommandError } from './command-error';

/** Throws a CommandError for JSON that has a key twice in one object: only the last would count. `value` is what the text holds. */
export function refuseTwins(what: string, text: string, value: JsonValue): void {
  const [twice] = duplicateKeys(text, value);
  if (twice === undefined) return;
  const { key, position } = twice;
  throw new CommandError(
    `${what} has the key ${JSON.stringify(key)} twice in one object, at line ${position.line}, column ${position.column}.`,
    'rename or remove one: only the last would count.',
  );
}
