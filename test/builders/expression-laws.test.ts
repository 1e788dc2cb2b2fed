import { createHash } from 'node:crypto';
import { Duration } from 'aws-cdk-lib';
import {
  abs,
  add,
  base64Decode,
  base64Encode,
  ceil,
  chunk,
  contains,
  count,
  divide,
  type Expression,
  endsWith,
  eq,
  filter,
  find,
  flatten,
  floor,
  format,
  fromJson,
  gt,
  hash,
  includesText,
  itemAt,
  join,
  later,
  lower,
  mapItems,
  maxOf,
  merge,
  millisOf,
  multiply,
  orElse,
  pass,
  pick,
  type Ref,
  range,
  remainder,
  replaceText,
  split,
  splitAny,
  startsWith,
  substring,
  subtract,
  sum,
  textLength,
  timestampOf,
  toJson,
  toNumber,
  toText,
  trim,
  unique,
  upper,
  when,
  workflow,
} from 'drystep';
import fc from 'fast-check';
import type { JsonValue } from '../../src/asl';
import { execute, parse } from '../../src/interpreter';
import { acceptedDefinition, type Language } from './run-flow';

interface Data {
  text: string;
  other: string;
  numbers: number[];
  nested: number[][];
  rows: { id: string; total: number; tags: string[] }[];
  from: number;
  size: number;
  millis: number;
  object: { a: number; b: string; c?: number };
}

// Letters of ASCII: what Base64, letter case and white space mean beyond them differs from language to language.
const text = fc.string({ unit: fc.constantFrom('a', 'b', 'C', ' ', ',', ';', '-', '.', 'é', "'", '"', '\\', '{', '}'), maxLength: 8 });
const ascii = fc.string({ unit: fc.constantFrom('a', 'b', 'C', ' ', ',', ';', "'", '"', '\\', '{', '}'), maxLength: 8 });
const integer = fc.integer({ min: -1000, max: 1000 });
const arbitrary: fc.Arbitrary<Data> = fc.record({
  text: ascii,
  other: text,
  numbers: fc.array(integer, { minLength: 1, maxLength: 5 }),
  nested: fc.array(fc.array(integer, { maxLength: 3 }), { minLength: 1, maxLength: 4 }),
  rows: fc.array(fc.record({ id: text, total: integer, tags: fc.array(text, { maxLength: 2 }) }), { minLength: 1, maxLength: 4 }),
  from: fc.integer({ min: -5, max: 5 }),
  size: fc.integer({ min: 1, max: 4 }),
  millis: fc.integer({ min: 0, max: 4_000_000_000_000 }),
  object: fc.record({ a: integer, b: text, c: integer }, { requiredKeys: ['a', 'b'] }),
});

type Law = readonly [title: string, build: (input: Ref<Data>) => Expression<unknown>, twin: (data: Data) => unknown];

/** Laws that both languages can say. */
const both: readonly Law[] = [
  ['chunk', (input) => chunk(input.numbers, input.size), ({ numbers, size }) => chunks(numbers, size)],
  ['range', (input) => range(input.from, 5, input.size), ({ from, size }) => steps(from, 5, size)],
  ['contains', (input) => contains(input.numbers, input.from), ({ numbers, from }) => numbers.includes(from)],
  ['itemAt', (input) => itemAt(input.numbers, 0), ({ numbers }) => numbers[0]],
  ['count', (input) => count(input.numbers), ({ numbers }) => numbers.length],
  ['add', (input) => add(input.from, input.size), ({ from, size }) => from + size],
  ['format', (input) => format("it's {}: {}", input.other, input.from), ({ other, from }) => `it's ${other}: ${from}`],
  ['splitAny', (input) => splitAny(input.text, ',;'), ({ text }) => text.split(/[,;]/).filter((piece) => piece !== '')],
  ['hash', (input) => hash(input.other), ({ other }) => createHash('sha256').update(other).digest('hex')],
  ['base64Encode', (input) => base64Encode(input.text), ({ text }) => Buffer.from(text).toString('base64')],
  ['base64Decode', (input) => base64Decode(base64Encode(input.text)), ({ text }) => text],
  ['fromJson', (input) => fromJson<string>(toJson(input.other)), ({ other }) => other],
];

const onlyUnique: Law = ['unique', (input) => unique(input.numbers), ({ numbers }) => [...new Set(numbers)]];

/** Laws that JSONata alone can say. */
const jsonata: readonly Law[] = [
  onlyUnique,
  [
    'mapItems',
    (input) => mapItems(input.rows, (row) => ({ id: row.id, twice: multiply(row.total, 2) })),
    ({ rows }) => rows.map(({ id, total }) => ({ id, twice: total * 2 })),
  ],
  ['mapItems of arrays', (input) => mapItems(input.rows, (row) => row.tags), ({ rows }) => rows.map(({ tags }) => tags)],
  [
    'mapItems inside mapItems',
    (input) => mapItems(input.rows, (row) => ({ of: mapItems(row.tags, (tag) => format('{} {}', row.id, tag)) })),
    ({ rows }) => rows.map(({ id, tags }) => ({ of: tags.map((tag) => `${id} ${tag}`) })),
  ],
  [
    'filter',
    (input) => filter(input.rows, (row) => gt(row.total, input.from)),
    ({ rows, from }) => rows.filter(({ total }) => total > from),
  ],
  [
    'find',
    (input) =>
      orElse(
        find(input.numbers, (number) => gt(number, 0)),
        'none',
      ),
    ({ numbers }) => numbers.find((number) => number > 0) ?? 'none',
  ],
  ['sum', (input) => sum(input.numbers), ({ numbers }) => numbers.reduce((total, number) => total + number, 0)],
  [
    'sum of what is mapped',
    (input) => sum(mapItems(input.rows, (row) => row.total)),
    ({ rows }) => rows.reduce((all, { total }) => all + total, 0),
  ],
  ['maxOf', (input) => maxOf(input.numbers), ({ numbers }) => Math.max(...numbers)],
  ['flatten', (input) => flatten(input.nested), ({ nested }) => nested.flat()],
  ['upper', (input) => upper(input.text), ({ text }) => text.toUpperCase()],
  ['lower', (input) => lower(input.text), ({ text }) => text.toLowerCase()],
  ['trim', (input) => trim(input.text), ({ text }) => text.trim()],
  ['textLength', (input) => textLength(input.other), ({ other }) => [...other].length],
  ['substring', (input) => substring(input.text, 1, input.size), ({ text, size }) => text.slice(1, 1 + size)],
  ['replaceText', (input) => replaceText(input.text, 'a', '$1'), ({ text }) => text.split('a').join('$1')],
  ['includesText', (input) => includesText(input.text, 'a'), ({ text }) => text.includes('a')],
  ['startsWith', (input) => startsWith(input.text, 'a'), ({ text }) => text.startsWith('a')],
  ['endsWith', (input) => endsWith(input.text, input.other), ({ text, other }) => text.endsWith(other)],
  ['split', (input) => split(input.text, ','), ({ text }) => text.split(',')],
  ['join', (input) => join(split(input.text, ','), '+'), ({ text }) => text.split(',').join('+')],
  ['subtract', (input) => subtract(input.from, input.size), ({ from, size }) => from - size],
  ['divide', (input) => floor(divide(input.from, input.size)), ({ from, size }) => Math.floor(from / size)],
  ['remainder', (input) => abs(remainder(input.from, input.size)), ({ from, size }) => Math.abs(from % size)],
  ['ceil', (input) => ceil(divide(input.millis, 7)), ({ millis }) => Math.ceil(millis / 7)],
  ['toNumber', (input) => toNumber(toText(input.from)), ({ from }) => from],
  ['timestampOf', (input) => timestampOf(input.millis), ({ millis }) => new Date(millis).toISOString()],
  ['millisOf', (input) => millisOf(timestampOf(input.millis)), ({ millis }) => millis],
  ['later', (input) => later(timestampOf(input.millis), Duration.days(1)), ({ millis }) => new Date(millis + 86_400_000).toISOString()],
  ['pick', (input) => pick(input.object, 'a', 'c'), ({ object }) => ('c' in object ? { a: object.a, c: object.c } : { a: object.a })],
  ['merge', (input) => merge(input.object, { b: 'new' }), ({ object }) => ({ ...object, b: 'new' })],
  ['toJson', (input) => fromJson(toJson({ rows: input.rows })), ({ rows }) => ({ rows })],
  ['when', (input) => when(eq(input.from, 0), 'zero', input.other), ({ from, other }) => (from === 0 ? 'zero' : other)],
];

function chunks(numbers: readonly number[], size: number): number[][] {
  return Array.from({ length: Math.ceil(numbers.length / size) }, (_, index) => numbers.slice(index * size, (index + 1) * size));
}

function steps(from: number, to: number, step: number): number[] {
  return Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, index) => from + index * step);
}

async function holds(language: Language, [, build, twin]: Law): Promise<void> {
  const flow = workflow<Data>().next(pass('Compute', { output: ({ input }) => ({ value: build(input) as Expression<JsonValue> }) }));
  const definition = parse(acceptedDefinition(flow, language));
  await fc.assert(
    fc.asyncProperty(arbitrary, async (data) => {
      const { output, error, cause } = await execute(definition, { input: data as unknown as JsonValue });

      expect(output ?? { error, cause }).toEqual({ value: twin(data) });
    }),
    { numRuns: 60 },
  );
}

test.each(both)('%s in JSONata evaluates to what TypeScript gives', async (...law) => holds('JSONata', law));
test.each(both)('%s in JSONPath evaluates to what TypeScript gives', async (...law) => holds('JSONPath', law));
test.each(jsonata)('%s, which only JSONata can say, evaluates to what TypeScript gives', async (...law) => holds('JSONata', law));

test.each(jsonata.filter(([title]) => !/unique|merge|toJson|find|when/.test(title)))(
  '%s is refused in JSONPath, by name',
  (_title, build) => {
    const flow = workflow<Data>().next(pass('Compute', { output: ({ input }) => ({ value: build(input) as Expression<JsonValue> }) }));

    expect(() => acceptedDefinition(flow, 'JSONPath')).toThrow(/JSONPath cannot say \w+\(\.\.\.\) in "output"/);
  },
);

test('what functions give of an empty array is an empty array', async () => {
  const flow = workflow<Data>().next(
    pass('Compute', {
      output: ({ input }) => ({
        mapped: mapItems(input.rows, (row) => row.id),
        filtered: filter(input.rows, (row) => gt(row.total, 0)),
        unique: unique(input.numbers),
        flat: flatten(input.nested),
      }),
    }),
  );

  const result = await execute(acceptedDefinition(flow, 'JSONata'), { input: { rows: [], numbers: [], nested: [] } });

  expect(result.output).toEqual({ mapped: [], filtered: [], unique: [], flat: [] });
});
