import { onOneLine, printable } from '../../asl';
import type { TestStateResponse } from '../../interpreter';

/** The longest text of a cell. */
const WIDEST = 100;

/** What became of a state's data, a line for each step, and how it ended. */
export function stageTable(state: string, { inspectionData = {}, ...answer }: TestStateResponse): string {
  const { errorDetails, ...stages } = inspectionData;
  const rows = [
    ...Object.entries(stages).map(([stage, value]): Row => [stage, cellText(value)]),
    ...Object.entries(errorDetails ?? {}).map(([stage, value]): Row => [`errorDetails.${stage}`, cellText(value)]),
    ...Object.entries(answer).map(([field, value]): Row => [field, cellText(value)]),
  ];
  const width = Math.max(...rows.map(([name]) => name.length));
  return `${printable(state)}\n${rows.map(([name, text]) => `  ${name.padEnd(width)}  ${text}\n`).join('')}`;
}

type Row = readonly [name: string, text: string];

function cellText(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  const line = printable(onOneLine(text));
  return line.length > WIDEST ? `${line.slice(0, WIDEST - 1)}…` : line;
}
