import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compileJsonata, type EvaluationLimits } from '../../../src/data';
import { describeShared } from '../../shared-data';
import { scopeOf } from './scope';

/** A case of the official JSONata suite. */
interface SuiteCase {
  readonly id: string;
  readonly expr: string;
  readonly dataset?: string | null;
  readonly data?: unknown;
  readonly bindings?: Record<string, unknown>;
  readonly depth?: number;
  readonly result?: unknown;
  readonly undefinedResult?: true;
  readonly code?: string;
  readonly token?: string;
  readonly error?: unknown;
  readonly unordered?: boolean;
}

/** Groups that do not apply, with the reason. */
const LEFT_OUT: Readonly<Record<string, string>> = { 'function-eval': 'Step Functions has no $eval' };
/** The suite is about the language, so it may use more than Step Functions allows. */
const LIMITS: EvaluationLimits = { steps: 20_000_000, depth: 1000, memory: 100_000_000 };

const readJson = (folder: string, name: string): unknown => JSON.parse(readFileSync(join(folder, name), 'utf8'));

describeShared('the JSONata suite', ['jsonata-suite/groups', 'jsonata-suite/datasets'], (groups, datasets) => {
  const files = readdirSync(groups).filter((file) => !(file.replace('.json', '') in LEFT_OUT));

  describe.each(files)('JSONata suite: %s', (file) => {
    test.each((readJson(groups, file) as SuiteCase[]).map((suiteCase) => [suiteCase.id, suiteCase] as const))('%s', (_id, suiteCase) => {
      const input = 'data' in suiteCase ? suiteCase.data : suiteCase.dataset ? readJson(datasets, `${suiteCase.dataset}.json`) : undefined;
      const before = JSON.stringify(input);
      const scope = scopeOf({ variables: suiteCase.bindings, now: () => Date.now() });
      const evaluate = (): unknown =>
        compileJsonata(suiteCase.expr, { ...LIMITS, depth: suiteCase.depth ?? LIMITS.depth }).evaluate(scope, input as null);

      const outcome = outcomeOf(evaluate);

      if (suiteCase.code !== undefined) {
        expect(outcome).toMatchObject({
          error: { code: suiteCase.code, ...(suiteCase.token === undefined ? {} : { token: suiteCase.token }) },
        });
      } else if (suiteCase.error !== undefined) expect(outcome).toHaveProperty('error');
      else if (suiteCase.undefinedResult === true) expect(outcome).toEqual({ result: undefined });
      else if (suiteCase.unordered === true)
        expect(sorted((outcome as { result: unknown[] }).result)).toEqual(sorted(suiteCase.result as unknown[]));
      else expect(outcome).toEqual({ result: suiteCase.result });
      expect(JSON.stringify(input)).toBe(before);
    });
  });
});

function outcomeOf(evaluate: () => unknown): { readonly result: unknown } | { readonly error: unknown } {
  try {
    return { result: evaluate() };
  } catch (error) {
    return { error };
  }
}

function sorted(items: readonly unknown[]): unknown[] {
  return [...items].sort();
}
