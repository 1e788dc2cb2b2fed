import { readFileSync, statSync } from 'node:fs';
import { elementAt } from '../asl';
import type { SourceLocation } from './extract-state-machines';

/** Sources longer than this are not searched. */
const LONGEST = 1_000_000;

/**
 * The line of a file that names a state, when just one does. The CDK keeps no place for a state, as it is not a resource; the
 * file that made its machine nearly always holds it.
 */
export function placeInSource(file: string, state: string): SourceLocation | undefined {
  const lines = linesOf(file);
  const quoted = ["'", '"', '`'].map((quote) => `${quote}${state}${quote}`);
  const naming = places(file, lines, (line) => Math.max(...quoted.map((name) => line.indexOf(name))));
  if (naming.length <= 1) return naming[0];
  // `new LambdaInvoke(this, 'Ship'` and `invoke('Ship'` name it; `.mock('Ship')` and texts only mention it.
  const made = naming.filter(({ line, column }) =>
    /\b(?:new [\w.]+\(\s*[\w.]+,\s*|[a-z]\w*\(\s*)$/.test(elementAt(lines, line - 1).slice(Math.max(0, column - 200), column - 1)),
  );
  return made.length === 1 ? made[0] : undefined;
}

function places(file: string, lines: readonly string[], find: (line: string) => number): SourceLocation[] {
  return lines.flatMap((text, index) => {
    const column = find(text);
    return column === -1 ? [] : [{ file, line: index + 1, column: column + 1 }];
  });
}

function linesOf(file: string): readonly string[] {
  try {
    return statSync(file).size > LONGEST ? [] : readFileSync(file, 'utf8').split('\n');
  } catch {
    return [];
  }
}
