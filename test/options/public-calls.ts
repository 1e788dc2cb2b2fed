import 'drystep/jest';
import * as drystep from 'drystep';
import * as expressions from 'drystep/expressions';
import * as interpreter from 'drystep/interpreter';
import * as render from 'drystep/render';
import * as server from 'drystep/server';
import * as testing from 'drystep/testing';
import * as validator from 'drystep/validator';
import { HARNESS } from './entries';
import { type PublicFunction, publicFunctions } from './public-functions';
import { NOT_CALLED, OWNERS } from './public-owners';

const functions = publicFunctions(HARNESS);
const started: Promise<server.StepFunctionsServer>[] = [];
afterAll(async () => {
  for (const each of await Promise.allSettled(started)) if (each.status === 'fulfilled') await each.value.close();
});
const serving = {
  ...server,
  startServer: (...given: Parameters<typeof server.startServer>) => {
    const starting = server.startServer(...given);
    started.push(starting);
    return starting;
  },
};
const exported: Readonly<Record<string, unknown>> = { ...render, ...validator, ...interpreter, ...serving, ...testing };
const notCalled = new Set(Object.values(NOT_CALLED).flat());

/** What a program without types may hand over by mistake. */
const WRONG: readonly (readonly [string, readonly unknown[]])[] = [
  ['nothing', []],
  ...[
    ['undefined', undefined],
    ['null', null],
    ['5', 5],
    ['NaN', Number.NaN],
    ['text', 'x'],
    ['empty text', ''],
    ['true', true],
    ['a BigInt', 1n],
    ['a symbol', Symbol('wrong')],
    ['{}', {}],
    ['[]', []],
    ['[undefined]', [undefined]],
    ['an object without prototype', Object.create(null)],
    ['a Date', new Date(0)],
    ['a Map', new Map()],
    ['an Error', new Error('wrong')],
    ['a promise', Promise.resolve({})],
    ['a function', () => undefined],
  ].map(([title, value]): [string, unknown[]] => [title as string, [value]]),
  ['a definition and null', [{ StartAt: 'A', States: { A: { Type: 'Succeed' } } }, null]],
  ['text and an object without fields', ['x', {}]],
  ['two empty objects', [{}, {}]],
];

/** Errors that say what to change, by their brand or name. */
const BRANDED = ['UsageError', 'DefinitionError', 'BuilderError', 'TemplateError', 'JestAssertionError'];
/** What the service answers to an operation, as its SDK names it. */
const OF_THE_SERVICE = [
  'ValidationException',
  'InvalidToken',
  'TaskDoesNotExist',
  'TaskTimedOut',
  'InvalidName',
  'ActivityDoesNotExist',
  'InvalidArn',
  'ExecutionNotRedrivable',
  'ExecutionDoesNotExist',
  'ResourceNotFound',
];

const titled = functions.filter(({ owner }) => owner === undefined || !notCalled.has(owner)).map((each) => [nameOf(each), each] as const);

function nameOf({ owner, name }: Pick<PublicFunction, 'owner' | 'name'>): string {
  return `${owner === undefined ? '' : `${owner}.`}${name}()`;
}

/** Gives the function, on the object that has it. */
async function reached({ owner, name }: PublicFunction): Promise<(...given: readonly unknown[]) => unknown> {
  if (owner === undefined) return exported[name] as () => unknown;
  const holder = (await (OWNERS[owner] as () => unknown)()) as Readonly<Record<string, (...given: readonly unknown[]) => unknown>>;
  return (...given) => (holder[name] as (...given: readonly unknown[]) => unknown).call(holder, ...given);
}

/** What a call threw, or rejected with; undefined where it gave something. */
async function thrownBy(call: () => unknown): Promise<unknown> {
  try {
    await call();
    return undefined;
  } catch (error) {
    return error;
  }
}

describe('calls that cannot be meant', () => {
  test('whatever has methods is tried here, or is not called, for a reason', () => {
    const owners = new Set(functions.flatMap(({ owner }) => owner ?? []));

    expect([...owners].filter((owner) => OWNERS[owner] === undefined && !notCalled.has(owner))).toEqual([]);
    expect([...Object.keys(OWNERS), ...notCalled].filter((owner) => !owners.has(owner))).toEqual([]);
  });

  test.each(titled)('%s: fails for more arguments than it takes', async (_, each) => {
    const run = await reached(each);

    const error = (await thrownBy(() => run(...new Array(each.most + 1).fill(undefined)))) as Error;

    const takes = each.most === 0 ? 'no arguments' : `at most ${each.most} argument${each.most === 1 ? '' : 's'}`;
    expect(`${error?.name}: ${error?.message}`).toMatch(/^UsageError: /);
    expect(error.message).toContain(`expected ${takes}, received ${each.most + 1}`);
    expect(error.message).toContain('Hint: ');
  });

  // A snapshot of anything would be written down.
  const judged = titled.filter(([, { name }]) => !name.endsWith('Snapshot'));

  test.each(judged)('%s: gives a value, or an error that says what to change', async (_, each) => {
    for (const [title, given] of WRONG) {
      if (given.length > each.most) continue;
      const run = await reached(each);

      expectSentence(title, await thrownBy(() => run(...given)));
    }
  });
});

describe.each([
  ['drystep/testing', testing],
  ['drystep/interpreter', interpreter],
  ['drystep/validator', validator],
  ['drystep/server', serving],
  ['drystep/render', render],
  ['drystep', drystep],
  ['drystep/expressions', expressions],
])('%s', (_, entry) => {
  const members = Object.entries(entry as Readonly<Record<string, unknown>>).flatMap(([name, value]) => callables(name, value));

  test.each(members)('%s: gives a value, or an error that says what to change', async (_name, run) => {
    for (const [title, given] of WRONG) expectSentence(title, await thrownBy(() => run(...given)));
  });
});

/** What can be called of an export: itself, `new` of a class, and its members. */
function callables(name: string, value: unknown): [string, (...given: readonly unknown[]) => unknown][] {
  if (typeof value !== 'function' && (typeof value !== 'object' || value === null)) return [];
  const inside = Object.entries(value).flatMap(([member, inner]): [string, (...given: readonly unknown[]) => unknown][] =>
    typeof inner === 'function' ? [[`${name}.${member}`, (...given) => Reflect.apply(inner, value, given)]] : [],
  );
  if (typeof value !== 'function') return inside;
  const isClass = /^class\b/.test(Function.prototype.toString.call(value));
  return [
    [isClass ? `new ${name}` : name, (...given) => (isClass ? Reflect.construct(value, given) : Reflect.apply(value, undefined, given))],
    ...inside,
  ];
}

function expectSentence(title: string, error: unknown): void {
  if (error === undefined) return;
  const { name, message } = error as Error;
  // What an assertion of jest says where an expectation fails.
  if ((error as { matcherResult?: unknown }).matcherResult !== undefined) expect(message).toMatch(/^Expected /);
  else expect(`${title}: ${name}: ${message}`).toMatch(new RegExp(`^[^:]*: (${[...BRANDED, ...OF_THE_SERVICE].join('|')}): .{15}`, 's'));
}
