/** One line of two texts: in both, or in one. */
export interface DiffLine {
  readonly sign: ' ' | '+' | '-';
  readonly text: string;
}

/** Longer middles are shown as removed and added as a whole. */
const MOST_LINES = 1500;

/** What was removed and added from one text to another, line by line. A comma at the end of a line is not a difference. */
export function lineDiff(before: string, after: string): DiffLine[] {
  const [old, later] = [before.split('\n'), after.split('\n')];
  let start = 0;
  while (start < old.length && start < later.length && same(old[start], later[start])) start++;
  let end = 0;
  while (end < old.length - start && end < later.length - start && same(old[old.length - 1 - end], later[later.length - 1 - end])) end++;
  const middle = changed(old.slice(start, old.length - end), later.slice(start, later.length - end));
  const both = (lines: readonly string[]): DiffLine[] => lines.map((text) => ({ sign: ' ', text }));
  return [...both(later.slice(0, start)), ...middle, ...both(later.slice(later.length - end))];
}

function same(one = '', other = ''): boolean {
  return one.replace(/,$/, '') === other.replace(/,$/, '');
}

/** The longest lines in common, by the table of their lengths. */
function changed(old: readonly string[], later: readonly string[]): DiffLine[] {
  const removed = old.map((text): DiffLine => ({ sign: '-', text }));
  const added = later.map((text): DiffLine => ({ sign: '+', text }));
  if (old.length > MOST_LINES || later.length > MOST_LINES) return [...removed, ...added];
  const width = later.length + 1;
  const lengths = new Uint16Array((old.length + 1) * width);
  const at = (row: number, column: number): number => lengths[row * width + column] as number;
  for (let row = old.length - 1; row >= 0; row--)
    for (let column = later.length - 1; column >= 0; column--)
      lengths[row * width + column] = same(old[row], later[column])
        ? at(row + 1, column + 1) + 1
        : Math.max(at(row + 1, column), at(row, column + 1));
  const lines: DiffLine[] = [];
  let [row, column] = [0, 0];
  while (row < old.length && column < later.length) {
    if (same(old[row], later[column])) {
      lines.push({ sign: ' ', text: later[column++] as string });
      row++;
    } else if (at(row + 1, column) >= at(row, column + 1)) lines.push(removed[row++] as DiffLine);
    else lines.push(added[column++] as DiffLine);
  }
  return [...lines, ...removed.slice(row), ...added.slice(column)];
}
