import { elementAt } from '../../asl';
import type { ReportData, ReportMachine, ReportRun } from '../../render';
import type { MachineCoverage } from '../coverage/parts';
import { canonicalJson } from '../snapshots/canonical-json';
import type { CollectedPart } from './collected-lines';
import type { EndedTests } from './ended-tests';

/** Which executions a report holds: those of tests that failed, or all. */
export type KeptRuns = 'failures' | 'all';

/** What a report is put together from. */
export interface ReportParts {
  readonly parts: readonly CollectedPart[];
  readonly tests: EndedTests;
  readonly coverage: readonly MachineCoverage[];
  readonly keep: KeptRuns;
  readonly createdAt: string;
}

/** Puts together what test files left: each machine once, runs with short ids and the tests that they belong to, coverage with its machine. */
export function keptReport({ parts, tests, coverage, keep, createdAt }: ReportParts): ReportData {
  const machines: ReportMachine[] = [];
  const indices = new Map<string, number>();
  const add = (machine: ReportMachine): number => {
    const key = machineKey(machine);
    const index = indices.get(key) ?? machines.length;
    if (index === machines.length) machines.push(machine);
    indices.set(key, index);
    return index;
  };
  const runs: ReportRun[] = [];
  let count = 0;
  for (const part of parts) {
    for (const { runs: own, test: of } of part.executions) {
      const test = tests.testOf(of);
      const failed = test === undefined ? tests.fileFailed(of.file) : test.status === 'failed';
      if (keep === 'failures' && !failed) continue;
      count++;
      const ids = new Map(own.map(({ id }, index) => [id, index === 0 ? String(count) : `${count}.${index}`]));
      for (const run of own) {
        const machine = add(part.machines[run.machine]!);
        runs.push(renamed({ ...run, machine, ...(test === undefined ? {} : { test }) }, ids));
      }
    }
  }
  for (const { name, definition, points } of coverage) {
    // A number stands behind a name that several definitions have.
    const plain = name.replace(/ \(\d+\)$/, '');
    const known = [name, plain].map((each) => indices.get(machineKey({ name: each, definition }))).find((index) => index !== undefined);
    const index = known ?? add({ name, definition });
    machines[index] = { ...elementAt(machines, index), coverage: points };
  }
  return { format: 'drystep report', version: 1, createdAt, machines, runs };
}

function renamed(run: ReportRun, ids: ReadonlyMap<string, string>): ReportRun {
  const idOf = (id: string): string => ids.get(id) ?? id;
  return {
    ...run,
    id: idOf(run.id),
    ...(run.startedBy === undefined ? {} : { startedBy: { ...run.startedBy, run: idOf(run.startedBy.run) } }),
    steps: run.steps.map((step) => (step.started === undefined ? step : { ...step, started: step.started.map(idOf) })),
  };
}

function machineKey({ name, definition }: Pick<ReportMachine, 'name' | 'definition'>): string {
  return `${name}\n${canonicalJson(definition as never)}`;
}
