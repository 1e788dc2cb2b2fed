import { knownIn } from '../../asl';
import { endOf, type GraphEdge, type GraphGroup, startOf } from '../graph/graph';

/** One line to draw between two boxes of a group. */
export interface Link {
  readonly key: string;
  readonly from: string;
  readonly to: string;
  /** Undefined for the way in and the ways out. */
  readonly edge: GraphEdge | undefined;
}

/** The circles where a group begins and ends, by names that no state has: a name has 80 characters at most. */
export const START = `start${' '.repeat(80)}`;
export const END = `end${' '.repeat(80)}`;

/** What is drawn of a group: lines, loops beside a state, and ways that are named in their state since their lines would run through the whole picture. */
export interface Links {
  readonly links: readonly Link[];
  readonly loops: readonly Link[];
  readonly jumps: readonly GraphEdge[];
  /** Rank of each box by the longest way from the start. */
  readonly ranks: ReadonlyMap<string, number>;
}

/** Lines may pass so many ranks in all, and so many more for each state. */
const FREE_RANKS = 120;
const RANKS_PER_STATE = 4;
/** A line that passes no further harms nothing. */
const SHORT = 5;

/** Decides what is drawn how. */
export function linksOf(group: GraphGroup): Links {
  const drawn = group.edges.filter(({ kind }) => kind !== 'retry');
  const loops = drawn.filter(({ from, to }) => from === to).map(linkOf);
  let links: Link[] = [
    { key: startOf(group), from: START, to: group.startAt, edge: undefined },
    ...drawn.filter(({ from, to }) => from !== to).map(linkOf),
    ...group.nodes
      .filter(({ ends, kind }) => ends && kind !== 'Succeed' && kind !== 'Fail')
      .map((node) => ({ key: endOf(node), from: node.name, to: END, edge: undefined })),
  ];
  const names = [START, ...group.nodes.map(({ name }) => name), ...(links.some(({ to }) => to === END) ? [END] : [])];
  let ranks = ranksOf(names, links);
  const jumps: GraphEdge[] = [];
  const allowed = FREE_RANKS + RANKS_PER_STATE * names.length;
  const spanOf = (link: Link) => Math.abs(knownIn(ranks, link.to) - knownIn(ranks, link.from));
  const excess = () => links.reduce((sum, link) => sum + Math.max(0, spanOf(link) - 1), 0) - allowed;
  for (let over = excess(); over > 0; over = excess()) {
    const hub = farthestHub(links, spanOf);
    if (hub === undefined) break;
    for (const link of links) if (link.edge !== undefined && link.to === hub && spanOf(link) > SHORT) jumps.push(link.edge);
    links = links.filter((link) => link.edge === undefined || link.to !== hub || spanOf(link) <= SHORT);
    ranks = ranksOf(names, links);
  }
  return { links, loops, jumps, ranks };
}

function linkOf(edge: GraphEdge): Link {
  return { key: edge.pointer, from: edge.from, to: edge.to, edge };
}

/** The state to which long lines come from most far away. */
function farthestHub(links: readonly Link[], spanOf: (link: Link) => number): string | undefined {
  const sums = new Map<string, number>();
  for (const link of links) {
    const span = spanOf(link);
    if (link.edge !== undefined && span > SHORT) sums.set(link.to, (sums.get(link.to) ?? 0) + span);
  }
  let best: string | undefined;
  for (const [name, sum] of sums) if (best === undefined || sum > knownIn(sums, best)) best = name;
  return best;
}

/** Each box its rank: one more than the last of those before it, ways back left aside. */
export function ranksOf(names: readonly string[], links: readonly Link[]): Map<string, number> {
  const out = new Map<string, string[]>(names.map((name) => [name, []]));
  for (const { from, to } of links) out.get(from)?.push(to);
  const order = depthFirst(names, out);
  const places = new Map(order.map((name, index) => [name, index]));
  const ranks = new Map<string, number>(names.map((name) => [name, 0]));
  for (const name of order)
    for (const to of knownIn(out, name))
      if (knownIn(places, to) > knownIn(places, name)) ranks.set(to, Math.max(knownIn(ranks, to), knownIn(ranks, name) + 1));
  return ranks;
}

/** Names so that each stands before those it leads to, but for ways back: reverse postorder, on a stack of its own. */
function depthFirst(names: readonly string[], out: ReadonlyMap<string, readonly string[]>): string[] {
  const seen = new Set<string>();
  const done: string[] = [];
  for (const root of names) {
    if (seen.has(root)) continue;
    seen.add(root);
    const tree: string[] = [];
    const stack = [{ name: root, next: 0 }];
    for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
      const target = knownIn(out, top.name)[top.next++];
      if (target === undefined) {
        tree.push(top.name);
        stack.pop();
      } else if (!seen.has(target)) {
        seen.add(target);
        stack.push({ name: target, next: 0 });
      }
    }
    done.push(...tree);
  }
  return done.reverse();
}
