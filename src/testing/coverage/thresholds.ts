import { kinds, nearestName, type OptionKind, type OptionTable } from '../../asl';
import { UsageError } from '../usage-error';
import { COVERAGE_KINDS, type CoverageKind } from './coverage-point';
import type { MachineCoverage } from './parts';
import { type CoverageSummary, summaryOf, totalSummary } from './summary';

/** Percentages that must be reached, by kind. */
export type CoverageLevels = Readonly<Partial<Record<CoverageKind, number>>>;

/** What must be reached: in all (`global`), in a machine (`Orders`), or in a state of one (`Orders/Ship`). */
export type CoverageThresholds = Readonly<Record<string, CoverageLevels>>;

const LEVEL: OptionKind = {
  ...kinds.numberFrom(0, 100),
  inside: (value: number, path) =>
    isShare(value)
      ? { message: `expected a percentage from 0 to 100 for ${path}, received ${value}.`, hint: `write ${percentOf(value)}.` }
      : undefined,
};
const LEVELS = Object.fromEntries(COVERAGE_KINDS.map((kind) => [kind, LEVEL])) as unknown as OptionTable<CoverageLevels>;

/** What the option takes; which machines and states there are is known when the run has ended. An entry that wants nothing is a mistake. */
export const THRESHOLDS = kinds.recordOf({
  ...kinds.nested(LEVELS),
  expected: 'percentages by kind, one at least',
  accepts: namesAnything,
});

function namesAnything(levels: unknown): boolean {
  return typeof levels === 'object' && levels !== null && !Array.isArray(levels) && Object.keys(levels).length > 0;
}

/** A line for every threshold that was not reached. Throws a usage error for machines, states and kinds that do not exist. */
export function missedThresholds(thresholds: CoverageThresholds, machines: readonly MachineCoverage[]): string[] {
  return Object.entries(thresholds).flatMap(([key, levels]) => {
    const summary = key === 'global' ? totalSummary(machines) : summaryOf(pointsAt(key, machines));
    return Object.entries(levels).flatMap(([name, least]) => {
      const kind = kindNamed(name, key);
      const percent = levelOf(least, key, kind);
      const reached = summary[kind];
      if (reached.total === 0 && isState(key, machines))
        throw new UsageError(
          `Coverage thresholds: ${JSON.stringify(key)} has no ${kind}, so that ${percent} % of them says nothing.`,
          `leave ${kind} out${kindsOf(summary)}.`,
        );
      if (reached.percent >= percent) return [];
      return [
        `Coverage of ${kind} in ${key}: expected at least ${percent} %, received ${Math.floor(reached.percent * 100) / 100} % (${reached.covered} of ${reached.total}).`,
      ];
    });
  });
}

/** A machine may lack a kind that others have; a state that lacks it is another one than was meant. */
function isState(key: string, machines: readonly MachineCoverage[]): boolean {
  return key !== 'global' && !machines.some((machine) => machine.name === key);
}

function kindsOf(summary: CoverageSummary): string {
  const there = COVERAGE_KINDS.filter((kind) => summary[kind].total > 0);
  return there.length === 0 ? '' : `; the state has ${there.join(', ')}`;
}

function pointsAt(key: string, machines: readonly MachineCoverage[]): MachineCoverage['points'] {
  const whole = machines.filter((machine) => machine.name === key);
  if (whole.length > 0) return whole.flatMap((machine) => machine.points);
  const names = machines.flatMap((machine) => [machine.name, ...new Set(machine.points.map((point) => `${machine.name}/${point.state}`))]);
  if (!names.includes(key)) {
    const near = nearestName(key, names);
    throw new UsageError(
      `Coverage thresholds: no machine or state of the run is called ${JSON.stringify(key)}.`,
      near === undefined
        ? `its machines are ${machines.map((machine) => JSON.stringify(machine.name)).join(', ') || 'none'}; a state is written machine/state.`
        : `did you mean ${JSON.stringify(near)}?`,
    );
  }
  return machines.flatMap((machine) => machine.points.filter((point) => `${machine.name}/${point.state}` === key));
}

function kindNamed(name: string, key: string): CoverageKind {
  const kind = COVERAGE_KINDS.find((each) => each === name);
  if (kind !== undefined) return kind;
  const near = nearestName(name, COVERAGE_KINDS);
  throw new UsageError(
    `Coverage thresholds of ${key}: nothing is counted under ${JSON.stringify(name)}.`,
    near === undefined ? `use ${COVERAGE_KINDS.join(', ')}.` : `did you mean ${JSON.stringify(near)}?`,
  );
}

function levelOf(value: unknown, key: string, kind: CoverageKind): number {
  const share = typeof value === 'number' && isShare(value);
  if (typeof value === 'number' && value >= 0 && value <= 100 && !share) return value;
  throw new UsageError(
    `Coverage thresholds of ${key}: ${kind} expected a percentage from 0 to 100, received ${String(value)}.`,
    share ? `write ${percentOf(value)}.` : undefined,
  );
}

/** 0.8 is less than one percent: it would let nearly everything pass, and means 80. */
function isShare(value: number): boolean {
  return value > 0 && value < 1;
}

function percentOf(share: number): number {
  return Math.round(share * 10_000) / 100;
}
