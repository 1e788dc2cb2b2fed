import { kinds, type OptionTable, printable, requireArguments } from '../../asl';
import type { HistoryEvent, WaitingBranch } from '../../interpreter';
import type { MachineFacts, StateOrigin } from '../machine-view/machine-facts';
import { ANY_OPTIONS, EXECUTION } from '../parameters';
import { requireOptions } from '../require-options';
import { abridgeJson } from '../text/abridge';
import { type Paint, paintFor } from '../text/paint';
import { durationText } from '../time/duration';
import { readableVisits } from '../visits/readable-visits';
import type { StateVisit } from '../visits/state-visit';
import { failureText, type StepRow, stepRow } from './step-row';
import { waitingText } from './waiting-text';

/** An execution as far as its table shows it. */
export interface TracedExecution {
  readonly status: string;
  readonly output?: unknown;
  readonly error?: string | undefined;
  readonly cause?: string | undefined;
  readonly history: readonly HistoryEvent[];
  readonly visits?: readonly StateVisit[];
  /** Branches that wait, of an execution that is running. */
  readonly waiting?: readonly WaitingBranch[] | undefined;
}

/** How a table is drawn. */
export interface StepTableOptions {
  readonly machine?: MachineFacts | undefined;
  /** Visits to point at. */
  readonly marked?: readonly StateVisit[];
  /** @default false */
  readonly colors?: boolean;
}

const OPTIONS: OptionTable<StepTableOptions> = { machine: kinds.anObject, marked: kinds.list, colors: kinds.flag };

/** Visits shown before the middle of a long execution is left out. */
const LONGEST = 40;
const COLUMNS = ['number', 'state', 'kind', 'at', 'took', 'tries', 'data', 'result'] as const;
const HEADERS: Readonly<Record<(typeof COLUMNS)[number], string>> = {
  number: '#',
  state: 'state',
  kind: 'kind',
  at: 'time',
  took: 'took',
  tries: 'tries',
  data: 'input',
  result: 'what it did',
};
const RIGHT: ReadonlySet<string> = new Set(['number', 'tries']);

/** An execution as text: how it ended, a line per visit of a state, and where the marked states come from. */
export function stepTable(execution: TracedExecution, options: StepTableOptions = {}): string {
  requireArguments('stepTable()', arguments, EXECUTION, ANY_OPTIONS);
  requireOptions('stepTable()', options, OPTIONS);
  const { machine, marked = [], colors = false } = options;
  const paint = paintFor(colors);
  const start = execution.history[0]?.timestamp.getTime() ?? 0;
  const { visits, unread } = readableVisits(execution);
  const { waiting = [] } = execution;
  const markedNumbers = new Set(marked.map((visit) => visit.number));
  const shown = shownVisits(visits, markedNumbers);
  const rows = shown.map((visit, index) =>
    visit === undefined ? undefined : stepRow(visit, start, leadingTo(visit, shown, index), waitingText(visit, waiting, start)),
  );
  const lines = [headLine(execution, machine, start, paint), ...endLine(execution, paint), ''];
  if (rows.length > 0) lines.push(...tableLines(rows, shown, visits.length, markedNumbers, paint));
  else lines.push('  no state was entered');
  if (unread !== undefined) lines.push(paint.dim(`   ${unread.why}: ${unread.remedy}`));
  lines.push(...originLines(marked, machine, paint));
  return lines.join('\n');
}

/** The visit shown above that passed its output on to this one. */
function leadingTo(visit: StateVisit, shown: readonly (StateVisit | undefined)[], index: number): StateVisit | undefined {
  for (let above = index - 1; above >= 0 && above >= index - LONGEST; above--) {
    const before = shown[above];
    if (before !== undefined && before.branch?.visit === visit.branch?.visit && before.branch?.index === visit.branch?.index) return before;
  }
  return undefined;
}

function headLine(execution: TracedExecution, machine: MachineFacts | undefined, start: number, paint: Paint): string {
  const end = execution.history.at(-1)?.timestamp.getTime() ?? start;
  const colour = execution.status === 'SUCCEEDED' ? paint.green : execution.status === 'RUNNING' ? paint.yellow : paint.red;
  const name = machine === undefined ? 'execution' : printable(machine.name);
  const origin = machine?.origin === undefined ? '' : paint.dim(` (${originText(machine.origin)})`);
  const verb = execution.status === 'RUNNING' ? 'for' : 'after';
  return `${paint.bold(name)}${origin} ${colour(execution.status)} ${verb} ${durationText(end - start)} of virtual time`;
}

function endLine(execution: TracedExecution, paint: Paint): string[] {
  if (execution.status === 'SUCCEEDED') return [`output ${printable(abridgeJson(JSON.stringify(execution.output) ?? 'undefined', 120))}`];
  if (execution.status === 'RUNNING' || (execution.error === undefined && execution.cause === undefined)) return [];
  return [paint.red(`error ${failureText(execution, 160)}`)];
}

/** All visits, or the first, the last and those around the marks; undefined stands where some were left out. */
function shownVisits(visits: readonly StateVisit[], marked: ReadonlySet<number>): readonly (StateVisit | undefined)[] {
  if (visits.length <= LONGEST) return visits;
  const near = (number: number): boolean => [...marked].slice(0, 5).some((mark) => Math.abs(mark - number) <= 3);
  const shown: (StateVisit | undefined)[] = [];
  for (const visit of visits) {
    if (visit.number <= LONGEST / 2 || visit.number > visits.length - LONGEST / 4 || near(visit.number)) shown.push(visit);
    else if (shown.at(-1) !== undefined) shown.push(undefined);
  }
  return shown;
}

function tableLines(
  rows: readonly (StepRow | undefined)[],
  shown: readonly (StateVisit | undefined)[],
  total: number,
  marked: ReadonlySet<number>,
  paint: Paint,
): string[] {
  const columns = COLUMNS.filter((column) => column === 'result' || rows.some((row) => row !== undefined && row[column] !== ''));
  const widths = new Map(
    columns.map((column) => [column, Math.max(HEADERS[column].length, ...rows.map((row) => row?.[column].length ?? 0))]),
  );
  const line = (cell: (column: (typeof COLUMNS)[number]) => string): string =>
    columns
      .map((column) => (RIGHT.has(column) ? cell(column).padStart(widths.get(column) ?? 0) : cell(column).padEnd(widths.get(column) ?? 0)))
      .join('  ')
      .trimEnd();
  return [
    paint.dim(`   ${line((column) => HEADERS[column])}`),
    ...rows.map((row, index) => {
      if (row === undefined) return paint.dim(`   … ${skipped(shown, index, total)} more visits …`);
      const text = line((column) => row[column]);
      const { status } = row.visit;
      const coloured = status === 'FAILED' ? paint.red(text) : status === 'CAUGHT' || row.visit.retries > 0 ? paint.yellow(text) : text;
      return marked.has(row.visit.number) ? `${paint.red('>')}  ${coloured}` : `   ${coloured}`;
    }),
  ];
}

function skipped(shown: readonly (StateVisit | undefined)[], index: number, total: number): number {
  const before = shown[index - 1]?.number ?? 0;
  return (shown[index + 1]?.number ?? total + 1) - before - 1;
}

function originLines(marked: readonly StateVisit[], machine: MachineFacts | undefined, paint: Paint): string[] {
  const lines: string[] = [];
  for (const state of new Set(marked.map((visit) => visit.state))) {
    const origin = machine?.originOf(state);
    if (origin !== undefined) lines.push(paint.dim(`   "${printable(state)}" is ${originText(origin)}`));
  }
  return lines.length === 0 ? [] : ['', ...lines];
}

function originText({ path, place }: StateOrigin): string {
  return printable(place === undefined ? path : `${path}, ${place}`);
}
