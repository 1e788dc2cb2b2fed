import {
  addTo,
  definitionNamed,
  fieldsAsJson,
  givenMachine,
  knownIn,
  lastIn,
  requireArguments,
  type StateGroup,
  transitionTargets,
} from '../../asl';
import type { EnumeratedPath, EnumeratedPaths, GroupPaths, PathStep } from './enumerated-path';
import { titleOf } from './path-title';
import { type PathVisit, type TakenWay, visitsIn } from './visit-graph';
import type { PathWay } from './ways-of';

/**
 * A few short paths that together take every transition of a definition, with what makes each state take its transition: the rules that must hold,
 * the errors that tasks must fail with. The groups inside of Map and Parallel states have paths of their own.
 *
 * Throws `DefinitionError` for a definition that has problems.
 *
 * @example test.each(enumeratePaths(orders).groups[0].paths)('$title', …);
 */
export function enumeratePaths(definition: string | object): EnumeratedPaths {
  requireArguments('enumeratePaths()', arguments, definitionNamed('the definition'));
  const groups: GroupPaths[] = [];
  const unreachable: string[] = [];
  addGroup(givenMachine(definition), undefined, groups, unreachable);
  return { groups, unreachable };
}

function addGroup(group: StateGroup, around: string | undefined, groups: GroupPaths[], unreachable: string[]): void {
  const map = new GroupMap(group);
  groups.push({ group: group.pointer, around, paths: map.paths() });
  unreachable.push(...map.unreachable());
  for (const node of group.states.values()) for (const inner of node.groups) addGroup(inner, node.name, groups, unreachable);
}

/** A way with the visit that it leaves. */
interface Leg extends TakenWay {
  readonly from: PathVisit;
}

/** How far each visit in a group is from an end. */
class GroupMap {
  private readonly visits: readonly PathVisit[];
  /** Steps from a visit to the end of its path. */
  private readonly remaining = new Map<PathVisit, number>();
  private readonly uncovered = new Set<PathWay>();

  constructor(private readonly group: StateGroup) {
    this.visits = visitsIn(group);
    this.walkBackward();
  }

  paths(): EnumeratedPath[] {
    // Those furthest from the start first: on the way to them others are covered.
    const legs = [...this.visits].reverse().flatMap(legsOf);
    for (const { way } of legs) if (way.transition !== undefined) this.uncovered.add(way);
    const paths = legs.flatMap((leg) => (this.uncovered.has(leg.way) ? [this.pathThrough(leg)] : []));
    return paths.length > 0 ? paths : [this.pathThrough(lastIn(legs))];
  }

  /** Transitions of the group that no path takes. */
  unreachable(): string[] {
    const possible = new Set(this.visits.flatMap(({ ways }) => ways.map(({ way }) => way.transition)));
    return [...this.group.states.values()]
      .flatMap((node) => transitionTargets(node.type, fieldsAsJson(node.fields)).map(({ path }) => [node.pointer, ...path].join('/')))
      .filter((transition) => !possible.has(transition));
  }

  private walkBackward(): void {
    const before = new Map<PathVisit, PathVisit[]>();
    const queue: PathVisit[] = [];
    for (const visit of this.visits) {
      if (visit.ways.some(({ to }) => to === undefined)) {
        this.remaining.set(visit, 0);
        queue.push(visit);
      }
      for (const { to } of visit.ways) if (to !== undefined) addTo(before, to, visit);
    }
    for (const visit of queue) {
      for (const previous of before.get(visit) ?? []) {
        if (this.remaining.has(previous)) continue;
        this.remaining.set(previous, knownIn(this.remaining, visit) + 1);
        queue.push(previous);
      }
    }
  }

  /** The shortest path that takes a leg. */
  private pathThrough(leg: Leg): EnumeratedPath {
    const taken: { readonly state: string; readonly way: PathWay }[] = [];
    for (let { before } = leg.from; before !== undefined; { before } = before.visit)
      taken.unshift({ state: before.visit.state, way: before.way });
    let next: Leg | undefined = leg;
    let open: PathVisit | undefined;
    while (next !== undefined) {
      taken.push({ state: next.from.state, way: next.way });
      open = next.to;
      next = open !== undefined && this.remaining.has(open) ? this.shortestLeg(open) : undefined;
    }
    for (const { way } of taken) this.uncovered.delete(way);
    const steps: PathStep[] = taken.map(({ state, way }) => ({ state, transition: way.transition, cause: way.cause }));
    const last = this.group.states.get(steps.at(-1)?.state ?? '');
    // A Choice at the end is one that no rule takes on.
    const end = open !== undefined ? 'never' : last?.type === 'Fail' || last?.type === 'Choice' ? 'FAILED' : 'SUCCEEDED';
    return { steps, end, title: titleOf(steps, end) };
  }

  /** Of the shortest ways to an end, one that is not covered yet. */
  private shortestLeg(visit: PathVisit): Leg {
    const length = ({ to }: Leg) => (to === undefined ? 0 : 1 + (this.remaining.get(to) ?? Number.POSITIVE_INFINITY));
    const legs = legsOf(visit);
    const least = Math.min(...legs.map(length));
    const shortest = legs.filter((leg) => length(leg) === least);
    return (shortest.find(({ way }) => this.uncovered.has(way)) ?? shortest[0])!;
  }
}

function legsOf(visit: PathVisit): Leg[] {
  return visit.ways.map((taken) => ({ ...taken, from: visit }));
}
