import { defineKey, isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../asl';
import { templateError } from './template-error';

const LOOP = 'Fn::ForEach::';

/** Loops can multiply each other; CloudFormation allows 500 resources, so this is beyond any template that deploys. */
const MOST_COPIES = 1000;

/** A loop at this depth, or above it, writes entries of a section, such as whole resources: left as it stands, they would be missed by everybody. */
const ENTRIES = 2;

/** Nested loops and objects deeper than this are left as they stand. */
const DEEPEST = 100;

type WrittenEntry = readonly [string, JsonValue];

/** The items of a loop's collection: a list, or a `Ref` to a list parameter. */
export type ReadCollection = (collection: JsonValue) => readonly string[] | undefined;

/**
 * The template with each `Fn::ForEach::…` of `AWS::LanguageExtensions` written out, as CloudFormation does before it reads the template.
 * A loop whose collection cannot be read stays, and is an unknown function to whoever resolves it. The same object when there is no loop.
 */
export function expandLoops(template: JsonObject, readCollection: ReadCollection): JsonObject {
  if (!holdsLoop(template, 0)) return template;
  let copies = 0;
  const expand = (value: JsonValue, depth: number): JsonValue => {
    if (depth > DEEPEST) return value;
    if (isJsonArray(value)) return value.map((item) => expand(item, depth + 1));
    if (!isJsonObject(value)) return value;
    const target: Record<string, JsonValue> = {};
    for (const [key, field] of Object.entries(value)) {
      const written: readonly WrittenEntry[] | undefined = key.startsWith(LOOP) ? writeOut(field, depth) : undefined;
      if (written === undefined) defineKey(target, key, expand(field, depth + 1));
      else for (const [name, copy] of written) defineKey(target, name, copy);
    }
    return target;
  };
  const writeOut = (loop: JsonValue, depth: number): readonly WrittenEntry[] | undefined => {
    const [identifier, collection, body] = isJsonArray(loop) ? loop : [];
    if (typeof identifier !== 'string' || collection === undefined || !isJsonObject(body)) return undefined;
    const items = readCollection(collection);
    if (items === undefined) return undefined;
    if (copies + items.length > MOST_COPIES) {
      if (depth > ENTRIES) return undefined;
      throw templateError(
        'SOURCE_UNREADABLE',
        `The template's loops (Fn::ForEach) write more than ${MOST_COPIES} copies, and CloudFormation takes 500 resources. Hint: make their lists shorter.`,
      );
    }
    copies += items.length;
    return items.flatMap((item) => Object.entries(expand(replaceIn(body, identifier, item), depth + 1) as JsonObject));
  };
  return expand(template, 0) as JsonObject;
}

function holdsLoop(value: JsonValue, depth: number): boolean {
  if (typeof value !== 'object' || value === null || depth > DEEPEST) return false;
  return Object.entries(value).some(([key, field]) => key.startsWith(LOOP) || holdsLoop(field, depth + 1));
}

/** `${Identifier}` and `&{Identifier}` (its letters and digits only) in keys and texts, and `Ref: Identifier`. */
function replaceIn(value: JsonValue, identifier: string, item: string): JsonValue {
  const alphanumeric = item.replace(/[^A-Za-z0-9]/g, '');
  const inText = (text: string): string =>
    text.replaceAll(`\${${identifier}}`, () => item).replaceAll(`&{${identifier}}`, () => alphanumeric);
  const replace = (inner: JsonValue): JsonValue => {
    if (typeof inner === 'string') return inText(inner);
    if (isJsonArray(inner)) return inner.map(replace);
    if (!isJsonObject(inner)) return inner;
    const entries = Object.entries(inner);
    if (entries.length === 1 && entries[0]?.[0] === 'Ref' && entries[0][1] === identifier) return item;
    const target: Record<string, JsonValue> = {};
    for (const [key, field] of entries) defineKey(target, inText(key), replace(field));
    return target;
  };
  return replace(value);
}
