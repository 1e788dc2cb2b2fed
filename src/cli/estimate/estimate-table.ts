import { elementAt, firstIn, printable } from '../../asl';
import type { PathEstimate } from '../../testing';

/** What a machine comes to, as the command tells it. */
export interface MachineEstimate {
  readonly name: string;
  readonly type: 'STANDARD' | 'EXPRESS';
  readonly items: number;
  readonly executions: number | undefined;
  readonly paths: readonly PathEstimate[];
}

/** A table with a line for each path, and under it what many executions come to. */
export function estimateTable({ name, type, items, executions, paths }: MachineEstimate): string {
  const many = executions === undefined ? [] : [`dollars for ${executions.toLocaleString('en-US')}`];
  const rows = [
    ['path', 'transitions', 'events', 'time', 'dollars', ...many],
    ...paths.map(({ path, transitions, events, duration, cost }) => [
      printable(path.title),
      transitions.toLocaleString('en-US'),
      events.toLocaleString('en-US'),
      timeText(duration),
      dollars(cost),
      ...(executions === undefined
        ? []
        : [(cost * executions).toLocaleString('en-US', { maximumFractionDigits: 2, minimumFractionDigits: 2 })]),
    ]),
  ];
  const widths = firstIn(rows).map((_, column) => Math.max(...rows.map((row) => elementAt(row, column).length)));
  const lines = rows.map((row) =>
    row.map((cell, column) => (column === 0 ? cell.padEnd(firstIn(widths)) : cell.padStart(elementAt(widths, column)))).join('  '),
  );
  const over = paths.filter(({ eventShare }) => type === 'STANDARD' && eventShare > 1);
  return [
    `${printable(name)} (${type}${hasItems(paths, items)})`,
    '',
    ...lines,
    ...over.map(
      ({ path, events }) =>
        `\n${printable(path.title)}: ${events.toLocaleString('en-US')} events are more than the 25,000 that a history may have.`,
    ),
    '',
  ].join('\n');
}

function hasItems(paths: readonly PathEstimate[], items: number): string {
  return paths.length === 0 || items === 1 ? '' : `, ${items.toLocaleString('en-US')} items in each Map`;
}

/** Two significant digits at least: a path costs millionths. */
function dollars(cost: number): string {
  return cost === 0 ? '0' : cost.toLocaleString('en-US', { maximumSignificantDigits: 4, useGrouping: false });
}

const UNITS = [
  ['d', 86_400],
  ['h', 3_600],
  ['min', 60],
] as const;

/** `90 s` as `1 min 30 s`; nothing where nothing waits. */
function timeText(seconds: number): string {
  let rest = seconds;
  const parts = UNITS.flatMap(([unit, size]) => {
    const count = Math.floor(rest / size);
    rest -= count * size;
    return count === 0 ? [] : [`${count} ${unit}`];
  });
  if (rest > 0 || parts.length === 0) parts.push(`${Math.round(rest * 1000) / 1000} s`);
  return parts.join(' ');
}
