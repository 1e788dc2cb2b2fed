import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** One test of a file that was run. */
export interface RanTest {
  readonly title: string;
  readonly skipped: boolean;
  /** Undefined: it passed, or was skipped. */
  readonly failure: Error | undefined;
}

/** Runs the text of a test file in jest's own modules, its tests one after the other. */
export async function runTestText(text: string): Promise<RanTest[]> {
  const folder = mkdtempSync(join(tmpdir(), 'drystep-recorded-'));
  const path = join(folder, 'pasted.test.ts');
  writeFileSync(path, text);
  const found: { title: string; skipped: boolean; body: () => Promise<void> }[] = [];
  const { test: own } = globalThis as { test?: unknown };
  const take = (skipped: boolean) => (title: string, body: () => Promise<void>) => void found.push({ title, skipped, body });
  try {
    (globalThis as { test?: unknown }).test = Object.assign(take(false), { skip: take(true) });
    jest.requireActual(path);
  } finally {
    (globalThis as { test?: unknown }).test = own;
    rmSync(folder, { recursive: true, force: true });
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
