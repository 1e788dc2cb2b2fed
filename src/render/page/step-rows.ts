import type { ReportRun, ReportStep } from '../report/report-data';
import { shownText } from '../shown-text';
import type { ReportIndex } from './report-index';

/** One row of the step table: a step, an item or branch with its steps, or an execution that a step started. */
export interface TimelineRow {
  readonly key: string;
  readonly kind: 'step' | 'group' | 'run';
  readonly run: ReportRun;
  /** Of a group: the Map or Parallel step around it. Undefined for a run. */
  readonly step: ReportStep | undefined;
  readonly label: string;
  readonly level: number;
  /** Whether what is inside is shown; undefined where nothing is. */
  readonly open: boolean | undefined;
  /** Whether something inside failed. */
  readonly failed: boolean;
}

/** More rows than these begin closed, but for those with a failure. */
const MOST_OPEN = 300;

/** The rows of a run, its items, branches and started executions in place. @param chosen what the reader opened and closed */
export function stepRows(
  index: ReportIndex,
  run: ReportRun,
  chosen: ReadonlyMap<string, boolean>,
  needed: ReadonlySet<string>,
): TimelineRow[] {
  const rows: TimelineRow[] = [];
  const small = run.steps.length <= MOST_OPEN;
  const isOpen = (key: string, failed: boolean): boolean => needed.has(key) || (chosen.get(key) ?? (small || failed));
  const addRun = (of: ReportRun, level: number): void => {
    const inner = index.within(of);
    const addSteps = (steps: readonly ReportStep[], depth: number): void => {
      for (const step of steps) addStep(step, depth);
    };
    const addStep = (step: ReportStep, depth: number): void => {
      const children = inner.get(step.number) ?? [];
      const started = (step.started ?? []).flatMap((id) => index.runs.get(id) ?? []);
      const key = stepKey(of, step.number);
      const failed = step.status !== 'SUCCEEDED';
      const open = children.length + started.length === 0 ? undefined : isOpen(key, failed);
      rows.push({ key, kind: 'step', run: of, step, label: shownText(step.state), level: depth, open, failed });
      if (open !== true) return;
      for (const [number, group] of groupsOf(children)) {
        const groupKey = `${key}/${number}`;
        const bad = group.some(({ status }) => status !== 'SUCCEEDED');
        const groupOpen = isOpen(groupKey, bad);
        const label = `${step.kind === 'Parallel' ? 'Branch' : 'Item'} ${step.kind === 'Parallel' ? number + 1 : number}`;
        rows.push({ key: groupKey, kind: 'group', run: of, step, label, level: depth + 1, open: groupOpen, failed: bad });
        if (groupOpen) addSteps(group, depth + 2);
      }
      for (const nested of started) {
        const runKey = `run ${nested.id}`;
        const bad = nested.status !== 'SUCCEEDED';
        const runOpen = isOpen(runKey, bad);
        const label = index.machineOf(nested).name;
        rows.push({ key: runKey, kind: 'run', run: nested, step: undefined, label, level: depth + 1, open: runOpen, failed: bad });
        if (runOpen) addRun(nested, depth + 2);
      }
    };
    addSteps(inner.get(0) ?? [], level);
  };
  addRun(run, 1);
  return rows;
}

/** The key of a step's row. */
export function stepKey(run: ReportRun, step: number): string {
  return `${run.id}:${step}`;
}

/** The rows that must be open for a step to be seen. */
export function keysAround(index: ReportIndex, run: ReportRun, step: ReportStep | undefined): ReadonlySet<string> {
  const keys = new Set<string>();
  let [of, at]: [ReportRun, ReportStep | undefined] = [run, step];
  for (let depth = 0; depth < 1000 && at !== undefined; depth++) {
    if (at.within !== undefined) {
      const key = stepKey(of, at.within.step);
      keys.add(key).add(`${key}/${at.within.index}`);
      at = index.stepOf(of, at.within.step);
    } else if (of.startedBy !== undefined) {
      keys.add(`run ${of.id}`);
      const by = index.runs.get(of.startedBy.run);
      if (by === undefined) break;
      if (of.startedBy.step !== undefined) keys.add(stepKey(by, of.startedBy.step));
      [of, at] = [by, index.stepOf(by, of.startedBy.step)];
    } else break;
  }
  return keys;
}

/** Steps by their item or branch. */
export function groupsOf(steps: readonly ReportStep[]): ReadonlyMap<number, readonly ReportStep[]> {
  const groups = new Map<number, ReportStep[]>();
  for (const step of steps) {
    const number = step.within?.index ?? 0;
    const group = groups.get(number);
    if (group === undefined) groups.set(number, [step]);
    else group.push(step);
  }
  return new Map([...groups].sort(([one], [other]) => one - other));
}
