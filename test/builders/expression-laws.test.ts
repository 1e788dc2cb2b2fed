import { createHash } from 'node:crypto';
import { Duration } from 'aws-cdk-lib';
import { choice, type Expression, pass, type Ref, workflow } from 'drystep';
import {
  abs,
  add,
  and,
  base64Decode,
  base64Encode,
  ceil,
  chunk,
  concat,
  contains,
  count,
  divide,
  endsWith,
  eq,
  field,
  filter,
  find,
  flatten,
  floor,
  format,
  fromJson,
  gt,
  gte,
  hash,
  ifElse,
  includesText,
  isAfter,
  isBefore,
  isBoolean,
  isNull,
  isNumeric,
  isPresent,
  isSameOrAfter,
  isSameOrBefore,
  isSameTime,
  isString,
  isTimestamp,
  itemAt,
  join,
  keysOf,
  later,
  lower,
  lt,
  lte,
  mapItems,
  matches,
  maxOf,
  merge,
  millisOf,
  minOf,
  multiply,
  neq,
  not,
  now,
  or,
  orElse,
  pick,
  randomInteger,
  range,
  raw,
  regexMatch,
  regexReplace,
  regexTest,
  remainder,
  replaceText,
  reverse,
  sort,
  sortBy,
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
  valuesOf,
} from 'drystep/expressions';
import fc from 'fast-check';
import type { JsonValue } from '../../src/asl';
import { jsonataCalls } from '../../src/builders/rendering/jsonata-calls';
import { type Definition, execute, parse } from '../../src/interpreter';
import { fuzzRuns } from '../fuzz-runs';
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
  maybe?: number | null;
  flag: boolean;
  at: string;
  until: string;
}

// Letters of ASCII: what Base64, letter case and white space mean beyond them differs from language to language.
const text = fc.string({ unit: fc.constantFrom('a', 'b', 'C', ' ', ',', ';', '-', '.', 'é', "'", '"', '\\', '{', '}'), maxLength: 8 });
const ascii = fc.string({ unit: fc.constantFrom('a', 'b', 'C', ' ', ',', ';', "'", '"', '\\', '{', '}'), maxLength: 8 });
const integer = fc.integer({ min: -1000, max: 1000 });
// Close to each other and in two notations, so that each comparison comes out either way and as text would go wrong.
const timestamp = fc
  .record({ second: fc.integer({ min: 0, max: 3 }), zulu: fc.boolean() })
  .map(({ second, zulu }) => (zulu ? `2026-01-01T00:00:0${second}Z` : `2026-01-01T01:00:0${second}+01:00`));
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
  maybe: fc.constantFrom(undefined, null, 1),
  flag: fc.boolean(),
  at: timestamp,
  until: timestamp,
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
  ['minOf', (input) => minOf(input.numbers), ({ numbers }) => Math.min(...numbers)],
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
  [
    'concat',
    (input) =>
      concat(
        input.numbers,
        filter(input.numbers, (number) => gt(number, 0)),
        input.numbers,
      ),
    ({ numbers }) => [...numbers, ...numbers.filter((number) => number > 0), ...numbers],
  ],
  ['concat with items', (input) => concat(input.numbers, [input.from, 7]), ({ numbers, from }) => [...numbers, from, 7]],
  ['concat of arrays', (input) => concat(input.nested, input.nested), ({ nested }) => [...nested, ...nested]],
  ['reverse', (input) => reverse(input.nested), ({ nested }) => [...nested].reverse()],
  ['sort', (input) => sort(input.numbers), ({ numbers }) => [...numbers].sort((left, right) => left - right)],
  ['sort of texts', (input) => sort(mapItems(input.rows, (row) => row.id)), ({ rows }) => rows.map(({ id }) => id).sort()],
  [
    'sortBy',
    (input) => sortBy(input.rows, (row) => abs(row.total)),
    ({ rows }) => [...rows].sort((left, right) => Math.abs(left.total) - Math.abs(right.total)),
  ],
  [
    'sortBy downwards',
    (input) => sortBy(input.rows, (row) => count(row.tags), 'descending'),
    ({ rows }) => [...rows].sort((left, right) => right.tags.length - left.tags.length),
  ],
  ['keysOf', (input) => keysOf(input.object), ({ object }) => Object.keys(object)],
  ['valuesOf', (input) => valuesOf(input.object), ({ object }) => Object.values(object)],
  ['valuesOf arrays', (input) => valuesOf(pick(input, 'numbers')), ({ numbers }) => [numbers]],
  ['regexTest', (input) => regexTest(input.other, /[(b][^\]{]|C{2,}|\\[ a]/i), ({ other }) => /[(b][^\]{]|C{2,}|\\[ a]/i.test(other)],
  [
    'regexMatch',
    (input) => regexMatch(input.other, /([a-z])( ?)([-.;]+)/g),
    ({ other }) =>
      [...other.matchAll(/([a-z])( ?)([-.;]+)/g)].map((found) => ({ match: found[0], index: found.index, groups: found.slice(1) })),
  ],
  [
    'regexReplace',
    (input) => regexReplace(input.other, /([abC])([^{}/])/, '$2$$$1'),
    ({ other }) => other.replace(/([abC])([^{}/])/, '$2$$$1'),
  ],
  ['regexReplace of all', (input) => regexReplace(input.other, /[\\'"{]/g, '<$1>'), ({ other }) => other.replace(/[\\'"{]/g, '<>')],
  [
    'raw',
    (input) => raw<number>`$sum([${input.numbers}[$ > ${0}]]) + ${add(input.from, 1)} * 2`,
    ({ numbers, from }) => numbers.filter((number) => number > 0).reduce((all, number) => all + number, 0) + (from + 1) * 2,
  ],
  ['when', (input) => ifElse(eq(input.from, 0), 'zero', input.other), ({ from, other }) => (from === 0 ? 'zero' : other)],
];

type Condition = readonly [title: string, build: (input: Ref<Data>) => Expression<boolean>, twin: (data: Data) => boolean];

/** Laws of conditions, which both languages say in choices. */
const conditions: readonly Condition[] = [
  ['gt', (input) => gt(input.from, input.size), ({ from, size }) => from > size],
  ['gte', (input) => gte(input.from, 1), ({ from }) => from >= 1],
  ['lt', (input) => lt(input.from, input.size), ({ from, size }) => from < size],
  ['lte', (input) => lte(1, input.from), ({ from }) => from >= 1],
  ['eq', (input) => eq(input.from, 2), ({ from }) => from === 2],
  ['eq of paths', (input) => eq(input.text, input.other), ({ text, other }) => text === other],
  ['neq', (input) => neq(input.from, 2), ({ from }) => from !== 2],
  ['and', (input) => and(gt(input.from, 0), eq(input.flag, true)), ({ from, flag }) => from > 0 && flag],
  ['or', (input) => or(gt(input.from, 0), input.flag), ({ from, flag }) => from > 0 || flag],
  ['not', (input) => not(gt(input.from, 0)), ({ from }) => !(from > 0)],
  ['isPresent', (input) => isPresent(input.maybe), ({ maybe }) => maybe !== undefined],
  ['isNull', (input) => isNull(input.maybe), ({ maybe }) => maybe === null],
  ['isNumeric', (input) => isNumeric(input.maybe), ({ maybe }) => typeof maybe === 'number'],
  ['isString', (input) => and(isString(input.text), not(isString(input.maybe))), () => true],
  ['isBoolean', (input) => and(isBoolean(input.flag), not(isBoolean(input.maybe))), () => true],
  ['isBefore', (input) => isBefore(input.at, input.until), ({ at, until }) => Date.parse(at) < Date.parse(until)],
  ['isAfter', (input) => isAfter(input.at, '2026-01-01T00:00:01Z'), ({ at }) => Date.parse(at) > Date.parse('2026-01-01T00:00:01Z')],
  ['isSameTime', (input) => isSameTime(input.at, input.until), ({ at, until }) => Date.parse(at) === Date.parse(until)],
  [
    'isSameTime as a constant',
    (input) => isSameTime('2026-01-01T00:00:01Z', input.at),
    ({ at }) => Date.parse(at) === Date.parse('2026-01-01T00:00:01Z'),
  ],
  ['isSameOrBefore', (input) => isSameOrBefore(input.at, input.until), ({ at, until }) => Date.parse(at) <= Date.parse(until)],
  [
    'isSameOrBefore a constant',
    (input) => isSameOrBefore(input.at, '2026-01-01T00:00:01Z'),
    ({ at }) => Date.parse(at) <= Date.parse('2026-01-01T00:00:01Z'),
  ],
  ['isSameOrAfter', (input) => isSameOrAfter(input.at, input.until), ({ at, until }) => Date.parse(at) >= Date.parse(until)],
  [
    'isSameOrAfter a constant',
    (input) => isSameOrAfter('2026-01-01T00:00:01Z', input.at),
    ({ at }) => Date.parse('2026-01-01T00:00:01Z') >= Date.parse(at),
  ],
  ['matches', (input) => matches(input.other, 'a*b*'), ({ other }) => /^a[\s\S]*b[\s\S]*$/.test(other)],
  ['matches a part', (input) => matches(input.other, '*\\\\*{*'), ({ other }) => /\\[\s\S]*\{/.test(other)],
  ['matches anything', (input) => matches(input.other, '*'), () => true],
  ['isTimestamp', (input) => and(isTimestamp(input.at), not(isTimestamp(input.text))), () => true],
  [
    'isBefore of a constant',
    (input) => isBefore('2026-01-01T00:00:01Z', input.at),
    ({ at }) => Date.parse(at) > Date.parse('2026-01-01T00:00:01Z'),
  ],
];

function chunks(numbers: readonly number[], size: number): number[][] {
  return Array.from({ length: Math.ceil(numbers.length / size) }, (_, index) => numbers.slice(index * size, (index + 1) * size));
}

function steps(from: number, to: number, step: number): number[] {
  return Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, index) => from + index * step);
}

async function decides(language: Language, [, build, twin]: Condition): Promise<void> {
  const flow = workflow<Data>().next(
    choice('Holds?', (c) =>
      c
        .when(({ input }) => build(input), pass('Yes', { output: () => ({ value: true }) }))
        .otherwise(pass('No', { output: () => ({ value: false }) })),
    ),
  );
  await evaluatesTo(parse(acceptedDefinition(flow, language)), twin);
}

async function holds(language: Language, [, build, twin]: Law): Promise<void> {
  const flow = workflow<Data>().next(pass('Compute', { output: ({ input }) => ({ value: build(input) as Expression<JsonValue> }) }));
  await evaluatesTo(parse(acceptedDefinition(flow, language)), twin);
}

async function evaluatesTo(definition: Definition, twin: (data: Data) => unknown): Promise<void> {
  await fc.assert(
    fc.asyncProperty(arbitrary, async (data) => {
      // What is absent is not there, as in the JSON of an execution.
      const input = JSON.parse(JSON.stringify(data)) as JsonValue;
      const { output, error, cause } = await execute(definition, { input });

      expect(output ?? { error, cause }).toEqual({ value: twin(data) });
    }),
    { numRuns: fuzzRuns(20, 60) },
  );
}

test.each(both)('%s in JSONata evaluates to what TypeScript gives', async (...law) => holds('JSONata', law));
test.each(both)('%s in JSONPath evaluates to what TypeScript gives', async (...law) => holds('JSONPath', law));
test.each(conditions)('%s in JSONata decides as TypeScript does', async (...law) => decides('JSONata', law));
test.each(conditions)('%s in JSONPath decides as TypeScript does', async (...law) => decides('JSONPath', law));
test.each(conditions)('%s in JSONata is a value like any other', async (...law) => holds('JSONata', law));
test.each(jsonata)('%s, which only JSONata can say, evaluates to what TypeScript gives', async (...law) => holds('JSONata', law));

test.each(jsonata.filter(([title]) => !/unique|merge|toJson|find|when|raw/.test(title)))(
  '%s is refused in JSONPath, by name',
  (_title, build) => {
    const flow = workflow<Data>().next(pass('Compute', { output: ({ input }) => ({ value: build(input) as Expression<JsonValue> }) }));

    expect(() => acceptedDefinition(flow, 'JSONPath')).toThrow(/JSONPath cannot express \w+\(\.\.\.\) in "output"/);
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

test('every function of expressions is held to a law, or to its form where each evaluation gives something else', () => {
  const held = [...both, ...jsonata, ...conditions].map(([, build]) => build.toString()).join('\n');
  const operators = [...new Set(Object.keys(jsonataCalls))].filter((operator) => !new RegExp(`\\b${operator}\\)?\\(`).test(held));

  expect(operators).toEqual(['uuid', 'randomInteger', 'now']);
});

test.each(['JSONata', 'JSONPath'] as const)('randomInteger in %s stays within its bounds, and reaches both', async (language) => {
  const flow = workflow<Data>().next(pass('Compute', { output: () => ({ value: randomInteger(3, 6) }) }));
  const definition = parse(acceptedDefinition(flow, language));
  const seen = new Set<unknown>();
  for (let seed = 0; seed < 100; seed += 1) seen.add(((await execute(definition, { input: {}, seed })).output as { value: number }).value);

  expect([...seen].sort()).toEqual([3, 4, 5]);
});

test('now gives the time of the execution, and field reaches names that are numbers', async () => {
  const flow = workflow<{ '42': string }>().next(pass('Compute', { output: ({ input }) => ({ at: now(), answer: field(input, '42') }) }));

  const { output } = await execute(acceptedDefinition(flow, 'JSONata'), { input: { '42': 'x' }, startTime: '2026-01-01T00:00:00Z' });

  expect(output).toEqual({ at: '2026-01-01T00:00:00.000Z', answer: 'x' });
});
