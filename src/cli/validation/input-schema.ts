import { existsSync, readFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { errorText, isJsonObject, type JsonObject, type JsonValue, jsonFrom } from '../../asl';
import { CommandError } from '../command-error';
import { refusedBySystem } from '../refused-by-system';
import { typeSchema } from './type-schema';

/**
 * What is known of an execution's input: a JSON Schema from a file, or one made of a TypeScript type, `order.ts#Order`.
 * Throws a CommandError that says what is wrong with the file or the name.
 */
export function readInputSchema(named: string, folder: string): JsonObject {
  const [file = '', type] = named.split('#');
  const path = resolve(folder, file);
  if (!existsSync(path)) throw new CommandError(`found no file ${file}.`, 'the input is a JSON Schema, or a type as in order.ts#Order.');
  if (type !== undefined) return typeSchema(path, type);
  if (/\.[cm]?tsx?$/.test(file)) throw new CommandError(`${file} needs the name of a type.`, `write it as ${basename(file)}#Order.`);
  let schema: JsonValue;
  try {
    schema = jsonFrom(readFileSync(path, 'utf8').replace(/^\uFEFF/, ''));
  } catch (error) {
    throw refusedBySystem(error, file) ?? new CommandError(`${file} is not JSON: ${errorText(error)}.`);
  }
  if (!isJsonObject(schema)) throw new CommandError(`${file}: expected a JSON Schema, an object.`);
  return schema;
}
