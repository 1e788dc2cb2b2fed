import type { PageMachine } from '../html/page-data';
import { executionMarks } from '../marks/execution-marks';
import type { Marks } from '../marks/marks';
import type { ExecutionOverlay, StateRun } from '../marks/overlay';
import type { ReportRun } from '../report/report-data';

const known = new WeakMap<ReportRun, Marks>();

/** What is drawn over the graph of a run. */
export function runMarks(machine: PageMachine, run: ReportRun): Marks {
  const found = known.get(run) ?? executionMarks(machine.graph, run.overlay ?? overlayOf(run));
  known.set(run, found);
  return found;
}

const WORST = ['FAILED', 'WAITING', 'ABORTED', 'CAUGHT', 'SUCCEEDED'] as const;

/** Made of the steps alone: which ways they took stands in no step for sure. */
function overlayOf({ steps, status }: ReportRun): ExecutionOverlay {
  const states = new Map<string, StateRun>();
  for (const { state, status: own, error } of steps) {
    const before = states.get(state);
    const worse = before === undefined || WORST.indexOf(own) < WORST.indexOf(before.status);
    const told = worse && error !== undefined ? { error } : {};
    states.set(state, { ...before, ...told, status: worse ? own : before.status, visits: (before?.visits ?? 0) + 1 });
  }
  return { kind: 'execution', status, states: Object.fromEntries(states) };
}
