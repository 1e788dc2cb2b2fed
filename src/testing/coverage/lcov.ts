import { elementAt, locatePointers, printable } from '../../asl';
import type { MachineCoverage } from './parts';

/** Coverage in the format of lcov: lines of the definition's text, states as functions, everything else as branches. */
export function lcovOf({ text, points }: MachineCoverage, path: string): string {
  const lines = locatePointers(
    text,
    points.map((point) => point.pointer),
  );
  const lineOf = (pointer: string) => lines.get(pointer)?.line ?? 1;
  const states = points.filter((point) => point.kind === 'states');
  const branches = points.filter((point) => point.kind !== 'states');
  const data = lineHits(
    text,
    states.map((state) => ({ line: lineOf(state.pointer), hits: state.hits })),
  );
  const blocks = new Map<string, number>();
  const records = branches.map(({ state, pointer, hits }) => {
    const block = blocks.get(state) ?? 0;
    blocks.set(state, block + 1);
    return `BRDA:${lineOf(pointer)},${states.findIndex((each) => each.state === state)},${block},${hits}`;
  });
  return [
    'TN:',
    `SF:${printable(path)}`,
    ...states.map(({ state, pointer }) => `FN:${lineOf(pointer)},${printable(state)}`),
    ...states.map(({ state, hits }) => `FNDA:${hits},${printable(state)}`),
    `FNF:${states.length}`,
    `FNH:${states.filter((state) => state.hits > 0).length}`,
    ...records,
    `BRF:${branches.length}`,
    `BRH:${branches.filter((branch) => branch.hits > 0).length}`,
    ...data.map(({ line, hits }) => `DA:${line},${hits}`),
    `LF:${data.length}`,
    `LH:${data.filter((each) => each.hits > 0).length}`,
    'end_of_record',
    '',
  ].join('\n');
}

/** A state is all lines from its name to the brace that closes it, but for the states inside of it. */
function lineHits(text: string, states: readonly { readonly line: number; readonly hits: number }[]): { line: number; hits: number }[] {
  const lines = text.split('\n');
  const owners = new Map<number, number>();
  for (const { line, hits } of [...states].sort((one, other) => one.line - other.line)) {
    const indentation = /^ */.exec(elementAt(lines, line - 1))?.[0] ?? '';
    for (let at = line; at <= lines.length; at++) {
      owners.set(at, hits);
      if (at > line && elementAt(lines, at - 1).startsWith(`${indentation}}`)) break;
    }
  }
  return [...owners].sort(([one], [other]) => one - other).map(([line, hits]) => ({ line, hits }));
}
