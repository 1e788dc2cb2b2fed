import { existsSync, statSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import {
  childPointer,
  errorText,
  isJsonArray,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  jsonFrom,
  nearestName,
  ownKey,
} from '../../asl';
import { boundedText } from '../bounded-text';
import { CommandError } from '../command-error';
import { typeSchema } from './type-schema';

/**
 * What is known of an execution's input: a JSON Schema from a file, or one made of a TypeScript type, `order.ts#Order`.
 * Throws a CommandError that says what is wrong with the file or the name.
 */
export function readInputSchema(named: string, folder: string): JsonObject {
  const [file = '', type] = named.split('#');
  const path = resolve(folder, file);
  if (!existsSync(path)) throw new CommandError(`found no file ${file}.`, 'the input is a JSON Schema, or a type as in order.ts#Order.');
  if (type !== undefined) {
    // The compiler reads a device to its end.
    if (!statSync(path).isFile()) throw new CommandError(`${file} is not a file.`);
    return typeSchema(path, type);
  }
  if (/\.[cm]?tsx?$/.test(file)) throw new CommandError(`${file} needs the name of a type.`, `write it as ${basename(file)}#Order.`);
  const text = boundedText(path, file);
  let schema: JsonValue;
  try {
    schema = jsonFrom(text);
  } catch (error) {
    throw new CommandError(`${file} is not JSON: ${errorText(error)}.`);
  }
  if (!isJsonObject(schema)) throw new CommandError(`${file}: expected a JSON Schema, an object.`);
  refuseUnknownTypes(schema, '', file);
  return schema;
}

const TYPES = ['array', 'boolean', 'integer', 'null', 'number', 'object', 'string'];

/** A type that JSON Schema does not have would say nothing of the input, without a word. */
function refuseUnknownTypes(schema: JsonValue | undefined, pointer: string, file: string): void {
  if (!isJsonObject(schema)) return;
  const type = ownKey(schema, 'type');
  const unknown = (isJsonArray(type) ? type : type === undefined ? [] : [type]).find((each) => !TYPES.includes(String(each)));
  if (unknown !== undefined) {
    const nearest = nearestName(String(unknown), TYPES);
    throw new CommandError(
      `${file}: the JSON Schema at ${pointer}/type expected one of ${TYPES.join(', ')}, received ${JSON.stringify(unknown)}.`,
      nearest === undefined ? 'correct it, or leave "type" out.' : `did you mean "${nearest}"?`,
    );
  }
  const properties = ownKey(schema, 'properties');
  if (isJsonObject(properties))
    for (const [name, property] of Object.entries(properties))
      refuseUnknownTypes(property, childPointer(childPointer(pointer, 'properties'), name), file);
  for (const field of ['items', 'additionalProperties']) refuseUnknownTypes(ownKey(schema, field), childPointer(pointer, field), file);
}
