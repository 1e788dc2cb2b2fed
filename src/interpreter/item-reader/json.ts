import { errorText, isJsonArray, isJsonObject, type JsonObject, type JsonValue, ownKey, parseExactJson } from '../../asl';
import { Failure } from '../failure';
import { UsageError } from '../usage-error';
import { type ObjectContent, textOfObject } from './object-store';
import type { ReadItems } from './read-items';
import { limitLines } from './read-limits';

const notIterable = () => new Failure('States.ItemReaderFailed', 'Attempting to map over non-iterable node.');

const POINTS_AT_NOTHING = 'The provided ReaderConfig.ItemsPointer does not match any valid path in the JSON structure.';

/** Elements of a JSON array, the file itself or what `ItemsPointer` leads to; that may be an object, too, whose fields are the items then. */
export const readJson: ReadItems<readonly JsonValue[] | JsonObject> = (content, { itemsPointer }) => {
  // A file that is an object as a whole was refused when the service was recorded; the pointer came later, with objects to point at.
  if (!itemsPointer) return readJsonArray(content);
  const found = atPointer(parsed(content), itemsPointer);
  if (found === undefined) throw new Failure('States.ItemReaderFailed', POINTS_AT_NOTHING);
  if (isJsonArray(found) || isJsonObject(found)) return found;
  throw notIterable();
};

/** Elements of the JSON array that a file is. */
export function readJsonArray(content: ObjectContent): readonly JsonValue[] {
  const value = parsed(content);
  if (!isJsonArray(value)) throw notIterable();
  return value;
}

function parsed(content: ObjectContent): JsonValue {
  try {
    return parseExactJson(textOfObject(content), 'The JSON file that an ItemReader reads');
  } catch (thrown) {
    if (thrown instanceof UsageError) throw thrown;
    throw new Failure('States.ItemReaderFailed', `Unable to parse JSON: ${errorText(thrown)}`);
  }
}

/** Lines of JSON, empty ones skipped. */
export const readJsonLines: ReadItems = (content) => {
  const text = textOfObject(content);
  limitLines(text);
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line, index) => {
      try {
        return parseExactJson(line, `Line ${index + 1} of the JSON Lines that an ItemReader reads`);
      } catch (thrown) {
        if (thrown instanceof UsageError) throw thrown;
        throw new Failure('States.ItemReaderFailed', `Unable to parse line ${index + 1} of JSONL: ${errorText(thrown)}`);
      }
    });
};

/** An index of RFC 6901: no sign, no leading zeros. */
const INDEX = /^(?:0|[1-9]\d*)$/;

/** RFC 6901; undefined for a pointer into nothing. */
function atPointer(root: JsonValue, pointer: string): JsonValue | undefined {
  let value: JsonValue | undefined = root;
  for (const token of pointer.split('/').slice(1)) {
    const key = token.replace(/~1/g, '/').replace(/~0/g, '~');
    if (isJsonArray(value)) value = INDEX.test(key) ? value[Number(key)] : undefined;
    else if (isJsonObject(value)) value = ownKey(value, key);
    else return undefined;
  }
  return value;
}
