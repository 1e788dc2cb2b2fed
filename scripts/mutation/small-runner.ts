/**
 * Runs a test file of jest in this process, as far as the files of `examples/` need it: a mutant is a second's work for jest, and there are hundreds.
 */
import { jestExpect as expect } from '@jest/expect';
import { ModuleMocker } from 'jest-mock';

type Body = () => unknown;
type Hook = 'beforeEach' | 'afterEach' | 'beforeAll' | 'afterAll';

interface Suite {
  readonly name: string;
  readonly parent: Suite | undefined;
  readonly hooks: Record<Hook, Body[]>;
  readonly entries: (Suite | { readonly title: string; readonly body: Body })[];
}

function suite(name: string, parent?: Suite): Suite {
  return { name, parent, hooks: { beforeEach: [], afterEach: [], beforeAll: [], afterAll: [] }, entries: [] };
}

/** Hooks of setup files stay for all test files. */
const setup = suite('setup');
let current = setup;

const describe = Object.assign(
  (name: string, body: Body) => {
    const inner = suite(name, current);
    current.entries.push(inner);
    current = inner;
    body();
    current = inner.parent as Suite;
  },
  { each: eachOf((name, body) => describe(name, body)) },
);

const test = Object.assign((title: string, body: Body) => void current.entries.push({ title, body }), {
  each: eachOf((name, body) => test(name, body)),
});

function eachOf(add: (name: string, body: Body) => void) {
  return (rows: readonly unknown[]) => (name: string, body: (...row: unknown[]) => unknown) => {
    for (const row of rows) {
      const values = Array.isArray(row) ? (row as unknown[]) : [row];
      add(`${name} ${JSON.stringify(values[0])}`, () => body(...values));
    }
  };
}

const addHook = (hook: Hook) => (body: Body) => void current.hooks[hook].push(body);

// What a snapshot would notice is that the definition is another one, which every mutant is.
for (const matcher of ['toMatchSnapshot', 'toMatchInlineSnapshot']) expect.extend({ [matcher]: () => ({ pass: true, message: () => '' }) });

/** Puts the globals of jest in place, and loads what setup files load. */
export function installGlobals(load: Body): void {
  const hooks = Object.fromEntries(Object.keys(setup.hooks).map((hook) => [hook, addHook(hook as Hook)]));
  Object.assign(globalThis, { describe, test, it: test, expect, jest: new ModuleMocker(globalThis), ...hooks });
  current = setup;
  load();
  setup.hooks.afterAll.length = 0;
}

/** What a run of a test file came to: the first test that failed, if one did. */
export interface SuiteRun {
  readonly tests: number;
  readonly failed: { readonly title: string; readonly error: unknown } | undefined;
}

/** Loads a test file and runs its tests until one fails. What fails while it loads counts as a failed test. */
export async function runSuite(load: Body): Promise<SuiteRun> {
  const root = suite('', setup);
  current = root;
  let tests = 0;
  const runAll = async (inside: Suite): Promise<SuiteRun['failed']> => {
    try {
      for (const hook of inside.hooks.beforeAll) await hook();
      return await runEntries(inside);
    } catch (error) {
      return { title: `beforeAll of ${inside.name || 'the file'}`, error };
    } finally {
      for (const hook of inside.hooks.afterAll) await Promise.resolve(hook()).catch(() => undefined);
    }
  };
  const runEntries = async (inside: Suite): Promise<SuiteRun['failed']> => {
    for (const entry of inside.entries) {
      if ('entries' in entry) {
        const failed = await runAll(entry);
        if (failed !== undefined) return failed;
        continue;
      }
      tests++;
      try {
        for (const hook of hooksFor(inside, 'beforeEach')) await hook();
        await entry.body();
        for (const hook of hooksFor(inside, 'afterEach')) await hook();
      } catch (error) {
        // A mock that was set in the test must not live on.
        for (const hook of hooksFor(inside, 'afterEach')) await Promise.resolve(hook()).catch(() => undefined);
        return { title: entry.title, error };
      }
    }
    return undefined;
  };
  try {
    load();
  } catch (error) {
    return { tests, failed: { title: 'loading', error } };
  } finally {
    current = setup;
  }
  return { failed: await runAll(root), tests };
}

function hooksFor(inside: Suite, hook: Hook): Body[] {
  return [...(inside.parent === undefined ? [] : hooksFor(inside.parent, hook)), ...inside.hooks[hook]];
}
