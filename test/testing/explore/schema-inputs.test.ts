import fc from 'fast-check';
import { explore, neverFails, property, testMachine } from '../../../src/testing';
import type { FastCheck } from '../../../src/testing/explore/fast-check';
import { schemaInputs } from '../../../src/testing/explore/schema-inputs';
import { jsonSchemaTest } from '../../../src/testing/schema/json-schema';

const ORDER = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  type: 'object',
  required: ['total', 'kind'],
  properties: {
    total: { type: 'integer', minimum: 0, maximum: 500 },
    kind: { enum: ['SMALL', 'LARGE', 'ODD'] },
    items: { type: 'array', minItems: 1, maxItems: 3, items: { $ref: '#/$defs/item' } },
    note: { type: ['string', 'null'], maxLength: 5 },
    rate: { type: 'number', exclusiveMinimum: 0, exclusiveMaximum: 1 },
    paid: { oneOf: [{ type: 'boolean' }, { const: 'LATER' }] },
  },
  additionalProperties: false,
  $defs: {
    item: {
      type: 'object',
      properties: { sku: { type: 'string', minLength: 1 }, parts: { type: 'array', items: { $ref: '#/$defs/item' } } },
    },
  },
} as const;

const samples = (schema: object, count = 500): unknown[] =>
  fc.sample(schemaInputs(fc as unknown as FastCheck, schema as never) as unknown as fc.Arbitrary<unknown>, { numRuns: count, seed: 3 });

describe('data of a JSON Schema', () => {
  test('fit it, reach its bounds, and leave out what may be absent', () => {
    const made = samples(ORDER) as { total: number; kind: string; items?: unknown[]; note?: string | null }[];
    const test = jsonSchemaTest(ORDER as never, 'the test');

    expect(made.flatMap((each) => test(each as never) ?? [])).toEqual([]);
    expect(new Set(made.map(({ kind }) => kind))).toEqual(new Set(['SMALL', 'LARGE', 'ODD']));
    for (const bound of [0, 1, 499, 500]) expect(made.map(({ total }) => total)).toContain(bound);
    expect(new Set(made.map(({ items }) => items?.length))).toEqual(new Set([undefined, 1, 2, 3]));
    expect(made.some(({ note }) => note === null)).toBe(true);
  });

  test('follow a reference into a list', () => {
    const schema = {
      type: 'object',
      required: ['a'],
      properties: { a: { $ref: '#/$defs/all/1' } },
      $defs: { all: [{ const: 1 }, { const: 2 }] },
    };

    expect(new Set(samples(schema, 5).map((each) => (each as { a: number }).a))).toEqual(new Set([2]));
  });

  test.each<[string, object, string]>([
    [
      'a keyword by which none are made',
      { type: 'object', properties: { id: { type: 'string', pattern: '^o-' } } },
      'explore() makes no data for "pattern" at /properties/id/pattern',
    ],
    ['a keyword that nobody knows', { typ: 'object' }, 'explore(): the JSON Schema says "typ" at /typ'],
    ['a reference to nothing', { $ref: '#/$defs/none' }, 'explore() makes no data for the reference "#/$defs/none" at /$ref'],
    ['a reference that is no pointer', { $ref: '#/%' }, 'explore() makes no data for the reference "#/%" at /$ref'],
    ['a reference to itself', { $ref: '#' }, 'explore() makes no data for a schema that no data fits'],
  ])('fails for %s', (_, schema, message) => {
    expect(() => samples(schema)).toThrow(message);
  });

  test('fails for a schema that nothing fits', () => {
    expect(() => samples({ oneOf: [{ type: 'integer' }, { type: 'integer' }] })).toThrow(
      'explore() finds no data that fits the JSON Schema of its inputs.',
    );
  });
});

describe('explore with a JSON Schema', () => {
  const machine = testMachine(
    {
      StartAt: 'Large?',
      States: {
        'Large?': {
          Type: 'Choice',
          Choices: [
            { Variable: '$.total', NumericGreaterThan: 371, Next: 'Large' },
            { Variable: '$.total', NumericLessThan: 371, Next: 'Small' },
          ],
          Default: 'Lost',
        },
        Large: { Type: 'Succeed' },
        Small: { Type: 'Succeed' },
        Lost: { Type: 'Fail', Error: 'Lost' },
      },
    },
    'Orders',
  );

  test('finds the constant of a rule among the data that fit', async () => {
    await expect(explore(machine, ORDER, { properties: [neverFails('Lost')], seed: 4 })).rejects.toThrow('"total":371');
  });

  test('sends nothing that does not fit', async () => {
    const test = jsonSchemaTest(ORDER as never, 'the test');
    const fits = property('sends what fits', ({ visits }) => test(visits[0]?.input as never) === undefined);

    await expect(explore(machine, ORDER, { properties: [fits], seed: 5, runs: 300 })).resolves.toEqual({ runs: 300, seed: 5 });
  });
});
