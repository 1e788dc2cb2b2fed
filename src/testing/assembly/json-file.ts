import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { errorText, isJsonObject, type JsonObject, receivedText } from '../../asl';
import { UsageError } from '../usage-error';

/** The object in a JSON file of a project, such as cdk.json; an empty one when there is no file. Throws a usage error for anything else. */
export function jsonFile(root: string, name: string): JsonObject {
  const path = join(root, name);
  if (!existsSync(path)) return {};
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(path, 'utf8'));
  } catch (cause) {
    throw new UsageError(`${path} is not JSON: ${errorText(cause)}.`, 'mend it.', { cause });
  }
  if (isJsonObject(content)) return content;
  throw new UsageError(`${path}: expected an object, received ${receivedText(content)}.`, 'mend it.');
}
