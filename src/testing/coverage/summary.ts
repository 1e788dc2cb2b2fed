import { COVERAGE_KINDS, type CoverageKind } from './coverage-point';
import type { MachineCoverage } from './parts';

/** How much of one kind was reached. */
export interface CoverageCount {
  readonly covered: number;
  readonly total: number;
  /** 100 where there is nothing to reach. */
  readonly percent: number;
}

/** How much was reached, by kind. */
export type CoverageSummary = Readonly<Record<CoverageKind, CoverageCount>>;

/** Counts what some points of coverage came to. */
export function summaryOf(points: MachineCoverage['points']): CoverageSummary {
  const counts = COVERAGE_KINDS.map((kind): [CoverageKind, CoverageCount] => {
    const all = points.filter((point) => point.kind === kind);
    const covered = all.filter((point) => point.hits > 0).length;
    return [kind, { covered, total: all.length, percent: all.length === 0 ? 100 : (100 * covered) / all.length }];
  });
  return Object.fromEntries(counts) as unknown as CoverageSummary;
}

/** Summary over all machines. */
export function totalSummary(machines: readonly MachineCoverage[]): CoverageSummary {
  return summaryOf(machines.flatMap((machine) => machine.points));
}
