import type { Comparator, Verdict } from './comparator';
import { loadComparator } from './comparator';
import type { Engine } from './engine';
import { loadEngine } from './engine';
import { mockConfigToTasks } from './mock-config';
import type { ExecutionCase, Located, RequestCase } from './recorded-case';
import { loadGroup } from './recorded-case';
import { runExecution } from './run-execution';
import { runTestState, runValidation } from './run-request';
import type { CaseResult, Group } from './scores';

/**
 * Runs every recorded case of a folder laid out as the recordings of the real service. A case that throws counts as failing, with the message.
 *
 * @param filter only cases whose path contains this text
 */
export async function runRecordings(folder: string, filter = ''): Promise<CaseResult[]> {
  const comparator = await loadComparator(folder);
  const engine = await loadEngine();
  const results: CaseResult[] = [];
  for (const group of Object.keys(RUNNERS) as Group[]) {
    for (const located of loadGroup<ExecutionCase & RequestCase>(folder, group)) {
      if (!located.path.includes(filter)) continue;
      const judged = await RUNNERS[group](located, engine, comparator);
      results.push({ group, area: located.area, id: located.case.id, path: located.path, ...judged });
    }
  }
  return results;
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
      const tasks = mockConfigToTasks(recorded.mockConfig as never, recorded.stateMachineName, recorded.testCase as string);
      const produced = await runExecution(engine, recorded, tasks);
      const { L1, L2 } = comparator.compare(recorded, produced);
      // The mock lacks the service's metadata, so outputs differ by design: the status and the sequence of events decide.
      const status = recorded.expected.status;
      const sameStatus: Verdict = produced.status === status ? { ok: true, diff: null } : L1;
      return { L1: sameStatus, L2: L2 !== null && sameStatus.ok ? L2 : sameStatus };
    }),
  'test-state': ({ case: recorded }, engine, comparator) =>
    judge(['L1', 'L3'], async () => comparator.compareResponse(recorded, await runTestState(engine, recorded))),
  validation: ({ case: recorded }, engine, comparator) =>
    judge(['L1', 'L3'], async () => comparator.compareResponse(recorded, runValidation(engine, recorded))),
};

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
