import type { ReportRun, ReportStep } from '../report/report-data';
import { shownText } from '../shown-text';
import type { ReportIndex } from './report-index';
import { groupsOf } from './step-rows';

/** The steps that one branch, item or execution took, one after the other. */
export interface Lane {
  readonly label: string;
  readonly level: number;
  readonly run: ReportRun;
  readonly steps: readonly ReportStep[];
  /** The steps around it, innermost first. */
  readonly around: readonly ReportStep[];
}

/** The lanes of a run: items, branches and started executions below what began them. */
export function lanesOf(
  index: ReportIndex,
  run: ReportRun,
  label = index.machineOf(run).name,
  level = 0,
  outside: readonly ReportStep[] = [],
): Lane[] {
  const inner = index.within(run);
  const lanes: Lane[] = [];
  const add = (steps: readonly ReportStep[], name: string, depth: number, around: readonly ReportStep[]): void => {
    lanes.push({ label: shownText(name), level: depth, run, steps, around });
    for (const step of steps) {
      const word = step.kind === 'Parallel' ? 'branch' : 'item';
      for (const [number, group] of groupsOf(inner.get(step.number) ?? []))
        add(group, `${step.state}, ${word} ${step.kind === 'Parallel' ? number + 1 : number}`, depth + 1, [step, ...around]);
      for (const id of step.started ?? []) {
        const nested = index.runs.get(id);
        if (nested !== undefined)
          lanes.push(...lanesOf(index, nested, `${step.state}: ${index.machineOf(nested).name}`, depth + 1, [step, ...around]));
      }
    }
  };
  add(inner.get(0) ?? [], label, level, outside);
  return lanes;
}

/** Where on an axis from 0 to 1 something is. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** Where the steps of a run stand on the axis. */
export interface Axis {
  readonly spanOf: (run: ReportRun, step: ReportStep) => Span;
  /** What stands below it, from 0 to 1. */
  readonly marks: readonly { readonly at: number; readonly text: string }[];
}

/** The axis of virtual time: what takes none has no width. */
export function timeAxis(run: ReportRun, lanes: readonly Lane[], textOf: (milliseconds: number) => string): Axis {
  let end = run.endedAt ?? run.startedAt;
  for (const { steps } of lanes) for (const { enteredAt, exitedAt } of steps) end = Math.max(end, exitedAt ?? enteredAt);
  const whole = Math.max(1, end - run.startedAt);
  const place = (time: number): number => (time - run.startedAt) / whole;
  return {
    spanOf: (_, { enteredAt, exitedAt }) => ({ from: place(enteredAt), to: place(exitedAt ?? end) }),
    marks: [0, 0.25, 0.5, 1].map((at) => ({ at, text: textOf(at * whole) })),
  };
}

/** The axis of order: each step is as wide as the next, however long it took. */
export function orderAxis(lanes: readonly Lane[]): Axis {
  const places = new Map<ReportStep, Span>();
  // By entry: the order of one run is that of its numbers; executions that it started stand where they were started.
  const all = lanes
    .flatMap(({ run, steps }) => steps.map((step) => ({ run, step })))
    .sort((one, other) => one.step.enteredAt - other.step.enteredAt || (one.run === other.run ? one.step.number - other.step.number : 0));
  const order = new Map(all.map(({ step }, at) => [step, at]));
  const count = Math.max(1, all.length);
  // What holds others lasts until the last of them.
  const lasts = new Map<ReportStep, number>();
  for (const { steps, around } of lanes)
    for (const step of steps)
      for (const each of [step, ...around]) lasts.set(each, Math.max(lasts.get(each) ?? 0, (order.get(step) as number) + 1));
  for (const { steps } of lanes)
    for (const [at, step] of steps.entries()) {
      const from = order.get(step) as number;
      const next = steps[at + 1];
      const to = next === undefined ? (lasts.get(step) as number) : (order.get(next) as number);
      places.set(step, { from: from / count, to: to / count });
    }
  return { spanOf: (_, step) => places.get(step) ?? { from: 0, to: 0 }, marks: [] };
}
