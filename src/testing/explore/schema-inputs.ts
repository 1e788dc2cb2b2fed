import { childPointer, firstIn, isJsonArray, isJsonObject, type JsonObject, type JsonValue, ownKey } from '../../asl';
import { jsonSchemaTest, referenced } from '../schema/json-schema';
import { ANNOTATIONS } from '../schema/schema-keywords';
import { UsageError } from '../usage-error';
import type { ArbitraryOf, FastCheck } from './fast-check';

/** Keywords by which data are made. Others would have to be hit upon. */
const MADE = new Set(
  '$ref type enum const minimum maximum exclusiveMinimum exclusiveMaximum multipleOf minLength maxLength minItems maxItems items properties required additionalProperties anyOf oneOf'.split(
    ' ',
  ),
);
/** Schemas inside of each other that lead back to themselves end here. */
const DEEPEST = 6;
const MOST_REFUSED = 1_000;
const FARTHEST = 1_000_000;

/** Whether an object is meant as a JSON Schema: an input that was passed by mistake is not. */
export function isSchema(value: unknown): boolean {
  return isJsonObject(value) && Object.keys(value).some((name) => MADE.has(name) || name === '$schema');
}

type Arbitrary = ArbitraryOf<JsonValue>;

/**
 * An arbitrary of the data that a JSON Schema describes, with its bounds and the values beside them more often than others. Throws a usage error for a
 * keyword by which none can be made, such as `pattern`.
 */
export function schemaInputs(fc: FastCheck, schema: JsonObject): Arbitrary {
  const test = jsonSchemaTest(schema, 'explore()');
  let refused = 0;
  // What two alternatives of oneOf take, for example.
  const fits = (value: JsonValue): boolean => {
    if (test(value) === undefined && !Object.is(value, -0)) {
      refused = 0;
      return true;
    }
    refused++;
    if (refused > MOST_REFUSED)
      throw new UsageError('explore() finds no data that fits the JSON Schema of its inputs.', 'pass an arbitrary of fast-check.');
    return false;
  };
  return filtered(new SchemaReader(fc, schema).read(schema, '', 0), fits);
}

function filtered(arbitrary: Arbitrary, fits: (value: JsonValue) => boolean): Arbitrary {
  return (arbitrary as unknown as { filter(fits: (value: JsonValue) => boolean): Arbitrary }).filter(fits);
}

const SPANS = [
  ['minimum', 'maximum'],
  ['minLength', 'maxLength'],
  ['minItems', 'maxItems'],
] as const;

function requireSpan(schema: JsonObject, low: string, high: string, pointer: string): void {
  if (Number(schema[low]) <= Number(schema[high]) || schema[low] === undefined || schema[high] === undefined) return;
  throw new UsageError(
    `explore(): the JSON Schema at ${childPointer(pointer, low)} wants ${schema[low]} or more, and at ${childPointer(pointer, high)} ${schema[high]} or less: no data fits both.`,
    'swap the two.',
  );
}

class SchemaReader {
  constructor(
    private readonly fc: FastCheck,
    private readonly root: JsonObject,
  ) {}

  read(schema: JsonValue, pointer: string, depth: number): Arbitrary {
    if (schema === true) return this.anything();
    if (!isJsonObject(schema) || depth > 10 * DEEPEST) throw cannot(pointer, 'a schema that no data fits');
    const strange = Object.keys(schema).find((name) => !MADE.has(name) && (!ANNOTATIONS.has(name) || NEEDED.has(name)));
    if (strange !== undefined) throw cannot(childPointer(pointer, strange), JSON.stringify(strange));
    const { $ref: reference, anyOf, oneOf, ...rest } = schema;
    if (reference !== undefined)
      return this.read(referenced(this.root, String(reference)) ?? refuse(pointer, reference), pointer, depth + 1);
    const arms = (anyOf ?? oneOf) as readonly JsonObject[] | undefined;
    if (arms !== undefined) return this.fc.oneof(...arms.map((arm) => this.read(together(rest, arm), pointer, depth)));
    if (schema.const !== undefined) return this.fc.constant(schema.const);
    if (isJsonArray(schema.enum)) return this.fc.constantFrom(...schema.enum);
    const type = schema.type ?? (schema.properties !== undefined ? 'object' : schema.items !== undefined ? 'array' : undefined);
    if (type === undefined) return this.anything();
    for (const [low, high] of SPANS) requireSpan(schema, low, high, pointer);
    const types = (Array.isArray(type) ? type : [type]) as readonly string[];
    const each = types.map((name) => this.ofType(name, schema, pointer, depth));
    return each.length === 1 ? firstIn(each) : this.fc.oneof(...each);
  }

  private ofType(type: string, schema: JsonObject, pointer: string, depth: number): Arbitrary {
    switch (type) {
      case 'object':
        return this.object(schema, pointer, depth);
      case 'array': {
        const least = Number(schema.minItems ?? 0);
        const most = depth >= DEEPEST ? least : Number(schema.maxItems ?? Math.max(5, least));
        const items = most === 0 ? this.fc.constant(null) : this.read(schema.items ?? true, childPointer(pointer, 'items'), depth + 1);
        return this.fc.array(items, { minLength: least, maxLength: most });
      }
      case 'string': {
        const minLength = Number(schema.minLength ?? 0);
        return this.fc.string({ minLength, maxLength: Number(schema.maxLength ?? Math.max(10, minLength)) });
      }
      case 'number':
      case 'integer':
        return this.number(schema, type === 'integer');
      case 'boolean':
        return this.fc.boolean();
      case 'null':
        return this.fc.constant(null);
      default:
        throw cannot(childPointer(pointer, 'type'), JSON.stringify(type));
    }
  }

  private object(schema: JsonObject, pointer: string, depth: number): Arbitrary {
    const properties = ownKey(schema, 'properties') ?? {};
    const required = ((schema.required ?? []) as readonly string[]).filter((name) => name !== '__proto__');
    const names = [...new Set([...Object.keys(properties), ...required])].filter((name) => depth < DEEPEST || required.includes(name));
    const place = childPointer(pointer, 'properties');
    const fields = names.map((name): [string, Arbitrary] => {
      const property = isJsonObject(properties) ? ownKey(properties, name) : undefined;
      return [name, this.read(property ?? true, childPointer(place, name), depth + 1)];
    });
    return this.fc.record(Object.fromEntries(fields), { requiredKeys: [...required] }) as Arbitrary;
  }

  private number(schema: JsonObject, isInteger: boolean): Arbitrary {
    const step = Number(schema.multipleOf ?? 1);
    const bound = (plain: string, exclusive: string): number | undefined => {
      const value = schema[plain] ?? schema[exclusive];
      return typeof value === 'number' ? value : undefined;
    };
    const [low, high] = [bound('minimum', 'exclusiveMinimum'), bound('maximum', 'exclusiveMaximum')];
    const min = Math.ceil(low ?? (high === undefined ? -FARTHEST : Math.min(high, 0) - FARTHEST));
    const max = Math.floor(high ?? Math.max(min, 0) + FARTHEST);
    if (step !== 1) {
      const [first, last] = [Math.ceil(min / step), Math.floor(max / step)];
      return this.fc.constantFrom(...[first, first + 1, 0, 1, 2, 10, last - 1, last].map((times) => times * step));
    }
    const whole = min > max ? [] : [this.fc.integer({ min, max }), this.fc.constantFrom(min, min + 1, max - 1, max)];
    const broken = isInteger ? [] : [this.fc.double({ min: low ?? min, max: high ?? max, noNaN: true })];
    return this.fc.oneof(...whole, ...broken);
  }

  private anything(): Arbitrary {
    return this.fc.oneof<JsonValue>(
      this.fc.string({ minLength: 0, maxLength: 10 }),
      this.fc.integer({ min: -10, max: 1_000 }),
      this.fc.boolean(),
      this.fc.constant(null),
    );
  }
}

/** Annotations that say something beside a keyword which is not made. */
const NEEDED = new Set(['minContains', 'maxContains', 'additionalItems', 'then', 'else']);

function together(schema: JsonObject, arm: JsonObject): JsonObject {
  const properties = { ...(schema.properties as JsonObject | undefined), ...(arm.properties as JsonObject | undefined) };
  const required = [...((schema.required ?? []) as readonly string[]), ...((arm.required ?? []) as readonly string[])];
  return {
    ...schema,
    ...arm,
    ...(Object.keys(properties).length === 0 ? {} : { properties }),
    ...(required.length === 0 ? {} : { required }),
  };
}

function cannot(pointer: string, what: string): UsageError {
  return new UsageError(
    `explore() makes no data for ${what} at ${pointer} of the JSON Schema of its inputs.`,
    'pass an arbitrary of fast-check, or say it with types, bounds, enum and const.',
  );
}

function refuse(pointer: string, reference: JsonValue): never {
  throw cannot(childPointer(pointer, '$ref'), `the reference ${JSON.stringify(reference)}`);
}
