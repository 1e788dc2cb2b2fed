import type { JsonValue } from '../../../src/asl';
import { jsonSchemaTest } from '../../../src/testing/schema/json-schema';

/** Where a value does not fit, and what was expected; undefined when it fits. */
function problem(schema: JsonValue, value: JsonValue): string | undefined {
  const found = jsonSchemaTest(schema, 'test')(value);
  return found === undefined ? undefined : `${found.pointer}: ${found.expected}`;
}

// Each row: a schema, a value that fits and one that does not. Outcomes are those of the specification (json-schema.org, 2020-12).
const ROWS: readonly (readonly [schema: JsonValue, fits: JsonValue, not: JsonValue, why: string])[] = [
  [{ type: 'integer' }, 1.0, 1.5, ': integer'],
  [{ type: ['string', 'null'] }, null, 1, ': string or null'],
  [{ type: 'object' }, {}, [], ': object'],
  [{ type: 'array' }, [], {}, ': array'],
  [{ enum: [1, { a: [2] }] }, { a: [2] }, { a: 2 }, ': one of [1,{"a":[2]}]'],
  [{ const: { a: 1, b: 2 } }, { b: 2, a: 1 }, { a: 1 }, ': {"a":1,"b":2}'],
  [{ minimum: 1 }, 1, 0, ': a number that is at least 1'],
  [{ minimum: 1 }, 'not a number', 0, ': a number that is at least 1'],
  [{ exclusiveMaximum: 3 }, 2.9, 3, ': a number that is less than 3'],
  [{ multipleOf: 0.01 }, 19.99, 19.999, ': a number that is a multiple of 0.01'],
  [{ maxLength: 2 }, '😀😀', 'abc', ': 2 characters or less'],
  [{ pattern: '^o-\\d+$' }, 'o-1', 'x', ': a text like /^o-\\d+$/'],
  [{ required: ['a'] }, { a: null }, {}, ': the property "a"'],
  [{ properties: { 'a/b': { type: 'string' } } }, {}, { 'a/b': 1 }, '/a~1b: string'],
  [{ patternProperties: { '^x-': { type: 'number' } } }, { y: 'z' }, { 'x-1': 'z' }, '/x-1: number'],
  [
    { properties: { a: true }, patternProperties: { '^x-': true }, additionalProperties: false },
    { a: 1, 'x-1': 1 },
    { b: 1 },
    ': no property "b"',
  ],
  [{ additionalProperties: { type: 'number' } }, { a: 1 }, { a: 'b' }, '/a: number'],
  [{ propertyNames: { maxLength: 1 } }, { a: 1 }, { ab: 1 }, ': 1 characters or less'],
  [{ minProperties: 1 }, { a: 1 }, {}, ': 1 properties or more'],
  [{ dependentRequired: { card: ['address'] } }, { address: 1 }, { card: 1 }, ': the property "address" beside "card"'],
  [{ dependentSchemas: { card: { required: ['address'] } } }, {}, { card: 1 }, ': the property "address"'],
  [{ items: { type: 'number' } }, [1, 2], [1, 'b'], '/1: number'],
  [{ prefixItems: [{ type: 'string' }], items: { type: 'number' } }, ['a', 1], ['a', 'b'], '/1: number'],
  [{ prefixItems: [{ type: 'string' }] }, ['a', true], [1], '/0: string'],
  [{ items: [{ type: 'string' }], additionalItems: false }, ['a'], ['a', 1], '/1: nothing at all'],
  [{ minItems: 1, maxItems: 2 }, [1], [], ': 1 items or more'],
  [
    { uniqueItems: true },
    [{ a: 1 }, { a: 2 }],
    [
      { a: 1, b: 2 },
      { b: 2, a: 1 },
    ],
    ': items that differ from each other',
  ],
  [{ contains: { const: 1 } }, [0, 1], [0], ': 1 or more items as "contains" says'],
  [{ contains: { const: 1 }, minContains: 0, maxContains: 1 }, [], [1, 1], ': 0 or more items as "contains" says'],
  [{ allOf: [{ minimum: 1 }, { maximum: 3 }] }, 2, 4, ': a number that is at most 3'],
  [{ anyOf: [{ type: 'string' }, { properties: { a: { type: 'number' } }, type: 'object' }] }, 'x', { a: 'b' }, '/a: number'],
  [{ oneOf: [{ type: 'integer' }, { minimum: 2 }] }, 1, 3, ': what fits exactly one of 2 schemas (it fits 2)'],
  [{ not: { type: 'string' } }, 1, 'a', ': what does not fit {"type":"string"}'],
  [{ if: { const: 1 }, else: { type: 'string' } }, 'a', 2, ': string'],
  // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema.
  [{ if: { type: 'number' }, then: { minimum: 1 } }, 'a', 0, ': a number that is at least 1'],
  [
    { $ref: '#/$defs/Node', $defs: { Node: { properties: { next: { $ref: '#/$defs/Node' } }, type: 'object' } } },
    { next: { next: {} } },
    { next: { next: 1 } },
    '/next/next: object',
  ],
  [true, 1, 1, ''],
];

describe('a JSON Schema', () => {
  test.each(ROWS)('%j fits %j, not %j', (schema, fits, not, why) => {
    expect(problem(schema, fits)).toBeUndefined();
    expect(problem(schema, not)).toBe(why === '' ? undefined : why);
  });

  test.each<readonly [schema: JsonValue, says: string]>([
    [
      { required: 'id' },
      'test: the JSON Schema at /required expected a list of texts, received "id". Hint: name the properties beside them: { properties: { id: … }, required: [\'id\'] }.',
    ],
    [{ properties: { id: { type: 'string', required: true } } }, 'at /properties/id/required expected a list of texts, received true'],
    [
      { type: 'text' },
      'at /type expected one of string, number, integer, boolean, object, array, null, or a list of them, received "text"',
    ],
    [{ minimum: '1' }, 'at /minimum expected a number, received "1"'],
    [{ minimum: 1, exclusiveMinimum: true }, 'at /exclusiveMinimum expected a number, received true'],
    [{ items: { minLength: -1 } }, 'at /items/minLength expected a whole number of 0 or more, received -1'],
    [{ uniqueItems: 'yes' }, 'at /uniqueItems expected true or false, received "yes"'],
    [{ enum: 'a' }, 'at /enum expected a list, received "a"'],
    [{ anyOf: { type: 'string' } }, 'at /anyOf expected a list'],
    [{ properties: ['id'] }, 'at /properties expected an object, received an array'],
    [{ pattern: '(' }, 'at /pattern expected a regular expression as text, received "("'],
    [{ dependentRequired: { card: 'address' } }, 'at /dependentRequired expected lists of texts by name'],
  ])('fails when a keyword says nothing: %j', (schema, says) => {
    expect(() => jsonSchemaTest(schema, 'test')).toThrow(says);
  });

  test('says nothing by its annotations', () => {
    expect(
      problem({ $schema: 'x', title: 'Order', description: 'd', format: 'date-time', default: 1, examples: [2] }, 'no date'),
    ).toBeUndefined();
  });

  test('takes properties of any name, keywords among them', () => {
    expect(problem({ properties: { type: { type: 'string' }, required: { const: 1 }, __proto__x: true } }, { type: 1 })).toBe(
      '/type: string',
    );
  });

  test.each([
    [
      { properties: { a: { tpye: 'string' } } },
      'the JSON Schema says "tpye" at /properties/a/tpye, which is not understood. Hint: did you mean "type"?',
    ],
    [{ unevaluatedProperties: false }, 'the JSON Schema says "unevaluatedProperties" at /unevaluatedProperties'],
    [{ $ref: '#/%' }, 'says "$ref": "#/%"; expected a reference to something that is there.'],
    [{ $ref: '#/$defs/Lost' }, 'says "$ref": "#/$defs/Lost"; expected a reference to something that is there.'],
    [{ $ref: 'https://example.com/order.json' }, 'expected a reference within the schema'],
    [{ $ref: '#' }, 'found one that leads back to itself'],
  ])('fails when it cannot be understood: %j', (schema, message) => {
    expect(() => problem(schema, {})).toThrow(message);
  });
});
