import { transformSync } from '@swc/core';

/** One test of a file that was run. */
export interface RanTest {
  readonly title: string;
  readonly skipped: boolean;
  /** Undefined: it passed, or was skipped. */
  readonly failure: Error | undefined;
}

/** Runs the text of a test file in jest's sandbox, its tests one after the other. It imports what this file can. */
export async function runTestText(text: string): Promise<RanTest[]> {
  // Hundreds of files that are run once: jest would keep each in its cache.
  const { code } = transformSync(text, {
    swcrc: false,
    jsc: { target: 'es2022', parser: { syntax: 'typescript' } },
    module: { type: 'commonjs' },
  });
  // Mocks that one test sets go when it ends: each has a machine of its own here.
  const ran: RanTest[] = [];
  const tests = load(code);
  for (const [index, { title, skipped }] of tests.entries()) {
    const { body } = (index === 0 ? tests : load(code))[index] as LoadedTest;
    let failure: Error | undefined;
    if (!skipped) {
      await body().catch((thrown: Error) => {
        failure = thrown;
      });
    }
    ran.push({ title, skipped, failure });
  }
  return ran;
}

interface LoadedTest {
  readonly title: string;
  readonly skipped: boolean;
  readonly body: () => Promise<void>;
}

function load(code: string): readonly LoadedTest[] {
  const found: LoadedTest[] = [];
  const { test: own } = globalThis as { test?: unknown };
  const take = (skipped: boolean) => (title: string, body: () => Promise<void>) => void found.push({ title, skipped, body });
  try {
    (globalThis as { test?: unknown }).test = Object.assign(take(false), { skip: take(true), todo: () => undefined });
    new Function('require', 'exports', code)(require, {});
  } finally {
    (globalThis as { test?: unknown }).test = own;
  }
  return found;
}
