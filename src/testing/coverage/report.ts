import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { lcovOf } from './lcov';
import type { MachineCoverage } from './parts';
import { summaryOf, totalSummary } from './summary';

/** Writes `coverage.json`, `lcov.info` and beside them each definition whose lines are counted, into a folder. */
export function writeReports(machines: readonly MachineCoverage[], folder: string): void {
  mkdirSync(folder, { recursive: true });
  const records = machines.map((machine) => {
    const path = join(folder, `${machine.name.replaceAll(/[^\w.-]+/g, '_')}.asl.json`);
    writeFileSync(path, machine.text);
    return lcovOf(machine, path);
  });
  writeFileSync(join(folder, 'lcov.info'), records.join(''));
  writeFileSync(join(folder, 'coverage.json'), `${JSON.stringify(coverageData(machines), null, 2)}\n`);
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
