import { Duration } from 'aws-cdk-lib';
import {
  abs,
  add,
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
  hash,
  ifElse,
  includesText,
  isAfter,
  isBoolean,
  isNull,
  isNumeric,
  isPresent,
  isSameOrBefore,
  isString,
  isTimestamp,
  itemAt,
  join,
  keysOf,
  later,
  lower,
  lte,
  mapItems,
  matches,
  maxOf,
  merge,
  millisOf,
  minOf,
  multiply,
  neq,
  optional,
  orElse,
  pick as pickFields,
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
  sum,
  timestampOf,
  toJson,
  toNumber,
  toText,
  trim,
  unique,
  valuesOf,
} from 'drystep/expressions';
import type { Data } from './expressions';

/** What an operator of a row takes or gives; `each` is a function of an item. */
export type Kind = 'number' | 'condition' | 'text' | 'list';
export type Taken = Kind | 'each number' | 'each condition';

// biome-ignore lint/suspicious/noExplicitAny: references and values have no type in common.
type Any = any;

/** An operator of the builders and what it means; both get the input before what they take. */
export interface Row {
  readonly gives: Kind | 'change';
  readonly takes: readonly Taken[];
  readonly build: (input: Any, ...taken: Any[]) => unknown;
  readonly mean: (input: Data, ...taken: Any[]) => unknown;
  /** Whether JSONPath can say it. */
  readonly plain?: true;
}

/** Of references whose fields are not known. */
const pick: Any = pickFields;
const day = '2026-01-31T00:00:00Z';
const iso = (millis: number): string => new Date(millis).toISOString();
const ascending = (list: readonly number[]): number[] => [...list].sort((a, b) => a - b);
const size = <Item>(list: readonly Item[], most: number): Item[][] =>
  Array.from({ length: Math.ceil(list.length / most) }, (_, index) => list.slice(index * most, (index + 1) * most));
/** Whole numbers that any JSON reader keeps. */
const small = (n: number): number => n % 1000;

type Rows = readonly (readonly [Row['gives'], readonly Taken[], Row['build'], Row['mean']])[];

const both: Rows = [
  ['number', ['number'], (_, a) => add(a, 1), (_, a) => a + 1],
  ['number', [], (i) => count(i.rows), (i) => i.rows.length],
  ['number', [], (i) => i.deep.inner.n, (i) => i.deep.inner.n],
  ['number', [], (i) => field(i.deep, 'a b'), (i) => i.deep['a b']],
  ['number', [], (i) => i.deep.grid[0][1], (i) => i.deep.grid[0]?.[1]],
  ['number', [], (i) => itemAt(i.deep.grid[0], 1), (i) => i.deep.grid[0]?.[1]],
  ['text', [], (i) => i.deep.word, (i) => i.deep.word],
  ['text', ['text'], (_, a) => format('{}', a), (_, a) => a],
  ['text', ['text', 'number'], (_, a, b) => format("<{}> '{}' \\ ", a, b), (_, a, b) => `<${a}> '${b}' \\ `],
  ['text', [], () => hash('abc'), () => 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
  ['text', [], () => base64Encode('a b?>'), () => 'YSBiPz4='],
  ['text', [], () => base64Decode('YSBiPz4='), () => 'a b?>'],
  ['text', [], () => itemAt(splitAny('a,b;c', ',;'), 1), () => 'b'],
  ['text', [], () => toJson({ a: 'x"', b: [1, {}] }), () => '{"a":"x\\"","b":[1,{}]}'],
  ['list', ['list'], (_, a) => fromJson(toJson(a)), (_, a) => a],
  ['list', [], () => range(1, 3), () => [1, 2, 3]],
  ['list', [], () => range(2, 2), () => [2]],
  ['list', [], () => range(5, 1, -2), () => [5, 3, 1]],
  ['list', [], (i) => i.deep.grid[0], (i) => i.deep.grid[0]],
  ['list', [], (i) => itemAt(i.deep.grid, 0), (i) => i.deep.grid[0]],
  ['condition', [], (i) => isNull(i.maybe), (i) => i.maybe === null],
  ['condition', [], (i) => isNumeric(i.maybe), (i) => typeof i.maybe === 'number'],
  ['condition', [], (i) => isString(i.maybe), (i) => typeof i.maybe === 'string'],
  ['condition', [], (i) => isBoolean(i.maybe), (i) => typeof i.maybe === 'boolean'],
  ['condition', [], (i) => isPresent(i.deep.missing), () => false],
  ['condition', [], (i) => isPresent(i.rows[1]), (i) => i.rows.length > 1],
  ['condition', [], (i) => isTimestamp(i.deep.when), () => true],
  ['condition', [], (i) => isTimestamp(i.text), () => false],
  ['condition', [], (i) => isAfter(i.deep.when, '2026-01-31T01:00:00+02:00'), (i) => Date.parse(i.deep.when) > Date.parse(day) - 3_600_000],
  ['condition', [], (i) => isSameOrBefore(i.deep.when, day), (i) => Date.parse(i.deep.when) <= Date.parse(day)],
  ['condition', [], (i) => matches(i.text, 'it*{}'), (i) => i.text.startsWith('it') && i.text.endsWith('{}')],
  ['condition', [], (i) => matches(i.text, '*\\\\*'), (i) => i.text.includes('\\')],
  ['condition', [], (i) => eq(i.deep.word, i.text), (i) => i.deep.word === i.text],
  ['condition', [], (i) => neq(i.flag, true), (i) => !i.flag],
  ['condition', [], (i) => lte(i.deep.word, 'm'), (i) => i.deep.word <= 'm'],
  ['change', ['number'], (_, a) => ({ read: fromJson(toJson({ a, b: [a, 'x'] })) }), (_, a) => ({ read: { a, b: [a, 'x'] } })],
  ['change', ['list'], (_, list) => ({ chunks: chunk(list, 2) }), (_, list) => ({ chunks: size(list, 2) })],
  ['change', ['number'], (i, n) => ({ copy: { ...i.deep, n } }), (i, n) => ({ copy: { ...i.deep, n } })],
  ['change', [], () => ({ kind: 'b', scratch: null }), () => ({ kind: 'b', scratch: null })],
  ['change', [], (i) => ({ ...i.deep.inner }), (i) => ({ ...i.deep.inner })],
  ['change', ['text'], (i, text) => ({ two: merge(i.deep.inner, { text } as never) }), (i, text) => ({ two: { ...i.deep.inner, text } })],
  ['change', [], (i) => ({ ...i.deep, ...i.deep.inner }), (i) => ({ ...i.deep, ...i.deep.inner })],
];

const jsonataOnly: Rows = [
  // States.Format prints it with its quotes, so that JSONPath is refused there.
  ['text', ['text'], (_, a) => fromJson(toJson(a)), (_, a) => a],
  ['number', ['number'], (_, a) => abs(a), (_, a) => Math.abs(a)],
  ['number', ['number'], (_, a) => ceil(divide(a, 4)), (_, a) => Math.ceil(a / 4)],
  ['number', ['number'], (_, a) => remainder(a, 3), (_, a) => a % 3],
  ['number', ['number'], (_, a) => floor(multiply(a, 0.5)), (_, a) => Math.floor(a * 0.5)],
  ['number', ['list', 'number'], (_, list, a) => minOf(concat(list, [a])), (_, list, a) => Math.min(...list, a)],
  ['number', ['list', 'number'], (_, list, a) => maxOf(concat([a] as Any, list)), (_, list, a) => Math.max(a, ...list)],
  ['number', ['number'], (_, a) => toNumber(toText(remainder(a, 1000))), (_, a) => small(a)],
  ['number', ['list', 'each condition'], (_, list, by) => orElse(find(list, by), -9), (_, list, by) => list.find(by) ?? -9],
  ['number', ['list'], (_, list) => orElse(itemAt(list, -1), -8), (_, list) => list.at(-1) ?? -8],
  ['number', ['list'], (_, list) => count(chunk(list, 2)), (_, list) => size(list, 2).length],
  ['number', ['text'], (_, a) => count(split(a, ' ')), (_, a) => a.split(' ').length],
  ['number', ['text'], (_, a) => count(regexMatch(a, /[a-z]+/g)), (_, a) => a.match(/[a-z]+/g)?.length ?? 0],
  ['number', [], (i) => sum(valuesOf(pick(i, 'n', 'm'))), (i) => i.n + i.m],
  ['number', [], (i) => sum(valuesOf(pick(i, 'n'))), (i) => i.n],
  ['number', ['number'], (_, a) => millisOf(timestampOf(remainder(a, 1000))), (_, a) => small(a)],
  ['number', ['number', 'number'], (_, a, b) => raw<number>`${a} * 2 - ${b}`, (_, a, b) => a * 2 - b],
  ['number', ['list'], (_, list) => raw<number>`$sum(${list}) + $count(${list})`, (_, list) => sumOf(list) + list.length],
  ['text', ['text'], (_, a) => lower(a), (_, a) => a.toLowerCase()],
  ['text', ['text'], (_, a) => trim(format('  {} \n', a)), (_, a) => a.trim()],
  ['text', ['text', 'text'], (_, a, b) => replaceText(a, '"', b), (_, a, b) => a.replaceAll('"', () => b)],
  ['text', ['text'], (_, a) => regexReplace(a, /[a-c]/g, '$0$0'), (_, a) => a.replace(/[a-c]/g, '$&$&')],
  ['text', ['text'], (_, a) => join(split(a, ' '), '_'), (_, a) => a.split(' ').join('_')],
  ['text', ['text'], (_, a) => join(reverse(split(a, 'a')), ''), (_, a) => a.split('a').reverse().join('')],
  [
    'text',
    ['text'],
    (_, a) => join(splitAny(a, ' "]^-'), '|'),
    (_, a) =>
      a
        .split(/[ "\]^-]/)
        .filter((piece: string) => piece !== '')
        .join('|'),
  ],
  ['text', [], (i) => join(keysOf(pick(i, 'n', 'text')), ','), () => 'n,text'],
  ['text', [], (i) => join(sort(keysOf(i.deep.inner)), ','), (i) => Object.keys(i.deep.inner).sort().join()],
  ['text', ['number'], (_, a) => timestampOf(remainder(a, 1000)), (_, a) => iso(small(a))],
  ['text', [], () => later(day, Duration.minutes(90)), () => '2026-01-31T01:30:00.000Z'],
  [
    'text',
    ['list', 'each number'],
    (_, list, by) => toJson(mapItems(list, by)),
    (_, list, by) => JSON.stringify(list.map((x: number) => by(x))),
  ],
  ['text', ['condition'], (_, c) => toText(c), (_, c) => String(c)],
  ['text', ['condition', 'number'], (_, c, a) => format('{}{}', c, a), (_, c, a) => `${c}${a}`],
  ['list', ['list', 'list'], (_, a, b) => concat(a, b), (_, a, b) => [...a, ...b]],
  ['list', ['list', 'number'], (_, a, b) => concat(a, [b]), (_, a, b) => [...a, b]],
  ['list', ['list'], (_, a) => sort(a), (_, a) => ascending(a)],
  ['list', ['list'], (_, a) => reverse(a), (_, a) => [...a].reverse()],
  ['list', ['list', 'each number'], (_, a, by) => sortBy(a, by), (_, a, by) => sorted(a, (x, y) => by(x) - by(y))],
  ['list', ['list', 'each number'], (_, a, by) => sortBy(a, by, 'descending'), (_, a, by) => sorted(a, (x, y) => by(y) - by(x))],
  ['list', ['list'], (_, a) => flatten(chunk(a, 3)), (_, a) => a],
  ['list', ['list'], (_, a) => mapItems(chunk(a, 2), (piece: Any) => sum(piece)), (_, a) => size<number>(a, 2).map(sumOf)],
  ['list', [], (i) => valuesOf(pick(i, 'n', 'm')), (i) => [i.n, i.m]],
  [
    'list',
    [],
    (i) =>
      mapItems(
        sortBy(i.rows, (row: Any) => row.id, 'descending'),
        (row: Any) => row.qty,
      ),
    (i) => [...i.rows].reverse().map(({ qty }) => qty),
  ],
  ['list', ['condition', 'list', 'list'], (_, c, a, b) => ifElse(c, a, b), (_, c, a, b) => (c ? a : b)],
  ['list', ['list'], (_, a) => raw<number[]>`[${a}[$ > 0]]`, (_, a) => a.filter((x: number) => x > 0)],
  ['condition', ['text', 'text'], (_, a, b) => includesText(a, b), (_, a, b) => a.includes(b)],
  ['condition', ['text', 'text'], (_, a, b) => endsWith(a, b), (_, a, b) => a.endsWith(b)],
  ['condition', ['text'], (_, a) => regexTest(a, /^[^"]+$/), (_, a) => /^[^"]+$/.test(a)],
  ['condition', ['text'], (_, a) => matches(a, '*a*'), (_, a) => a.includes('a')],
  ['condition', ['text', 'text'], (_, a, b) => gt(a, b), (_, a, b) => a > b],
  ['condition', ['list', 'each condition'], (_, a, by) => isPresent(find(a, by)), (_, a, by) => a.some((x: number) => by(x))],
  [
    'condition',
    ['text'],
    (i, a) =>
      contains(
        mapItems(i.rows, (row: Any) => row.id),
        a,
      ),
    (i, a) => i.rows.some(({ id }) => id === a),
  ],
  ['change', [], (i) => ({ tagged: mapItems(i.rows, (row: Any) => row.tags) }), (i) => ({ tagged: i.rows.map(({ tags }) => tags) })],
  [
    'change',
    ['number'],
    (i, n) => ({ some: filter(i.rows, (row: Any) => gt(row.qty, n)) }),
    (i, n) => ({ some: i.rows.filter(({ qty }) => qty > n) }),
  ],
  [
    'change',
    ['number'],
    (i, n) => ({ kept: { n, maybe: optional(i.maybe), deeper: { maybe: optional(i.maybe) } } }),
    (i, n) => ({ kept: { n, maybe: i.maybe, deeper: { maybe: i.maybe } } }),
  ],
  [
    'change',
    [],
    (i) => ({ grids: [reverse(i.deep.grid), concat(i.deep.grid, [[0]]), unique(i.deep.grid)] }),
    (i) => ({ grids: [[...i.deep.grid].reverse(), [...i.deep.grid, [0]], i.deep.grid] }),
  ],
  [
    'change',
    ['list'],
    (_, a) => ({ lists: mapItems(a, (x: Any) => [x]), pairs: mapItems(a, (x: Any) => [[x, 1], []]) }),
    (_, a) => ({ lists: a.map((x: number) => [x]), pairs: a.map((x: number) => [[x, 1], []]) }),
  ],
  [
    'change',
    [],
    (i) => ({ first: find(i.deep.grid, (line: Any) => gt(line[0], -99)), all: filter(i.deep.grid, (line: Any) => gt(count(line), 0)) }),
    (i) => ({ first: i.deep.grid[0], all: i.deep.grid }),
  ],
  [
    'change',
    [],
    (i) => ({ names: keysOf(i.deep.inner), held: valuesOf(pick(i.deep, 'grid')), text: i.text }),
    (i) => ({ names: Object.keys(i.deep.inner), held: [i.deep.grid], text: i.text }),
  ],
  [
    'change',
    ['number'],
    (i, n) => ({ rows: mapItems(i.rows, (row: Any) => ({ ...row, qty: add(row.qty, n) })) }),
    (i, n) => ({ rows: i.rows.map((row) => ({ ...row, qty: row.qty + n })) }),
  ],
  [
    'change',
    ['condition', 'text'],
    (i, c, text) => ({ text: ifElse(c, text, i.text), flag: c }),
    (i, c, text) => ({ text: c ? text : i.text, flag: c }),
  ],
];

function sumOf(list: readonly number[]): number {
  return list.reduce((all, one) => all + one, 0);
}

/** A copy in order; what is equal stays as it was. */
function sorted(list: readonly number[], order: (a: number, b: number) => number): number[] {
  return [...list].sort(order);
}

const rowsOf = (rows: Rows, plain: boolean): Row[] =>
  rows.map(([gives, takes, build, mean]) => ({ gives, takes, build, mean, ...(plain ? { plain: true as const } : {}) }));

const rows: readonly Row[] = [...rowsOf(both, true), ...rowsOf(jsonataOnly, false)];

/** The operators that give something, in a language. */
export function rowsGiving(gives: Row['gives'], plain: boolean): readonly Row[] {
  return rows.filter((row) => row.gives === gives && (row.plain === true || !plain));
}
