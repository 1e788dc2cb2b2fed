import { isJsonObject, type JsonValue } from '../../src/asl';
import { importMockConfig } from '../../src/testing';
import type { Comparator, Verdict } from './comparator';
import { loadComparator } from './comparator';
import { type Engine, engine } from './engine';
import type { ExecutionCase, Located, RequestCase } from './recorded-case';
import { loadGroup } from './recorded-case';
import { type ApiCase, runApi } from './run-api';
import { throughEndpoint } from './run-endpoint';
import { type Produced, runExecution } from './run-execution';
import { runTestState, runValidation } from './run-request';
import type { CaseResult, Group } from './scores';

/**
 * Runs every recorded case of a folder laid out as the recordings of the real service. A case that throws counts as failing, with the message.
 *
 * @param filter only cases whose path contains this text
 */
export async function runRecordings(folder: string, filter = ''): Promise<CaseResult[]> {
  const comparator = await loadComparator(folder);
  const results: CaseResult[] = [];
  for (const group of Object.keys(RUNNERS) as Group[]) {
    for (const located of casesOf(folder, group)) {
      // A case that was never run on the service holds nothing of it to compare with.
      if (!located.path.includes(filter) || (located.case.expected === undefined && group !== 'api')) continue;
      const judged = await RUNNERS[group](located, engine, comparator);
      results.push({ group, area: located.area, id: located.case.id, path: located.path, ...judged });
    }
  }
  return results;
}

/** What is sent to the endpoint was recorded for the engine and the validator. */
function casesOf(folder: string, group: Group): Located<ExecutionCase & RequestCase>[] {
  if (group !== 'endpoint') return loadGroup(folder, group);
  return ['test-state', 'validation'].flatMap((area) =>
    loadGroup<ExecutionCase & RequestCase>(folder, area).map((each) => ({ ...each, area })),
  );
}

type Judged = Pick<CaseResult, 'L1' | 'L2' | 'L3' | 'difference'>;
type Runner = (located: Located<ExecutionCase & RequestCase>, engine: Engine, comparator: Comparator) => Promise<Judged>;

const RUNNERS: Record<Group, Runner> = {
  executions: ({ case: recorded }, engine, comparator) => {
    const counted = recorded.history === null ? ['L1'] : ['L1', 'L2', 'L3'];
    return judge(counted, async () => comparator.compare(recorded, await runExecution(engine, recorded)));
  },
  mocked: ({ case: recorded }, engine, comparator) =>
    judge(['L1', 'L2'], async () => {
      const { tasks } = importMockConfig(recorded.mockConfig as never, recorded.stateMachineName, recorded.testCase as string);
      const produced = await runExecution(engine, recorded, tasks);
      const full = comparator.compare(recorded, produced);
      const L1: Verdict = produced.status === recorded.expected.status ? sameKeys(comparator, recorded, produced) : full.L1;
      return { L1, L2: full.L2 ?? L1 };
    }),
  'test-state': ({ case: recorded }, engine, comparator) =>
    judge(['L1', 'L3'], async () => comparator.compareResponse(recorded, await runTestState(engine, recorded))),
  validation: ({ case: recorded }, engine, comparator) =>
    judge(['L1', 'L3'], async () => comparator.compareResponse(recorded, runValidation(engine, recorded))),
  endpoint: ({ case: recorded }, _, comparator) =>
    judge(['L1', 'L3'], async () => comparator.compareResponse(recorded, await throughEndpoint(recorded))),
  api: ({ case: recorded }, _, comparator) => judge(['L1', 'L3'], () => runApi(recorded as unknown as ApiCase, comparator)),
};

/** A mock lacks the service's metadata, so its output is compared in the keys that it has. */
function sameKeys(comparator: Comparator, recorded: ExecutionCase, produced: Produced): Verdict {
  if (produced.output === undefined) return { ok: true, diff: null };
  const output = JSON.parse(produced.output) as JsonValue;
  const difference = new comparator.Unifier(recorded.placeholders).diff(restricted(recorded.expected.output as JsonValue, output), output);
  if (difference === null) return { ok: true, diff: null };
  const { path, rec, prod } = difference;
  return { ok: false, diff: `output${path}: recorded ${JSON.stringify(rec)}, produced ${JSON.stringify(prod)}` };
}

function restricted(recorded: JsonValue, produced: JsonValue): JsonValue {
  if (!isJsonObject(recorded) || !isJsonObject(produced)) return recorded;
  const shared = Object.keys(recorded).filter((key) => Object.hasOwn(produced, key));
  return Object.fromEntries(shared.map((key) => [key, restricted(recorded[key]!, produced[key]!)]));
}

async function judge(counted: readonly string[], run: () => Promise<Partial<Record<'L1' | 'L2' | 'L3', Verdict | null>>>): Promise<Judged> {
  try {
    const verdicts = await run();
    const judged: { L1?: boolean; L2?: boolean; L3?: boolean; difference?: string } = {};
    for (const level of ['L1', 'L2', 'L3'] as const) {
      const verdict = verdicts[level];
      if (!counted.includes(level) || verdict === undefined || verdict === null) continue;
      judged[level] = verdict.ok;
      if (!verdict.ok) judged.difference ??= `${level}: ${verdict.diff}`;
    }
    return judged;
  } catch (error) {
    const thrown = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    return { ...Object.fromEntries(counted.map((level) => [level, false])), difference: `threw ${thrown}` };
  }
}
