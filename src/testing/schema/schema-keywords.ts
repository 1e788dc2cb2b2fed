import { childPointer, elementAt, isJsonArray, isJsonObject, type JsonObject, type JsonValue, ownKey, stringsIn } from '../../asl';
import { canonicalJson } from '../snapshots/canonical-json';

/** Where data does not fit its schema. */
export interface SchemaProblem {
  /** JSON pointer into the data; empty for the whole. */
  readonly pointer: string;
  readonly expected: string;
}

/** Compares a value with a schema inside of the one that is being looked at. */
export type CheckKeyword = (schema: JsonValue, value: JsonValue, pointer: string) => SchemaProblem | undefined;

/** One keyword: its own value, the data, and the schema that it stands in. */
type Keyword = (
  rule: JsonValue,
  value: JsonValue,
  at: { schema: JsonObject; pointer: string; compare: CheckKeyword },
) => SchemaProblem | undefined;

/** Keywords that say nothing of what fits: `format` is one of them since 2019-09. */
export const ANNOTATIONS: ReadonlySet<string> = new Set(
  '$schema $id $comment $anchor $defs definitions title description default examples deprecated readOnly writeOnly format contentMediaType contentEncoding then else minContains maxContains additionalItems'.split(
    ' ',
  ),
);

const isText = (value: JsonValue): boolean => typeof value === 'string';
const TEXTS: RuleKind = { expected: 'a list of texts', accepts: (rule) => isJsonArray(rule) && rule.every(isText) };
const NUMBER: RuleKind = { expected: 'a number', accepts: (rule) => typeof rule === 'number' };
const COUNT: RuleKind = { expected: 'a whole number of 0 or more', accepts: (rule) => Number.isSafeInteger(rule) && (rule as number) >= 0 };
const LIST: RuleKind = { expected: 'a list', accepts: (rule) => isJsonArray(rule) && rule.length > 0 };
const BY_NAME: RuleKind = { expected: 'an object', accepts: isJsonObject };
const TYPES = ['string', 'number', 'integer', 'boolean', 'object', 'array', 'null'];

/** What the value of a keyword has to be: one of another kind would be passed over. */
interface RuleKind {
  readonly expected: string;
  readonly accepts: (rule: JsonValue) => boolean;
}

export const RULE_KINDS: Readonly<Record<string, RuleKind>> = {
  type: {
    expected: `one of ${TYPES.join(', ')}, or a list of them`,
    accepts: (rule) => (isJsonArray(rule) ? rule : [rule]).every((type) => TYPES.includes(type as string)),
  },
  enum: LIST,
  required: TEXTS,
  properties: BY_NAME,
  patternProperties: BY_NAME,
  dependentRequired: {
    expected: 'lists of texts by name',
    accepts: (rule) => isJsonObject(rule) && Object.values(rule).every(TEXTS.accepts),
  },
  dependentSchemas: BY_NAME,
  minimum: NUMBER,
  maximum: NUMBER,
  exclusiveMinimum: NUMBER,
  exclusiveMaximum: NUMBER,
  multipleOf: { expected: 'a number above 0', accepts: (rule) => typeof rule === 'number' && rule > 0 },
  minLength: COUNT,
  maxLength: COUNT,
  minItems: COUNT,
  maxItems: COUNT,
  minProperties: COUNT,
  maxProperties: COUNT,
  minContains: COUNT,
  maxContains: COUNT,
  pattern: { expected: 'a regular expression as text', accepts: (rule) => typeof rule === 'string' && isPattern(rule) },
  uniqueItems: { expected: 'true or false', accepts: (rule) => typeof rule === 'boolean' },
  allOf: LIST,
  anyOf: LIST,
  oneOf: LIST,
  prefixItems: LIST,
  $ref: { expected: 'a text', accepts: isText },
};

function isPattern(text: string): boolean {
  try {
    new RegExp(text, 'u');
    return true;
  } catch {
    return false;
  }
}

/** What each keyword of JSON Schema wants; a registry without those that this one does not understand, which are refused. */
export const KEYWORDS: Readonly<Record<string, Keyword>> = {
  type: (rule, value, { pointer }) => {
    const types = isJsonArray(rule) ? stringsIn(rule) : [String(rule)];
    return unless(
      types.some((type) => isOfType(value, type)),
      pointer,
      types.join(' or '),
    );
  },
  enum: (rule, value, { pointer }) =>
    unless(
      itemsIn(rule).some((each) => sameJson(each, value)),
      pointer,
      `one of ${JSON.stringify(rule)}`,
    ),
  const: (rule, value, { pointer }) => unless(sameJson(rule, value), pointer, JSON.stringify(rule)),
  ...numeric('minimum', 'at least', (value, limit) => value >= limit),
  ...numeric('maximum', 'at most', (value, limit) => value <= limit),
  ...numeric('exclusiveMinimum', 'more than', (value, limit) => value > limit),
  ...numeric('exclusiveMaximum', 'less than', (value, limit) => value < limit),
  ...numeric('multipleOf', 'a multiple of', (value, limit) => Math.abs(value / limit - Math.round(value / limit)) < 1e-9),
  ...sized(
    'minLength',
    'characters or more',
    (value) => (typeof value === 'string' ? [...value].length : undefined),
    (size, limit) => size >= limit,
  ),
  ...sized(
    'maxLength',
    'characters or less',
    (value) => (typeof value === 'string' ? [...value].length : undefined),
    (size, limit) => size <= limit,
  ),
  ...sized('minItems', 'items or more', itemCount, (size, limit) => size >= limit),
  ...sized('maxItems', 'items or less', itemCount, (size, limit) => size <= limit),
  ...sized('minProperties', 'properties or more', propertyCount, (size, limit) => size >= limit),
  ...sized('maxProperties', 'properties or less', propertyCount, (size, limit) => size <= limit),
  pattern: (rule, value, { pointer }) =>
    typeof value === 'string' ? unless(new RegExp(String(rule), 'u').test(value), pointer, `a text like /${rule}/`) : undefined,
  uniqueItems: (rule, value, { pointer }) =>
    rule === true && isJsonArray(value)
      ? unless(
          new Set(value.map((item: JsonValue) => canonicalJson(item))).size === value.length,
          pointer,
          'items that differ from each other',
        )
      : undefined,
  required: (rule, value, { pointer }) => {
    if (!isJsonObject(value)) return undefined;
    const missing = stringsIn(rule).find((name) => ownKey(value, name) === undefined);
    return unless(missing === undefined, pointer, `the property ${JSON.stringify(missing)}`);
  },
  properties: (rule, value, { pointer, compare }) =>
    isJsonObject(value) ? first(entriesOf(rule), ([name, schema]) => below(value, name, schema, pointer, compare)) : undefined,
  patternProperties: (rule, value, { pointer, compare }) =>
    isJsonObject(value)
      ? first(entriesOf(rule), ([pattern, schema]) =>
          first(
            Object.keys(value).filter((name) => new RegExp(pattern, 'u').test(name)),
            (name) => below(value, name, schema, pointer, compare),
          ),
        )
      : undefined,
  additionalProperties: (rule, value, { schema, pointer, compare }) => {
    if (!isJsonObject(value)) return undefined;
    const named = new Set(entriesOf(ownKey(schema, 'properties') ?? {}).map(([name]) => name));
    const patterns = entriesOf(ownKey(schema, 'patternProperties') ?? {}).map(([pattern]) => new RegExp(pattern, 'u'));
    const others = Object.keys(value).filter((name) => !named.has(name) && !patterns.some((pattern) => pattern.test(name)));
    if (rule === false) return unless(others.length === 0, pointer, `no property ${JSON.stringify(others[0])}`);
    return first(others, (name) => below(value, name, rule, pointer, compare));
  },
  propertyNames: (rule, value, { pointer, compare }) =>
    isJsonObject(value) ? first(Object.keys(value), (name) => compare(rule, name, pointer)) : undefined,
  dependentRequired: (rule, value, { pointer }) =>
    isJsonObject(value)
      ? first(entriesOf(rule), ([name, needed]) => {
          const missing =
            ownKey(value, name) === undefined ? undefined : stringsIn(needed).find((each) => ownKey(value, each) === undefined);
          return unless(missing === undefined, pointer, `the property ${JSON.stringify(missing)} beside ${JSON.stringify(name)}`);
        })
      : undefined,
  dependentSchemas: (rule, value, { pointer, compare }) =>
    isJsonObject(value)
      ? first(entriesOf(rule), ([name, schema]) => (ownKey(value, name) === undefined ? undefined : compare(schema, value, pointer)))
      : undefined,
  prefixItems: (rule, value, { pointer, compare }) => tuple(rule, value, pointer, compare),
  // Before 2020-12 a list of schemas stood for the first items, and additionalItems for those behind.
  items: (rule, value, { schema, pointer, compare }) => {
    if (!isJsonArray(value)) return undefined;
    const ahead = isJsonArray(rule) ? rule : ownKey(schema, 'prefixItems');
    const rest = isJsonArray(rule) ? (ownKey(schema, 'additionalItems') ?? true) : rule;
    const from = isJsonArray(ahead) ? ahead.length : 0;
    return (
      (isJsonArray(rule) ? tuple(rule, value, pointer, compare) : undefined) ??
      first([...value.keys()].slice(from), (index) => compare(rest, elementAt(value, index), `${pointer}/${index}`))
    );
  },
  contains: (rule, value, { schema, pointer, compare }) => {
    if (!isJsonArray(value)) return undefined;
    const count = value.filter((item: JsonValue) => compare(rule, item, pointer) === undefined).length;
    const [least, most] = [Number(ownKey(schema, 'minContains') ?? 1), Number(ownKey(schema, 'maxContains') ?? Number.POSITIVE_INFINITY)];
    return unless(count >= least && count <= most, pointer, `${least} or more items as "contains" says`);
  },
  allOf: (rule, value, { pointer, compare }) => first(itemsIn(rule), (schema) => compare(schema, value, pointer)),
  anyOf: (rule, value, { pointer, compare }) => {
    const problems = itemsIn(rule).map((schema) => compare(schema, value, pointer));
    if (problems.includes(undefined)) return undefined;
    // Of the alternatives the one that fits furthest down is the one that was meant.
    return problems.filter((problem) => problem !== undefined).sort((one, other) => other.pointer.length - one.pointer.length)[0];
  },
  oneOf: (rule, value, { pointer, compare }) => {
    const fitting = itemsIn(rule).filter((schema) => compare(schema, value, pointer) === undefined);
    return unless(fitting.length === 1, pointer, `what fits exactly one of ${itemsIn(rule).length} schemas (it fits ${fitting.length})`);
  },
  not: (rule, value, { pointer, compare }) =>
    unless(compare(rule, value, pointer) !== undefined, pointer, `what does not fit ${JSON.stringify(rule)}`),
  if: (rule, value, { schema, pointer, compare }) => {
    const branch = ownKey(schema, compare(rule, value, pointer) === undefined ? 'then' : 'else');
    return branch === undefined ? undefined : compare(branch, value, pointer);
  },
};

function unless(fits: boolean, pointer: string, expected: string): SchemaProblem | undefined {
  return fits ? undefined : { pointer, expected };
}

function first<Item>(items: readonly Item[], look: (item: Item) => SchemaProblem | undefined): SchemaProblem | undefined {
  for (const item of items) {
    const problem = look(item);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

function numeric(name: string, words: string, fits: (value: number, limit: number) => boolean): Record<string, Keyword> {
  return {
    [name]: (rule, value, { pointer }) =>
      typeof value === 'number' ? unless(fits(value, Number(rule)), pointer, `a number that is ${words} ${String(rule)}`) : undefined,
  };
}

function sized(
  name: string,
  words: string,
  sizeOf: (value: JsonValue) => number | undefined,
  fits: (size: number, limit: number) => boolean,
): Record<string, Keyword> {
  return {
    [name]: (rule, value, { pointer }) => {
      const size = sizeOf(value);
      return size === undefined ? undefined : unless(fits(size, Number(rule)), pointer, `${String(rule)} ${words}`);
    },
  };
}

function itemCount(value: JsonValue): number | undefined {
  return isJsonArray(value) ? value.length : undefined;
}

function propertyCount(value: JsonValue): number | undefined {
  return isJsonObject(value) ? Object.keys(value).length : undefined;
}

/** The schemas or values of a rule that is a list, as its kind requires. */
function itemsIn(rule: JsonValue): readonly JsonValue[] {
  return isJsonArray(rule) ? rule : [];
}

function entriesOf(rule: JsonValue): readonly (readonly [string, JsonValue])[] {
  return Object.entries(rule as JsonObject);
}

function below(value: JsonObject, name: string, schema: JsonValue, pointer: string, compare: CheckKeyword): SchemaProblem | undefined {
  const inner = ownKey(value, name);
  return inner === undefined ? undefined : compare(schema, inner, childPointer(pointer, name));
}

function tuple(rule: JsonValue, value: JsonValue, pointer: string, compare: CheckKeyword): SchemaProblem | undefined {
  if (!isJsonArray(value)) return undefined;
  const schemas = itemsIn(rule).slice(0, value.length);
  return first([...schemas.keys()], (index) => compare(elementAt(schemas, index), elementAt(value, index), `${pointer}/${index}`));
}

function isOfType(value: JsonValue, type: string): boolean {
  if (type === 'integer') return Number.isInteger(value);
  if (type === 'object') return isJsonObject(value);
  return type === 'array' ? isJsonArray(value) : type === 'null' ? value === null : typeof value === type;
}

function sameJson(one: JsonValue, other: JsonValue): boolean {
  return canonicalJson(one) === canonicalJson(other);
}
