import { definitionNamed, givenMachine, type JsonObject, requireArguments, type StateGroup, transitionTargets } from '../../asl';
import type { EnumeratedPath, EnumeratedPaths, GroupPaths, PathStep } from './enumerated-path';
import { titleOf } from './path-title';
import { type Way, waysOf } from './ways-of';

/**
 * Gives few and short paths that together take every transition of a definition, with what makes each state go its way: the rules that must hold,
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

/** A way with the state that it leaves. */
interface Leg {
  readonly from: string;
  readonly way: Way;
}

/** How far each state of a group is from the start, and from an end. */
class GroupMap {
  private readonly ways = new Map<string, readonly Way[]>();
  /** The leg by which a state is reached first; undefined for the first state. */
  private readonly reached = new Map<string, Leg | undefined>();
  /** Steps from a state to the end of its path. */
  private readonly remaining = new Map<string, number>();
  private readonly uncovered = new Set<Way>();

  constructor(private readonly group: StateGroup) {
    for (const node of group.states.values()) this.ways.set(node.name, waysOf(node));
    this.walkForward();
    this.walkBackward();
  }

  paths(): EnumeratedPath[] {
    // Those furthest from the start first: on the way to them others are covered.
    const legs = [...this.reached.keys()].reverse().flatMap((from) => this.waysFrom(from).map((way) => ({ from, way })));
    for (const { way } of legs) if (way.transition !== undefined) this.uncovered.add(way);
    const paths = legs.flatMap((leg) => (this.uncovered.has(leg.way) ? [this.pathThrough(leg)] : []));
    return paths.length > 0 ? paths : [this.pathThrough({ from: this.group.startAt, way: this.waysFrom(this.group.startAt)[0] as Way })];
  }

  /** Transitions of the group that no path takes. */
  unreachable(): string[] {
    return [...this.group.states.values()].flatMap((node) => {
      const all = transitionTargets(node.type, node.fields as unknown as JsonObject).map(({ path }) => [node.pointer, ...path].join('/'));
      const possible = this.reached.has(node.name) ? this.waysFrom(node.name).map((way) => way.transition) : [];
      return all.filter((transition) => !possible.includes(transition));
    });
  }

  private waysFrom(state: string): readonly Way[] {
    return this.ways.get(state) ?? [];
  }

  private walkForward(): void {
    const queue = [this.group.startAt];
    this.reached.set(this.group.startAt, undefined);
    for (const from of queue) {
      for (const way of this.waysFrom(from)) {
        if (way.to === undefined || this.reached.has(way.to)) continue;
        this.reached.set(way.to, { from, way });
        queue.push(way.to);
      }
    }
  }

  private walkBackward(): void {
    const before = new Map<string, string[]>();
    const queue: string[] = [];
    for (const [state, ways] of this.ways) {
      if (ways.some((way) => way.to === undefined)) {
        this.remaining.set(state, 0);
        queue.push(state);
      }
      for (const { to } of ways) if (to !== undefined) add(before, to, state);
    }
    for (const state of queue) {
      for (const previous of before.get(state) ?? []) {
        if (this.remaining.has(previous)) continue;
        this.remaining.set(previous, (this.remaining.get(state) as number) + 1);
        queue.push(previous);
      }
    }
  }

  /** The shortest path that takes a leg. */
  private pathThrough(leg: Leg): EnumeratedPath {
    const legs: Leg[] = [leg];
    for (let before = this.reached.get(leg.from); before !== undefined; before = this.reached.get(before.from)) legs.unshift(before);
    let state = leg.way.to;
    while (state !== undefined && this.remaining.has(state)) {
      const way = this.shortestWay(state);
      legs.push({ from: state, way });
      state = way.to;
    }
    for (const { way } of legs) this.uncovered.delete(way);
    const steps: PathStep[] = legs.map(({ from, way }) => ({ state: from, transition: way.transition, cause: way.cause }));
    const last = this.group.states.get(steps.at(-1)?.state ?? '');
    const end = state !== undefined ? 'never' : last?.type === 'Fail' ? 'FAILED' : 'SUCCEEDED';
    return { steps, end, title: titleOf(steps, end) };
  }

  /** Of the shortest ways to an end, one that is not covered yet. */
  private shortestWay(state: string): Way {
    const length = (way: Way) => (way.to === undefined ? 0 : 1 + (this.remaining.get(way.to) ?? Number.POSITIVE_INFINITY));
    const ways = this.waysFrom(state);
    const least = Math.min(...ways.map(length));
    const shortest = ways.filter((way) => length(way) === least);
    return (shortest.find((way) => this.uncovered.has(way)) ?? shortest[0]) as Way;
  }
}

function add(before: Map<string, string[]>, to: string, from: string): void {
  const known = before.get(to);
  if (known === undefined) before.set(to, [from]);
  else known.push(from);
}
