import { elementAt, firstIn, printable } from '../../asl';
import { COVERAGE_KINDS } from './coverage-point';
import type { MachineCoverage } from './parts';
import { type CoverageSummary, summaryOf, totalSummary } from './summary';

/** Lines of what was not reached that are printed for a machine; the JSON report has them all. */
const MOST_LINES = 20;

/** Coverage as a table for a terminal, and under it what was not reached, state by state. */
export function coverageTable(machines: readonly MachineCoverage[]): string {
  const kinds = COVERAGE_KINDS.filter((kind) => machines.some((machine) => machine.points.some((point) => point.kind === kind)));
  const rows = [
    ['Machine', ...kinds],
    ...(machines.length > 1 ? [row('All machines', totalSummary(machines))] : []),
    ...machines.map((machine) => row(machine.name, summaryOf(machine.points))),
  ];
  const widths = firstIn(rows).map((_, column) => Math.max(...rows.map((each) => elementAt(each, column).length)));
  const lines = rows.map((each) =>
    each.map((cell, column) => (column === 0 ? cell.padEnd(firstIn(widths)) : cell.padStart(elementAt(widths, column)))).join(' | '),
  );
  lines.splice(1, 0, widths.map((width) => '-'.repeat(width)).join('-|-'));
  return [...lines, ...machines.flatMap(uncovered)].join('\n');

  function row(name: string, summary: CoverageSummary): string[] {
    return [printable(name), ...kinds.map((kind) => percentText(summary[kind]))];
  }
}

function percentText({ total, percent }: CoverageSummary['states']): string {
  return total === 0 ? '-' : `${(Math.floor(percent * 10) / 10).toFixed(1)} %`;
}

function uncovered({ name, points }: MachineCoverage): string[] {
  const byState = new Map<string, string[]>();
  for (const { state, kind, label, hits } of points) {
    if (hits > 0) continue;
    // A state that was never entered says all there is to say of it.
    const known = byState.get(state);
    if (known === undefined) byState.set(state, [kind === 'states' ? 'never entered' : label]);
    else if (known[0] !== 'never entered') known.push(label);
  }
  if (byState.size === 0) return [];
  const lines = [...byState].map(([state, labels]) => `  ${printable(`${state}: ${labels.join(', ')}`)}`);
  const shown = lines.slice(0, MOST_LINES);
  return [
    '',
    `Not covered in ${printable(name)}:`,
    ...shown,
    ...(lines.length > shown.length ? [`  and ${lines.length - shown.length} more states`] : []),
  ];
}
