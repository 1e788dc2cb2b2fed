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
  const found: { title: string; skipped: boolean; body: () => Promise<void> }[] = [];
  const { test: own } = globalThis as { test?: unknown };
  const take = (skipped: boolean) => (title: string, body: () => Promise<void>) => void found.push({ title, skipped, body });
  try {
    (globalThis as { test?: unknown }).test = Object.assign(take(false), { skip: take(true) });
    new Function('require', 'exports', code)(require, {});
  } finally {
    (globalThis as { test?: unknown }).test = own;
  }
  const ran: RanTest[] = [];
  for (const { title, skipped, body } of found) {
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
