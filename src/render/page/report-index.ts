import { allNodes } from '../all-nodes';
import type { PageData, PageMachine } from '../html/page-data';
import type { ReportRun, ReportStep } from '../report/report-data';

/** What is looked up in a report again and again, found once. */
export interface ReportIndex {
  readonly data: PageData;
  readonly runs: ReadonlyMap<string, ReportRun>;
  /** Runs that nobody started, those that failed first. */
  readonly roots: readonly ReportRun[];
  readonly machineOf: (run: ReportRun) => PageMachine;
  readonly stepOf: (run: ReportRun, number: number | undefined) => ReportStep | undefined;
  readonly stepsOfState: (run: ReportRun, state: string) => readonly ReportStep[];
  /** Steps of a run by the Map or Parallel step around them; 0 for those of the execution itself. */
  readonly within: (run: ReportRun) => ReadonlyMap<number, readonly ReportStep[]>;
}

/** The lookups of a report. */
export function reportIndex(data: PageData): ReportIndex {
  const runs = new Map(data.runs.map((run) => [run.id, run]));
  const roots = data.runs.filter((run) => run.startedBy === undefined);
  const byState = new Map<ReportRun, Map<string, ReportStep[]>>();
  const byParent = new Map<ReportRun, Map<number, ReportStep[]>>();
  return {
    data,
    runs,
    roots: [...roots.filter(needsLook), ...roots.filter((run) => !needsLook(run))],
    machineOf: (run) => data.machines[run.machine] as PageMachine,
    stepOf: (run, number) => (number === undefined ? undefined : stepNumbered(run, number)),
    stepsOfState: (run, state) => grouped(byState, run, (step) => step.state).get(state) ?? [],
    within: (run) => grouped(byParent, run, (step) => step.within?.step ?? 0),
  };
}

/** Whether a reader wants to see it first: its test failed, or, where no test is known, the execution did. */
export function needsLook({ test, status }: ReportRun): boolean {
  return test === undefined || test.status === 'unknown' ? status !== 'SUCCEEDED' : test.status === 'failed';
}

/** The step to begin with: the last one that failed for good, where the execution failed, else the first. */
export function firstLook(run: ReportRun): ReportStep | undefined {
  if (run.status === 'SUCCEEDED') return run.steps[0];
  return failingStep(run) ?? run.steps.find(({ status }) => status === 'WAITING') ?? run.steps.at(-1);
}

/** The step that ended an execution: the innermost of those that failed. */
export function failingStep(run: ReportRun): ReportStep | undefined {
  if (run.status === 'SUCCEEDED' || run.status === 'RUNNING') return undefined;
  const failed = run.steps.filter(({ status }) => status === 'FAILED');
  const holds = new Set(failed.flatMap(({ within }) => (within === undefined ? [] : [within.step])));
  return failed.find(({ number }) => !holds.has(number)) ?? failed.at(-1);
}

/** The names of the Map and Parallel states around a state, outermost first. */
export function statesAround(machine: PageMachine, state: string): readonly string[] {
  const around: string[] = [];
  for (const node of allNodes(machine.graph.group))
    if (node.groups.some((group) => allNodes(group).some(({ name }) => name === state))) around.push(node.name);
  return around;
}

/** Numbers count from 1 and mostly stand where they count. */
function stepNumbered({ steps }: ReportRun, number: number): ReportStep | undefined {
  const likely = steps[number - 1];
  return likely?.number === number ? likely : steps.find((step) => step.number === number);
}

function grouped<Key>(
  known: Map<ReportRun, Map<Key, ReportStep[]>>,
  run: ReportRun,
  keyOf: (step: ReportStep) => Key,
): Map<Key, ReportStep[]> {
  const found = known.get(run);
  if (found !== undefined) return found;
  const groups = new Map<Key, ReportStep[]>();
  for (const step of run.steps) {
    const group = groups.get(keyOf(step));
    if (group === undefined) groups.set(keyOf(step), [step]);
    else group.push(step);
  }
  known.set(run, groups);
  return groups;
}
