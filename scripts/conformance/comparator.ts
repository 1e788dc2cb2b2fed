import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

/** Verdict on one level: `diff` is the first difference. */
export interface Verdict {
  readonly ok: boolean;
  readonly diff: string | null;
}

/** Verdicts of the comparator; a level is null when the recording holds nothing to compare. */
export interface Verdicts {
  readonly L1: Verdict;
  readonly L2: Verdict | null;
  readonly L3: Verdict | null;
}

/** The comparator that lies beside the recordings. */
export interface Comparator {
  compare(recorded: unknown, produced: unknown): Verdicts;
  compareResponse(recorded: unknown, got: unknown): Verdicts;
  readonly Unifier: new (
    placeholders: unknown,
  ) => { diff(recorded: unknown, produced: unknown): { path: string; rec: unknown; prod: unknown } | null };
}

/**
 * Loads `compare.mjs` from a folder of recordings.
 *
 * @throws Error when the folder holds none
 */
export async function loadComparator(folder: string): Promise<Comparator> {
  const path = resolve(join(folder, 'compare.mjs'));
  if (!existsSync(path))
    throw new Error(`No comparator at ${path}. Hint: pass --cases the folder that holds compare.mjs beside executions/.`);
  return (await import(pathToFileURL(path).href)) as Comparator;
}
