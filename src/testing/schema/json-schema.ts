import { childPointer, isJsonArray, isJsonObject, type JsonValue, nearestName, ownKey, receivedText, valueAtPointer } from '../../asl';
import { UsageError } from '../usage-error';
import { ANNOTATIONS, type CheckKeyword, KEYWORDS, RULE_KINDS, type SchemaProblem } from './schema-keywords';

/** Schemas inside of each other on the way to one value; more is a reference to itself. */
const DEEPEST = 200;

/** Tells where data does not fit; undefined when it does. */
export type SchemaTest = (value: JsonValue) => SchemaProblem | undefined;

/**
 * The test that a JSON Schema stands for (2020-12, and what earlier drafts share with it). Throws a usage error for a keyword it does not
 * understand: a schema that is half ignored proves nothing.
 *
 * @param caller the function of the harness that was given it
 */
export function jsonSchemaTest(schema: JsonValue, caller: string): SchemaTest {
  checkKeywords(schema, '', caller);
  let depth = 0;
  const compare: CheckKeyword = (inner, value, pointer) => {
    if (inner === true) return undefined;
    if (inner === false) return { pointer, expected: 'nothing at all' };
    if (!isJsonObject(inner)) throw schemaRefusal(caller, '', `a schema, received ${JSON.stringify(inner)}`);
    if (depth >= DEEPEST) throw schemaRefusal(caller, '', 'references that end, found one that leads back to itself');
    depth++;
    try {
      const reference = ownKey(inner, '$ref');
      const found = reference === undefined ? undefined : compare(requireReferenced(schema, String(reference), caller), value, pointer);
      if (found !== undefined) return found;
      for (const [name, rule] of Object.entries(inner)) {
        const problem = Object.hasOwn(KEYWORDS, name) ? KEYWORDS[name]?.(rule, value, { schema: inner, pointer, compare }) : undefined;
        if (problem !== undefined) return problem;
      }
      return undefined;
    } finally {
      depth--;
    }
  };
  return (value) => compare(schema, value, '');
}

/** Keywords whose value holds schemas by names of the author's own. */
const BY_NAME = new Set(['properties', 'patternProperties', 'dependentSchemas', '$defs', 'definitions']);
/** Keywords whose value is data. */
const DATA = new Set(['const', 'enum', 'default', 'examples', 'required', 'type', 'dependentRequired']);

function checkKeywords(schema: JsonValue, pointer: string, caller: string): void {
  if (isJsonArray(schema)) {
    for (const [index, each] of schema.entries()) checkKeywords(each, childPointer(pointer, index), caller);
    return;
  }
  if (!isJsonObject(schema)) return;
  for (const [name, value] of Object.entries(schema)) {
    const place = childPointer(pointer, name);
    if (name !== '$ref' && !Object.hasOwn(KEYWORDS, name) && !ANNOTATIONS.has(name)) {
      const near = nearestName(name, Object.keys(KEYWORDS));
      throw new UsageError(
        `${caller}: the JSON Schema says ${JSON.stringify(name)} at ${place}, which is not understood.`,
        near === undefined
          ? 'say it with the keywords of JSON Schema 2020-12, or pass a function.'
          : `did you mean ${JSON.stringify(near)}?`,
      );
    }
    requireRule(name, value, place, caller);
    if (DATA.has(name)) continue;
    if (BY_NAME.has(name) && isJsonObject(value)) {
      for (const [key, inner] of Object.entries(value)) checkKeywords(inner, childPointer(place, key), caller);
    } else {
      checkKeywords(value, place, caller);
    }
  }
}

/** Throws a usage error for a keyword whose value says nothing, such as `required: true` inside of a property. */
function requireRule(name: string, rule: JsonValue, place: string, caller: string): void {
  const kind = Object.hasOwn(RULE_KINDS, name) ? RULE_KINDS[name] : undefined;
  if (kind === undefined || kind.accepts(rule)) return;
  throw new UsageError(
    `${caller}: the JSON Schema at ${place} expected ${kind.expected}, received ${receivedText(rule)}.`,
    name === 'required' ? "name the properties beside them: { properties: { id: … }, required: ['id'] }." : undefined,
  );
}

function requireReferenced(root: JsonValue, reference: string, caller: string): JsonValue {
  if (!reference.startsWith('#')) throw schemaRefusal(caller, reference, 'a reference within the schema, such as "#/$defs/Order"');
  const found = referenced(root, reference);
  if (found === undefined) throw schemaRefusal(caller, reference, 'a reference to something that is there');
  return found;
}

function schemaRefusal(caller: string, reference: string, expected: string): UsageError {
  return new UsageError(
    `${caller}: the JSON Schema${reference === '' ? '' : ` says "$ref": ${JSON.stringify(reference)};`} expected ${expected}.`,
  );
}

/** What a reference within a schema names; undefined for one that names nothing, is not a pointer or leads elsewhere. */
export function referenced(root: JsonValue, reference: string): JsonValue | undefined {
  if (!reference.startsWith('#')) return undefined;
  try {
    return valueAtPointer(root, decodeURIComponent(reference.slice(1)));
  } catch {
    // A per cent sign that begins no code.
    return undefined;
  }
}
