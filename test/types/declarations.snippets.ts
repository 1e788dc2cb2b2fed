import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { acceptedPrograms } from './accepted-programs';
import { emittedDeclarations } from './compile-snippets';
import { prelude } from './prelude';

/** What a user's program can import. Here the sources are beside it, so the compiler may name a type by them as well. */
const reachable = new Set(
  ['drystep', 'expressions', 'inferred'].flatMap(
    (entry) => readFileSync(join(__dirname, '../../src/entries', `${entry}.ts`), 'utf8').match(/\b\w+(?=,|\s*\})/g) ?? [],
  ),
);

/** What is inferred for a type parameter stays unresolved, and names more of what the compiler computes with. */
const generic = [
  `export function paid<T extends { orderId: string }>() { return steps<T>().pass('Pay'); }`,
  `export function waiting<T extends object>() { return workflow<T>().next(wait('W', { duration: Duration.days(1) })).next(pass('P')); }`,
  `export function guarded<T extends object>() { return workflow<T>().next(tryCatch('Try', (t) => t.try(pass('A')).catch(pass('B')))); }`,
  `export function caught<T extends object>() { return workflow<T>().next(tryCatch('Try', (t) => t.try(pass('A')).on('Late', pass('B')))); }`,
  `export function both<T extends object>() { return steps<T>().parallel('Both', { a: pass('A'), b: succeed('B') }); }`,
];

const own: readonly string[] = [
  `export const asked = steps<Order>().activity('Ask', worker);`,
  `export const step = steps<Order>().invoke('A', charge, { payload: ({ input }) => ({ orderId: input.orderId, amount: input.total }) });`,
  `export const factories = steps<Order>();`,
  `export const both = start.next(parallel('Both', { a: pass('A'), b: activity('B', worker) }));`,
  `export const list = start.next(parallel('List', [pass('A'), pass('B')]));`,
  `export const ended = steps<Order>().fail('F', { error: 'X' });`,
  `export const size = (order: Ref<Order>) => ifElse(gt(order.total, 10), 'large', 'small');`,
  `export const known = (order: Ref<Order>) => and(isPresent(order.note), eq(order.kind, 'gift'));`,
];

const emitted = emittedDeclarations(prelude, [...acceptedPrograms.map(([, program]) => program), ...own, ...generic]);

test('programs that export what they infer compile to declarations', () => {
  expect(emitted.flatMap(({ errors }) => errors.map(({ code, message }) => `${code} ${message}`))).toEqual([]);
});

test('declarations name no type that an entry point does not export', () => {
  const named = emitted.flatMap(({ text }) =>
    [...text.matchAll(/import\("(?:drystep|\.)[^)]*\)\.(\w+)/g)].map(([, name]) => name as string),
  );

  expect(named).toEqual(expect.arrayContaining(['StandardOnly', 'TaskBrand', 'ErrorOutput', 'Settled']));
  expect([...new Set(named)].filter((name) => !reachable.has(name))).toEqual([]);
});
