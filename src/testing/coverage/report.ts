import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { lcovOf } from './lcov';
import type { MachineCoverage } from './parts';
import { summaryOf, totalSummary } from './summary';

/** Writes `coverage.json`, `lcov.info` and beside them each definition whose lines are counted, into a folder. */
export function writeReports(machines: readonly MachineCoverage[], folder: string): void {
  mkdirSync(folder, { recursive: true });
  const taken = new Set<string>();
  const records = machines.map((machine) => {
    const path = join(folder, `${freeName(machine.name.replaceAll(/[^\w.-]+/g, '_'), taken)}.asl.json`);
    writeFileSync(path, machine.text);
    return lcovOf(machine, path);
  });
  writeFileSync(join(folder, 'lcov.info'), records.join(''));
  writeFileSync(join(folder, 'coverage.json'), `${JSON.stringify(coverageData(machines), null, 2)}\n`);
}

/** A name of a file that none of the others has, on file systems that know no case either. */
function freeName(name: string, taken: Set<string>): string {
  let free = name;
  for (let number = 2; taken.has(free.toLowerCase()); number++) free = `${name}_${number}`;
  taken.add(free.toLowerCase());
  return free;
}

/** Coverage as data: a summary, and every point with its hits, to be drawn over the graph. */
export function coverageData(machines: readonly MachineCoverage[]): object {
  return {
    total: totalSummary(machines),
    machines: machines.map(({ name, executions, definition, points }) => ({
      name,
      executions,
      summary: summaryOf(points),
      points,
      definition,
    })),
  };
}
