import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { lcovOf } from './lcov';
import type { MachineCoverage } from './parts';
import type { RunPart } from './run-part';
import { summaryOf, totalSummary } from './summary';

const REPORT = 'coverage.json';
const LCOV = 'lcov.info';

/** Writes `coverage.json`, `lcov.info` and beside them each definition whose lines are counted, into a folder. */
export function writeReports(machines: readonly MachineCoverage[], folder: string, part?: RunPart): void {
  mkdirSync(folder, { recursive: true });
  const taken = new Set<string>();
  const records = machines.map((machine) => {
    const path = join(folder, `${freeName(machine.name.replaceAll(/[^\w.-]+/g, '_'), taken)}.asl.json`);
    writeFileSync(path, machine.text);
    return lcovOf(machine, path);
  });
  writeFileSync(join(folder, LCOV), records.join(''));
  writeFileSync(join(folder, REPORT), `${JSON.stringify(coverageData(machines, part), null, 2)}\n`);
}

/** A name of a file that none of the others has, on file systems that know no case either. */
function freeName(name: string, taken: Set<string>): string {
  let free = name;
  for (let number = 2; taken.has(free.toLowerCase()); number++) free = `${name}_${number}`;
  taken.add(free.toLowerCase());
  return free;
}

/** Removes what {@link writeReports} left there that a merge could take for this run's: one that is killed, or executes nothing, writes none. */
export function removeReports(folder: string): void {
  for (const name of [REPORT, LCOV]) rmSync(join(folder, name), { force: true });
}

/** Coverage as data: a summary, and every point with its hits, to be drawn over the graph. */
export function coverageData(machines: readonly MachineCoverage[], part?: RunPart): object {
  return {
    ...(part === undefined ? {} : { part }),
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
