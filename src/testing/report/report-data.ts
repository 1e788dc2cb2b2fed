import { definitionNamed, givenMachine, kinds, type OptionTable, requireArguments } from '../../asl';
import type { ReportData, ReportMachine, ReportRun, ReportTest } from '../../render';
import type { TestExecution } from '../execution/test-execution';
import { ANY_OPTIONS, EXECUTION } from '../parameters';
import { requireOptions } from '../require-options';
import type { DrawnExecution } from '../trace/execution-overlay';
import { insidesOf } from '../visits/insides';
import { linkedRuns } from './nested-runs';
import { type KnownMachine, reportMachine } from './report-machines';
import { type ReadExecution, reportRun } from './report-run';
import { testTextOf } from './test-text-of';

/** An execution for a report. */
export interface ReportedExecution {
  /** The machine under test, or its definition: ASL as object or text. */
  readonly machine: string | object;
  /** Of the harness, of the interpreter, or anything that has its history. */
  readonly execution: DrawnExecution & Partial<Pick<TestExecution, 'error' | 'cause' | 'started'>>;
  /** Its name in the report. @default the name of its test, or of the machine */
  readonly title?: string;
  /** The test that it belongs to. */
  readonly test?: ReportTest;
}

/** What a report says of itself. */
export interface ReportDataOptions {
  /** @default 'Drystep report' */
  readonly title?: string;
  /** ISO 8601. @default not shown */
  readonly createdAt?: string;
}

const OPTIONS: OptionTable<ReportDataOptions> = { title: kinds.text, createdAt: kinds.text };

const ENTRY: OptionTable<ReportedExecution> = {
  machine: definitionNamed('').kind,
  execution: EXECUTION.kind,
  title: kinds.text,
  test: kinds.anObject,
};

/**
 * Executions as the plain data that `toReport` of `drystep/render` makes a page of: their steps with all data, attempts and times, their events, and
 * the executions of other machines that they started.
 *
 * @example writeFileSync('report.html', toReport(reportData([{ machine: orders, execution: await orders.execute({ total: 40 }) }])));
 */
export function reportData(executions: readonly ReportedExecution[], options: ReportDataOptions = {}): ReportData {
  const list = { name: 'the executions', kind: kinds.listOf(kinds.anObject), hint: 'pass a list of { machine, execution }.' };
  requireArguments('reportData()', arguments, list, { ...ANY_OPTIONS, optional: true });
  requireOptions('reportData()', options, OPTIONS);
  const book = reportBook();
  for (const [index, entry] of executions.entries()) {
    requireOptions(`reportData(): executions[${index}]`, entry, ENTRY);
    requireArguments(`reportData(): executions[${index}]`, [entry.execution], EXECUTION);
    addExecution(book, entry, String(index + 1));
  }
  return { format: 'drystep report', version: 1, ...options, machines: book.machines, runs: book.runs };
}

interface ReportBook {
  readonly machines: ReportMachine[];
  readonly runs: ReportRun[];
  readonly indexOf: (known: KnownMachine) => number;
}

/** Machines, each once, and runs. */
function reportBook(): ReportBook {
  const machines: ReportMachine[] = [];
  const indices = new Map<string, number>();
  return {
    machines,
    runs: [],
    indexOf: (known) => {
      const key = JSON.stringify([known.name, known.machine.source]);
      const index = indices.get(key) ?? machines.length;
      if (index === machines.length) machines.push(reportMachine(known));
      indices.set(key, index);
      return index;
    },
  };
}

/** One execution, and those that it started. */
function addExecution(book: ReportBook, { machine, execution, title, test }: ReportedExecution, id: string): void {
  const known = insidesOf(execution)?.machine ?? { name: reportedName(machine), machine: givenMachine(machine) };
  const { started = [] } = execution;
  const runs = [runOf(book, execution, known, { id, title, test })];
  const arns = new Map<string, string>();
  for (const [index, each] of started.entries()) {
    const { machine: facts, arn } = insidesOf(each) ?? {};
    if (facts === undefined) continue;
    const nested = `${id}.${index + 1}`;
    if (arn !== undefined) arns.set(nested, arn);
    runs.push(runOf(book, each, facts, { id: nested, title: undefined, test }));
  }
  book.runs.push(...linkedRuns(runs, arns));
}

function runOf(
  book: ReportBook,
  execution: ReportedExecution['execution'],
  known: KnownMachine,
  place: { readonly id: string; readonly title: string | undefined; readonly test: ReportTest | undefined },
): ReportRun {
  const { status, error, cause, history, mapRuns = [] } = execution;
  const read: ReadExecution = { machine: known.machine, status, error, cause, history, mapRuns };
  return reportRun(read, { ...place, machine: book.indexOf(known), asTest: testTextOf(read, known.name, place.title ?? place.test?.name) });
}

function reportedName(machine: string | object): string {
  const { name } = machine as { readonly name?: unknown };
  return typeof machine === 'object' && typeof name === 'string' ? name : 'State machine';
}
