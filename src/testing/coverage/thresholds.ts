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
export const THRESHOLDS: OptionKind = {
  ...kinds.recordOf({
    ...kinds.nested(LEVELS),
    expected: 'at least one percentage by kind, as in { global: { states: 100 } },',
    accepts: namesAnything,
  }),
  expected: 'an object with at least one threshold',
  accepts: namesAnything,
};

function namesAnything(levels: unknown): boolean {
  return typeof levels === 'object' && levels !== null && !Array.isArray(levels) && Object.keys(levels).length > 0;
}

/** A line for every threshold that was not reached. Throws a usage error for machines, states and kinds that do not exist. */
export function missedThresholds(thresholds: CoverageThresholds, machines: readonly MachineCoverage[]): string[] {
  return Object.entries(thresholds).flatMap(([key, levels]) => {
    const places = placesOf(key, machines);
    return Object.entries(levels).flatMap(([name, least]) => {
      const kind = kindNamed(name, key);
      const percent = levelOf(least, key, kind);
      refuseAbsent(kind, percent, key, places);
      const hint = places.length > 1 ? ` Hint: ${SAME_NAME}` : '';
      return places
        .filter(({ summary }) => summary[kind].percent < percent)
        .map(({ place, summary: { [kind]: reached } }) => {
          const share = Math.floor(reached.percent * 100) / 100;
          return `Coverage of ${kind} in ${place}: expected at least ${percent} %, received ${share} % (${reached.covered} of ${reached.total}).${hint}`;
        });
    });
  });
}

/**
 * A line for every threshold of something that is not there to be reached. It is kept, as jest and nyc keep 100 % of 0 lines: a threshold for all machines is
 * written once, before the first machine has a catcher.
 */
export function idleThresholds(thresholds: CoverageThresholds, machines: readonly MachineCoverage[]): string[] {
  return Object.entries(thresholds).flatMap(([key, levels]) => {
    const places = placesOf(key, machines);
    return COVERAGE_KINDS.flatMap((kind) => {
      const percent = levels[kind];
      if (percent === undefined || places.some(({ summary }) => summary[kind].total > 0)) return [];
      const added = kind === 'retriers' ? '; those that the CDK adds count with addedRetriers: true' : '';
      return [`Coverage of ${kind} in ${key}: the threshold of ${percent} % judged nothing, since there are none (0 of 0)${added}.`];
    });
  });
}

function placesOf(key: string, machines: readonly MachineCoverage[]): readonly CoveragePlace[] {
  return key === 'global' ? [{ place: key, isState: false, summary: totalSummary(machines) }] : placesAt(key, machines);
}

/** What a threshold is judged on: all machines, a machine, or a state of one. */
interface CoveragePlace {
  readonly place: string;
  readonly isState: boolean;
  readonly summary: CoverageSummary;
}

const SAME_NAME =
  "several definitions have this name, and a threshold is judged on each of them. Give each its own: testMachine(definition, 'Name').";

/** A machine may lack a kind that others have; a state that lacks it is another one than was meant. */
function refuseAbsent(kind: CoverageKind, percent: number, key: string, places: readonly CoveragePlace[]): void {
  const [place] = places;
  if (place === undefined || !places.every(({ isState, summary }) => isState && summary[kind].total === 0)) return;
  throw new UsageError(
    `Coverage thresholds: ${JSON.stringify(key)} has no ${kind}, so a threshold of ${percent} % says nothing.`,
    `leave ${kind} out${kindsOf(place.summary)}.`,
  );
}

function kindsOf(summary: CoverageSummary): string {
  const there = COVERAGE_KINDS.filter((kind) => summary[kind].total > 0);
  return there.length === 0 ? '' : `; the state has ${there.join(', ')}`;
}

/** The places that a key names. The numbers of definitions follow their texts, so a name without one means all that have it. */
function placesAt(key: string, machines: readonly MachineCoverage[]): CoveragePlace[] {
  const whole = machines.filter(({ name, ownName }) => name === key || ownName === key);
  if (whole.length > 0) return whole.map(({ name, points }) => ({ place: name, isState: false, summary: summaryOf(points) }));
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
  return machines.flatMap(({ name, ownName, points }) => {
    const of = points.filter(({ state }) => `${name}/${state}` === key || `${ownName}/${state}` === key);
    return of.length === 0 ? [] : [{ place: `${name}/${of[0]?.state}`, isState: true, summary: summaryOf(of) }];
  });
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
