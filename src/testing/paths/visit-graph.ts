import type { AnyStateFields, AnyStateNode, StateGroup } from '../../asl';
import { knownIn } from '../../asl';
import type { DataCondition } from './known-data/condition';
import { type HandOn, handOn } from './known-data/hand-on';
import { assume, type Knowledge, keeping, keyOf, NOTHING_KNOWN } from './known-data/knowledge';
import { conditionsOf, livePlaces } from './known-data/live-places';
import type { DataPlace } from './known-data/place';
import { type PathWay, waysOf } from './ways-of';

/** A visit of a state with what is known of its data by then: a state is visited once for each. */
export interface PathVisit {
  readonly state: string;
  readonly ways: readonly TakenWay[];
  /** How it is reached first; undefined for the first visit. */
  readonly before: { readonly visit: PathVisit; readonly way: PathWay } | undefined;
}

/** A way out of a visit, and where it leads; undefined: to the end. */
export interface TakenWay {
  readonly way: PathWay;
  readonly to: PathVisit | undefined;
}

/** So many visits for each state: beyond them paths are found as if each Choice stood alone. */
const MOST_VISITS = 20;
const FEW_VISITS = 500;

/** The visits that paths through a group consist of, each before those behind it. */
export function visitsIn(group: StateGroup): readonly PathVisit[] {
  const nodes = [...group.states.values()];
  const ways = new Map(nodes.map((node) => [node.name, waysOf(node)]));
  const conditions = new Map(nodes.filter(({ type }) => type === 'Choice').map((node) => [node.name, conditionsOf(node)]));
  const walkedBy = (reckons: boolean): WalkedGroup => {
    const handOns = new Map<PathWay, HandOn>();
    const handOnOf = (state: string, way: PathWay): HandOn => {
      const known = handOns.get(way) ?? handOn(knownIn(group.states, state), way, reckons);
      handOns.set(way, known);
      return known;
    };
    return { group, ways, conditions, handOnOf };
  };
  // A loop that counts to a thousand has more visits than are of use: it is walked without counting.
  for (const reckons of [true, false]) {
    const walked = walkedBy(reckons);
    const live = livePlaces(ways, conditions, walked.handOnOf);
    const all = live === undefined ? undefined : walkVisits(walked, live, FEW_VISITS + MOST_VISITS * nodes.length);
    if (all !== undefined) return all;
  }
  return walkVisits(walkedBy(false), new Map(), Number.POSITIVE_INFINITY)!;
}

interface WalkedGroup {
  readonly group: StateGroup;
  readonly ways: ReadonlyMap<string, readonly PathWay[]>;
  readonly conditions: ReadonlyMap<string, readonly DataCondition[]>;
  readonly handOnOf: (state: string, way: PathWay) => HandOn;
}

interface OpenPathVisit extends PathVisit {
  readonly ways: TakenWay[];
}

/** Undefined when there are too many. */
function walkVisits(
  { group, ways, conditions, handOnOf }: WalkedGroup,
  live: ReadonlyMap<string, readonly DataPlace[]>,
  most: number,
): readonly PathVisit[] | undefined {
  const known = new Map<string, OpenPathVisit>();
  const queue: { readonly visit: OpenPathVisit; readonly knowledge: Knowledge }[] = [];
  const visitOf = (state: string, knowledge: Knowledge, before: PathVisit['before']): PathVisit => {
    const key = `${state}\n${keyOf(knowledge)}`;
    let visit = known.get(key);
    if (visit === undefined) {
      visit = { state, ways: [], before };
      known.set(key, visit);
      queue.push({ visit, knowledge });
    }
    return visit;
  };
  visitOf(group.startAt, NOTHING_KNOWN, undefined);
  for (const { visit, knowledge } of queue) {
    if (queue.length > most) return undefined;
    const node = knownIn(group.states, visit.state);
    for (const { way, knowledge: behind } of takenWays(node, ways.get(visit.state) ?? [], conditions.get(visit.state), knowledge)) {
      const { to } = way;
      const next = to === undefined ? undefined : handOnOf(visit.state, way).behind(behind, live.get(to) ?? []);
      visit.ways.push({ way, to: next === undefined ? undefined : visitOf(to!, next, { visit, way }) });
    }
  }
  return queue.map(({ visit }) => visit);
}

interface ChosenWay {
  readonly way: PathWay;
  readonly knowledge: Knowledge;
}

/** The ways that some data take: of a Choice, a rule holds and none before it. Where no data take any, the state fails. */
function takenWays(
  node: AnyStateNode,
  ways: readonly PathWay[],
  conditions: readonly DataCondition[] | undefined,
  knowledge: Knowledge,
): ChosenWay[] {
  if (conditions === undefined) return ways.map((way) => ({ way, knowledge }));
  const { InputPath = '$', Choices }: AnyStateFields = node.fields;
  // The rules read what the path selects, of which nothing is known.
  let left = InputPath === '$' ? knowledge : keeping(knowledge, ({ variable }) => variable !== undefined);
  const taken: ChosenWay[] = [];
  const take = (index: number | undefined, known: Knowledge): void => {
    const way = ways.find(
      ({ cause }) => cause.kind === 'chooses' && (index === undefined ? cause.holds === undefined : cause.holds === Choices?.[index]),
    );
    if (way !== undefined && known.length > 0) taken.push({ way, knowledge: known });
  };
  for (const [index, condition] of conditions.entries()) {
    take(index, assume(left, condition, 'true'));
    left = assume(left, condition, 'false');
  }
  take(undefined, left);
  if (taken.length > 0) return taken;
  return [{ way: { transition: undefined, to: undefined, cause: { kind: 'chooses', holds: undefined, fails: Choices ?? [] } }, knowledge }];
}
